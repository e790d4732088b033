import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { findChromium, quiet } from '../support/chromium.ts';

const root = resolve(import.meta.dirname, '..', '..');

export interface Start {
  /** From the start of the process to the address being said. */
  main: number;
  /** From the start of the browser to what a person is waiting for. */
  window: number;
  /** MiB at rest, after three seconds. */
  memory: { main: number; window: number };
}

/** The bare way: a page of one line behind a loopback server with an encrypted store open, in the same browser. */
const bare = `
import { createServer } from 'node:http';
import { openStore } from ${JSON.stringify(join(root, 'main/db/open.ts'))};
const [file, key] = process.argv.slice(-2);
const store = openStore({ file, key: Buffer.from(key, 'hex'), keyIsRight: true });
store.raw.prepare('SELECT count(*) FROM sqlite_schema').get();
const page = '<!doctype html><title>bare</title><button>Sign in</button>';
const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(page));
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + '/'));
`;

export function startBare(file: string, key: Buffer): Promise<Start | null> {
  return measured(['--input-type=module', '-e', bare, '--', file, key.toString('hex')], /http:\S+/);
}

export function startOurs(folder: string): Promise<Start | null> {
  return measured(
    [join(root, 'main/launch/start.ts'), '--browser', '--data', folder],
    /http:\/\/127\.0\.0\.1:\d+\/launch\?token=[\w-]+/,
  );
}

/** A start that had to build the page first says nothing about starting, and is made again. */
async function measured(words: string[], address: RegExp): Promise<Start | null> {
  for (;;) {
    const start = await attempt(words, address);
    if (start !== 'built') return start;
  }
}

async function attempt(words: string[], address: RegExp): Promise<Start | 'built' | null> {
  const found = findChromium();
  if (!('path' in found)) return null;
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  const started = performance.now();
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const profile = mkdtempSync(join(tmpdir(), 'palpate-bench-'));
  let browser: Browser | undefined;
  try {
    const { url, text } = await said(child, address);
    if (text.includes('is built')) return 'built';
    const main = performance.now() - started;
    const opened = performance.now();
    browser = await chromium.launch({
      executablePath: found.path,
      args: [...quiet],
      env: { ...env, HOME: profile } as Record<string, string>,
    });
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(url);
    await page.getByRole('button', { name: 'Sign in' }).waitFor({ state: 'visible', timeout: 60_000 });
    const window = performance.now() - opened;
    await new Promise((later) => setTimeout(later, 3000));
    return {
      main,
      window,
      memory: {
        main: memoryOf([child.pid ?? 0]),
        window: memoryOf(familyOf(process.pid).filter((pid) => isBrowser(pid))),
      },
    };
  } finally {
    await browser?.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(profile, { recursive: true, force: true });
  }
}

function said(child: ChildProcess, pattern: RegExp): Promise<{ url: string; text: string }> {
  return new Promise((found, fail) => {
    let text = '';
    child.stdout?.on('data', (part) => {
      text += String(part);
      const [address] = pattern.exec(text) ?? [];
      if (address !== undefined) found({ url: address, text });
    });
    child.once('exit', () => fail(new Error(`it ended without an address: ${text}`)));
  });
}

/** Proportional share of memory where the system tells it; NaN elsewhere. */
function memoryOf(pids: readonly number[]): number {
  const shares = pids.map((pid) => {
    const file = `/proc/${pid}/smaps_rollup`;
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
    } catch {
      return existsSync('/proc/self/smaps_rollup') ? 0 : Number.NaN;
    }
  });
  return shares.reduce((sum, share) => sum + share, 0) / 1024;
}

/** All descendants of a process, by the system's own table. */
function familyOf(parent: number): number[] {
  if (!existsSync('/proc')) return [];
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      parents.set(Number(name), Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const family = [parent];
  for (const pid of family) for (const [child, of] of parents) if (of === pid) family.push(child);
  return family.slice(1);
}

function isBrowser(pid: number): boolean {
  try {
    return /chrom/i.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '');
  } catch {
    return false;
  }
}
