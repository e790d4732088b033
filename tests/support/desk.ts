import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildIfStale, parts } from '../../main/launch/build.ts';
import { startBrowserDesk } from '../../main/launch/browser-desk.ts';

const root = resolve(import.meta.dirname, '..', '..');

export type TestDesk = {
  /** A fresh one-time address; each page that should sign in opens its own. */
  readonly launchAddress: () => string;
  readonly origin: string;
  readonly folder: string;
  readonly stop: () => Promise<void>;
};

export type DeskWish = {
  /** A folder to open instead of a new one; it is then left in place. */
  readonly folder?: string;
  readonly demo?: boolean;
  /** The clinic's clock; the host's own when absent. */
  readonly now?: () => string;
};

/** The real browser desk on a folder of its own, built if needed, without a window. */
export async function newDesk({ folder, demo = false, now }: DeskWish = {}): Promise<TestDesk> {
  buildIfStale(root, parts.page);
  const place = folder ?? mkdtempSync(join(tmpdir(), 'palpate-'));
  const said: string[] = [];
  const running = await startBrowserDesk({
    root,
    folder: place,
    demo,
    window: false,
    say: (line) => void said.push(line),
    ...(now === undefined ? {} : { now }),
  });
  if (typeof running === 'string') throw new Error(`The desk did not start: ${said.join(' ')}`);
  return {
    launchAddress: running.desk.launchAddress,
    origin: running.desk.origin,
    folder: place,
    async stop() {
      running.stop();
      await running.done;
      if (folder === undefined) rmSync(place, { recursive: true, force: true });
    },
  };
}
