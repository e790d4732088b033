import { expect, test, type Locator, type Page } from '@playwright/test';
import {
  atBothSizes,
  complaintsOf,
  expectAccessible,
  expectNothingCutOff,
  schemesAt,
} from '../support/looking.ts';
import { undo } from './support/acts.ts';
import { bookDay, type BookDay } from './support/book-day.ts';
import { enter, go, openClinic, type OpenClinic } from './support/hands.ts';

// The book looked at in every way, and visits carried in each of them.

let clinic: OpenClinic;
let known: BookDay;
test.beforeEach(async () => {
  clinic = await openClinic(async (seeding) => {
    known = await bookDay(seeding);
  });
});
test.afterEach(async () => clinic.stop());

const card = (page: Page, id: string) => page.locator(`[data-visit="${id}"]`);
const view = (page: Page, name: string) =>
  page.getByRole('group', { name: 'View' }).getByRole('button', { name, exact: true });
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

async function drag(page: Page, from: Locator, to: { x: number; y: number }): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const box = await from.boundingBox();
  if (box === null) throw new Error('there is nothing to drag');
  const [x, y] = [box.x + 40, box.y + 6];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) await page.mouse.move(x + (to.x * step) / 8, y + (to.y * step) / 8);
  await page.mouse.up();
}

async function acrossTo(from: Locator, to: Locator): Promise<number> {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (a === null || b === null) throw new Error('the grid is not there');
  return b.x + b.width / 2 - (a.x + 40);
}

test('by people, rooms, devices, week, month and as a list; Back goes the same way home', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'rosa', '/day');
  await expect(page.getByRole('heading', { name: /23 November/ })).toBeVisible();
  await expect(group(page, 'Aiko Tanaka').getByText('Dentist')).toBeVisible();
  await expect(card(page, known.over)).toContainText('Over');

  await view(page, 'Rooms').click();
  await expect(group(page, 'Room 2').getByText('Painters')).toBeVisible();
  await expect(group(page, 'Room 1').locator(`[data-visit="${known.resting}"]`)).toContainText('Dr Henrik');
  await view(page, 'Devices').click();
  await expect(group(page, 'Laser 808').locator('[data-visit]')).toHaveCount(2);
  await expect(group(page, 'Laser 808').getByText('Power check')).toBeAttached();

  await view(page, 'Week').click();
  await page.getByRole('combobox', { name: 'Whose week' }).click();
  await page.getByRole('option', { name: 'Dr Henrik Sørensen' }).click();
  await expect(group(page, 'Fri 27 Nov').getByText('Annual leave')).toBeAttached();
  await expect(group(page, 'Tue 24 Nov').locator('[data-visit]')).toHaveCount(2);

  await view(page, 'Month').click();
  await expect(page.getByRole('heading', { name: 'November 2026' })).toBeVisible();
  await page.getByRole('button', { name: 'Month after' }).click();
  await expect(
    page.getByRole('button', { name: /16 Dec 2026, 0 visits.*Closed.*Day of Reconciliation/ }),
  ).toBeVisible();

  await view(page, 'List').click();
  await page.getByRole('button', { name: 'Week before' }).click();
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'December 2026' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'November 2026' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('combobox', { name: 'Whose week' })).toHaveValue('Dr Henrik Sørensen');
  await page.goBack();
  await expect(group(page, 'Laser 808')).toBeVisible();

  await go(page, clinic.desk, '/day/2026-11-23?view=agenda');
  await page.getByRole('button', { name: /09:00–09:45.*Łukasz/ }).click();
  await expect(page.getByRole('complementary').getByText('Łukasz Kowalski')).toBeVisible();
  await go(page, clinic.desk, '/patients');
  await expect(view(page, 'List')).toHaveCount(0);
  await page.goBack();
  await expect(view(page, 'List')).toHaveAttribute('aria-pressed', 'true');
  expect(complaints).toEqual([]);
});

