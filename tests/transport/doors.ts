import type { MessagePort } from 'node:worker_threads';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink, type SupportedMessagePort } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Host } from '../../main/clinic/upkeep/host.ts';
import { openDesk } from '../../main/desk/server.ts';
import { listPage } from '../../main/page/files.ts';
import { deskDoor } from '../../main/rpc/desk.ts';
import { openDesktopDoor } from '../../main/rpc/desktop.ts';
import { newPapers } from '../../main/shell/papers.ts';
import type { Api, DesktopApi } from '../../shared/contract/index.ts';
import { newContents, newElectron } from '../shell/double.ts';

/** One window behind a door, as its page sees it. */
export type Window = {
  readonly api: Api;
  /** Sends bytes past the library, as a hostile page could. */
  readonly raw: (message: string) => void;
  /** Settles when the door has ended this window. */
  readonly ended: Promise<void>;
  readonly leave: () => void;
};
export type Door = { readonly enter: () => Promise<Window>; readonly close: () => Promise<void> };

type Context = { requestId?: string };
const headers = ({ context }: { context: Context }) =>
  context.requestId === undefined ? {} : { 'x-request-id': context.requestId };

/** The browser desk, over a real loopback server and a real socket. */
export async function browserDoor(host: Host): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-door-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  const desk = await openDesk({
    page: listPage(folder),
    connect: deskDoor(host),
    secret: 'x',
    again: () => undefined,
  });
  return {
    async enter() {
      const launched = await fetch(desk.launchAddress(), { redirect: 'manual' });
      const cookie = launched.headers.get('set-cookie')?.split(';')[0] ?? '';
      const socket = new WebSocket(`${desk.origin.replace('http', 'ws')}/rpc`, {
        headers: { cookie, origin: desk.origin },
      });
      await new Promise((open, fail) => socket.on('open', open).on('error', fail));
      const link = new SocketLink<Context>({ websocket: socket as never, headers });
      return {
        api: createORPCClient(link),
        raw: (message) => socket.send(message),
        ended: new Promise((done) => socket.on('close', () => done())),
        leave: () => socket.close(),
      };
    },
    async close() {
      await desk.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

export type DesktopWindow = Window & { readonly desktop: DesktopApi['desktop'] };

/** The desktop: main's side as it is, Electron's as the double. */
export function desktopDoor(host: Host) {
  const { electron } = newElectron();
  const opened: (() => void)[] = [];
  const enter = async (): Promise<DesktopWindow> => {
    const { contents, posted, visit } = newContents();
    openDesktopDoor(electron as never, host, contents as never, newPapers());
    visit('palpate://desk/index.html');
    contents.emit('did-finish-load');
    const port = posted.at(-1)?.ports[0] as MessagePort;
    const link = new PortLink<Context>({ port: port as unknown as SupportedMessagePort, headers });
    port.start();
    opened.push(() => port.close());
    const client = createORPCClient<Api & DesktopApi>(link);
    return {
      api: client,
      desktop: client.desktop,
      raw: (message) => port.postMessage(message),
      ended: new Promise((done) => port.once('close', () => done())),
      leave: () => contents.emit('destroyed'),
    };
  };
  return { electron, enter, close: async () => opened.forEach((end) => end()) } satisfies Door & {
    electron: unknown;
  };
}
