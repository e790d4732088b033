import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { messageLimit, openDesk, type Desk } from '../../main/desk/server.ts';
import { newSessions } from '../../main/desk/sessions.ts';
import { listPage } from '../../main/page/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'palpate-desk-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Palpate</title>');
const heard: string[] = [];
let asked = 0;
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({
    page: listPage(folder),
    connect: (socket) => {
      socket.on('error', () => {});
      socket.on('message', (data) => heard.push(String(data)));
    },
    secret: 'the-secret-of-the-lock',
    again: () => (asked++, undefined),
  });
});
afterAll(async () => {
  await desk.stop();
  rmSync(folder, { recursive: true });
});

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** A request as any program on this machine could send it, headers and all. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request({ host: '127.0.0.1', port: desk.port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', fail);
    sent.end();
  });
}

async function signedCookie(): Promise<string> {
  const { pathname, search } = new URL(desk.launchAddress());
  const answer = await send(pathname + search);
  return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

function knock(headers: Record<string, string>, path = '/rpc'): Promise<'open' | number> {
  return new Promise((done) => {
    const socket = new WebSocket(`ws://127.0.0.1:${desk.port}${path}`, { headers });
    socket.on('open', () => (socket.close(), done('open')));
    socket.on(
      'unexpected-response',
      (_request, response) => (done(response.statusCode ?? 0), socket.terminate()),
    );
    socket.on('error', () => done(0));
  });
}

describe('the launch address', () => {
  it('opens once: the token is traded for a cookie no script reads, and leaves the address bar', async () => {
    const { pathname, search } = new URL(desk.launchAddress());
    const first = await send(pathname + search);
    expect(first.status).toBe(303);
    expect(first.headers['location']).toBe('/');
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^palpate-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
    expect((await send(pathname + search)).status).toBe(403);
  });

  it('is refused when made up, and under any other host name', async () => {
    expect((await send('/launch?token=guess')).status).toBe(403);
    expect((await send('/launch')).status).toBe(403);
    const { pathname, search } = new URL(desk.launchAddress());
    expect((await send(pathname + search, { host: `rebound.example.org:${desk.port}` })).status).toBe(403);
    // The refused try has not used the token up.
    expect((await send(pathname + search)).status).toBe(303);
  });

  it('is stale after ten minutes', () => {
    let now = 0;
    const sessions = newSessions(() => now);
    const token = sessions.launchToken();
    const late = sessions.launchToken();
    now = 10 * 60_000;
    expect(sessions.exchange(token)).toBeDefined();
    now += 1;
    expect(sessions.exchange(late)).toBeUndefined();
  });

  it('keeps fifty sessions and forgets the oldest', () => {
    const sessions = newSessions(() => 0);
    const open = Array.from({ length: 51 }, () => sessions.exchange(sessions.launchToken()));
    expect(sessions.has(open[0])).toBe(false);
    expect(open.slice(1).every(sessions.has)).toBe(true);
  });
});

describe('the page', () => {
  it('is served to a launched window, under the strict policy', async () => {
    const answer = await send('/', { cookie: await signedCookie() });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Palpate');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['no cookie', {}],
    ['a made-up cookie', { cookie: 'palpate-1=x' }],
  ])('is refused with %s', async (_case, headers) => {
    expect((await send('/', headers)).status).toBe(403);
  });

  it.each([
    ['a rebound host name', { host: 'rebound.example.org' }],
    ['localhost by name', { host: 'localhost:1' }],
    ['another origin', { origin: 'https://example.org' }],
    ['no origin at all but a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another local port', { 'sec-fetch-site': 'same-site' }],
  ])('is refused to %s even with the cookie', async (_case, headers) => {
    expect((await send('/', { cookie: await signedCookie(), ...headers })).status).toBe(403);
  });

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2f',
    '/index.html%00',
    '/etc/passwd',
    '//x',
    '/rpc',
  ])('has nothing at %s', async (path) => {
    expect([403, 404]).toContain((await send(path, { cookie: await signedCookie() })).status);
  });

  it('takes no other method', async () => {
    expect((await send('/', { cookie: await signedCookie() }, 'PUT')).status).toBe(405);
  });
});

describe('the socket', () => {
  const own = () => ({ origin: desk.origin });

  it('opens to our own page with its cookie', async () => {
    expect(await knock({ cookie: await signedCookie(), ...own() })).toBe('open');
  });

  it.each([
    ['without a cookie', async () => own()],
    ['without an origin', async () => ({ cookie: await signedCookie() })],
    ['from another origin', async () => ({ cookie: await signedCookie(), origin: 'https://example.org' })],
    [
      'under another host name',
      async () => ({ cookie: await signedCookie(), ...own(), host: 'rebound.example.org' }),
    ],
  ])('stays shut %s', async (_case, headers) => {
    expect(await knock(await headers())).toBe(403);
  });

  it('stays shut at any other path', async () => {
    expect(await knock({ cookie: await signedCookie(), ...own() }, '/other')).toBe(403);
  });

  it('ends on a message above the limit, unread', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${desk.port}/rpc`, {
      headers: { cookie: await signedCookie(), ...own() },
    });
    const code = new Promise((closed) => socket.on('close', closed));
    socket.on('open', () => socket.send('x'.repeat(messageLimit + 1)));
    expect(await code).toBe(1009);
    expect(heard).toEqual([]);
  });
});

describe('a second start', () => {
  it('is heard with the lock file’s secret only', async () => {
    expect((await send('/again', {}, 'POST')).status).toBe(403);
    expect((await send('/again', { 'x-palpate-secret': 'guess' }, 'POST')).status).toBe(403);
    expect(
      (
        await send(
          '/again',
          { 'x-palpate-secret': 'the-secret-of-the-lock', origin: 'https://example.org' },
          'POST',
        )
      ).status,
    ).toBe(403);
    expect(asked).toBe(0);
    expect((await send('/again', { 'x-palpate-secret': 'the-secret-of-the-lock' }, 'POST')).status).toBe(200);
    expect(asked).toBe(1);
  });
});
