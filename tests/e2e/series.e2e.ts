import { expect, test, type Page } from '@playwright/test';
import {
  atBothSizes,
  complaintsOf,
  expectAccessible,
  expectNothingCutOff,
  schemesAt,
} from '../support/looking.ts';
import { choose, find } from './support/acts.ts';
import { enter, openClinic, type OpenClinic } from './support/hands.ts';
import { book } from './support/seed.ts';

// Visits that repeat, and the parts of which kinds of visit are made.

let clinic: OpenClinic;
let visit: string;
test.afterEach(async () => clinic.stop());

/** A visit on Monday at eleven; in a week the clinic is closed, in two the hour is taken. */
async function open(): Promise<OpenClinic> {
  return openClinic(async (seeding) => {
    visit = await book(seeding, 'lukasz', 'henrik', '11:00');
    const owner = await seeding.as('nomsa');
    await owner.hours.saveHoliday({
      label: 'Harbour day',
      from: { date: '2026-11-30', time: '00:00' },
      to: { date: '2026-11-30', time: '24:00' },
    });
    const rosa = await seeding.as('rosa');
    await rosa.appointments.book({
      ...{ patientId: seeding.ids['anna'] ?? '', practitionerId: seeding.ids['henrik'] ?? '', roomId: null },
      ...{ typeId: seeding.people.appointmentTypeId, start: { date: '2026-12-07', time: '11:00' } },
      ...{ minutes: 30, note: '' },
    });
  });
}

const look = (page: Page, where: string) =>
  atBothSizes(page, async (width) => {
    await expectNothingCutOff(page, `${where}, ${width}`);
    await expectAccessible(page, `${where}, ${width}`, schemesAt(width));
  });

const panel = (page: Page) => page.getByRole('complementary', { name: 'Visit' });
const rows = (page: Page) =>
  page.getByRole('dialog').getByRole('list', { name: 'Dates' }).getByRole('listitem');

test('a visit is repeated, each date decided, moved and cancelled from one on, by mouse', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  clinic = await open();
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'rosa', `/day/2026-11-23?appointment=${visit}`);
  await page.getByRole('button', { name: 'Repeat…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Repeat the visit of' });
  await dialog.getByRole('textbox', { name: 'Visits' }).fill('4');
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).nth(0)).toContainText('In the book');
  await expect(rows(page).nth(1)).toContainText('Closed: Harbour day');
  await expect(rows(page).nth(2)).toContainText('Practitioner taken 11:00–11:30');
  await expect(dialog.getByText('2 dates to decide')).toBeVisible();
  await look(page, 'series');

  await choose(rows(page).nth(1), 'What to do on', 'Leave out');
  await expect(rows(page)).toHaveCount(5);
  await choose(rows(page).nth(2), 'What to do on', /10:30$/);
  await expect(rows(page).nth(2)).toContainText('Free, other time');
  await dialog.getByRole('button', { name: 'Book 3 visits' }).click();
  await expect(dialog).toBeHidden();

  const list = panel(page).getByRole('list', { name: 'Visits that repeat' });
  await expect(list.getByRole('listitem')).toHaveCount(4);
  await expect(panel(page).getByText('Every week on Mon, 11:00')).toBeVisible();

  await panel(page).getByRole('button', { name: 'Move…' }).click();
  const move = page.getByRole('dialog', { name: /Move the visit of/ });
  await move.getByRole('textbox', { name: 'Start' }).fill('12:00');
  await move.getByRole('button', { name: 'Move', exact: true }).click();
  const scope = page.getByRole('dialog', { name: 'Move a visit that repeats' });
  await scope.getByText('All that are still to come').click();
  await expect(scope.getByText('1 visit that was moved on its own stays')).toBeVisible();
  await look(page, 'moving a series');
  await scope.getByRole('button', { name: 'Move 3 visits' }).click();
  await expect(scope).toBeHidden();
  await expect(list.getByText('12:00')).toHaveCount(3);
  await expect(list.getByText('10:30 · Moved on its own')).toHaveCount(1);

  await list.getByRole('listitem').nth(2).getByRole('button').click();
  await expect(page.getByRole('heading', { name: /14 December/ })).toBeVisible();
  await panel(page).getByRole('button', { name: 'Cancel visits…' }).click();
  const cancel = page.getByRole('dialog', { name: 'Cancel a visit that repeats' });
  await cancel.getByRole('button', { name: 'Feels better' }).click();
  await cancel.getByRole('button', { name: 'Cancel 2 visits' }).click();
  await expect(cancel).toBeHidden();
  await expect(list.getByText('Cancelled')).toHaveCount(2);
  await panel(page)
    .getByRole('button', { name: /Take back: 2 visits cancelled/ })
    .click();
  await expect(list.getByText('Cancelled')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

/** A list that opens goes to what is chosen already by a timer of its own; a key pressed before that is taken back. */
async function listSettled(page: Page): Promise<void> {
  await expect(page.getByRole('option').filter({ visible: true }).first()).toBeVisible();
  await page.evaluate(() => new Promise((passed) => setTimeout(passed, 50)));
}

test('a visit is repeated by the keyboard alone', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  clinic = await open();
  await enter(page, clinic.desk, 'rosa', `/day/2026-11-23?appointment=${visit}`);
  await page.getByRole('button', { name: 'Repeat…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Repeat the visit of' });
  await expect(rows(page)).toHaveCount(6);
  await dialog.getByRole('textbox', { name: 'Visits' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('3');
  await expect(rows(page)).toHaveCount(3);
  for (let times = 0; times < 20; times++) {
    await page.keyboard.press('Tab');
    if (
      (await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ===
      'What to do on Mon, 30 Nov 2026'
    )
      break;
  }
  // The last entry of the list: left out, and another date follows at the end.
  await page.keyboard.press('ArrowUp');
  await listSettled(page);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).nth(1)).toContainText('Left out');
  await rows(page).nth(2).getByRole('combobox').focus();
  await page.keyboard.press('ArrowDown');
  await listSettled(page);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/2 visits, last on/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Visits' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(
    panel(page).getByRole('list', { name: 'Visits that repeat' }).getByRole('listitem'),
  ).toHaveCount(3);
});

