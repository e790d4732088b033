import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { findBrowser, windowArguments } from './browsers.ts';
import type { Machine } from './folders.ts';

export type DeskWindow = {
  /** Resolves when the window's process has ended; for a second window, when it has been handed over. */
  readonly closed: Promise<void>;
  readonly close: () => void;
};

export function thisMachine(): Machine {
  return { platform: process.platform, home: homedir(), env: process.env };
}

/**
 * Opens an address in an app window of the system's browser, and says what it did. Where there is no such
 * browser, or no display for it, the address itself is the way in.
 */
export function openWindow(
  address: string,
  profile: string,
  say: (line: string) => void,
): DeskWindow | undefined {
  const machine = thisMachine();
  const browser = hasDisplay(machine) ? findBrowser(machine) : undefined;
  if (browser === undefined) {
    say(`Open this address in Chrome, Chromium or Edge (it works once): ${address}`);
    return undefined;
  }
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  if (isRoot)
    say('You are root, so the browser runs without its own sandbox. Better: start Palpate as a person.');
  const child = spawn(browser, windowArguments(address, profile, isRoot), { stdio: 'ignore' });
  say('Palpate is open in a window of its own. Close the window or press Ctrl+C to stop.');
  return { closed: ended(child, address, say), close: () => void child.kill() };
}

async function ended(child: ChildProcess, address: string, say: (line: string) => void): Promise<void> {
  const started = performance.now();
  const [code] = await once(child, 'exit').catch(() => [1]);
  if (code !== 0 && code !== null && performance.now() - started < 5_000) {
    say(`The browser did not start. Open this address yourself (it works once): ${address}`);
    await new Promise(() => {});
  }
}

function hasDisplay({ platform, env }: Machine): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
}
