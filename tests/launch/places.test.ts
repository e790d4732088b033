import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findBrowser, windowArguments } from '../../main/launch/browsers.ts';
import { fingerprint } from '../../main/launch/build.ts';
import { findRuntime } from '../../main/launch/electron.ts';
import { chooseFolder, defaultFolder, windowProfile, type Machine } from '../../main/launch/folders.ts';
import { readOptions } from '../../main/launch/options.ts';

const linux: Machine = { platform: 'linux', home: '/home/ann', env: { PATH: '/usr/local/bin:/usr/bin' } };
const mac: Machine = { platform: 'darwin', home: '/Users/ann', env: {} };
const windows: Machine = {
  platform: 'win32',
  home: 'C:\\Users\\ann',
  env: { LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local', PROGRAMFILES: 'C:\\Program Files' },
};

describe('the clinic’s folder', () => {
  it('lies where each system keeps a person’s application data', () => {
    expect(defaultFolder(linux, 'clinic')).toBe('/home/ann/.local/share/palpate/clinic');
    expect(defaultFolder({ ...linux, env: { XDG_DATA_HOME: '/data' } }, 'clinic')).toBe(
      '/data/palpate/clinic',
    );
    expect(defaultFolder(mac, 'clinic')).toBe('/Users/ann/Library/Application Support/Palpate/clinic');
    expect(defaultFolder(windows, 'clinic')).toContain('AppData\\Local');
  });

  it('is the one that was named, then the demo’s, then the person’s own', () => {
    expect(chooseFolder(linux, 'here', true)).toBe(resolve('here'));
    expect(chooseFolder(linux, undefined, true)).toBe('/home/ann/.local/share/palpate/demo');
    expect(chooseFolder(linux, undefined, false)).toBe('/home/ann/.local/share/palpate/clinic');
  });

  it('is apart from the window’s browser profile, one for each clinic', () => {
    const one = windowProfile(linux, '/clinics/one');
    expect(one).toMatch(/^\/home\/ann\/\.cache\/palpate\/window-[0-9a-f]{12}$/);
    expect(windowProfile(linux, '/clinics/two')).not.toBe(one);
  });
});

describe('the words after npm start', () => {
  it('choose folder, demo and door', () => {
    const plain = { data: undefined, demo: false, browser: false, help: false };
    expect(readOptions([])).toEqual(plain);
    expect(readOptions(['--data', '/clinic', '--browser'])).toEqual({
      ...plain,
      data: '/clinic',
      browser: true,
    });
    expect(readOptions(['--demo', '-h'])).toEqual({ ...plain, demo: true, help: true });
  });

  it.each([[['--dta', 'x']], [['clinic']], [['--data']], [['--data', ' ']], [['--demo=yes']]])(
    'refuse %j',
    (words) => {
      expect(() => readOptions(words)).toThrow();
    },
  );
});

describe('the browser', () => {
  it.each([
    [linux, '/usr/bin/chromium'],
    [linux, '/usr/local/bin/google-chrome'],
    [linux, '/usr/bin/microsoft-edge'],
    [mac, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    [mac, '/Users/ann/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  ])('is found on %o at %s', (machine, path) => {
    expect(findBrowser(machine, (place) => place === path)).toBe(path);
  });

  it('is found on Windows under any of the program folders', () => {
    expect(findBrowser(windows, (place) => place.includes('msedge.exe'))).toContain('C:\\Program Files');
    expect(
      findBrowser(windows, (place) => place.includes('AppData') && place.includes('chrome.exe')),
    ).toContain('Local');
  });

  it('is absent where there is none', () => {
    for (const machine of [linux, mac, windows]) expect(findBrowser(machine, () => false)).toBeUndefined();
  });

  it('gets a window of its own, without extensions and history, and loses its sandbox for root alone', () => {
    const person = windowArguments('http://127.0.0.1:1/launch?token=x', '/profile', false);
    expect(person.slice(0, 2)).toEqual([
      '--app=http://127.0.0.1:1/launch?token=x',
      '--user-data-dir=/profile',
    ]);
    expect(person).toContain('--disable-extensions');
    expect(person).not.toContain('--no-sandbox');
    expect(windowArguments('x', '/profile', true)).toEqual([...person.with(0, '--app=x'), '--no-sandbox']);
  });
});

describe('Electron’s runtime', () => {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-runtime-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is missed in plain words', () => {
    expect(findRuntime(folder, {})).toEqual({ missing: "Electron's runtime is not on this machine" });
  });

  it.skipIf(process.platform !== 'linux')(
    'is taken from where the person says it is, if a window can be shown',
    () => {
      writeFileSync(join(folder, 'electron'), '');
      const env = { ELECTRON_OVERRIDE_DIST_PATH: folder };
      expect(findRuntime('/nowhere', { ...env, DISPLAY: ':0' })).toEqual({ path: join(folder, 'electron') });
      expect(findRuntime('/nowhere', env)).toEqual({
        missing: 'Electron is here, but there is no display for its window',
      });
    },
  );
});

describe('a build is stale', () => {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-stale-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'renderer'));
  for (const name of ['a.ts', 'b.ts']) writeFileSync(join(folder, 'renderer', name), '1');
  const print = () => fingerprint(folder, ['renderer', 'package.json']);

  it('when a file has changed, come or gone, and not otherwise', () => {
    const first = print();
    expect(print()).toBe(first);
    writeFileSync(join(folder, 'renderer', 'a.ts'), '22');
    const second = print();
    expect(second).not.toBe(first);
    utimesSync(join(folder, 'renderer', 'b.ts'), 1, 1);
    const third = print();
    expect(third).not.toBe(second);
    rmSync(join(folder, 'renderer', 'b.ts'));
    const fourth = print();
    expect(fourth).not.toBe(third);
    writeFileSync(join(folder, 'package.json'), '{}');
    expect(print()).not.toBe(fourth);
  });
});
