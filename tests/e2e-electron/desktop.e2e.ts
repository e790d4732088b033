import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { buildIfStale, parts } from '../../main/launch/build.ts';

// Only what no double can show: that the real Electron starts our bundle, isolates the page and carries a call.

const root = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'palpate-electron-'));
let app: ElectronApplication;
let page: Page;

test.beforeAll(async () => {
  for (const part of Object.values(parts)) buildIfStale(root, part);
  app = await _electron.launch({
    executablePath: process.env['PALPATE_ELECTRON'] ?? '',
    args: [root, `--data=${folder}`],
  });
  page = await app.firstWindow();
});
test.afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the first screen stands in the window, on our own scheme', async () => {
  await expect(page.locator('#root')).not.toBeEmpty();
  expect(page.url()).toMatch(/^palpate:\/\/desk\/index\.html/);
});

test('the page reaches the clinic through its port', async () => {
  // The set-up form appears only after the host has answered that this is a first run.
  await expect(page.getByRole('textbox').first()).toBeVisible();
});

test('the page has no Node and may not leave', async () => {
  expect(
    await page.evaluate(() => ['require', 'process', 'Buffer'].filter((name) => name in globalThis)),
  ).toEqual([]);
  await page.evaluate(() => window.location.assign('https://example.org/'));
  await page.waitForTimeout(300);
  expect(page.url()).toMatch(/^palpate:\/\/desk\//);
  expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull();
});
