import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { findBrowser } from '../../main/launch/browsers.ts';

/** A Chromium to test in, or the exact words to type to get one. */
export type Chromium = { readonly path: string; readonly from: string } | { readonly remedy: string };

const downloadTime = 180_000;
const packageTime = 300_000;

/** Flags under which a Chromium stays quiet, offline and, for root, startable. */
export const quiet: readonly string[] = [
  ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Looks for a Chromium: the one that was named, then Playwright's own, then the system's. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): Chromium {
  const named = env['PALPATE_CHROMIUM'];
  if (named !== undefined) {
    if (existsSync(named)) return { path: named, from: 'PALPATE_CHROMIUM' };
    return { remedy: `PALPATE_CHROMIUM names ${named}, and there is no such file. Correct it or unset it.` };
  }
  const own = playwrightsOwn();
  if (own !== undefined) return { path: own, from: 'Playwright' };
  const system = findBrowser({ platform: process.platform, home: homedir(), env });
  if (system !== undefined) return { path: system, from: 'the system' };
  return { remedy: remedy() };
}

/** As `findChromium`, but gets one where it can: Playwright's download, else Debian's package as root. */
export function findOrInstallChromium(say: (line: string) => void): Chromium {
  const found = findChromium();
  if ('path' in found || process.env['PALPATE_CHROMIUM'] !== undefined) return found;
  say('No Chromium on this machine: fetching one for the end-to-end tests …');
  if (isRootOnDebian()) {
    run('apt-get', ['update', '-qq'], packageTime);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], packageTime);
  } else {
    run(
      process.execPath,
      [createRequire(import.meta.url).resolve('@playwright/test/cli'), 'install', 'chromium'],
      downloadTime,
    );
  }
  return findChromium();
}

function playwrightsOwn(): string | undefined {
  const probe = `const { chromium } = require('@playwright/test'); process.stdout.write(chromium.executablePath())`;
  const asked = spawnSync(process.execPath, ['-e', probe], { encoding: 'utf8', cwd: import.meta.dirname });
  return asked.status === 0 && existsSync(asked.stdout) ? asked.stdout : undefined;
}

function remedy(): string {
  if (process.platform === 'linux' && existsSync('/usr/bin/apt-get')) {
    return 'No Chromium found. Type: sudo apt-get install -y chromium';
  }
  return 'No Chromium found. Type: npx playwright install chromium';
}

function isRootOnDebian(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function run(command: string, words: string[], timeout: number): void {
  spawnSync(command, words, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
