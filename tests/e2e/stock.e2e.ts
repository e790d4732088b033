import { expect, test, type Page } from '@playwright/test';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { complaintsOf } from '../support/looking.ts';
import { fill } from './support/acts.ts';
import { enter, go, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { today } from './support/seed.ts';

// From the delivery to the patient and back: scanned in, given out of an opened vial, named in its history, taken back.

let clinic: OpenClinic;
let sessionId = '';
test.afterEach(async () => clinic.stop());

test('a vial is received by scanner, given from in three actions, names who received it, and is whole again when that was wrong', async ({
  page,
}) => {
  test.setTimeout(120_000);
  clinic = await openClinic(async ({ as, clock, people }) => {
    const api = await as('henrik');
    const heel = await openHeelCase(api, people, clock, today);
    const { session } = await heelVisit(api, people, clock, heel, today, '07:40');
    await api.treatments.administer({ sessionId: session.id, administration: lidocaine(today) });
    sessionId = session.id;
    await api.stock.saveProduct({
      ...{ id: null, version: 0 },
      product: {
        ...{ name: 'Lidocaine 1 % vial 20 mL', maker: 'Harbour Pharma', substanceId: 'lidocaine' },
        ...{ strengthValue: '1', strengthUnit: '%', containerType: 'multi-dose-vial', containerMl: '20' },
        ...{ gtin: '5012345678900', openDays: 28, lowAt: 2 },
      },
    });
  }, ten);
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', '/stock');
  await test.step('receive by scanner', () => receive(page));
  await test.step('give from the opened vial', () => give(page));
  await test.step('who received from it', () => history(page, '19 mL left'));
  await test.step('entered wrongly', () => takeBack(page));
  expect(complaints).toEqual([]);
});

async function receive(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Receive', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Receive a delivery' });
  await expect(dialog.getByLabel('Scan the package')).toBeFocused();
  // As a scanner types it: the code, then Enter.
  await page.keyboard.type('010501234567890017271231');
  await page.keyboard.type('10LD-24117');
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Batch / lot')).toHaveValue('LD-24117');
  await expect(dialog.getByRole('combobox', { name: 'Product' })).toHaveValue(/Lidocaine 1 % vial/);
  await fill(dialog, { Containers: '2' });
  await dialog.getByRole('button', { name: 'Receive', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('row', { name: /Lidocaine 1 % vial/ }).click();
  const panel = page.getByRole('complementary', { name: 'Lidocaine 1 % vial 20 mL' });
  await panel.getByRole('button', { name: 'Open a vial' }).click();
  await expect(panel).toContainText('20 mL left');
}

async function give(page: Page): Promise<void> {
  await go(page, clinic.desk, `/treatments/${sessionId}`);
  const block = page.getByRole('article', { name: 'Soft tissue and attachment injection' });
  const open = block.getByRole('button', { name: 'Record injection…' });
  await open.focus();
  let actions = 0;
  const act = async (key: string) => {
    actions += 1;
    await page.keyboard.press(key);
  };
  await act('Enter');
  const dialog = page.getByRole('dialog', { name: /Record an injection/ });
  await expect(dialog.getByRole('option', { name: /Lidocaine 1 % vial/ }).first()).toBeVisible();
  await expect(dialog.getByRole('combobox', { name: 'What goes into the syringe' })).toBeFocused();
  await act('Enter');
  await expect(dialog.getByText('Disclosed as: Drug')).toBeVisible();
  // Before anything is recorded: 10 mg of this morning and 10 mg now, of 200 mg.
  await expect(dialog.getByRole('meter', { name: 'Local anaesthetics together' })).toHaveAttribute(
    'aria-valuetext',
    '10 %',
  );
  await expect(dialog.getByRole('button', { name: 'Record as given' })).toBeFocused();
  await act('Enter');
  await expect(dialog).toBeHidden();
  await expect(block).toContainText('lot LD-24117');
  console.log(`an injection out of the cupboard: ${actions} actions`);
  expect(actions).toBe(3);
}

async function history(page: Page, left: string): Promise<void> {
  await go(page, clinic.desk, '/stock');
  await page.getByRole('row', { name: /Lidocaine 1 % vial/ }).click();
  const panel = page.getByRole('complementary', { name: 'Lidocaine 1 % vial 20 mL' });
  await expect(panel).toContainText(left);
  await panel.getByRole('button', { name: /^More for the vial opened/ }).click();
  await page.getByRole('menuitem', { name: 'Who received from it' }).click();
  const dialog = page.getByRole('dialog', { name: /what came and went/ });
  await expect(dialog.getByRole('link', { name: /Thandeka Oyelaran-Voss/ }).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

async function takeBack(page: Page): Promise<void> {
  await go(page, clinic.desk, `/treatments/${sessionId}`);
  const block = page.getByRole('article', { name: 'Soft tissue and attachment injection' });
  await block.getByRole('button', { name: 'Entered wrongly…' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Mark this syringe as entered wrongly' });
  await dialog.getByLabel('Reason').fill('Other patient');
  await dialog.getByRole('button', { name: 'Mark as entered wrongly' }).click();
  await expect(block).toContainText('Entered wrongly: Other patient');
  await history(page, '20 mL left');
}
