import { expect, test, type Locator, type Page } from '@playwright/test';
import { complaintsOf, expectNothingCutOff } from '../support/looking.ts';
import { down, find, groundOf, undo } from './support/acts.ts';
import { anotherWindow, enter, go, openClinic, type OpenClinic } from './support/hands.ts';
import { book } from './support/seed.ts';

// The day of somebody at the reception, on the smaller of the two windows.

test.use({ viewport: { width: 1024, height: 768 } });

let clinic: OpenClinic;
test.afterEach(async () => clinic.stop());

const card = (page: Page, text: string | RegExp) => page.locator('[data-visit]').filter({ hasText: text });

/** Drags with the mouse in small steps, as a hand does. */
async function drag(
  page: Page,
  from: Locator,
  by: { x?: number; y?: number },
  grip?: { x: number; y: number },
): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const box = await from.boundingBox();
  if (box === null) throw new Error('there is nothing to drag');
  const [x, y] = [box.x + (grip?.x ?? box.width / 2), box.y + (grip?.y ?? box.height / 2)];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++)
    await page.mouse.move(x + ((by.x ?? 0) * step) / 8, y + ((by.y ?? 0) * step) / 8);
  await page.mouse.up();
}

test('a patient is found by any part of a name, and somebody alike is shown before a second record', async ({
  page,
}) => {
  clinic = await openClinic();
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'rosa', '/patients');
  await page.getByRole('textbox', { name: 'Find a patient' }).fill('lukasz');
  await expect(page.getByRole('row', { name: /Łukasz Kowalski/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Find a patient' }).fill('601 555');
  await expect(page.getByRole('row', { name: /Łukasz Kowalski/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Find a patient' }).fill('2.5.1984');
  await expect(page.getByRole('row', { name: /Łukasz Kowalski/ })).toBeVisible();
  await expectNothingCutOff(page, 'patients');

  await page.getByRole('button', { name: 'Register a patient' }).click();
  await page.getByRole('textbox', { name: 'Given name' }).fill('Lukasz');
  await page.getByRole('textbox', { name: 'Family name' }).fill('Kowalsky');
  await page.getByRole('textbox', { name: 'Birth date' }).fill('2.5.1984');
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByText('Somebody very like this is registered already')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Łukasz Kowalski' })).toBeVisible();
  await page.getByRole('button', { name: 'This is somebody else, register' }).click();
  await expect(page.getByRole('heading', { name: 'Lukasz Kowalsky' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('reception sees that there is something to know, and not what it is', async ({ page }) => {
  clinic = await openClinic(async (seeding) => {
    await book(seeding, 'siobhan', 'henrik', '09:30');
  });
  await enter(page, clinic.desk, 'rosa', `/patients/${clinic.ids['siobhan']}`);
  await expect(page.getByRole('heading', { name: 'Siobhán O’Connor' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Edit details' })).toBeVisible();
  for (const hidden of ['Safety', 'Consents', 'Treatments', 'Papers'])
    await expect(page.getByRole('tab', { name: hidden })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Start treatment' })).toHaveCount(0);
  await go(page, clinic.desk, '/treatments/new');
  await expect(page.getByRole('button', { name: 'Open course and start' })).toHaveCount(0);
  await go(page, clinic.desk, '/day');
  await card(page, 'Siobhán').click();
  await page.getByRole('button', { name: 'Mark as arrived' }).click();
  await expect(page.getByRole('button', { name: 'Ask the safety questions' })).toBeDisabled();
  await expect(page.getByText('This step belongs to a practitioner or assistant.')).toBeVisible();
});

test('visits are booked by click, by drag and by keyboard, moved, lengthened, cancelled and brought back', async ({
  page,
}) => {
  clinic = await openClinic();
  const { ids, desk } = clinic;
  const complaints = complaintsOf(page);
  await enter(page, desk, 'rosa', '/day');
  const henrik = groundOf(page, ids['henrik'] ?? '');
  const dialog = page.getByRole('dialog', { name: 'Book a visit' });
  const bookFor = async (typed: string, name: RegExp) => {
    await find(dialog, 'Patient', typed, name);
    await dialog.getByRole('button', { name: 'Book', exact: true }).click();
    await expect(dialog).toBeHidden();
    await page.keyboard.press('Escape');
  };

  await test.step('by a click on free ground', async () => {
    await henrik.click({ position: { x: 60, y: down('10:00') } });
    await expect(dialog.getByLabel('Start')).toHaveValue('10:00');
    await bookFor('lukasz', /Łukasz/);
    await expect(card(page, 'Łukasz')).toContainText('10:00–10:30');
  });

  await test.step('by dragging a length', async () => {
    const box = await henrik.boundingBox();
    await drag(page, henrik, { y: 8 * 8 }, { x: 60, y: down('11:00') });
    expect(box).not.toBeNull();
    await expect(dialog.getByLabel('Start')).toHaveValue('11:00');
    await expect(dialog.getByLabel('Length').first()).toHaveValue('45 min');
    await bookFor('jurgen', /Jürgen/);
    await expect(card(page, 'Jürgen')).toContainText('11:00–11:45');
  });

  await test.step('by the keyboard alone', async () => {
    await page.getByRole('button', { name: /^Book \d\d:\d\d with Dr Henrik/ }).focus();
    await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel('Start')).toHaveValue('09:05');
    await bookFor('suharti', /Suharti/);
    await expect(card(page, 'Suharti')).toContainText('09:05–09:35');
  });

  await test.step('a taken time keeps what was typed and offers free ones', async () => {
    await page.getByRole('button', { name: 'Book', exact: true }).first().click();
    await find(dialog, 'Patient', '明', /李/);
    await dialog.getByRole('combobox', { name: 'Practitioner' }).click();
    await page.getByRole('option', { name: 'Dr Henrik Sørensen' }).click();
    await dialog.getByLabel('Start').fill('10:15');
    await dialog.getByRole('button', { name: 'Book', exact: true }).click();
    await expect(dialog.getByText('Free with this practitioner:')).toBeVisible();
    const free = dialog.getByRole('button', { name: /^\d\d:\d\d$/ }).first();
    const time = (await free.textContent()) ?? '';
    await free.click();
    await expect(dialog.getByLabel('Start')).toHaveValue(time);
    await dialog.getByRole('button', { name: 'Book', exact: true }).click();
    await expect(page.locator('[data-visit]').filter({ hasText: `${time}–` })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('moved by dragging, also to somebody else', async () => {
    await drag(page, card(page, 'Jürgen'), { y: 12 * 8 });
    await expect(card(page, 'Jürgen')).toContainText('12:00–12:45');
    const from = await card(page, 'Jürgen').boundingBox();
    const aiko = await groundOf(page, ids['aiko'] ?? '').boundingBox();
    if (from === null || aiko === null) throw new Error('the grid is not there');
    await drag(page, card(page, 'Jürgen'), { x: aiko.x + aiko.width / 2 - (from.x + from.width / 2) });
    await expect(page.getByRole('group', { name: 'Aiko Tanaka' }).locator('[data-visit]')).toContainText(
      'Jürgen',
    );
  });

  await test.step('moved and lengthened by the keyboard', async () => {
    await card(page, 'Jürgen').focus();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(card(page, 'Jürgen')).toContainText('12:05–12:50');
    // Until the book has answered the visit is in the air, and no key reaches it.
    await expect(card(page, 'Jürgen')).not.toHaveAttribute('data-carried');
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await expect(card(page, 'Jürgen')).toContainText('12:05–12:55');
  });

  await test.step('lengthened by its lower edge', async () => {
    const low = (await card(page, 'Jürgen').boundingBox())?.height ?? 0;
    await drag(page, card(page, 'Jürgen'), { y: 8 }, { x: 20, y: low - 3 });
    await expect(card(page, 'Jürgen')).toContainText('12:05–13:00');
  });

  await test.step('cancelled with a reason, and brought back', async () => {
    await card(page, 'Łukasz').click();
    await page.getByRole('button', { name: 'Cancel visit…' }).click();
    const ask = page.getByRole('dialog', { name: /Cancel the visit of/ });
    await expect(ask.getByRole('button', { name: 'Cancel the visit' })).toBeDisabled();
    await ask.getByRole('button', { name: 'Ill' }).click();
    await ask.getByRole('button', { name: 'Cancel the visit' }).click();
    await expect(card(page, 'Łukasz')).toHaveCount(0);
    await undo(page, 'cancelled');
    await expect(card(page, 'Łukasz')).toContainText('10:00–10:30');
  });
  await expectNothingCutOff(page, 'day');
  expect(complaints).toEqual([]);
});

test('a second window shows what the first has done, by itself', async ({ page, browser }) => {
  clinic = await openClinic();
  await enter(page, clinic.desk, 'rosa', '/day');
  const other = await anotherWindow(browser, clinic.desk, 'henrik', '/day');
  await groundOf(page, clinic.ids['aiko'] ?? '').click({ position: { x: 60, y: down('09:30') } });
  const dialog = page.getByRole('dialog', { name: 'Book a visit' });
  await find(dialog, 'Patient', 'lukasz', /Łukasz/);
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(card(other, 'Łukasz')).toContainText('09:30');
  await page.getByRole('button', { name: 'Mark as arrived' }).click();
  await expect(other.getByRole('button', { name: /Łukasz.*Arrived/ })).toBeVisible();
  await other.context().close();
});

test('an auditor sees initials and the year of birth alone', async ({ page }) => {
  clinic = await openClinic();
  const complaints = complaintsOf(page);
  await enter(page, clinic.desk, 'ingrid', '/patients');
  await page.getByRole('textbox', { name: 'Find a patient' }).fill('P-000001');
  await go(page, clinic.desk, `/patients/${clinic.ids['lukasz']}`);
  await expect(page.getByText(/^1984 · P-000001/)).toBeVisible();
  await expect(page.getByText('Kowalski')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Book' })).toHaveCount(0);
  expect(complaints).toEqual([]);
});
