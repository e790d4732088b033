import { expect, type Page } from '@playwright/test';

/** The owner of the clinics that journeys found through the page. */
export const owner = { name: 'Dr. Ida Brandl', userName: 'ida', password: 'lantern orchard copper' } as const;

/** The twelve words on the screen, in order. */
export async function readWords(page: Page): Promise<string[]> {
  // The words are stretched at their full price before they are shown: a busy machine takes its time.
  await expect(page.getByRole('heading', { name: 'Print the recovery kit' })).toBeVisible({
    timeout: 40_000,
  });
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
