import { expect, test, type Page } from '@playwright/test';
import { complaintsOf } from '../support/looking.ts';
import { enter, openClinic, type OpenClinic } from './support/hands.ts';

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
