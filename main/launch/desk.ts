import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { WebSocket } from 'ws';
import { openDesk, type Desk } from '../desk/server.ts';
import { listPage } from '../page/files.ts';
import { windowProfile } from './folders.ts';
import { openWindow, thisMachine } from './window.ts';

/** What the browser desk needs of the clinic: a place to attach each page, and an orderly end. */
export type DeskHost = {
  readonly connect: (socket: WebSocket) => void;
  readonly close: () => Promise<void>;
};

export type DeskRun = {
  readonly root: string;
  readonly folder: string;
  /** The lock file's secret, by which a second start proves that it may read this folder. */
  readonly secret: string;
  readonly host: DeskHost;
  /** Called once the desk listens and before anybody is told, so that a second start always finds the way. */
  readonly listening: (origin: string) => void;
  /** Whether to open a window at once; tests open their own. */
  readonly window: boolean;
  readonly say: (line: string) => void;
};

export type RunningDesk = {
  readonly desk: Desk;
  /** Settles when the desk has stopped and the clinic is closed. */
  readonly done: Promise<void>;
  readonly stop: () => void;
};

/** A window was closed; a page that reloads or reconnects within this time keeps the desk running. */
const grace = 2_000;

/** Runs the browser desk until its window closes or the person stops it. Answers how to reach and end it. */
export async function runDesk({
  root,
  folder,
  secret,
  host,
  listening,
  window: showNow,
  say,
}: DeskRun): Promise<RunningDesk> {
  const { promise: done, resolve: finish } = Promise.withResolvers<void>();
  const profile = windowProfile(thisMachine(), folder);
  const show = (address: string) => {
    const window = openWindow(address, profile, say);
    void window?.closed.then(() => endWhenLeft(desk, finish));
    return window;
  };
  const desk = await openDesk({
    page: listPage(join(root, 'out', 'renderer')),
    connect: host.connect,
    secret,
    again() {
      const address = desk.launchAddress();
      return show(address) === undefined ? address : undefined;
    },
    port: usualPort(folder),
  });
  listening(desk.origin);
  const window = showNow ? show(desk.launchAddress()) : undefined;
  const stopped = done.then(async () => {
    window?.close();
    await desk.stop();
    await host.close();
  });
  return { desk, done: stopped, stop: finish };
}

/** After the window has gone the desk stays only as long as some page is still connected. */
async function endWhenLeft(desk: Desk, finish: () => void): Promise<void> {
  do await new Promise((later) => setTimeout(later, grace));
  while (desk.pages() > 0);
  finish();
}

/** The same folder asks for the same port each time, so that the page keeps what it remembers (theme, columns). */
function usualPort(folder: string): number {
  return 49_152 + (createHash('sha256').update(folder).digest().readUInt16BE(0) % 16_000);
}
