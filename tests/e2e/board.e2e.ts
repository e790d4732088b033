import { expect, test, type Page } from '@playwright/test';
import {
  atBothSizes,
  complaintsOf,
  expectAccessible,
  expectNothingCutOff,
  schemesAt,
} from '../support/looking.ts';
import { undo } from './support/acts.ts';
import { enter, go, openClinic, ten, type OpenClinic } from './support/hands.ts';
import { book, today, type Seeding } from './support/seed.ts';

// The morning at the reception: who comes, waits, rests and goes; and who gets the time that somebody gave up.

test.use({ viewport: { width: 1366, height: 768 } });

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

const card = (page: Page, name: RegExp) => page.locator('[data-card]').filter({ hasText: name });

test('a morning at the board by the keyboard alone', async ({ page }) => {
  clinic = await openClinic(async (seeding) => {
    await book(seeding, 'lukasz', 'henrik', '09:00');
    await book(seeding, 'jurgen', 'henrik', '09:30');
    await book(seeding, 'siobhan', 'aiko', '09:15');
  });
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'rosa');
  await page.keyboard.press('Alt+4');
  await expect(page.getByRole('heading', { name: 'Reception board' })).toBeVisible();
  await expect(page.locator('section[data-lane=expected]').locator('[data-card]')).toHaveCount(3);

  await page.keyboard.press('ArrowDown');
  await expect(card(page, /Łukasz/)).toBeFocused();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: /Is this Łukasz/ });
  await expect(dialog.getByRole('button', { name: 'Arrived' })).toBeDisabled();
  await expect(dialog.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await expect(dialog.getByRole('button', { name: 'Arrived' })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(card(page, /Łukasz/)).toHaveAttribute('data-lane', 'waiting');
  await expect(card(page, /Łukasz/)).toBeFocused();
  await expect(card(page, /Łukasz/)).not.toContainText('Identity not confirmed');
  await expect(card(page, /Łukasz/)).toContainText('Consent to sign');

  for (const [key, to] of [
    ['c', 'treating'],
    ['r', 'resting'],
    ['b', 'treating'],
    ['d', 'settle'],
    ['s', 'gone'],
    ['u', 'settle'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(card(page, /Łukasz/)).toHaveAttribute('data-lane', to);
    await expect(card(page, /Łukasz/)).toBeFocused();
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Visit' })).toContainText('Łukasz');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByText('Identity confirmed: Full name, Birth date')).toBeVisible();
  expect(complaints).toEqual([]);
});

async function late(seeding: Seeding): Promise<void> {
  await book(seeding, 'lukasz', 'henrik', '09:25');
  await book(seeding, 'jurgen', 'henrik', '09:55');
  await book(seeding, 'siobhan', 'aiko', '09:45');
  await book(seeding, 'suharti', 'henrik', '10:30');
  await book(seeding, 'anna', 'aiko', '10:15');
}

test('who is late is said with whom it delays, and asked whether they come at all', async ({ page }) => {
  clinic = await openClinic(late, ten);
  await enter(page, clinic.desk, 'rosa', '/board');
  await expect(card(page, /Łukasz/)).toContainText(/Expected at .*Did not attend\?/);
  // Who has not come for half an hour keeps nobody waiting; who is a quarter of an hour late does.
  await expect(card(page, /Łukasz/)).not.toContainText('Delays');
  await expect(card(page, /Siobhán/)).toContainText('Delays Anna');
  await card(page, /Łukasz/)
    .getByRole('button', { name: 'Did not attend' })
    .click();
  await expect(card(page, /Łukasz/)).toHaveAttribute('data-lane', 'gone');
  await undo(page, 'did not attend');
  await expect(card(page, /Łukasz/)).toHaveAttribute('data-lane', 'expected');
});

test('a cancelled time goes to somebody on the wait list with one key', async ({ page }) => {
  clinic = await openClinic(async (seeding) => {
    await book(seeding, 'lukasz', 'henrik', '11:00');
  });
  await enter(page, clinic.desk, 'rosa', '/waiting');
  await expect(page.getByText('Nobody waits for a time')).toBeVisible();
  await page.keyboard.press('n');
  const wish = page.getByRole('dialog', { name: /Wait list/ });
  await wish.getByRole('combobox', { name: 'Patient' }).fill('jurgen');
  await wish
    .getByRole('option', { name: /Jürgen/ })
    .first()
    .click();
  await wish.getByRole('button', { name: 'Put on the list' }).click();
  await expect(page.getByRole('row', { name: /Jürgen/ })).toBeVisible();

  await go(page, clinic.desk, `/day/${today}`);
  await page.locator('[data-visit]').filter({ hasText: 'Łukasz' }).click();
  await page.getByRole('button', { name: 'Cancel visit…' }).click();
  const ask = page.getByRole('dialog', { name: /Cancel the visit of/ });
  await expect(ask.getByText('This is late')).toBeVisible();
  await ask.getByRole('button', { name: 'Ill' }).click();
  await ask.getByRole('button', { name: 'Cancel the visit' }).click();
  await expect(page.getByText(/1 person waits for this time/).first()).toBeVisible();

  await go(page, clinic.desk, '/waiting');
  const press = page.getByRole('button', { name: /^Book 11:00, Jürgen/ });
  await press.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Jürgen.* is booked for .*11:00/)).toBeVisible();
  await expect(page.getByText('Nobody waits for a time')).toBeVisible();
  await go(page, clinic.desk, `/day/${today}`);
  await expect(page.locator('[data-visit]').filter({ hasText: 'Jürgen' })).toContainText('11:00');
});

test('board and wait list shut nobody out', async ({ page }) => {
  clinic = await openClinic(async (seeding) => {
    await late(seeding);
    const rosa = await seeding.as('rosa');
    const { appointments } = await rosa.appointments.day({ date: today });
    const of = (name: string) => {
      const visit = appointments.find((one) => one.patient.id === seeding.ids[name]);
      return { id: visit?.id ?? '', version: visit?.version ?? 1 };
    };
    await rosa.appointments.arrive(of('siobhan'));
    const there = await rosa.appointments.arrive({ ...of('jurgen'), confirmed: ['name', 'phone'] });
    const begun = await rosa.appointments.beginTreatment({ id: there.id, version: there.version });
    await rosa.appointments.rest({ id: begun.id, version: begun.version });
    const said = {
      ...{ typeId: seeding.people.appointmentTypeId, minutes: null, practitionerIds: [], weekdays: [] },
      ...{ windows: [{ from: '06:00', to: '12:00' }], from: today, until: '2026-12-20' },
    };
    await rosa.waiting.save({
      ...{ ...said, patientId: seeding.ids['lukasz'] ?? '', urgency: 'urgent', note: 'Shift work' },
    });
    await rosa.waiting.save({ ...said, patientId: seeding.ids['jurgen'] ?? '', urgency: 'soon', note: '' });
    await rosa.appointments.cancel({ ...of('anna'), reason: 'ill', by: 'patient' });
  }, ten);
  const complaints = complaintsOf(page);
  const look = (where: string) =>
    atBothSizes(page, async (width) => {
      await expectNothingCutOff(page, `${where}, ${width}`);
      await expectAccessible(page, `${where}, ${width}`, schemesAt(width));
    });
  await enter(page, clinic.desk, 'rosa', '/board');
  await expect(card(page, /Siobhán/)).toBeVisible();
  await look('board');
  await go(page, clinic.desk, '/waiting');
  await expect(page.getByRole('button', { name: /^Book .*, Łukasz/ })).toBeVisible();
  await look('wait list');
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'Wait list' })).toBeVisible();
  await look('wish');
  expect(complaints).toEqual([]);
});