test('what is asked for stands out, what is cancelled shows when asked, and the address remembers', async ({
  page,
}) => {
  await enter(page, clinic.desk, 'rosa', '/day');
  await page.getByRole('button', { name: 'Filter' }).click();
  const filter = page.getByRole('dialog', { name: 'Filter' });
  await filter.getByText('Needling with rest', { exact: true }).click();
  await expect(card(page, known.laserVisit)).toHaveAttribute('data-dim');
  await expect(card(page, known.resting)).not.toHaveAttribute('data-dim');
  await filter.getByRole('switch', { name: 'Show cancelled' }).click();
  await page.getByText('By status', { exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-visit][data-status="cancelled"]')).toHaveCount(1);
  await go(page, clinic.desk, '/patients');
  await expect(page.locator('[data-visit]')).toHaveCount(0);
  await page.goBack();
  await expect(page.locator('[data-visit][data-status="cancelled"]')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Filter: 1' })).toBeVisible();
  await expect(page.locator('[data-colour="status"]')).toBeVisible();
});

test('carried to another room and another day; what is refused goes back and says when it is free', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'nomsa', '/day?view=room');
  const resting = card(page, known.resting);

  await test.step('a closed room refuses, and the visit is where it was', async () => {
    const ground = page.locator(`[data-column="${known.room2}"]`);
    await drag(page, resting, { x: await acrossTo(resting, ground), y: 48 * 8 });
    await expect(page.getByText('Leave it where it was')).toBeVisible();
    await expect(page.getByText(/Painters/).first()).toBeVisible();
    await expect(resting).toContainText('09:00–09:45');
    await page.getByRole('button', { name: 'Leave it where it was' }).click();
  });

  await test.step('the other room takes it, with its length and note, and gives it back', async () => {
    const ground = page.locator(`[data-column="${known.room2}"]`);
    await drag(page, resting, { x: await acrossTo(resting, ground), y: -9 * 8 });
    await expect(group(page, 'Room 2').locator(`[data-visit="${known.resting}"]`)).toContainText(
      '08:15–09:00',
    );
    await undo(page, /is at 08:15 now/);
    await expect(group(page, 'Room 1').locator(`[data-visit="${known.resting}"]`)).toContainText(
      '09:00–09:45',
    );
  });

  await test.step('another day of the week', async () => {
    await go(page, clinic.desk, `/day/2026-11-23?view=week&who=${clinic.ids['henrik']}`);
    const first = card(page, known.resting);
    const thursday = page.locator('[data-column="2026-11-26"]');
    await drag(page, first, { x: await acrossTo(first, thursday), y: 0 });
    // Something stands there already: back, with free times to choose from.
    await expect(page.getByText('Leave it where it was')).toBeVisible();
    await expect(group(page, 'Mon 23 Nov').locator(`[data-visit="${known.resting}"]`)).toBeVisible();
    const offered = page.getByRole('button', { name: /^\d\d:\d\d$/ }).first();
    const time = (await offered.textContent()) ?? '';
    await offered.click();
    await expect(group(page, 'Thu 26 Nov').locator(`[data-visit="${known.resting}"]`)).toContainText(
      `${time}–`,
    );
  });
  expect(complaints.filter((line) => !/Failed to load resource/.test(line))).toEqual([]);
});

test('by the keyboard alone: to the grid, from visit to visit, carried, let go, put back', async ({
  page,
}) => {
  await enter(page, clinic.desk, 'rosa', '/day');
  const laser = card(page, known.laserVisit);
  await page.getByRole('button', { name: /^Book \d\d:\d\d with Aiko/ }).focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('button', { name: /10:00, Aiko Tanaka: open Jürgen/ })).toBeFocused();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('[data-ghost]')).toContainText('09:50–10:20');
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-ghost]')).toHaveCount(0);
  await expect(laser).toContainText('10:00–10:30');

  await laser.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-visit]:focus')).toContainText('Suharti');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('m');
  for (const key of ['PageUp', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'ArrowUp'])
    await page.keyboard.press(key);
  await page.keyboard.press('Enter');
  await expect(laser).toContainText('08:45–09:15');
  await expect(laser).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').getByText('Jürgen Großmann')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('5');
  await expect(page.getByRole('heading', { name: 'November 2026' })).toBeVisible();
  await page.getByRole('button', { name: /^23 Nov 2026/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: /^30 Nov 2026/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('heading', { name: 'December 2026' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^1 Dec 2026/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /1 December/ })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.type('23.11.2026');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /23 November/ })).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 1024, height: 768 }, hasTouch: true });

  test('a tap shows the time, a second one books; a finger that holds still picks a visit up', async ({
    page,
  }) => {
    await enter(page, clinic.desk, 'rosa', '/day');
    const henrik = page.locator(`[data-column="${clinic.ids['henrik']}"]`);
    const box = await henrik.boundingBox();
    if (box === null) throw new Error('the grid is not there');
    await page.touchscreen.tap(box.x + 80, box.y + 24 * 8 + 4);
    const here = page.getByRole('button', { name: 'Book 10:00 with Dr Henrik Sørensen' });
    await expect(here).toBeFocused();
    await here.tap();
    await expect(page.getByRole('dialog').getByLabel('Start')).toHaveValue('10:00');
    await page.keyboard.press('Escape');

    const finger = await page.context().newCDPSession(page);
    const laser = card(page, known.laserVisit);
    const at = await laser.boundingBox();
    if (at === null) throw new Error('the visit is not there');
    const [x, y] = [Math.round(at.x + 60), Math.round(at.y + 8)];
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', down = 0) =>
      finger.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: y + down }],
      });
    await touch('touchStart');
    await page.waitForTimeout(600);
    for (const down of [8, 16, 24, 32]) await touch('touchMove', -down);
    await touch('touchEnd');
    await expect(laser).toContainText('09:40–10:10');
  });
});

test('nobody is shut out of any view', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1366, height: 768 });
  await enter(page, clinic.desk, 'rosa', '/day');
  for (const name of ['practitioner', 'room', 'device', 'week', 'month', 'agenda']) {
    await go(page, clinic.desk, `/day/2026-11-23?view=${name}&off=true&zoom=10&who=${clinic.ids['henrik']}`);
    await expect(page.getByRole('group', { name: 'View' })).toBeVisible();
    await expect(page.locator('[data-visit], [data-date], [data-row]').first()).toBeVisible();
    await atBothSizes(page, async (width) => {
      await expectNothingCutOff(page, `${name}, ${width}`);
      await expectAccessible(page, `${name}, ${width}`, schemesAt(width));
    });
  }
  await page.getByRole('button', { name: 'Filter: 1' }).click();
  await atBothSizes(page, (width) => expectAccessible(page, `filter, ${width}`, ['light']));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Legend' }).click();
  await atBothSizes(page, (width) => expectAccessible(page, `legend, ${width}`, ['light']));
});
