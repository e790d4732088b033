import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findOrInstallChromium } from './support/chromium.ts';

// `npm test`: the checks, then every test from unit to end to end, and one closing line. A run without tests, and
// a runner that ended without a report, are failures: silence is not a pass.

const root = resolve(import.meta.dirname, '..');
const scratch = newScratch();
const say = (line: string) => void process.stdout.write(`${line}\n`);

type Tally = { passed: number; failed: number };

/**
 * Where tests put their stores and browsers their profiles. Every act waits until the disk has it, and a run makes tens
 * of thousands: memory, where there is plenty, answers two hundred times as fast. That the disk is waited for at all is
 * read back from each store's own settings.
 */
function quickPlace(): string {
  const memory = '/dev/shm';
  const plenty = 4 * 1024 ** 3;
  if (process.platform !== 'linux' || !existsSync(memory) || freemem() < 2 * plenty) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize < plenty ? tmpdir() : memory;
}

/** A folder of this run's own; what runs that were broken off have left is cleared away. */
function newScratch(): string {
  const place = quickPlace();
  for (const name of readdirSync(place)) {
    const owner = /^palpate-tests-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner)))
      rmSync(join(place, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(place, `palpate-tests-${process.pid}-`));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code !== 'ESRCH';
  }
}

/** The steps of `npm run check`, each counted as one. */
const checks: readonly (readonly [name: string, script: string])[] = [
  ['types', 'check:types'],
  ['lint', 'check:lint'],
  ['format', 'check:format'],
  ['dependency graph', 'check:graph'],
  ['dead code', 'check:dead'],
];

function runChecks(): Tally {
  const tally = { passed: 0, failed: 0 };
  for (const [name, script] of checks) {
    const run = npm(script);
    tally[run.status === 0 ? 'passed' : 'failed']++;
    say(`${run.status === 0 ? '✓' : '✗'} ${name}`);
    if (run.status !== 0) say(`${run.stdout}${run.stderr}`);
  }
  return tally;
}

function runVitest(): Tally {
  const report = join(scratch, 'vitest.json');
  const words = [
    'run',
    '--config',
    '.config/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const run = tool('vitest/vitest.mjs', words);
  if (!existsSync(report)) return broken('vitest wrote no report');
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: unknown[]; name: string; message: string }[];
  };
  // A file that cannot even be loaded reports no test; it counts as one failure.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  for (const { name, message } of unloaded) say(`✗ ${name} could not be loaded: ${message}`);
  return settle({ passed: numPassedTests, failed: numFailedTests + unloaded.length }, run.status, 'vitest');
}

function runPlaywright(): Tally {
  if (
    !existsSync(join(root, 'tests', 'e2e')) ||
    !readdirSync(join(root, 'tests', 'e2e')).some((name) => name.endsWith('.e2e.ts'))
  ) {
    return broken('there are no end-to-end tests');
  }
  const chromium = findOrInstallChromium(say);
  if ('remedy' in chromium) return broken(chromium.remedy);
  say(`End to end in ${chromium.path} (from ${chromium.from})`);
  const report = join(scratch, 'playwright.json');
  const run = tool('@playwright/test/cli.js', ['test', '--config', '.config/playwright.config.ts'], {
    PALPATE_E2E_REPORT: report,
  });
  if (!existsSync(report)) return broken('playwright wrote no report');
  const { stats, errors } = JSON.parse(readFileSync(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors: unknown[];
  };
  return settle(
    { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length },
    run.status,
    'playwright',
  );
}

/** A runner that ended badly without naming a failed test has still failed; so has one that ran nothing. */
function settle(tally: Tally, status: number | null, name: string): Tally {
  if (tally.passed + tally.failed === 0) return broken(`${name} ran no test`);
  if (status !== 0 && tally.failed === 0)
    return { ...tally, failed: broken(`${name} ended with ${status}`).failed };
  return tally;
}

function broken(why: string): Tally {
  say(`✗ ${why}`);
  return { passed: 0, failed: 1 };
}

function npm(script: string) {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return spawnSync(command, ['run', '--silent', script], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
}

function tool(path: string, words: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [join(root, 'node_modules', path), ...words], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TMPDIR: scratch, ...env },
  });
}

/** Once before all tests, so that no test waits for another's build. */
function runBuild(): Tally {
  const run = npm('build');
  say(run.status === 0 ? '✓ build' : `✗ build\n${run.stdout}${run.stderr}`);
  return run.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const tallies = [runBuild(), runChecks(), runVitest(), runPlaywright()];
rmSync(scratch, { recursive: true, force: true });
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
