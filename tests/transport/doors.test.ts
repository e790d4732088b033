import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { browserDoor, desktopDoor, type Door, type Window } from './doors.ts';

// The same cases through each door: what a screen sees must not depend on how it is connected.

describe.each([
  ['the desktop’s port', async (clinic: Clinic): Promise<Door> => desktopDoor(clinic.host)],
  ['the browser desk’s socket', async (clinic: Clinic): Promise<Door> => await browserDoor(clinic.host)],
])('through %s', (_name, open) => {
  let clinic: Clinic;
  let door: Door;
  beforeAll(async () => {
    clinic = await newClinic();
    door = await open(clinic);
  });
  afterAll(async () => {
    await door.close();
    await clinic.close();
  });

  const signIn = async (name: string): Promise<Window> => {
    const window = await door.enter();
    await window.api.session.signIn({ userName: name, password: passwordOf(name) });
    return window;
  };

  it('a stranger learns the state of the clinic and nothing else', async () => {
    const { api } = await door.enter();
    expect(await api.upkeep.state({})).toMatchObject({ state: 'OPEN' });
    expect(await api.session.who({})).toBeNull();
    await expect(api.practice.overview({})).rejects.toMatchObject({ code: 'NOT_SIGNED_IN', defined: true });
  });

  it('a refusal arrives as its code with its data', async () => {
    const { api } = await signIn('rosa');
    await expect(api.upkeep.verifyAudit({})).rejects.toMatchObject({
      code: 'FORBIDDEN',
      data: { permission: 'audit.read' },
    });
  });

  it('input that the contract does not know is refused by field, and permission is asked first', async () => {
    const { api } = await signIn('nomsa');
    await expect(api.practice.saveRoom({ name: '' })).rejects.toMatchObject({
      code: 'INVALID',
      data: { field: 'name' },
    });
    const stranger = await door.enter();
    await expect(stranger.api.practice.saveRoom({ name: '' })).rejects.toMatchObject({
      code: 'NOT_SIGNED_IN',
    });
  });

  it('a paper arrives as a PDF file, byte for byte', async () => {
    const { api } = await signIn('nomsa');
    const kit = await api.upkeep.recoveryKit({}).catch((error: { code?: string }) => error.code);
    // The kit can be printed only while the words are fresh; the newly founded clinic still has them.
    expect(kit).toBeInstanceOf(File);
    const file = kit as File;
    expect(file.type).toBe('application/pdf');
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('a notice reaches the other windows, numbered, and stops when the window lets go', async () => {
    const [writer, reader] = [await signIn('nomsa'), await signIn('rosa')];
    const stop = new AbortController();
    const notices = await reader.api.changes.follow({ after: null }, { signal: stop.signal });
    const next = notices.next();
    await writer.api.practice.saveRoom({ name: `Room ${crypto.randomUUID()}` });
    const { value } = await next;
    expect(value).toMatchObject({ topic: 'practice', patientId: null });
    const again = notices.next();
    stop.abort();
    await expect(again).rejects.toThrow();
  });

  it('a command repeated under its own number is done once', async () => {
    const { api } = await signIn('nomsa');
    const context = { requestId: crypto.randomUUID() };
    const name = `Room ${crypto.randomUUID()}`;
    const save = api.practice.saveRoom as unknown as (
      input: unknown,
      options: unknown,
    ) => Promise<{ id: string }>;
    const first = await save({ name }, { context });
    expect(await save({ name }, { context })).toEqual(first);
    const { rooms } = await api.practice.overview({});
    expect(rooms.filter((room) => room.name === name)).toHaveLength(1);
  });

  it('two windows are two sittings', async () => {
    const [nomsa, stranger] = [await signIn('nomsa'), await door.enter()];
    expect(await nomsa.api.session.who({})).toMatchObject({ userName: 'nomsa' });
    expect(await stranger.api.session.who({})).toBeNull();
  });

  it('a sitting ends with its window', async () => {
    const before = clinic.host.seats.size;
    const window = await signIn('henrik');
    expect(clinic.host.seats.size).toBe(before + 1);
    window.leave();
    await window.ended;
    await expect.poll(() => clinic.host.seats.size).toBe(before);
  });

  it.each([
    ['a million levels', '['.repeat(1_000_000)],
    ['more than a window may send', `"${'x'.repeat(1024 * 1024)}"`],
    ['a crowd of elements', `[${'0,'.repeat(300_000)}0]`],
  ])('%s end the window before they are parsed, and no other', async (_case, message) => {
    const [hostile, bystander] = [await door.enter(), await signIn('rosa')];
    hostile.raw(message);
    await hostile.ended;
    expect(await bystander.api.session.who({})).toMatchObject({ userName: 'rosa' });
  });

  it.each([
    '{',
    'null',
    '{"i":1}',
    '{"i":"1","p":{"u":"http://example.org/upkeep/state"}}',
    '{"__proto__":{"polluted":1}}',
    '',
  ])('the malformed message %j harms nothing', async (message) => {
    const [hostile, bystander] = [await door.enter(), await signIn('rosa')];
    hostile.raw(message);
    expect(await bystander.api.session.who({})).toMatchObject({ userName: 'rosa' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
