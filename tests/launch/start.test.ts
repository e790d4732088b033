import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale, parts } from '../../main/launch/build.ts';

const root = resolve(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'palpate-start-'));
const running: Run[] = [];
let count = 0;

beforeAll(() => void buildIfStale(root, parts.page), 120_000);
afterEach(async () => {
  for (const run of running.splice(0)) {
    run.child.kill('SIGKILL');
    await run.ended;
  }
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Run = {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
  says: (words: RegExp) => Promise<string>;
};

/** Starts Palpate as `npm start` does, without a display unless one is given. */
function start(words: string[], env: Record<string, string> = {}): Run {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
  const child = spawn(process.execPath, [join(root, 'main/launch/start.ts'), ...words], {
    env: { ...rest, ...env },
  });
  let text = '';
  child.stdout.on('data', (data) => (text += String(data)));
  child.stderr.on('data', (data) => (text += String(data)));
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const says = async (pattern: RegExp) => {
    await expect.poll(() => text, { timeout: 20_000 }).toMatch(pattern);
    return pattern.exec(text)?.[0] ?? '';
  };
  const run = { child, output: () => text, ended, says };
  running.push(run);
  return run;
}

const newFolder = () => join(scratch, `clinic-${count++}`);
const address = /http:\/\/127\.0\.0\.1:\d+\/launch\?token=[\w-]+/;

describe('npm start', { timeout: 40_000 }, () => {
  it('opens the browser desk, says in one line where, and closes cleanly on Ctrl+C', async () => {
    const folder = newFolder();
    const run = start(['--browser', '--data', folder]);
    const answer = await fetch(await run.says(address), { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(run.output().trim().split('\n')).toHaveLength(1);
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(run.output()).toContain('Palpate is closed.');
    expect(existsSync(join(folder, 'in-use.json'))).toBe(false);
  });

  it('on a folder that is open asks its holder for a way in, and writes nothing itself', async () => {
    const folder = newFolder();
    const first = start(['--browser', '--data', folder]);
    await first.says(address);
    const second = start(['--browser', '--data', folder]);
    expect(await second.ended).toBe(0);
    expect(second.output()).toContain('open already');
    const way = address.exec(second.output())?.[0] ?? '';
    expect(new URL(way).origin).toBe(new URL(address.exec(first.output())?.[0] ?? '').origin);
    expect((await fetch(way, { redirect: 'manual' })).status).toBe(303);
  });

  it('twice at the same moment gives one holder', async () => {
    const folder = newFolder();
    const runs = [start(['--browser', '--data', folder]), start(['--browser', '--data', folder])];
    const code = await Promise.race(runs.map(async (run) => await run.ended));
    expect([0, 1]).toContain(code);
    const alive = runs.filter(({ child }) => child.exitCode === null);
    expect(alive).toHaveLength(1);
    await alive[0]?.says(address);
  });

  it('opens a folder whose holder was killed', async () => {
    const folder = newFolder();
    const first = start(['--browser', '--data', folder]);
    await first.says(address);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = start(['--browser', '--data', folder]);
    await second.says(address);
    expect(second.output()).not.toContain('open already');
  });

  it('refuses a holder that does not answer to the folder’s secret', async () => {
    const folder = newFolder();
    const first = start(['--browser', '--data', folder]);
    await first.says(address);
    const note = join(folder, 'in-use.json');
    const held = JSON.parse(readFileSync(note, 'utf8')) as { address: string };
    writeFileSync(note, JSON.stringify({ ...held, address: held.address.replace(/#.*/, '#guess') }));
    const second = start(['--browser', '--data', folder]);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('Two writers would harm it');
  });

  it.skipIf(process.platform === 'win32')(
    'opens an app window of the system’s browser and ends when it is closed',
    async () => {
      const tools = join(scratch, 'tools');
      mkdirSync(tools);
      const words = join(tools, 'words');
      writeFileSync(join(tools, 'chromium'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${words}'\nsleep 1\n`);
      chmodSync(join(tools, 'chromium'), 0o755);
      const run = start(['--browser', '--data', newFolder()], {
        DISPLAY: ':99',
        PATH: `${tools}:/usr/bin:/bin`.replace('/usr/bin:', ''),
        XDG_CACHE_HOME: join(scratch, 'cache'),
      });
      await run.says(/window of its own/);
      expect(await run.ended).toBe(0);
      const given = readFileSync(words, 'utf8').split('\n');
      expect(given[0]).toMatch(/^--app=http:\/\/127\.0\.0\.1:\d+\/launch\?token=/);
      expect(given[1]).toContain(join(scratch, 'cache', 'palpate', 'window-'));
      expect(given.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
      expect(run.output().includes('You are root')).toBe(process.getuid?.() === 0);
    },
  );

  it('says in words why a folder cannot hold a clinic', async () => {
    const file = join(scratch, 'a-file');
    writeFileSync(file, '');
    for (const place of [file, join(file, 'below')]) {
      const run = start(['--browser', '--data', place]);
      expect(await run.ended).toBe(1);
      expect(run.output().trim()).toMatch(/cannot hold a clinic: .* Choose another folder with --data\.$/);
    }
  });

  it('explains a word that it does not know', async () => {
    const run = start(['--dta', 'x']);
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain('npm start -- --data DIR');
  });
});
