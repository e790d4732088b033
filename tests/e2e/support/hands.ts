import { rmSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { newDesk, type TestDesk } from '../../support/desk.ts';
import { fixedClock, monday } from '../../support/clock.ts';
import { passwordOf } from '../../support/people.ts';
import { seeded, type Seeding } from './seed.ts';

/** Nine in the morning at the clinic: the host's clock and each page's stand there. */
export const nine = monday;
/** Ten o'clock of the same day, after what a test has seeded for its morning. */
export const ten = '2026-11-23T08:00:00.000Z';

export interface OpenClinic {
  desk: TestDesk;
  ids: Record<string, string>;
  people: Seeding['people'];
  stop: () => Promise<void>;
}

/** The seeded clinic with its real browser desk on top; the test that opens it stops it. */
export async function openClinic(more?: (seeding: Seeding) => Promise<void>, at = nine): Promise<OpenClinic> {
  const { folder, ids, people } = await seeded(more);
  const clock = fixedClock(at);
  const desk = await newDesk({ folder, now: clock.now });
  return {
    desk,
    ids,
    people,
    stop: async () => {
      await desk.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A page without a Temporal of its own, at the clinic's hour, that has signed in. */
export async function enter(page: Page, desk: TestDesk, name: string, at = ''): Promise<void> {
  await standStill(page);
  await page.goto(desk.launchAddress());
  await signIn(page, name);
  if (at !== '') await go(page, desk, at);
}

export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(passwordOf(name));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

/** The page's clock is the clinic's; timers run on. Browsers with a Temporal behave like those without. */
export async function standStill(page: Page): Promise<void> {
  await page.clock.setFixedTime(nine);
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Temporal'));
}

export async function go(page: Page, desk: TestDesk, at: string): Promise<void> {
  await page.goto(`${desk.origin}/#${at}`);
}

/** A second window of the same clinic, as another PC or another tab would be. */
export async function anotherWindow(browser: Browser, desk: TestDesk, name: string, at = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await enter(page, desk, name, at);
  return page;
}
