import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/runtime.ts'],
    pool: 'forks',
    maxWorkers: 2,
  },
});