test('a kind of visit is made of parts, and what is wrong is named at once', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  clinic = await openClinic();
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'nomsa', '/settings/types');
  await page.getByRole('button', { name: 'Add a type' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Needling and laser');
  await dialog.getByRole('button', { name: 'Needling and laser' }).click();
  await expect(dialog.getByText('35 min with the patient, 40 min in all')).toBeVisible();
  await expect(dialog.getByRole('img', { name: /Practitioner: Needle 15, Laser 10/ })).toBeVisible();
  await dialog.getByText('Low energy laser (photobiomodulation)').click();
  await expect(dialog.getByText('Laser safety')).toBeVisible();
  await look(page, 'type');

  await dialog.getByRole('checkbox', { name: 'Patient, Needles rest' }).uncheck();
  await expect(dialog.getByText('The patient is away between two parts.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'Patient, Needles rest' }).check();
  await dialog.getByRole('button', { name: 'Move Laser up' }).focus();
  await page.keyboard.press('Enter');
  await expect(
    dialog.getByRole('img', { name: /Patient: Needle 15, Laser 10, Needles rest 10/ }),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Add a length' }).click();
  await dialog
    .getByRole('group', { name: /Sørensen|Aiko/ })
    .getByRole('textbox', { name: 'Length' })
    .fill('10');
  await expect(dialog.getByText('A length of a practitioner is too short')).toBeVisible();
  await dialog
    .getByRole('group', { name: /Sørensen|Aiko/ })
    .getByRole('textbox', { name: 'Length' })
    .fill('45');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Needling and laser/ })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a booking that is still being typed is repeated with its own fields, and comes back as it was', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  clinic = await open();
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'rosa', '/day/2026-11-24');
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  const booking = page.getByRole('dialog', { name: 'Book a visit' });
  await find(booking, 'Patient', 'lukasz', /Łukasz/);
  await booking.getByRole('textbox', { name: 'Start' }).fill('15:00');
  await booking.getByRole('button', { name: 'Repeat…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Repeat the visit of' });
  await expect(rows(page)).toHaveCount(6);
  await expect(rows(page).nth(0)).toContainText('Tue, 24 Nov 2026');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(booking.getByRole('textbox', { name: 'Start' })).toHaveValue('15:00');
  await booking.getByRole('button', { name: 'Repeat…' }).click();
  await dialog.getByRole('button', { name: 'Book 6 visits' }).click();
  await expect(page.getByText('6 visits are booked.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(complaints).toEqual([]);
});
