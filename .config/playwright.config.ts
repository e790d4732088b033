import { defineConfig } from '@playwright/test';
import { findChromium, quiet } from '../tests/support/chromium.ts';

const chromium = findChromium();

export default defineConfig({
  // Playwright follows tsconfig paths at run time, where a declaration file is of no use.
  tsconfig: './tsconfig.playwright.json',
  testDir: '../tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results',
  // Each file has desks, ports and folders of its own; the tests of one file come one after the other.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  // A whole browser on a busy machine may miss its time once; what passed only at the second try is listed as flaky.
  retries: 1,
  reporter:
    process.env['PALPATE_E2E_REPORT'] === undefined
      ? 'list'
      : [['list'], ['json', { outputFile: process.env['PALPATE_E2E_REPORT'] }]],
  use: {
    // A hand that waits longer than this has met something that will not come.
    actionTimeout: 20_000,
    viewport: { width: 1366, height: 768 },
    trace: 'on-first-retry',
    launchOptions: { args: [...quiet], ...('path' in chromium ? { executablePath: chromium.path } : {}) },
  },
});
