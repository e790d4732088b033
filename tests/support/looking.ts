import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Both sizes that the product promises. */
export const windows = [
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
] as const;

/** Colours do not change with the width: the narrow window is for what is hidden, cut off or stacked there. */
export const schemesAt = (width: number): readonly ('light' | 'dark')[] =>
  width < windows[0].width ? ['dark'] : ['light', 'dark'];

/** Fails on the first thing that somebody could not see, reach or be told, in light and in dark. */
export async function expectAccessible(
  page: Page,
  where: string,
  schemes: readonly ('light' | 'dark')[] = ['light', 'dark'],
): Promise<void> {
  for (const [index, colorScheme] of schemes.entries()) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await schemeArrived(page, colorScheme);
    await atRest(page);
    // The second scheme paints the same page anew: only its colours can be at fault.
    const found = (await violationsOf(page, index === 0 ? 'everything' : 'colours')).map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
    );
    expect(found, `${where}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The page follows the system's scheme a moment later; half of an open dialog would be measured in the other one. */
async function schemeArrived(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page
    .waitForFunction(
      (wanted) => (document.documentElement.dataset['mantineColorScheme'] ?? wanted) === wanted,
      scheme,
      { timeout: 3000 },
    )
    .catch(() => undefined);
}

/** What axe finds. It stays in the page once it is there, and needs no page beside it: ours has no foreign frames. */
export async function violationsOf(page: Page, of: 'everything' | 'colours' = 'everything') {
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  const builder = new AxeBuilder({ page, ...(isThere ? { axeSource: 'void 0' } : {}) }).setLegacyMode();
  builder.options({ resultTypes: ['violations'] });
  const { violations } = await (
    of === 'colours' ? builder.withRules(['color-contrast']) : builder.withTags(rules)
  ).analyze();
  return violations;
}

/** Nothing is on its way any more: colours and places would be measured in between. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What is taken away in the midst of its movement may never say that it has ended.
    const within = (wait: Promise<unknown>) =>
      Promise.race([wait, new Promise((passed) => setTimeout(passed, 2000))]);
    const painted = () => within(new Promise((passed) => requestAnimationFrame(() => setTimeout(passed))));
    await painted();
    for (let round = 0; round < 10; round++) {
      const moving = document
        .getAnimations()
        .filter(
          ({ playState, effect }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
        );
      if (moving.length === 0) return;
      await within(Promise.allSettled(moving.map(({ finished }) => finished)));
      await painted();
    }
  });
}

/** No part may stick out of the window sideways: what is cut off cannot be reached by touch. */
export async function expectNothingCutOff(page: Page, where: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width, where).toBeLessThanOrEqual(0);
}

/** A picture for whoever wants to look, in the folder that they have named. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['PALPATE_SHOTS'];
  if (folder === undefined) return;
  await atRest(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Looks at the page at both sizes, and leaves it at the one at which it was. */
export async function atBothSizes(page: Page, look: (width: number) => Promise<void>): Promise<void> {
  const before = page.viewportSize() ?? windows[0];
  const [first, second] = before.width === windows[0].width ? windows : windows.toReversed();
  for (const size of [first ?? before, second ?? before]) {
    if (page.viewportSize()?.width !== size.width) await page.setViewportSize(size);
    await atRest(page);
    await look(size.width);
  }
  await page.setViewportSize(before);
  await atRest(page);
}

/** Collects what the page complains about; a journey ends by expecting none. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}
