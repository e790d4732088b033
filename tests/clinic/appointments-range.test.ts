import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';
import { refusalOf } from '../support/refused.ts';

describe('the book over weeks and months', () => {
  let clinic: Clinic;
  let rosa: Api;
  let henrik: string;
  let aiko: string;
  let typeId: string;
  let laser: string;
  const patients: string[] = [];
  beforeEach(async () => {
    clinic = await newClinic({ profile: { zone: 'Europe/Berlin', jurisdiction: 'DE' } });
    const owner = await clinic.as('nomsa');
    laser = (
      await owner.practice.saveDevice({
        ...{ kind: 'laser', name: 'Laser', serial: 'L1', laserClass: '3B', lastPowerCheck: null },
      })
    ).id;
    typeId = (
      await owner.practice.saveAppointmentType({
        ...{ name: 'Needling and laser', minutes: 30, tint: 'teal', techniques: ['dry-needling'] },
        phases: [
          {
            name: 'Prepare',
            minutes: 5,
            practitioner: false,
            room: true,
            deviceKind: null,
            patient: false,
            stretches: false,
          },
          {
            name: 'Needle',
            minutes: 15,
            practitioner: true,
            room: true,
            deviceKind: null,
            patient: true,
            stretches: true,
          },
          {
            name: 'Laser',
            minutes: 15,
            practitioner: false,
            room: true,
            deviceKind: 'laser',
            patient: true,
            stretches: false,
          },
        ],
      })
    ).id;
    rosa = await clinic.as('rosa');
    patients.length = 0;
    for (const name of ['lukasz', 'siobhan', 'jurgen'] as const)
      patients.push((await rosa.patients.register({ identity: named[name], anyway: false })).id);
    henrik = clinic.ids['henrik'] ?? '';
    aiko = clinic.ids['aiko'] ?? '';
  });
  afterEach(async () => clinic.close());

  const book = (
    date: string,
    time: string,
    change: { who?: string; patient?: number; minutes?: number } = {},
  ) =>
    rosa.appointments.book({
      ...{
        patientId: patients[change.patient ?? 0] ?? '',
        practitionerId: change.who ?? henrik,
        roomId: null,
      },
      ...{ typeId, start: { date, time }, minutes: change.minutes ?? 30, note: '', outsideHours: true },
    });
  const week = (practitionerId?: string) =>
    rosa.appointments.range({
      ...{ from: '2027-03-22', to: '2027-03-28' },
      ...(practitionerId === undefined ? {} : { practitionerId }),
    });

  it('gives a week in order, with the parts and the unit of each visit, cancelled ones too', async () => {
    const late = await book('2027-03-24', '16:00');
    const early = await book('2027-03-22', '09:00', { patient: 1 });
    const off = await book('2027-03-23', '09:00', { patient: 2 });
    await rosa.appointments.cancel({ id: off.id, version: off.version, reason: 'ill', by: 'patient' });
    await book('2027-03-29', '09:00', { patient: 2 });
    const { appointments, zone } = await week();
    expect(zone).toBe('Europe/Berlin');
    expect(appointments.map(({ id }) => id)).toEqual([early.id, off.id, late.id]);
    expect(appointments[1]).toMatchObject({ status: 'cancelled', overbooked: false });
    expect(appointments[0]?.parts).toEqual([
      {
        name: 'Prepare',
        minutes: 5,
        practitioner: false,
        room: true,
        deviceKind: null,
        deviceId: null,
        patient: false,
      },
      {
        name: 'Needle',
        minutes: 15,
        practitioner: true,
        room: true,
        deviceKind: null,
        deviceId: null,
        patient: true,
      },
      {
        name: 'Laser',
        minutes: 15,
        practitioner: false,
        room: true,
        deviceKind: 'laser',
        deviceId: laser,
        patient: true,
      },
    ]);
  });

  it('gives one practitioner alone when asked to', async () => {
    await book('2027-03-22', '09:00');
    const hers = await book('2027-03-22', '10:00', { who: aiko, patient: 1 });
    expect((await week(aiko)).appointments.map(({ id }) => id)).toEqual([hers.id]);
  });

  it('says which visit stands over something else', async () => {
    await book('2027-03-22', '09:00');
    const owner = await clinic.as('nomsa');
    const over = await owner.appointments.book({
      ...{ patientId: patients[1] ?? '', practitionerId: henrik, roomId: null, typeId, note: '' },
      ...{ start: { date: '2027-03-22', time: '09:00' }, minutes: 30, exception: { reason: 'in pain' } },
    });
    const shown = (await week()).appointments;
    expect(shown.filter(({ overbooked }) => overbooked).map(({ id }) => id)).toEqual([over.id]);
  });

  it('shows a visit over midnight in both weeks and counts it on the day of its start', async () => {
    const { id } = await book('2027-03-28', '23:30', { minutes: 60 });
    const next = await rosa.appointments.range({ from: '2027-03-29', to: '2027-03-29' });
    expect((await week()).appointments.map((visit) => visit.id)).toEqual([id]);
    expect(next.appointments.map((visit) => visit.id)).toEqual([id]);
    const { days } = await rosa.appointments.month({ month: '2027-03' });
    expect(days).toEqual([{ date: '2027-03-28', practitionerId: henrik, typeId, visits: 1, minutes: 60 }]);
  });

  it('counts a month in whole weeks, by the wall clock on both sides of a clock change', async () => {
    // Half past eleven in the evening is another date in UTC before the change than after it.
    await book('2027-03-27', '00:30');
    await book('2027-03-28', '00:30', { patient: 1 });
    await book('2027-03-29', '00:30');
    await book('2027-03-29', '22:30', { patient: 1, minutes: 45 });
    await book('2027-03-29', '12:00', { who: aiko, patient: 2 });
    const off = await book('2027-03-30', '12:00');
    await rosa.appointments.cancel({ id: off.id, version: off.version, reason: 'ill', by: 'patient' });
    const { from, to, days } = await rosa.appointments.month({ month: '2027-03' });
    expect([from, to]).toEqual(['2027-03-01', '2027-04-04']);
    const said = days.map(({ date, practitionerId, visits, minutes }) => [
      ...[date, practitionerId === aiko ? 'aiko' : 'henrik', visits, minutes],
    ]);
    expect(said).toHaveLength(4);
    expect(said).toEqual(
      expect.arrayContaining([
        ['2027-03-27', 'henrik', 1, 30],
        ['2027-03-28', 'henrik', 1, 30],
        ['2027-03-29', 'henrik', 2, 75],
        ['2027-03-29', 'aiko', 1, 30],
      ]),
    );
  });

  it('agrees with the day, date by date', async () => {
    for (const [index, time] of ['00:00', '09:00', '23:30'].entries())
      for (const date of ['2027-10-29', '2027-10-30', '2027-10-31'])
        await book(date, time, { patient: index });
    const { days } = await rosa.appointments.month({ month: '2027-10' });
    for (const date of ['2027-10-29', '2027-10-30', '2027-10-31']) {
      const { appointments, from, to } = await rosa.appointments.day({ date });
      const began = appointments.filter(({ startsAt }) => startsAt >= from && startsAt < to);
      expect(days.find((one) => one.date === date)?.visits, date).toBe(began.length);
    }
  });

  it('refuses a time that ends before it begins, more than six weeks, and years out of reach', async () => {
    const ask = (from: string, to: string) => refusalOf(rosa.appointments.range({ from, to }));
    const wrong = (field: string, problem: string) => ({ code: 'INVALID', data: { field, problem } });
    expect(await ask('2027-03-02', '2027-03-01')).toEqual(wrong('to', 'before-start'));
    expect(await ask('2027-03-01', '2027-04-12')).toEqual(wrong('to', 'too-long'));
    expect(await ask('1899-12-31', '1900-01-01')).toEqual(wrong('from', 'out-of-range'));
    expect(await refusalOf(rosa.appointments.month({ month: '2200-01' }))).toEqual(
      wrong('month', 'out-of-range'),
    );
    await expect(rosa.appointments.range({ from: '2027-03-01', to: '2027-04-11' })).resolves.toBeDefined();
  });

  it('shows somebody who only checks the clinic initials alone', async () => {
    await book('2027-03-22', '09:00');
    const ingrid = await clinic.as('ingrid');
    const { appointments } = await ingrid.appointments.range({ from: '2027-03-22', to: '2027-03-22' });
    expect(JSON.stringify(appointments)).not.toContain('Kowalski');
  });

  it('never reads the whole book for it', async () => {
    const raw = clinic.host.clinic?.store.raw;
    if (raw === undefined) throw new Error('the clinic is closed');
    const asked: string[] = [];
    const prepare = raw.prepare.bind(raw);
    raw.prepare = ((text: string) => {
      asked.push(text);
      return prepare(text);
    }) as typeof raw.prepare;
    await week();
    await week(henrik);
    await rosa.appointments.month({ month: '2027-03' });
    const plans = asked
      .filter((text) => /"appointments"/.test(text) && /^\s*select/i.test(text))
      .map((text) => {
        const steps = prepare(`EXPLAIN QUERY PLAN ${text}`).all(
          ...Array.from({ length: text.split('?').length - 1 }, () => addDays('2027-03-01', 0)),
        ) as { detail: string }[];
        return steps.map(({ detail }) => detail).join('; ');
      });
    expect(plans.length).toBe(4);
    for (const plan of plans) expect(plan).not.toMatch(/SCAN (appointments|a|c)\b/);
  });
});
