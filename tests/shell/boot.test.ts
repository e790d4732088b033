import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newElectron, type Situation } from './double.ts';

// The boot story as Electron would run it, on the double.

let folder = '';
const argv = process.argv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palpate-boot-'));
  process.argv = ['electron', '.', `--data=${folder}`];
});
afterEach(() => {
  process.argv = argv;
  vi.doUnmock('electron');
  vi.resetModules();
  rmSync(folder, { recursive: true, force: true });
});

async function boot(situation: Situation = {}) {
  const double = newElectron(situation);
  vi.resetModules();
  vi.doMock('electron', () => double.electron);
  await import('../../main/main.ts');
  return double;
}

/** Ends the application as Electron does: the first quitting is put off until the clinic is closed. */
async function quit({ electron, acts }: Awaited<ReturnType<typeof boot>>): Promise<void> {
  const event = { preventDefault: () => acts.push('put off') };
  electron.app.emit('will-quit', event);
  await expect.poll(() => acts.at(-1)).toBe('quit');
}

describe('the desktop', () => {
  it('locks itself down before it is ready, and shows one window on our page', async () => {
    const double = await boot();
    expect(double.acts.slice(0, 2)).toEqual(['enableSandbox', 'setAppUserModelId org.palpate.desktop']);
    expect(double.acts.at(-2)).toBe('lock');
    expect(double.acts.at(-1)).toBe('whenReady');
    expect(double.schemes.map(({ scheme }) => scheme)).toEqual(['palpate']);
    expect(double.windows).toEqual([]);

    double.ready();
    await expect.poll(() => double.windows.length).toBe(1);
    expect(double.windows[0]?.loaded).toEqual(['palpate://desk/index.html']);
    expect(double.windows[0]?.options.webPreferences?.preload).toMatch(/out[\\/]preload[\\/]preload\.cjs$/);
    expect(double.handlers.check?.(null, 'media', 'palpate://desk', undefined as never)).toBe(false);
    expect([...double.served.keys()]).toEqual(['palpate']);
    await quit(double);
  });

  it('hands a port to each load of our own page, and to no other', async () => {
    const double = await boot();
    double.ready();
    await expect.poll(() => double.windows.length).toBe(1);
    const [window] = double.windows;
    window?.contents.emit('did-finish-load');
    expect(window?.posted.map(({ channel, ports }) => [channel, ports.length])).toEqual([
      ['palpate:door', 1],
    ]);
    window?.visit('https://example.org/');
    window?.contents.emit('did-finish-load');
    window?.visit('');
    window?.contents.emit('did-finish-load');
    expect(window?.posted).toHaveLength(1);
    await quit(double);
  });

  it('leaves at once when the same folder is open in another instance', async () => {
    const double = await boot({ firstInstance: false });
    expect(double.acts.at(-1)).toBe('quit');
    expect(double.windows).toEqual([]);
  });

  it('leaves with a sentence when another door holds the folder', async () => {
    const { newDesk } = await import('../support/desk.ts');
    const desk = await newDesk({ folder });
    const double = await boot();
    double.ready();
    await expect.poll(() => double.acts.at(-1)).toBe('exit 0');
    expect(double.acts.at(-2)).toMatch(/^error Palpate: Palpate (is|was) open already/);
    expect(double.windows).toEqual([]);
    await desk.stop();
  });

  it('comes forward when it is started again', async () => {
    const double = await boot();
    double.ready();
    await expect.poll(() => double.windows.length).toBe(1);
    double.electron.app.emit('second-instance');
    expect(double.windows[0]?.acts).toEqual(['restore', 'show', 'focus']);
    await quit(double);
  });

  it('keeps two folders apart: each has its own profile, and so its own instance lock', async () => {
    const one = await boot();
    const first = one.acts.find((act) => act.startsWith('setPath userData'));
    process.argv = ['electron', '.', `--data=${folder}-other`];
    const two = await boot();
    expect(first).toMatch(/folder-[0-9a-f]{12}$/);
    expect(two.acts.find((act) => act.startsWith('setPath userData'))).not.toBe(first);
  });

  it('closes the clinic before the process ends, once', async () => {
    const double = await boot();
    double.ready();
    await expect.poll(() => double.windows.length).toBe(1);
    await quit(double);
    expect(double.acts.filter((act) => act === 'put off')).toHaveLength(1);
    double.electron.app.emit('will-quit', { preventDefault: () => double.acts.push('put off again') });
    expect(double.acts).not.toContain('put off again');
  });
});
