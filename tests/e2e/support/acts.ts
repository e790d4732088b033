import { expect, type Locator, type Page } from '@playwright/test';

// What a person does with the controls of the desk, by the names that stand on them.

type Scope = Page | Locator;

/** Picks one of a list that opens below its field. */
export async function choose(scope: Scope, field: string, option: string | RegExp): Promise<void> {
  const page = 'goto' in scope ? scope : scope.page();
  await scope.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).first().click();
}

/** Types into a field that finds, and takes the line that fits. */
export async function find(
  scope: Scope,
  field: string,
  typed: string,
  option: string | RegExp,
): Promise<void> {
  const box = scope.getByRole('combobox', { name: field });
  await box.fill(typed);
  await scope.getByRole('option', { name: option }).first().click();
}

/** Takes by the keyboard what a list that opened under the typing offers; it may still be about to be narrowed. */
export async function takeTyped(page: Page, typed: string): Promise<void> {
  const pointedAt = page.getByRole('option').and(page.locator('[data-combobox-selected]'));
  // Narrowed between the two keys, the list has lost its place: the arrow is pressed again, as a person does.
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(pointedAt).toContainText(typed, { ignoreCase: true, timeout: 500 });
    await page.keyboard.press('Enter');
    await expect(pointedAt).toBeHidden({ timeout: 1000 });
  }).toPass({ timeout: 20_000 });
}

/** Takes back what was said to be done; the message before it may still be on its way out. */
export async function undo(page: Page, said: string | RegExp): Promise<void> {
  await page.getByRole('alert').filter({ hasText: said }).getByRole('button', { name: 'Undo' }).click();
}

/** Takes one of a few answers that all stand in sight. */
export async function answer(scope: Scope, group: string, said: string): Promise<void> {
  await scope.getByRole('group', { name: group, exact: true }).getByText(said, { exact: true }).click();
}

export async function fill(scope: Scope, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await scope.getByRole('textbox', { name: label, exact: true }).fill(value);
}

/** Draws a rising and falling line with the mouse. */
export async function signWithMouse(page: Page): Promise<void> {
  const canvas = page.locator('canvas[data-state]');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('there is nowhere to sign');
  const at = (along: number, down: number) => [box.x + box.width * along, box.y + box.height * down] as const;
  await page.mouse.move(...at(0.1, 0.6));
  await page.mouse.down();
  for (let step = 1; step <= 12; step++)
    await page.mouse.move(...at(0.1 + step * 0.05, step % 2 === 0 ? 0.7 : 0.3));
  await page.mouse.up();
  await expect(canvas).toHaveAttribute('data-state', 'signed');
}

/** Everything on the page that an open request would still change has arrived. */
export async function saved(page: Page): Promise<void> {
  await expect(page.getByText('Saving…')).toBeHidden();
}

/** The same point of the day's grid that a click means: a column's ground, five minutes each eight pixels. */
export function groundOf(page: Page, practitionerId: string): Locator {
  return page.locator(`[data-column="${practitionerId}"]`);
}

/** Down the grid from its first hour. */
export function down(time: string, from = '08:00'): number {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return ((minutes(time) - minutes(from)) / 5) * 8 + 3;
}
