import { expect, test, type Page } from '@playwright/test';
import { complaintsOf, expectNothingCutOff, shot } from '../support/looking.ts';
import { enter, openClinic, type OpenClinic } from './support/hands.ts';
import { book, type Seeding } from './support/seed.ts';

// Paper that the desk hands out: sheets of the day, slips, labels.

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

const threeVisits = async (seeding: Seeding) => {
  await book(seeding, 'lukasz', 'henrik', '11:30');
  await book(seeding, 'siobhan', 'aiko', '12:00');
  await book(seeding, 'anna', 'aiko', '15:15');
};

const toPatient = async (page: Page, name: string) => {
  await page.getByRole('textbox', { name: 'Find a patient' }).fill(name);
  await page.getByRole('row', { name: new RegExp(name) }).click();
  await expect(page.getByRole('heading', { name: new RegExp(name), level: 1 })).toBeVisible();
};

test.describe('at 1366 x 768', () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  test('labels for several patients from a label of the sheet that is pointed at, and the next time from where it ended', async ({
    page,
  }) => {
    clinic = await openClinic();
    const complaints = complaintsOf(page);
    await enter(page, clinic.desk, 'rosa', '/patients');
    await toPatient(page, 'Kowalski');
    await page.getByRole('button', { name: 'Print' }).click();
    await page.getByRole('menuitem', { name: 'Label for the paper file' }).click();
    await expect(page.getByRole('heading', { name: 'Labels' })).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Łukasz Kowalski' })).toBeVisible();
    await expect(page.getByText('1 label', { exact: true })).toBeVisible();

    await page.getByRole('combobox', { name: 'For whom' }).fill('berg');
    await page.getByRole('option').first().click();
    await expect(page.getByText('2 labels', { exact: true })).toBeVisible();
    await page.getByRole('radio', { name: 'Start at label 12', exact: true }).check({ force: true });
    await page.getByRole('textbox', { name: 'Of each' }).fill('3');
    await expect(page.getByText('6 labels', { exact: true })).toBeVisible();
    await expect(page.locator('[data-state="print"]')).toHaveCount(6);
    await expect(page.locator('canvas').first()).toBeVisible();
    await shot(page, 'labels-file');
    // The message of the preview comes and goes while it is drawn.
    await expect(() => expectNothingCutOff(page, 'labels')).toPass({ timeout: 5000 });
    const printed = page.context().waitForEvent('page');
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await (await printed).close();
    await page.getByText('Addresses', { exact: true }).click();
    await page.getByText('Paper files', { exact: true }).click();
    await expect(page.getByRole('radio', { name: 'Start at label 18', exact: true })).toBeChecked();

    await page.getByText('Addresses', { exact: true }).click();
    await expect(page.getByText('Łukasz Kowalski has no address and was left out.')).toBeVisible();
    await expect(page.getByText('Nothing to print', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Print', exact: true })).toHaveCount(0);
    await shot(page, 'labels-address');
    expect(complaints).toEqual([]);
  });

  test('a slip of the next visits, on a sheet or on small pages', async ({ page }) => {
    clinic = await openClinic(threeVisits);
    await enter(page, clinic.desk, 'rosa', '/patients');
    await toPatient(page, 'Kowalski');
    await page.getByRole('button', { name: 'Print' }).click();
    await page.getByRole('menuitem', { name: 'Appointment slip' }).click();
    await expect(page.getByRole('region', { name: 'Appointment slip' })).toBeVisible();
    await expect(page.locator('canvas').first()).toBeVisible();
    await shot(page, 'slip');
    await page.getByText('Own small page').click();
    await expect(page).toHaveURL(/size=small/);
  });

  test('the sheet of the day for the clinic, a practitioner, a room, and of a week', async ({ page }) => {
    clinic = await openClinic(threeVisits);
    const complaints = complaintsOf(page);
    await enter(page, clinic.desk, 'rosa', '/papers/day-sheet/all');
    const sheet = page.getByRole('combobox', { name: 'Sheet' });
    await expect(sheet).toHaveValue('Day, whole clinic');
    await expect(page.locator('canvas').first()).toBeVisible();
    await shot(page, 'day-sheet');
    await sheet.click();
    await page.getByRole('option', { name: 'Week, Aiko Tanaka' }).click();
    await expect(page).toHaveURL(/week-sheet/);
    await expect(page.getByRole('region', { name: 'Week sheet' })).toBeVisible();
    await expect(page.locator('canvas').first()).toBeVisible();
    await shot(page, 'week-sheet');
    await page.getByRole('link', { name: 'Labels' }).click();
    await expect(page.getByText('For whom?')).toBeVisible();
    expect(complaints).toEqual([]);
  });
});

test.describe('at 1024 x 768', () => {
  // The PC's own zone is a day behind the clinic's: the day that is offered is the clinic's.
  test.use({ viewport: { width: 1024, height: 768 }, colorScheme: 'dark', timezoneId: 'Pacific/Niue' });

  test('labels of everyone who comes on a day, on a roll', async ({ page }) => {
    clinic = await openClinic(threeVisits);
    await enter(page, clinic.desk, 'rosa', '/labels');
    await expect(page.getByText('For whom?')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Everyone who comes on' })).toHaveValue('23/11/2026');
    await shot(page, 'labels-empty');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Paper files', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Sheet or roll' }).click();
    await page.getByRole('option', { name: /Dymo 99012/ }).click();
    await expect(page.getByText('3 labels', { exact: true })).toBeVisible();
    await expect(page.getByText('A label printer prints one label after the other.')).toBeVisible();
    await expect(page.locator('canvas').first()).toBeVisible();
    await shot(page, 'labels-1024');
    await expectNothingCutOff(page, 'labels of a day');
  });
});
