import { defineConfig } from 'vitest/config';

/** Files that put something else in the place of a module: what others have loaded before would be in their way. */
const alone = ['tests/clinic/session.test.ts', 'tests/shell/preload.test.ts'];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    setupFiles: ['tests/support/runtime.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A busy machine is slow, not wrong.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      // Loading the clinic costs more than most files take: it is loaded once, and each file has its own store.
      {
        extends: true,
        test: { name: 'together', isolate: false, include: ['tests/**/*.test.ts'], exclude: alone },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
