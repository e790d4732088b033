import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { findPage, type PageFiles } from '../page/files.ts';
import { pageHeaders } from '../page/headers.ts';
import { isOurs, isOurSocket, readCookie } from './guard.ts';
import { newSessions, sameSecret, type DeskSessions } from './sessions.ts';

/** The largest message a page may send, files and all; larger ones close the socket before anything is parsed. */
export const messageLimit = 32 * 1024 * 1024;

const heartbeat = 30_000;

export type DeskOptions = {
  readonly page: PageFiles;
  /** Attaches the contract to a page's socket. */
  readonly connect: (socket: WebSocket) => void;
  /** What a second start must show to ask for a window here. */
  readonly secret: string;
  /** A second start on the same folder asked for a window; answers an address where none could be opened. */
  readonly again: () => string | undefined;
  /** The port to try first, so that the page keeps its origin from day to day; any free one if it is taken. */
  readonly port?: number;
};

export type Desk = {
  readonly origin: string;
  readonly port: number;
  /** A fresh address that opens the desk once. */
  readonly launchAddress: () => string;
  /** How many pages are connected now. */
  readonly pages: () => number;
  readonly stop: () => Promise<void>;
};

/** Serves the page and the contract to this machine only: 127.0.0.1, no other interface, no other name. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const sessions = newSessions(() => performance.now());
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimit, perMessageDeflate: false });
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 30_000 });
  const port = await listen(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  const cookie = `palpate-${port}`;

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer({ request, response, origin, cookie, sessions, options }).catch(() => refuse(response, 500));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // The server has let go of this socket: without a listener here, whoever hangs up would end the process.
    socket.on('error', () => socket.destroy());
    const known = sessions.has(readCookie(request, cookie));
    if (!known || !isOurSocket(request, origin) || request.url !== '/rpc') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => options.connect(accepted));
  });
  const beat = setInterval(() => dropSilent(sockets), heartbeat);
  beat.unref();

  return {
    origin,
    port,
    launchAddress: () => `${origin}/launch?token=${sessions.launchToken()}`,
    pages: () => sockets.clients.size,
    async stop() {
      clearInterval(beat);
      for (const socket of sockets.clients) socket.close(1001, 'closing');
      await new Promise((closed) => {
        server.close(closed);
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 500).unref();
        setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 500).unref();
      });
    },
  };
}

type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly origin: string;
  readonly cookie: string;
  readonly sessions: DeskSessions;
  readonly options: DeskOptions;
};

async function answer({ request, response, origin, cookie, sessions, options }: Exchange): Promise<void> {
  const address = new URL(request.url ?? '/', origin);
  if (request.method === 'POST' && address.pathname === '/again') {
    return openAgain(request, response, origin, options);
  }
  if (request.method !== 'GET') return refuse(response, 405);

  if (address.pathname === '/launch') {
    const session =
      `http://${request.headers.host ?? ''}` === origin
        ? sessions.exchange(address.searchParams.get('token') ?? '')
        : undefined;
    if (session === undefined) return refuse(response, 403);
    // The redirect keeps the token out of the history and out of what the page can read.
    response.writeHead(303, {
      ...pageHeaders,
      'set-cookie': `${cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`,
      location: '/',
    });
    response.end();
    return;
  }
  if (!isOurs(request, origin) || !sessions.has(readCookie(request, cookie))) return refuse(response, 403);

  const file = findPage(options.page, (request.url ?? '').split('?', 1)[0] ?? '');
  if (file === undefined) return refuse(response, 404);
  const body = await readFile(file.path);
  response.writeHead(200, { ...pageHeaders, 'content-type': file.type, 'content-length': body.length });
  response.end(body);
}

/** The holder of the folder is asked by a second start to show itself; only the lock file's secret is heard. */
function openAgain(
  request: IncomingMessage,
  response: ServerResponse,
  origin: string,
  options: DeskOptions,
): void {
  const given = request.headers['x-palpate-secret'];
  if (!isOurs(request, origin) || typeof given !== 'string' || !sameSecret(given, options.secret)) {
    return refuse(response, 403);
  }
  const address = options.again();
  response.writeHead(200, { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' });
  response.end(address ?? '');
}

const sentences: Readonly<Record<number, string>> = {
  403: 'This address has been used or is too old. Start Palpate again and a fresh window opens.',
  404: 'Palpate has no such page.',
  405: 'Palpate does not take this kind of request.',
  500: 'Palpate could not read a part of its own page. Start it again.',
};

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${sentences[status] ?? ''}\n`);
}

async function listen(server: Server, wanted: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<void>((done, fail) => {
      server.once('error', fail);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', fail);
        done();
      });
    });
  try {
    await tryPort(wanted);
  } catch (error) {
    if (wanted === 0) throw error;
    await tryPort(0);
  }
  return (server.address() as AddressInfo).port;
}

const silent = new WeakSet<WebSocket>();

/** A page that did not answer the last ping is gone: its laptop slept or its tab was killed. */
function dropSilent(sockets: WebSocketServer): void {
  for (const socket of sockets.clients) {
    if (silent.has(socket)) {
      socket.terminate();
      continue;
    }
    silent.add(socket);
    socket.once('pong', () => silent.delete(socket));
    socket.ping();
  }
}
