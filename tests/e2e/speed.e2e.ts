import { expect, test, type Locator, type Page } from '@playwright/test';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked, comeIn, weeksAfter } from '../../main/demo/cases/steps.ts';
import { complaintsOf } from '../support/looking.ts';
import { undo } from './support/acts.ts';
import { enter, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { today } from './support/seed.ts';

// How many acts of the hand a routine visit takes, by keyboard alone. One act: a key or chord that does something, or one
// field that is filled. The way of the eyes and of the Tab key is not counted.

let clinic: OpenClinic;
let note = '';

/** The heel was treated a week ago; today the patient lies there, everything was asked again, nothing is typed. */
test.beforeAll(async () => {
  clinic = await openClinic(async ({ as, people, clock }) => {
    const api = await as('henrik');
    const lastWeek = weeksAfter(today, -1);
    const heel = await openHeelCase(api, people, clock, lastWeek);
    const { session } = await heelVisit(api, people, clock, heel, lastWeek);
    await api.treatments.administer({ sessionId: session.id, administration: lidocaine(lastWeek) });
    const ready = await answerAsked(api, session, 'Talked over and accepted');
    await api.treatments.sign({ id: session.id, version: ready.version });
    const product = await api.stock.saveProduct({
      ...{ id: null, version: 0 },
      product: {
        ...{ name: 'Lidocaine 1 % ampoule 5 mL', maker: 'Harbour Pharma', substanceId: 'lidocaine' },
        ...{ strengthValue: '1', strengthUnit: '%', containerType: 'single-dose-ampoule', containerMl: '5' },
        ...{ gtin: '', openDays: 1, lowAt: 2 },
      },
    });
    await api.stock.receive({
      ...{ productId: product.id, lotNumber: 'LD-25 004', expiryDate: '2028-01-31', containers: 10 },
      patientId: null,
    });
    const { patientId, courseId } = heel;
    const visit = await comeIn(api, people, clock, {
      patientId,
      courseId,
      date: today,
      time: '07:30',
      minutes: 30,
    });
    note = visit.session.id;
  }, ten);
});
test.afterAll(async () => clinic.stop());

function hand(page: Page) {
  let actions = 0;
  return {
    press: async (key: string, on?: Locator) => {
      actions += 1;
      await on?.focus();
      await page.keyboard.press(key);
    },
    fill: async (field: Locator, text: string) => {
      actions += 1;
      await field.focus();
      await page.keyboard.type(text);
    },
    pick: async (box: Locator, option: string) => {
      actions += 1;
      const offered = page.getByRole('option', { name: option, exact: true });
      await box.focus();
      await page.keyboard.press('ArrowDown');
      await expect(offered).toBeVisible();
      await expect(async () => {
        await page.keyboard.press('ArrowDown');
        await expect(offered).toHaveAttribute('data-combobox-selected', 'true', { timeout: 150 });
      }).toPass({ timeout: 15_000 });
      await page.keyboard.press('Enter');
    },
    said: (what: string, budget: number) => {
      console.log(`actions: ${what} ${actions} (budget ${budget})`);
      expect(actions, what).toBeLessThanOrEqual(budget);
    },
  };
}

test('a routine visit by keyboard: the last treatment again, the injection again, the signature', async ({
  page,
}) => {
  test.setTimeout(150_000);
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', `/treatments/${note}`);
  const injection = page.getByRole('article', { name: 'Soft tissue and attachment injection' });
  const laser = page.getByRole('article', { name: /^Low energy laser/ });
  await expect(page.getByRole('button', { name: 'As on 16 Nov 2026' })).toBeVisible();

  await test.step('the last treatment', async () => {
    const { press, said } = hand(page);
    await press('Alt+r');
    await expect(injection).toBeVisible();
    await expect(laser.getByRole('textbox', { name: 'Average power' })).toHaveValue('100');
    // Taken over are settings and places; what is counted and seen is of today.
    await expect(injection.getByRole('textbox', { name: 'Needles used' })).toHaveValue('');
    said('repeat last treatment', 1);
    await undo(page, /blocks were taken over/);
    await expect(injection).toBeHidden();
    await page.keyboard.press('Alt+r');
    await expect(laser).toBeVisible();
    await expect(page.getByText(/^Draft saved/)).toBeVisible();
  });

  await test.step('the injection', async () => {
    const { press, said } = hand(page);
    await press('Enter', injection.getByRole('button', { name: /^As last time: Lidocaine/ }));
    const dialog = page.getByRole('dialog', { name: /Record an injection/ });
    await expect(dialog.getByText('Disclosed as: Drug')).toBeVisible();
    const record = dialog.getByRole('button', { name: 'Record as given' });
    await expect(record).toBeFocused();
    await press('Enter');
    await expect(dialog).toBeHidden();
    await expect(injection).toContainText('lot LD-25 004');
    said('injection as last time', 3);
  });

  await test.step('what is of today, and the signature', async () => {
    const { press, fill, pick, said } = hand(page);
    await fill(page.getByRole('textbox', { name: 'Pain now before (NPRS)' }), '5');
    await pick(page.getByRole('combobox', { name: 'Position' }), 'prone');
    // Examined anew: the same finding, of which today's grade is asked.
    const again = page.getByRole('group', { name: /Heel, plantar fascia origin/ });
    await press('Enter', again.getByRole('button', { name: /^2,/ }));
    await fill(injection.getByRole('textbox', { name: 'Needles used' }), '1');
    await fill(injection.getByRole('textbox', { name: 'Needles disposed and counted' }), '1');
    await pick(laser.getByRole('combobox', { name: 'Eye protection' }), 'patient and staff');
    await fill(page.getByRole('textbox', { name: 'Pain now after (NPRS)' }), '3');
    await pick(page.getByRole('combobox', { name: 'Aftercare given' }), 'spoken and printed');
    await press(
      'Space',
      page.getByRole('group', { name: /^Fit to leave/ }).getByRole('radio', { name: 'yes', exact: true }),
    );
    await expect(page.getByText(/^Draft saved/)).toBeVisible();
    for (const asked of await page.locator('[data-issue="open"] input').all())
      await fill(asked, 'Told and agreed');
    await expect(page.getByRole('button', { name: /still open$/ })).toBeHidden();
    await press('Enter', page.getByRole('button', { name: 'Sign and lock' }));
    await expect(page.getByText('The note is signed and locked.')).toBeVisible();
    said('a routine note from the repeated treatment to the signature', 16);
  });
  expect(complaints).toEqual([]);
});
