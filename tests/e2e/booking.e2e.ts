import { expect, test, type Page } from '@playwright/test';
import { complaintsOf, expectNothingCutOff } from '../support/looking.ts';
import { down, find, groundOf } from './support/acts.ts';
import { bookDay } from './support/book-day.ts';
import { anotherWindow, enter, go, openClinic, type OpenClinic } from './support/hands.ts';
import { book } from './support/seed.ts';

// A time is found, kept while the call lasts, and booked; lost to somebody else; booked over with a reason.

test.use({ viewport: { width: 1024, height: 768 } });

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

const card = (page: Page, text: string | RegExp) => page.locator('[data-visit]').filter({ hasText: text });
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Book a visit' });

test('four actions book a known patient by the keyboard: new, patient, time, book', async ({ page }) => {
  clinic = await openClinic();
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'rosa', '/day');
  await expect(page.getByRole('heading', { name: /23 November/ })).toBeVisible();
  await page.keyboard.press('n');
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('button', { name: /Monday 23 November/ }).first()).toBeVisible();
  await page.keyboard.type('lukasz');
  await expect(dialog.getByRole('option', { name: /Łukasz/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const first = dialog.getByRole('button', { name: /Monday 23 November/ }).first();
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Kept for this booking.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(card(page, 'Łukasz')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a time is found by the mouse, narrowed by hours, kept for the call and seen as kept by others', async ({
  page,
  browser,
}) => {
  clinic = await openClinic();
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'rosa', '/day');
  await page.getByRole('button', { name: 'Book', exact: true }).first().click();
  const dialog = dialogOf(page);
  await find(dialog, 'Patient', 'lukasz', /Łukasz/);
  await dialog.getByRole('button', { name: 'Days and hours…' }).click();
  await dialog.getByText('Afternoon', { exact: true }).click();
  await dialog.getByText('Tue', { exact: true }).click();
  const first = dialog.getByRole('button', { name: /^Tuesday 24 November 12:00/ }).first();
  await first.click();
  await expect(dialog.getByText('Kept for this booking.')).toBeVisible();
  await expect(dialog.getByLabel('Start')).toHaveValue('12:00');
  await expectNothingCutOff(page, 'booking');

  // Somebody else cannot have it meanwhile, and gets times beside it.
  const other = await anotherWindow(browser, clinic.desk, 'tomas', '/day/2026-11-24');
  await other.getByRole('button', { name: 'Book', exact: true }).first().click();
  const theirs = dialogOf(other);
  await find(theirs, 'Patient', 'jurgen', /Jürgen/);
  await theirs.getByLabel('Start').fill('12:15');
  await theirs.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(theirs.getByText('Free with this practitioner:')).toBeVisible();
  await expect(theirs.getByText('An owner or practitioner can book over it, with a reason.')).toBeVisible();
  await expect(theirs.getByText('Jürgen', { exact: false }).first()).toBeVisible();
  await expect(theirs.getByLabel('Start')).toHaveValue('12:15');

  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(card(page, 'Łukasz')).toContainText('12:00–12:30');
  // The loser takes the first of the times that are offered, nothing typed again.
  await theirs
    .getByRole('button', { name: /^\d\d:\d\d$/ })
    .first()
    .click();
  await theirs.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(card(other, 'Jürgen')).toBeVisible();
  await other.context().close();
  expect(complaints).toEqual([]);
});

test('a practitioner books over a taken time with a reason that stays visible', async ({ page }) => {
  clinic = await openClinic(async (seeding) => {
    await book(seeding, 'siobhan', 'henrik', '10:00');
  });
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'henrik', '/day');
  await groundOf(page, clinic.ids['henrik'] ?? '').click({ position: { x: 60, y: down('11:00') } });
  const dialog = dialogOf(page);
  await find(dialog, 'Patient', 'lukasz', /Łukasz/);
  await dialog.getByLabel('Start').fill('10:15');
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await dialog.getByRole('button', { name: 'Book over it…' }).click();
  const confirm = dialog.getByRole('button', { name: 'Book over it', exact: true });
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel('Why over it').fill('Acute pain');
  await confirm.click();
  await expect(dialog).toBeHidden();
  await expect(card(page, 'Łukasz')).toContainText('10:15');
  expect(complaints).toEqual([]);
});

test('outside hours is confirmed, not refused for good', async ({ page }) => {
  clinic = await openClinic();
  await enter(page, clinic.desk, 'rosa', '/day');
  await groundOf(page, clinic.ids['henrik'] ?? '').click({ position: { x: 60, y: down('11:00') } });
  const dialog = dialogOf(page);
  await find(dialog, 'Patient', 'lukasz', /Łukasz/);
  await dialog.getByLabel('Start').fill('19:00');
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await dialog.getByRole('button', { name: 'Book outside hours' }).click();
  await expect(card(page, 'Łukasz')).toContainText('19:00–19:30');
});

test('a visit that is done is rebooked in two actions', async ({ page }) => {
  clinic = await openClinic(async (seeding) => {
    const id = await book(seeding, 'lukasz', 'henrik', '09:00');
    const rosa = await seeding.as('rosa');
    const { version } = await rosa.appointments.beginTreatment({ id, version: 1 });
    await rosa.appointments.finish({ id, version });
  });
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'rosa', '/day');
  await card(page, 'Łukasz').click();
  await page.getByRole('button', { name: 'Book the next visit…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rebook' });
  await expect(dialog.getByRole('button', { name: /^Monday 30 November 09:00/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/Łukasz Kowalski is booked for 09:00/)).toBeVisible();
  expect(complaints).toEqual([]);
});

test('what is pointed at in the rooms and devices is what is booked', async ({ page }) => {
  clinic = await openClinic(async (seeding) => {
    await bookDay(seeding);
  });
  const { desk } = clinic;
  await enter(page, desk, 'rosa', '/day?view=room');
  const dialog = dialogOf(page);
  const pointAt = async (column: string, time: string) => {
    const spot = page.getByRole('group', { name: column }).locator('[data-cursor]');
    await spot.focus();
    await page.keyboard.press('Home');
    for (let hour = 0; hour < 24; hour++) {
      if ((await spot.getAttribute('aria-label'))?.includes(time) === true) break;
      await page.keyboard.press('PageDown');
    }
    await page.keyboard.press('Enter');
  };
  await pointAt('Room 1', '12:00');
  await expect(dialog.getByRole('combobox', { name: 'Room' })).toHaveValue('Room 1');
  await expect(dialog.getByLabel('Start')).toHaveValue('12:00');
  await expect(dialog.getByRole('combobox', { name: 'Practitioner' })).toHaveValue('');
  const found = dialog.getByRole('list', { name: 'Free times' }).getByRole('button');
  await expect(found.first()).toContainText('12:00');
  await find(dialog, 'Patient', 'grossmann', /Jürgen/);
  await expect(found.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('combobox', { name: 'Practitioner' })).not.toHaveValue('');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Room 1' }).getByText('Jürgen')).toBeVisible();

  await go(page, desk, '/day/2026-11-23?view=device');
  await pointAt('Laser 808', '16:00');
  await expect(dialog.getByRole('combobox', { name: 'Laser' })).toHaveValue('Laser 808');
  await expect(dialog.getByLabel('Start')).toHaveValue('16:00');
});
