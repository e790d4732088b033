import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import type { Phase } from '../../shared/rules/phases.ts';
import { wallTimeAt } from '../../shared/rules/calendar.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

const part = (name: string, minutes: number, change: Partial<Phase> = {}): Phase => ({
  ...{ name, minutes, practitioner: true, room: true, deviceKind: null, patient: true, stretches: false },
  ...change,
});

/** A Monday. */
const date = '2026-11-23';

type Wish = Inputs['appointments']['findSlots'];

describe('first openings', () => {
  let clinic: Clinic;
  let owner: Api;
  let rosa: Api;
  let henrik: string;
  let aiko: string;
  let quay: string;
  let pier: string;
  let needling: string;
  let laser: string;
  let lukasz: string;
  let siobhan: string;
  beforeAll(async () => {
    clinic = await newClinic({ at: '2026-11-23T05:00:00.000Z' });
    owner = await clinic.as('nomsa');
    rosa = await clinic.as('rosa');
    henrik = clinic.ids['henrik']!;
    aiko = clinic.ids['aiko']!;
    quay = (await owner.practice.saveRoom({ name: 'Quay room' })).id;
    pier = (await owner.practice.saveRoom({ name: 'Pier room' })).id;
    needling = (
      await owner.practice.saveAppointmentType({
        ...{ name: 'Needling', minutes: 30, tint: 'teal', techniques: ['dry-needling'] },
        lengths: [{ practitionerId: aiko, minutes: 45 }],
      })
    ).id;
    laser = (
      await owner.practice.saveAppointmentType({
        ...{ name: 'Laser', minutes: 30, tint: 'sky', techniques: [] },
        phases: [
          part('Talk', 15, { stretches: true }),
          part('Laser', 15, { deviceKind: 'laser', practitioner: false }),
        ],
      })
    ).id;
    lukasz = (await rosa.patients.register({ identity: named.lukasz, anyway: false })).id;
    siobhan = (await rosa.patients.register({ identity: named.siobhan, anyway: false })).id;
  });
  afterAll(async () => clinic.close());
  beforeEach(() => clinic.clock.set('2026-11-23T05:00:00.000Z'));

  const find = (wish: Partial<Wish> = {}) =>
    rosa.appointments.findSlots({
      typeId: needling,
      practitionerIds: [henrik],
      rooms: 'none',
      from: date,
      ...wish,
    });
  const times = async (wish: Partial<Wish> = {}) =>
    (await find(wish)).openings.map(({ start }) => `${start.date.slice(5)} ${start.time}`);

  it('are ten, every five minutes from the opening of the doors, unless something else is asked for', async () => {
    const { openings, stopped, searchedTo } = await find();
    expect(openings).toHaveLength(10);
    expect(openings[0]).toEqual({
      ...{ startsAt: '2026-11-23T06:00:00.000Z', endsAt: '2026-11-23T06:30:00.000Z', minutes: 30 },
      ...{ start: { date, time: '08:00' }, practitionerId: henrik, roomId: null, deviceIds: [] },
      lacks: expect.any(Array),
    });
    expect(openings[9]?.start.time).toBe('08:45');
    expect([stopped, searchedTo]).toEqual(['count', date]);
    expect(await times({ step: 30, count: 3 })).toEqual(['11-23 08:00', '11-23 08:30', '11-23 09:00']);
  });

  it('are never before now, and begin with the next five minutes', async () => {
    clinic.clock.set('2026-11-23T08:02:00.000Z');
    expect(await times({ count: 1 })).toEqual(['11-23 10:05']);
    expect(await times({ count: 1, from: '2020-01-01' })).toEqual(['11-23 10:05']);
  });

  it('take each practitioner for as long as he or she needs for this type', async () => {
    const { openings } = await find({ practitionerIds: [henrik, aiko], count: 2 });
    expect(openings.map(({ practitionerId, minutes }) => [practitionerId, minutes])).toEqual([
      [henrik, 30],
      [aiko, 45],
    ]);
    const same = await find({ practitionerIds: [aiko, henrik], count: 2, minutes: 60 });
    expect(same.openings.map(({ practitionerId, minutes }) => [practitionerId, minutes])).toEqual([
      [aiko, 60],
      [henrik, 60],
    ]);
  });

  it('of nobody in particular are of those whose credentials hold on that day', async () => {
    const lacks = (await find({ count: 1 })).openings[0]?.lacks ?? [];
    expect(lacks.length).toBeGreaterThan(0);
    expect((await find({ practitionerIds: [] })).openings).toEqual([]);
    const { version } = (await owner.staff.list()).find(({ id }) => id === henrik)!;
    await owner.staff.recordCredentials({
      id: henrik,
      version,
      credentials: lacks.map((type) => ({
        ...{ type, techniques: [], issuer: 'Board', number: '1' },
        ...{ issuedOn: '2026-01-01', expiresOn: '2026-11-24' },
      })),
    });
    const { openings, stopped } = await find({
      ...{ practitionerIds: [], step: 480 },
      windows: [{ from: '08:00', to: '12:00' }],
    });
    expect(
      openings.map(({ start, practitionerId, lacks: missing }) => [start.date, practitionerId, missing]),
    ).toEqual([
      ['2026-11-23', henrik, []],
      ['2026-11-24', henrik, []],
    ]);
    expect(stopped).toBe('year');
    expect((await find({ count: 1, from: '2026-11-25' })).openings[0]?.lacks).toEqual(lacks);
  });

  it('keep to the days and hours that suit, the visit ending within them', async () => {
    expect(
      await times({
        ...{ weekdays: [2, 4], step: 30, count: 5 },
        windows: [
          { from: '09:00', to: '10:00' },
          { from: '17:15', to: '18:00' },
        ],
      }),
    ).toEqual(['11-24 09:00', '11-24 09:30', '11-24 17:15', '11-26 09:00', '11-26 09:30']);
  });

  it('say that a year was searched, or the last day that was asked for', async () => {
    const never = { windows: [{ from: '20:00', to: '21:00' }] };
    expect(await find(never)).toEqual({ openings: [], searchedTo: '2027-11-23', stopped: 'year' });
    expect(await find({ ...never, until: '2026-12-24' })).toEqual({
      openings: [],
      searchedTo: '2026-12-24',
      stopped: 'until',
    });
  });

  it('take the first room that is free, or none where none is wished', async () => {
    const visit = await rosa.appointments.book({
      ...{ patientId: siobhan, practitionerId: aiko, roomId: quay, typeId: needling, minutes: 45, note: '' },
      start: { date, time: '08:00' },
    });
    const rooms = async (wish: Partial<Wish>) => (await find({ count: 1, ...wish })).openings[0];
    expect(await rooms({ rooms: 'any' })).toMatchObject({ roomId: pier, start: { time: '08:00' } });
    expect(await rooms({ rooms: [quay] })).toMatchObject({ roomId: quay, start: { time: '08:45' } });
    expect(await rooms({ rooms: 'none' })).toMatchObject({ roomId: null, start: { time: '08:00' } });
    // The patient is in the other room at that time.
    expect(await rooms({ rooms: 'any', patientId: siobhan })).toMatchObject({ start: { time: '08:45' } });
    await rosa.appointments.cancel({ id: visit.id, version: visit.version, reason: 'ill', by: 'patient' });
  });

  it('need a unit of the kind that the type uses; any that is neither taken nor out will do', async () => {
    expect(await refusalOf(find({ typeId: laser }))).toEqual({
      code: 'DEVICE_NEEDED',
      data: { kind: 'laser' },
    });
    const unit = async (serial: string) =>
      (
        await owner.practice.saveDevice({
          ...{ kind: 'laser', name: serial, serial, laserClass: '3B', lastPowerCheck: null },
        })
      ).id;
    const first = await unit('A');
    const second = await unit('B');
    const booking = { patientId: lukasz, roomId: null, typeId: laser, minutes: 30, note: '' };
    const at = (time: string) => ({ date, time });
    const one = await rosa.appointments.book({ ...booking, practitionerId: aiko, start: at('08:00') });
    const [next] = (await find({ typeId: laser, count: 1 })).openings;
    expect(next).toMatchObject({ start: at('08:00'), deviceIds: [second] });
    expect((await find({ typeId: laser, count: 1, deviceIds: [first] })).openings[0]?.start).toEqual(
      at('08:15'),
    );
    const whole = { from: { date, time: '00:00' }, to: { date, time: '24:00' } };
    const out = await rosa.hours.saveClosure({
      kind: 'device-out',
      resourceId: first,
      label: 'repair',
      ...whole,
    });
    await rosa.appointments.cancel({ id: one.id, version: one.version, reason: 'ill', by: 'patient' });
    // Booked without naming a unit, it gets the one that is not out.
    const booked = await rosa.appointments.book({ ...booking, practitionerId: henrik, start: at('10:00') });
    expect(booked.phases[1]?.deviceId).toBe(second);
    await rosa.appointments.cancel({ id: booked.id, version: booked.version, reason: 'ill', by: 'patient' });
    await rosa.hours.saveClosure({
      ...{
        id: out.id,
        version: out.version,
        kind: 'device-out',
        resourceId: first,
        label: 'repair',
        ...whole,
      },
      withdrawn: true,
    });
  });

  it('refuse what is not there', async () => {
    const nowhere = crypto.randomUUID();
    for (const [wish, what] of [
      [{ typeId: nowhere }, 'appointment-type'],
      [{ patientId: nowhere }, 'patient'],
      [{ practitionerIds: [clinic.ids['rosa']!] }, 'practitioner'],
      [{ rooms: [nowhere] }, 'room'],
    ] as const)
      expect(await refusalOf(find(wish as Partial<Wish>))).toEqual({ code: 'NOT_FOUND', data: { what } });
  });

  describe('and holds while the telephone call lasts', () => {
    const at = (time: string) => ({ date: '2026-12-01', time });
    const place = () => ({ typeId: needling, practitionerId: henrik, roomId: quay, minutes: 30 });
    const keep = (time: string, change: Partial<Inputs['appointments']['hold']> = {}, who: Api = rosa) =>
      who.appointments.hold({ ...place(), patientId: null, start: at(time), ...change });
    const book = (time: string, change: Partial<Inputs['appointments']['book']> = {}, who: Api = rosa) =>
      who.appointments.book({ ...place(), patientId: lukasz, start: at(time), note: '', ...change });
    const free = async (wish: Partial<Wish> = {}) =>
      (await find({ from: '2026-12-01', rooms: [quay], count: 1, ...wish })).openings[0]?.start.time;

    it('stand in the way of others for five minutes, and are shown to everyone', async () => {
      const { holdId, expiresAt } = await keep('08:00', { patientId: lukasz });
      expect(expiresAt.slice(0, 16)).toBe('2026-11-23T05:05');
      const tomas = await clinic.as('tomas');
      expect(await refusalOf(book('08:15', { patientId: siobhan }, tomas))).toMatchObject({
        code: 'SLOT_TAKEN',
        data: { by: 'practitioner', freeFrom: expect.arrayContaining(['2026-12-01T06:30:00.000Z']) },
      });
      expect((await tomas.appointments.day({ date: '2026-12-01' })).holds).toEqual([
        {
          ...{ id: holdId, by: clinic.ids['rosa'], typeId: needling, practitionerId: henrik, roomId: quay },
          ...{ deviceIds: [], expiresAt, startsAt: '2026-12-01T06:00:00.000Z' },
          endsAt: '2026-12-01T06:30:00.000Z',
        },
      ]);
      expect(await free()).toBe('08:30');
      expect(await free({ holdId })).toBe('08:00');
      clinic.clock.forward(5);
      expect(await free()).toBe('08:00');
      expect((await tomas.appointments.day({ date: '2026-12-01' })).holds).toEqual([]);
      const visit = await book('08:15', { patientId: siobhan }, tomas);
      // Too late: somebody else was quicker, and what is free now is named.
      expect(await refusalOf(book('08:00', { holdId }))).toMatchObject({
        code: 'SLOT_TAKEN',
        data: { freeFrom: expect.arrayContaining(['2026-12-01T06:45:00.000Z']) },
      });
      await rosa.appointments.cancel({ id: visit.id, version: visit.version, reason: 'ill', by: 'patient' });
    });

    it('give their time to the booking that they were made for', async () => {
      const { holdId } = await keep('09:00');
      const visit = await book('09:00', { holdId });
      expect((await rosa.appointments.day({ date: '2026-12-01' })).holds).toEqual([]);
      await rosa.appointments.cancel({ id: visit.id, version: visit.version, reason: 'ill', by: 'patient' });
    });

    it('that have run out do not stop a booking whose time is still free', async () => {
      const { holdId } = await keep('09:00');
      clinic.clock.forward(20);
      const visit = await book('09:00', { holdId });
      await rosa.appointments.cancel({ id: visit.id, version: visit.version, reason: 'ill', by: 'patient' });
    });

    it('are lengthened, exchanged and given up by who made them, by nobody else', async () => {
      const first = await keep('10:00');
      clinic.clock.forward(3);
      const longer = await rosa.appointments.extendHold({ holdId: first.holdId });
      expect(Date.parse(longer.expiresAt) - Date.parse(first.expiresAt)).toBeGreaterThanOrEqual(180_000);
      const tomas = await clinic.as('tomas');
      const gone = { code: 'NOT_FOUND', data: { what: 'hold' } };
      const { holdId } = first;
      expect(await refusalOf(tomas.appointments.release({ holdId }))).toEqual(gone);
      expect(await refusalOf(tomas.appointments.extendHold({ holdId }))).toEqual(gone);
      expect(await refusalOf(book('10:00', { holdId }, tomas))).toEqual(gone);
      expect(await refusalOf(keep('11:00', { instead: holdId }, tomas))).toEqual(gone);
      // A hold of somebody else is in the way of a search that names it.
      const asked = {
        typeId: needling,
        practitionerIds: [henrik],
        rooms: [quay],
        from: '2026-12-01',
        holdId,
      };
      const seen = await tomas.appointments.findSlots({
        ...asked,
        windows: [{ from: '10:00', to: '12:00' }],
        count: 1,
      });
      expect(seen.openings[0]?.start.time).toBe('10:30');
      const second = await keep('10:15', { instead: holdId });
      await rosa.appointments.release({ holdId: second.holdId });
      await rosa.appointments.release({ holdId: second.holdId });
      expect(await refusalOf(rosa.appointments.extendHold({ holdId: second.holdId }))).toEqual(gone);
      expect((await rosa.appointments.day({ date: '2026-12-01' })).holds).toEqual([]);
    });

    it('end when their maker signs out', async () => {
      const window = await clinic.as('rosa');
      await keep('10:00', {}, window);
      expect((await rosa.appointments.day({ date: '2026-12-01' })).holds).toHaveLength(1);
      await window.session.signOut({});
      expect((await rosa.appointments.day({ date: '2026-12-01' })).holds).toEqual([]);
    });

    it('are refused where a booking would be, and a refused exchange keeps the first', async () => {
      const { holdId } = await keep('10:00');
      const visit = await book('11:00', { patientId: siobhan });
      expect(await refusalOf(keep('11:15', { instead: holdId }))).toMatchObject({ code: 'SLOT_TAKEN' });
      expect(await refusalOf(keep('21:00'))).toMatchObject({
        code: 'NOT_OPEN',
        data: { why: 'outside-hours' },
      });
      expect(await refusalOf(keep('12:00', { typeId: crypto.randomUUID() }))).toMatchObject({
        code: 'NOT_FOUND',
      });
      expect((await rosa.appointments.day({ date: '2026-12-01' })).holds.map(({ id }) => id)).toEqual([
        holdId,
      ]);
      await keep('21:00', { outsideHours: true, instead: holdId });
      await rosa.appointments.cancel({ id: visit.id, version: visit.version, reason: 'ill', by: 'patient' });
    });
  });
});

