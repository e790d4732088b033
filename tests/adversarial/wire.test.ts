import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { isEnvelope } from '../../main/rpc/envelope.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { browserDoor, desktopDoor, type Door } from '../transport/doors.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from '../../main/desk/server.ts';
import { listPage } from '../../main/page/files.ts';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await newClinic();
});
afterAll(() => clinic.close());
afterEach(() => vi.restoreAllMocks());

const call = (path: string, body: unknown, more: object = {}) =>
  JSON.stringify({ i: '1', p: { u: path, b: body, ...more } });

describe.each([
  ['the desktop’s port', async (): Promise<Door> => desktopDoor(clinic.host)],
  ['the browser desk’s socket', async (): Promise<Door> => await browserDoor(clinic.host)],
])('at %s', (_, open) => {
  let door: Door;
  beforeAll(async () => {
    door = await open();
  });
  afterAll(() => door.close());

  it.each([
    ['text that is no message', 'Thandeka Oyelaran-Voss, born 1968-02-29'],
    ['half a message', '{"i":"1","p":{"u":"/patients/search","b":{"json":{"text":"Thandeka'],
    ['a call without a path', '{"i":"1","p":{"b":{"json":"Thandeka"}}}'],
    ['a call to elsewhere', call('http://Thandeka.example/upkeep/state', {})],
    ['a call with the text in its path', call('/patients/search?text=Thandeka', {})],
  ])('%s ends the window, and nothing of it is printed', async (_case, message) => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const window = await door.enter();
    window.raw(message);
    await window.ended;
    expect(
      JSON.stringify(printed.mock.calls, (_key, value: unknown) =>
        value instanceof Error ? value.message : value,
      ),
    ).toBe('[]');
  });

  it('does not let a message write into what all objects share', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const window = await door.enter();
    const bystander = await door.enter();
    for (const path of [
      ['__proto__', 'polluted'],
      ['constructor', 'prototype', 'polluted'],
      ['json', '__proto__', 'polluted'],
    ]) {
      window.raw(call('/session/saveDraft', { json: { key: 'k', body: 'x' }, meta: [[1, ...path]] }));
      window.raw(
        call('/session/saveDraft', {
          json: JSON.parse('{"__proto__":{"polluted":1},"key":"k"}'),
          meta: [[0, ...path]],
        }),
      );
    }
    expect(await bystander.api.upkeep.state({})).toMatchObject({ state: 'OPEN' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('takes no number for an id, and keeps no text that would come back as another', async () => {
    const { api } = await door.enter();
    await api.session.signIn({ userName: 'henrik', password: passwordOf('henrik') });
    const sent = api as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    for (const id of [1, 2 ** 53 + 2, 1n, null, ['x'], new Date(0)])
      await expect(sent['patients']?.['open']?.({ id }), String(id)).rejects.toMatchObject({
        code: 'INVALID',
      });
    for (const body of [
      '\ud800',
      { text: 'a\u0000b' },
      { deep: [{ '\udc00': 1 }] },
      NaN,
      1n,
      new Date(0),
      new Set([1]),
      new Map(),
      /x/,
    ])
      await expect(sent['session']?.['saveDraft']?.({ key: 'k', body }), String(body)).rejects.toMatchObject({
        code: 'INVALID',
      });
    const body = { text: 'محمد 👩‍⚕️ \t\n', list: [1, 0.5, true, null, { '': 'x' }] };
    await api.session.saveDraft({ key: 'k', body });
    expect(await api.session.openDraft({ key: 'k' })).toMatchObject({ body });
  });
});

describe('an envelope', () => {
  it.each([
    ['a call', call('/patients/search', { json: { text: 'x' } })],
    ['a call with headers', call('/patients/search', {}, { h: { 'x-request-id': 'x' } })],
    ['an ended call', '{"i":"1","t":4}'],
    [
      'a call with a file',
      Buffer.concat([Buffer.from(call('/desktop/print', {})), Buffer.from([0xff, 1, 2, 0xff])]),
    ],
  ])('is %s', (_, message) => {
    expect(isEnvelope(message)).toBe(true);
  });
  it.each([
    '',
    'null',
    '[]',
    '1',
    '"x"',
    '{}',
    '{"i":1,"p":{"u":"/a"}}',
    '{"i":"1"}',
    '{"i":"1","p":null}',
    '{"i":"1","p":[]}',
    '{"i":"1","t":"4"}',
    '{"i":"1","p":{"u":"/a","h":[]}}',
    '{"i":"1","p":{"u":"/a","m":"GET"}}',
  ])('is not %j', (message) => {
    expect(isEnvelope(message)).toBe(false);
  });
});

describe('a program on this machine that hangs up', () => {
  it.each([
    [
      'in the midst of a refused upgrade',
      'GET /rpc HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    ],
    ['in the midst of a request', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['with an address that cannot be read', 'GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['with bytes that are no request', '\u0000\u0001\u0002\r\n\r\n'],
  ])('%s takes nobody else down', async (_, head) => {
    const folder = mkdtempSync(join(tmpdir(), 'palpate-hang-'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    const desk = await openDesk({
      page: listPage(folder),
      connect: () => {},
      secret: 's',
      again: () => undefined,
    });
    const fallen: unknown[] = [];
    const note = (error: unknown) => void fallen.push(error);
    // The runner listens for these too and would fail the file; here they are the finding.
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', note);
    try {
      for (let turn = 0; turn < 40; turn++) {
        await new Promise<void>((done) => {
          const socket = connect(desk.port, '127.0.0.1', () => {
            socket.write(head);
            if (turn % 2 === 0) socket.resetAndDestroy();
            else setTimeout(() => socket.resetAndDestroy(), turn % 5);
          });
          socket.on('error', () => {});
          socket.on('close', () => done());
        });
      }
      await new Promise((done) => setTimeout(done, 100));
      expect(fallen).toEqual([]);
      expect((await fetch(desk.origin)).status).toBe(403);
    } finally {
      process.off('uncaughtException', note);
      for (const listener of others) process.on('uncaughtException', listener);
      await desk.stop();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the browser desk', () => {
  it('answers everything under the strict policy, refusals too, and trades one launch token once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'palpate-headers-'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    const desk = await openDesk({
      page: listPage(folder),
      connect: () => {},
      secret: 's',
      again: () => undefined,
    });
    try {
      const address = desk.launchAddress();
      const launched = await Promise.all(
        Array.from({ length: 8 }, () => fetch(address, { redirect: 'manual' })),
      );
      expect(launched.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        303,
        ...Array.from({ length: 7 }, () => 403),
      ]);
      const cookie =
        launched
          .find(({ status }) => status === 303)
          ?.headers.get('set-cookie')
          ?.split(';')[0] ?? '';
      const answers = [
        ...launched,
        await fetch(desk.origin, { headers: { cookie } }),
        await fetch(desk.origin),
        await fetch(`${desk.origin}/nothing`, { headers: { cookie } }),
        await fetch(desk.origin, { method: 'DELETE', headers: { cookie } }),
        await fetch(`${desk.origin}/again`, { method: 'POST' }),
        await fetch(`${desk.origin}//evil.example/%5c..`, { headers: { cookie } }),
      ];
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 303, 403, 404, 405]));
      for (const { headers, status } of answers) {
        expect(headers.get('content-security-policy'), String(status)).toMatch(
          /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'.*require-trusted-types-for 'script'$/,
        );
        expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:|data:/);
        expect([
          headers.get('x-content-type-options'),
          headers.get('x-frame-options'),
          headers.get('referrer-policy'),
          headers.get('cache-control'),
        ]).toEqual(['nosniff', 'DENY', 'no-referrer', 'no-store']);
        expect(headers.get('access-control-allow-origin')).toBeNull();
      }
      // The cookie of one desk is no key to another.
      const second = await openDesk({
        page: listPage(folder),
        connect: () => {},
        secret: 's',
        again: () => undefined,
      });
      expect((await fetch(second.origin, { headers: { cookie } })).status).toBe(403);
      expect(
        (
          await fetch(second.origin, {
            headers: { cookie: cookie.replace(/^palpate-\d+/, `palpate-${second.port}`) },
          })
        ).status,
      ).toBe(403);
      await second.stop();
    } finally {
      await desk.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
