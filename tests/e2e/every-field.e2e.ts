import { expect, test, type Page } from '@playwright/test';
import { blankContent, write } from '../../main/demo/cases/steps.ts';
import { formOf, sessionFields, type FormField } from '../../shared/rules/block-form.ts';
import { calf, common, filled, finding } from '../clinic/filled-blocks.ts';
import { reference } from '../support/clinic.ts';
import { controlOf, controlsIn } from './support/controls.ts';
import { enter, openClinic, type OpenClinic } from './support/hands.ts';

// Every field of the file of techniques stands on the screen with its label, its unit and what is usual.

const techniques = reference.data.techniques.entries;
const chest = { siteId: 'trapezius-descendens', side: 'right' } as const;
let clinic: OpenClinic;
let note = '';

/** One visit with every technique at the calf, and over the lung with all that a place can have of its own. */
test.beforeAll(async () => {
  clinic = await openClinic(async ({ as, ids, people }) => {
    const api = await as('henrik');
    const session = await api.treatments.begin({
      ...{ patientId: ids['lukasz'] ?? '', appointmentId: null, courseId: null },
      practitionerId: people.practitioner.id,
    });
    note = session.id;
    const blocks = techniques.map(({ id }) => {
      const block = filled(id, { light: people.laserId });
      const place = { ...calf, values: block.sites[0]?.values ?? {} };
      const own = formOf(reference, id).site.filter(
        ({ type, key }) => type !== 'derived' && key in block.values,
      );
      const values = Object.fromEntries(own.map(({ key }) => [key, block.values[key] ?? '']));
      return { ...block, sites: [place, { ...place, ...chest, values: { ...place.values, ...values } }] };
    });
    await write(api, session, { ...blankContent(), common, findings: [finding], blocks });
  });
});
test.afterAll(() => clinic.stop());

const named = (fields: readonly FormField[]) => [...new Set(fields.map(controlOf))].toSorted();
const isCount = ({ key }: FormField) => key === 'needlesIn' || key === 'needlesOut';

/** Where the fields stand that nobody types: they are counted, stamped, reckoned, or linked to the visit. */
const elsewhere: Record<string, string> = {
  ...{ practitionerId: 'head', startedAt: 'head', sessionNumber: 'head', consentIds: 'consent of the visit' },
  ...{ screeningConfirmedAt: 'safety of the visit', adverseEventIds: 'after the visit' },
  ...{ muscleOrSiteId: 'head of the place', side: 'head of the place', findingId: 'Treats finding' },
  ...{ totalVolume: 'doses of the syringe', dose: 'doses of the syringe', mixedWith: 'parts of the syringe' },
};

test('every field of every technique, of its places and of the visit', async ({ page }) => {
  await enter(page, clinic.desk, 'henrik', `/treatments/${note}`);
  // Thirteen blocks, every field of them open: more than any visit has, and slow to draw on a busy machine.
  await expect(page.getByRole('article', { name: techniques.at(-1)?.name ?? '' })).toBeVisible({
    timeout: 40_000,
  });
  const seen = new Set<string>();
  const see = (fields: readonly FormField[]) => {
    for (const { group, key } of fields) seen.add(`${group} ${key}`);
    return named(fields);
  };
  const visit = await controlsIn(page.locator('main'));
  expect(visit).toEqual(expect.arrayContaining(see(sessionFields(reference))));
  await expect(page.getByText('Dr Henrik Sørensen').first()).toBeVisible();

  for (const { id, name, variants } of techniques) {
    const form = formOf(reference, id);
    const block = page.getByRole('article', { name, exact: true });
    const shared = [...form.block, ...form.site.filter(({ inheritable }) => inheritable)];
    const beside = ['Add a site | choice', ...(variants === undefined ? [] : ['Variant | choice'])];
    expect.soft(await controlsIn(block), name).toEqual([...see(shared), ...beside].toSorted());

    const place = block.getByRole('region', { name: 'Trapezius, upper part right', exact: true });
    const own = [...form.site.filter(({ type }) => type !== 'derived'), ...form.block.filter(isCount)];
    await expect.soft(place, name).toContainText('Trapezius, upper part, right');
    expect
      .soft(await controlsIn(place), `${name}, place`)
      .toEqual([...see(own), 'Treats finding | choice'].toSorted());
    for (const field of form.site.filter(({ type }) => type === 'derived'))
      await expect.soft(place, name).toContainText(`${field.label}:`);
    if (form.administration.length > 0) {
      await block.getByRole('button', { name: 'Record injection…' }).click();
      expect
        .soft(await injection(page, name), `${name}, injection`)
        .toEqual(
          [
            ...see(form.administration.filter(({ key }) => !(key in elsewhere))),
            'Into which sites | choice',
          ].toSorted(),
        );
    }
  }
  const missing = reference.data.techniques.fieldGroups.flatMap(({ id, fields }) =>
    fields.map(({ key }) => `${id} ${key}`).filter((one) => !seen.has(one)),
  );
  expect(new Set(missing.map((one) => one.split(' ')[1]))).toEqual(new Set(Object.keys(elsewhere)));
});

/** All that can be asked of one substance: drawn from the patient, out of a vial that is used more than once. */
async function injection(page: Page, technique: string): Promise<string[]> {
  const dialog = page.getByRole('dialog', { name: `Record an injection: ${technique}` });
  const pick = async (box: string, typed: string, option: RegExp) => {
    await dialog.getByRole('combobox', { name: box, exact: true }).fill(typed);
    await page.getByRole('option', { name: option }).first().click();
  };
  await pick('Substance', 'platelet', /platelet/i);
  await dialog.getByRole('combobox', { name: 'Container' }).click();
  await page.getByRole('option', { name: 'multi dose vial', exact: true }).click();
  await expect(dialog.getByRole('textbox', { name: 'First punctured on' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Mix with another substance' })).toBeVisible();
  const controls = await controlsIn(dialog);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return controls;
}
