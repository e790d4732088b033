import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import type { Week } from '../../shared/contract/hours.ts';
import { instantAt } from '../../shared/rules/wall-clock.ts';
import { notOpen, openTimes } from '../../main/clinic/hours/service.ts';
import { harbourClinic, newClinic, type Clinic } from '../support/clinic.ts';
import { refusalOf } from '../support/refused.ts';

const weekdays = (spans: Week[number], saturday: Week[number] = []): Week => [
  ...Array.from({ length: 5 }, () => spans),
  saturday,
  [],
];
const split = weekdays([
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
]);
const whole = (from: string, to = from) => ({
  from: { date: from, time: '00:00' },
  to: { date: to, time: '24:00' },
});

describe('the hours of a clinic', () => {
  let clinic: Clinic;
  let owner: Api;
  let rosa: Api;
  let henrik: string;
  let aiko: string;
  let roomId: string;
  let laserId: string;
  beforeAll(async () => {
    clinic = await newClinic();
    owner = await clinic.as('nomsa');
    rosa = await clinic.as('rosa');
    henrik = clinic.ids['henrik'] ?? '';
    aiko = clinic.ids['aiko'] ?? '';
    roomId = (await owner.practice.saveRoom({ name: 'Room 1' })).id;
    laserId = (
      await owner.practice.saveDevice({
        ...{ kind: 'laser', name: 'Laser', serial: 'L-1', laserClass: '3B', lastPowerCheck: null },
      })
    ).id;
  });
  afterAll(async () => clinic.close());

  const act = { clinic: harbourClinic };
  /** Asks for a visit of the treating physiotherapist, in the clinic's summer and winter two hours ahead of UTC. */
  const asked = (
    date: string,
    from: string,
    to: string,
    place: { roomId?: string; deviceIds?: string[] } = {},
  ) =>
    notOpen(
      clinic.host.clinic!.db,
      { practitionerId: aiko, roomId: null, deviceIds: [], ...place },
      new Date(`${date}T${from}:00+02:00`).toISOString(),
      new Date(`${date}T${to}:00+02:00`).toISOString(),
      act,
    );

  it('are the profile’s day on every day while none are recorded', async () => {
    expect((await owner.hours.overview()).opening).toEqual({ week: null, version: 1 });
    expect(await asked('2026-11-29', '08:00', '18:00')).toBeNull();
    expect(await asked('2026-11-23', '07:55', '08:30')).toEqual({
      why: 'outside-hours',
      label: '08:00–18:00',
      until: '2026-11-23T06:00:00.000Z',
    });
  });

  it('close over lunch and on Sunday once the owner says so, and go back to the profile’s day', async () => {
    const { version } = await owner.hours.saveOpening({ week: split, version: 1 });
    expect(await asked('2026-11-23', '11:30', '12:00')).toBeNull();
    expect(await asked('2026-11-23', '11:45', '12:15')).toEqual({
      why: 'outside-hours',
      label: '08:00–12:00, 13:00–17:00',
      until: '2026-11-23T11:00:00.000Z',
    });
    expect(await asked('2026-11-29', '09:00', '09:30')).toEqual({
      why: 'outside-hours',
      label: '',
      until: '2026-11-30T06:00:00.000Z',
    });
    const back = await owner.hours.saveOpening({ week: null, version });
    expect(await asked('2026-11-29', '09:00', '09:30')).toBeNull();
    await owner.hours.saveOpening({ week: split, version: back.version });
  });

  it('are not written over by somebody who has read an older version', async () => {
    expect(await refusalOf(owner.hours.saveOpening({ week: null, version: 1 }))).toMatchObject({
      code: 'STALE_VERSION',
      data: { currentVersion: 4, current: { week: split, version: 4 } },
    });
  });

  it('are a practitioner’s own while they hold, wider than the clinic’s too', async () => {
    const own = weekdays([{ from: '10:00', to: '14:00' }], [{ from: '09:00', to: '12:00' }]);
    const hours = { practitionerId: aiko, validFrom: '2027-01-04', validUntil: '2027-01-31', week: own };
    const saved = await owner.hours.saveWorking(hours);
    expect((await asked('2027-01-04', '09:00', '09:30'))?.why).toBe('outside-hours');
    expect(await asked('2027-01-04', '12:00', '12:30')).toBeNull();
    expect(await asked('2027-01-09', '09:00', '12:00')).toBeNull();
    expect((await asked('2027-01-02', '09:00', '12:00'))?.why).toBe('outside-hours');
    expect(await asked('2027-02-01', '09:00', '09:30')).toBeNull();
    expect(
      await refusalOf(owner.hours.saveWorking({ ...hours, validFrom: '2027-01-31', validUntil: null })),
    ).toEqual({
      code: 'HOURS_OVERLAP',
      data: { validFrom: '2027-01-04', validUntil: '2027-01-31' },
    });
    await owner.hours.saveWorking({ ...hours, validFrom: '2027-02-01', validUntil: null });
    const gone = await owner.hours.saveWorking({ ...hours, ...saved, withdrawn: true });
    expect(await asked('2027-01-04', '09:00', '09:30')).toBeNull();
    expect(await refusalOf(owner.hours.saveWorking({ ...hours, ...saved }))).toMatchObject({
      code: 'STALE_VERSION',
    });
    await owner.hours.saveWorking({ ...hours, ...saved, version: gone.version, withdrawn: false });
    expect((await asked('2027-01-04', '09:00', '09:30'))?.why).toBe('outside-hours');
    expect(
      await refusalOf(
        owner.hours.saveWorking({ ...hours, ...saved, version: gone.version + 1, practitionerId: henrik }),
      ),
    ).toMatchObject({ code: 'INVALID', data: { field: 'practitionerId' } });
    expect(
      await refusalOf(owner.hours.saveWorking({ ...hours, practitionerId: clinic.ids['rosa'] ?? '' })),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('cannot be made to hold twice on a day, whatever writes', () => {
    const raw = clinic.host.clinic!.store.raw;
    expect(() =>
      raw
        .prepare(
          "INSERT INTO workingHours SELECT 'other', practitionerId, '2027-01-10', NULL, week, NULL, 1 FROM workingHours LIMIT 1",
        )
        .run(),
    ).toThrow('HOURS_OVERLAP');
    expect(() => raw.prepare('UPDATE workingHours SET validUntil = NULL').run()).toThrow('HOURS_OVERLAP');
  });

  it('yield to part of a day’s leave, told at the desk and taken back there', async () => {
    const leave = {
      ...{ kind: 'leave' as const, resourceId: aiko, label: 'School visit' },
      from: { date: '2026-11-24', time: '14:00' },
      to: { date: '2026-11-24', time: '15:30' },
    };
    const { id, version } = await rosa.hours.saveClosure(leave);
    expect(await asked('2026-11-24', '13:30', '14:00')).toBeNull();
    expect(await asked('2026-11-24', '13:30', '14:05')).toEqual({
      why: 'leave',
      label: 'School visit',
      until: '2026-11-24T13:30:00.000Z',
    });
    const withdrawn = await rosa.hours.saveClosure({ ...leave, id, version, withdrawn: true });
    expect(await asked('2026-11-24', '14:00', '15:00')).toBeNull();
    expect((await rosa.hours.closure({ id })).withdrawn).toBe(true);
    await rosa.hours.saveClosure({ ...leave, id, version: withdrawn.version, withdrawn: false });
    expect((await asked('2026-11-24', '14:00', '15:00'))?.why).toBe('leave');
    expect(await refusalOf(rosa.hours.saveClosure({ ...leave, id, version }))).toMatchObject({
      code: 'STALE_VERSION',
      data: { current: { label: 'School visit' } },
    });
  });

  it('tell the hardest reason first: holiday, leave, closed room, device out, outside hours', async () => {
    const day = '2026-12-01';
    const place = { roomId, deviceIds: [laserId] };
    const why = async () => (await asked(day, '12:00', '13:30', place))?.why;
    expect(await why()).toBe('outside-hours');
    const close = (kind: 'leave' | 'room-closed' | 'device-out', resourceId: string) =>
      rosa.hours.saveClosure({ kind, resourceId, label: kind, ...whole(day) });
    await close('device-out', laserId);
    expect(await why()).toBe('device-out');
    await close('room-closed', roomId);
    expect(await why()).toBe('room-closed');
    await close('leave', aiko);
    expect(await why()).toBe('leave');
    await owner.hours.saveHoliday({ ...whole(day), label: 'Founders’ day' });
    expect(await why()).toBe('holiday');
    expect((await asked(day, '09:00', '09:30'))?.why).toBe('holiday');
  });

  it('take in closures that last longer than the visit, to their real end', async () => {
    const name = 'Summer closure';
    await owner.hours.saveHoliday({ ...whole('2026-12-21', '2027-01-01'), label: name });
    expect(await asked('2026-12-28', '09:00', '09:30')).toEqual({
      why: 'holiday',
      label: name,
      until: '2027-01-01T22:00:00.000Z',
    });
  });

  it('take holidays from a list once, and give them back', async () => {
    const holidays = [
      { date: '2027-04-27', label: 'Freedom Day' },
      { date: '2027-05-01', label: 'Workers’ Day' },
      { date: '2027-04-27', label: 'freedom day' },
    ];
    const first = await owner.hours.importHolidays({ holidays });
    expect([first.recorded.length, first.passedOver]).toEqual([2, 1]);
    expect(await owner.hours.importHolidays({ holidays })).toEqual({ recorded: [], passedOver: 3 });
    expect(await asked('2027-04-27', '09:00', '09:30')).toMatchObject({
      why: 'holiday',
      label: 'Freedom Day',
    });
    const ids = first.recorded.map(({ id }) => id);
    expect(await owner.hours.withdrawHolidays({ ids })).toEqual({ withdrawn: 2 });
    expect(await owner.hours.withdrawHolidays({ ids })).toEqual({ withdrawn: 0 });
    expect(await asked('2027-04-27', '10:00', '10:30')).toBeNull();
  });

  it('are shown to a view day by day, cut at midnight', async () => {
    const [day] = await rosa.hours.shown({ from: '2026-11-24', to: '2026-11-24' });
    const spans = [
      {
        from: '08:00',
        to: '12:00',
        startsAt: '2026-11-24T06:00:00.000Z',
        endsAt: '2026-11-24T10:00:00.000Z',
      },
      {
        from: '13:00',
        to: '17:00',
        startsAt: '2026-11-24T11:00:00.000Z',
        endsAt: '2026-11-24T15:00:00.000Z',
      },
    ];
    expect(day?.clinic).toEqual(spans);
    expect(day?.practitioners.find(({ id }) => id === aiko)?.spans).toEqual(spans);
    expect(day?.closures).toMatchObject([{ kind: 'leave', resourceId: aiko, from: '14:00', to: '15:30' }]);
    const [last] = await rosa.hours.shown({ from: '2026-12-31', to: '2026-12-31' });
    expect(last?.closures).toMatchObject([{ from: '00:00', to: '24:00', label: 'Summer closure' }]);
    expect(await refusalOf(rosa.hours.shown({ from: '2026-11-01', to: '2026-12-13' }))).toMatchObject({
      code: 'INVALID',
      data: { field: 'to', problem: 'too-long' },
    });
  });

  it('give the slot search per resource what is open, closures taken off', async () => {
    const dates = { from: '2026-11-23', to: '2026-12-01' };
    const open = await openTimes(clinic.host.clinic!.db, [aiko, henrik], [roomId], [laserId], dates, act);
    const on = (date: string, spans: { from: number; to: number }[] = []) =>
      spans
        .map(({ from, to }) => `${instantAt(from)} ${instantAt(to)}`.replaceAll(':00.000Z', ''))
        .filter((text) => text.startsWith(date));
    expect(on('2026-11-24', open.practitioners.get(aiko))).toEqual([
      '2026-11-24T06:00 2026-11-24T10:00',
      '2026-11-24T11:00 2026-11-24T12:00',
      '2026-11-24T13:30 2026-11-24T15:00',
    ]);
    expect(on('2026-11-24', open.practitioners.get(henrik))).toHaveLength(2);
    expect(on('2026-12-01', open.practitioners.get(henrik))).toEqual([]);
    expect(on('', open.rooms.get(roomId))).toEqual(['2026-11-22T22:00 2026-11-30T22:00']);
    expect(on('', open.devices.get(laserId))).toEqual(['2026-11-22T22:00 2026-11-30T22:00']);
  });

  it('refuse what no calendar has: an end before the start, a year out of reach, a room as a person on leave', async () => {
    const leave = { kind: 'leave' as const, resourceId: aiko, label: 'Away' };
    const day = { date: '2026-11-24', time: '14:00' };
    expect(await refusalOf(rosa.hours.saveClosure({ ...leave, from: day, to: day }))).toMatchObject({
      data: { field: 'to', problem: 'before-start' },
    });
    expect(
      await refusalOf(rosa.hours.saveClosure({ ...leave, ...whole('1026-11-24', '2026-11-24') })),
    ).toMatchObject({ data: { field: 'from.date', problem: 'out-of-range' } });
    expect(
      await refusalOf(rosa.hours.saveClosure({ ...leave, ...whole('2026-11-24', '2096-11-24') })),
    ).toMatchObject({
      data: { field: 'to', problem: 'too-long' },
    });
    expect(
      await refusalOf(rosa.hours.saveClosure({ ...leave, resourceId: roomId, ...whole('2026-11-24') })),
    ).toEqual({ code: 'NOT_FOUND', data: { what: 'practitioner' } });
  });

  it('keep a holiday out of the desk’s hands: it is the owner’s', async () => {
    const { id, version } = await owner.hours.saveHoliday({ ...whole('2027-03-01'), label: 'Move' });
    expect(
      await refusalOf(
        rosa.hours.saveClosure({
          kind: 'leave',
          resourceId: aiko,
          label: 'x',
          ...whole('2027-03-01'),
          id,
          version,
        }),
      ),
    ).toEqual({ code: 'NOT_FOUND', data: { what: 'closure' } });
    expect(await refusalOf(rosa.hours.saveHoliday({ ...whole('2027-03-02'), label: 'No' }))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

describe('the hours of a clinic whose clocks change', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await newClinic({ profile: { zone: 'Europe/Berlin', jurisdiction: 'DE' } });
  });
  afterAll(async () => clinic.close());

  it('hold over midnight and through the doubled hour', async () => {
    const owner = await clinic.as('nomsa');
    const nights: Week = Array.from({ length: 7 }, () => [{ from: '22:00', to: '06:00' }]);
    await owner.hours.saveOpening({ week: nights, version: 1 });
    const act = { clinic: { ...harbourClinic, zone: 'Europe/Berlin' } };
    const place = { practitionerId: clinic.ids['aiko'] ?? '', roomId: null, deviceIds: [] };
    const asked = (from: string, to: string) =>
      notOpen(clinic.host.clinic!.db, place, `${from}:00.000Z`, `${to}:00.000Z`, act);
    expect(await asked('2026-10-24T20:00', '2026-10-25T05:00')).toBeNull();
    expect(await asked('2026-10-25T04:45', '2026-10-25T05:15')).toMatchObject({
      why: 'outside-hours',
      until: '2026-10-25T21:00:00.000Z',
    });
    const rosa = await clinic.as('rosa');
    await rosa.hours.saveClosure({
      ...{ kind: 'leave', resourceId: clinic.ids['aiko'] ?? '', label: 'Away' },
      from: { date: '2026-10-25', time: '02:00' },
      to: { date: '2026-10-25', time: '02:30' },
    });
    expect((await asked('2026-10-25T01:15', '2026-10-25T01:30'))?.why).toBe('leave');
    expect(await asked('2026-10-25T01:30', '2026-10-25T01:45')).toBeNull();
  });
});