describe('openings in the night in which the clock goes back', () => {
  it('name the first and the second of a doubled hour, and booking takes both', async () => {
    const berlin = 'Europe/Berlin';
    const clinic = await newClinic({
      at: '2026-10-24T20:00:00.000Z',
      profile: { zone: berlin, jurisdiction: 'DE', dayStart: '00:00', dayEnd: '23:55' },
    });
    const owner = await clinic.as('nomsa');
    const { id: typeId } = await owner.practice.saveAppointmentType({
      ...{ name: 'Night', minutes: 30, tint: 'slate', techniques: [] },
    });
    const rosa = await clinic.as('rosa');
    const { id: patientId } = await rosa.patients.register({ identity: named.jurgen, anyway: false });
    const practitionerId = clinic.ids['henrik']!;
    const { openings } = await rosa.appointments.findSlots({
      ...{ typeId, practitionerIds: [practitionerId], rooms: 'none', from: '2026-10-25', step: 30 },
      windows: [{ from: '02:00', to: '03:00' }],
      count: 4,
    });
    expect(openings.map(({ start }) => [start.time, start.fold])).toEqual([
      ['02:00', 'first'],
      ['02:30', 'first'],
      ['02:00', 'second'],
      ['02:30', 'second'],
    ]);
    for (const { start, startsAt, minutes } of openings) {
      const visit = await rosa.appointments.book({
        ...{ patientId, practitionerId, typeId, roomId: null, start, minutes, note: '' },
      });
      expect(visit.startsAt).toBe(startsAt);
      expect(wallTimeAt(startsAt, berlin).time).toBe(start.time);
    }
    await clinic.close();
  });
});
