import { expect, type Page } from '@playwright/test';
import type { TestDesk } from './desk.ts';

/** The owner of the clinics that journeys found through the page. */
export const owner = { name: 'Dr. Ida Brandl', userName: 'ida', password: 'lantern orchard copper' } as const;

/** The twelve words on the screen, in order. */
export async function readWords(page: Page): Promise<string[]> {
  await expect(page.getByRole('heading', { name: 'Print the recovery kit' })).toBeVisible();
  const items = await page.getByRole('main').getByRole('listitem').allTextContents();
  return items.map((item) => item.replace(/^\d+/, '').trim());
}

/** Types words one after the other, as from a sheet of paper. */
export async function typeBack(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole('textbox', { name: '1', exact: true }).focus();
  for (const word of words) {
    await page.keyboard.type(word);
    await page.keyboard.press('Space');
  }
  await page.getByRole('button', { name: 'Check the words' }).click();
}

export async function signIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(owner.userName);
  await page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
  await page.keyboard.press('Enter');
}

/** From an empty folder to the day view, by the shortest way. */
export async function foundClinic(page: Page, desk: TestDesk): Promise<void> {
  await page.goto(desk.launchAddress());
  await page.getByLabel('Name of the clinic').fill('Praxis am Hang');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Full name').fill(owner.name);
  await page.getByRole('textbox', { name: 'User name' }).fill(owner.userName);
  await page.getByRole('textbox', { name: 'Password', exact: true }).fill(owner.password);
  await page.getByRole('textbox', { name: 'Password again' }).fill(owner.password);
  await page.getByRole('button', { name: 'Found the clinic' }).click();
  const words = await readWords(page);
  await page.getByRole('button', { name: 'I have the sheet in my hand' }).click();
  await typeBack(page, words);
  await page.getByRole('button', { name: 'Do the rest later' }).click();
  await expect(page.getByRole('button', { name: 'Book', exact: true })).toBeVisible();
}
