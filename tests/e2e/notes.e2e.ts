import { expect, test } from '@playwright/test';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked } from '../../main/demo/cases/steps.ts';
import { complaintsOf } from '../support/looking.ts';
import { anotherWindow, enter, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { today } from './support/seed.ts';

// Aiko injects under Dr Sørensen's supervision: she signs, he co-signs; then somebody calls.

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

test('a supervised note is signed, co-signed by the supervisor, and a call is written down with a text block', async ({
  page,
  browser,
}) => {
  let sessionId = '';
  let patientId = '';
  clinic = await openClinic(async ({ as, clock, people, ids }) => {
    const owner = await as('nomsa');
    const aiko = (await owner.staff.list()).find(({ id }) => id === ids['aiko']);
    await owner.staff.recordCredentials({
      ...{ id: ids['aiko'] ?? '', version: aiko?.version ?? 1 },
      credentials: (aiko?.credentials ?? []).map((one) => ({
        ...one,
        supervisedBy: one.type === 'injection' ? (ids['henrik'] ?? '') : null,
      })),
    });
    const window = await as('aiko');
    const her = { ...people, practitioner: { id: ids['aiko'] ?? '', name: 'Aiko Tanaka' } };
    const heel = await openHeelCase(window, her, clock, today);
    const { session } = await heelVisit(window, her, clock, heel, today, '07:30');
    await window.treatments.administer({ sessionId: session.id, administration: lidocaine(today) });
    await answerAsked(window, session, 'Talked over and accepted');
    const henrik = await as('henrik');
    const text = 'Usual after needling. Warmth, no sport today.';
    await henrik.phrases.save({ id: null, version: 0, code: 'warm', text, own: true });
    ({ patientId } = heel);
    sessionId = session.id;
  }, ten);
  const complaints = complaintsOf(page);

  await enter(page, clinic.desk, 'aiko', `/treatments/${sessionId}`);
  await page.getByRole('button', { name: 'Sign and lock' }).click();
  await expect(page.getByText('Awaiting the co-signature of Dr Henrik Sørensen')).toBeVisible();

  const his = await anotherWindow(browser, clinic.desk, 'henrik', '/board');
  await his.getByRole('button', { name: '1 note waits for your co-signature' }).click();
  await his.getByRole('row', { name: /Thandeka Oyelaran-Voss/ }).click();
  await his.getByRole('button', { name: 'Co-sign', exact: true }).click();
  await expect(his.getByText(/Co-signed by Dr Henrik Sørensen/)).toBeVisible();
  await expect(page.getByText(/Co-signed by Dr Henrik Sørensen/)).toBeVisible();

  await his.goto(`${clinic.desk.origin}/#/patients/${patientId}?tab=treatments`);
  await his.getByRole('button', { name: 'Note of a call' }).click();
  await his.getByRole('textbox', { name: 'Who called' }).fill('The patient');
  await his.getByRole('textbox', { name: 'About what' }).fill('Sore heel');
  await his.getByRole('textbox', { name: 'What was advised' }).click();
  await his.keyboard.type('.warm ');
  await expect(his.getByRole('textbox', { name: 'What was advised' })).toHaveValue(
    'Usual after needling. Warmth, no sport today.',
  );
  await his.getByRole('button', { name: 'Sign the note' }).click();
  await expect(his.getByText('Usual after needling. Warmth, no sport today.')).toBeVisible();
  await expect(his.getByRole('button', { name: 'Sign the note' })).toBeHidden();
  expect(complaints).toEqual([]);
});
