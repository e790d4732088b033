import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { findRuntime } from '../../main/launch/electron.ts';

// `npm run e2e:electron`: the same journeys in the real Electron, where there is one. Where there is none it says
// so and reports nothing as passed.

const root = resolve(import.meta.dirname, '..', '..');
const runtime = findRuntime(root);
if ('missing' in runtime) {
  process.stdout.write(
    `Not run: ${runtime.missing}. No test of the real Electron has passed or failed here.\n`,
  );
} else {
  const run = spawnSync(
    process.execPath,
    [
      resolve(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      '.config/playwright.electron.config.ts',
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, PALPATE_ELECTRON: runtime.path } },
  );
  process.exitCode = run.status ?? 1;
}
