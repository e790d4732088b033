import { sql } from 'kysely';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { book } from '../../main/clinic/appointments/booking.service.ts';
import { findSlots } from '../../main/clinic/appointments/service.ts';
import type { Act } from '../../main/clinic/act.ts';
import { saveClosure, saveHoliday } from '../../main/clinic/hours/closures.service.ts';
import { saveOpening, saveWorking } from '../../main/clinic/hours/weeks.service.ts';
import { saveAppointmentType, saveDevice, saveRoom } from '../../main/clinic/practice/service.ts';
import { register } from '../../main/clinic/patients/service.ts';
import type { Tx } from '../../main/db/schema.ts';
import type { Inputs } from '../../shared/contract/index.ts';
import { dateAt, dayBounds, plusMinutes, readWallTime, wallTimeAt } from '../../shared/rules/calendar.ts';
import type { Week } from '../../shared/contract/hours.ts';
import type { Phase } from '../../shared/rules/phases.ts';
import { timeOf } from '../../shared/rules/wall-clock.ts';
import { harbourClinic, newClinic, reference, resources, type Clinic } from '../support/clinic.ts';
import { named } from '../support/patients.ts';

/** Days before, on and after which the clock changes: spring and autumn, half an hour and a whole one. */
const nights = [
  ['Europe/Berlin', '2027-03-28'],
  ['Europe/Berlin', '2027-10-31'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['Australia/Lord_Howe', '2027-10-03'],
  ['America/New_York', '2027-11-07'],
  ['Asia/Kathmandu', '2027-05-01'],
  ['America/Santiago', '2027-09-05'],
] as const;

const five = (from: number, to: number) => fc.integer({ min: from / 5, max: to / 5 }).map((n) => n * 5);
const flag = fc.boolean();
const phase = fc.record({ minutes: five(5, 40), practitioner: flag, room: flag, laser: flag });
const buffer = fc.array(fc.record({ minutes: five(5, 20), practitioner: flag, room: flag }), {
  maxLength: 1,
});
const time = { at: five(0, 1435), minutes: five(5, 300), who: fc.nat(5) };

const book_ = fc.record({
  night: fc.constantFrom(...nights),
  before: buffer,
  during: fc.array(phase, { minLength: 1, maxLength: 4 }),
  after: buffer,
  stretch: fc.nat(3),
  longer: five(0, 60),
  hours: fc.array(fc.record({ from: five(0, 1400), minutes: five(30, 900) }), { maxLength: 2 }),
  own: flag,
  units: fc.integer({ min: 1, max: 2 }),
  visits: fc.array(fc.record({ ...time, room: fc.nat(2), overbooked: flag }), { maxLength: 12 }),
  closures: fc.array(
    fc.record({ ...time, kind: fc.constantFrom('leave', 'room-closed', 'device-out', 'holiday') }),
    { maxLength: 4 },
  ),
  rooms: fc.constantFrom('any', 'none', 'one'),
  /** From local midnight to the moment of asking. */
  now: fc.integer({ min: -60, max: 1380 }),
});
type Book = typeof book_ extends fc.Arbitrary<infer T> ? T : never;

class Undo extends Error {}

/** Preparing, the patient's parts with or without practitioner, room and laser, cleaning. */
function phasesOf({ before, during, after, stretch }: Book): Phase[] {
  const part = { name: 'Part', deviceKind: null, stretches: false };
  const patients = during.map(({ laser, ...one }, index) => ({
    ...{ ...part, ...one, patient: true, practitioner: one.practitioner || index === 0 },
    ...{ deviceKind: laser ? ('laser' as const) : null, stretches: index === stretch % during.length },
  }));
  const around = (parts: Book['before']) => parts.map((one) => ({ ...part, ...one, patient: false }));
  return [...around(before), ...patients, ...around(after)];
}

/** The same spans every day, made to follow one another; closed at night or open over it. */
function weekOf(hours: Book['hours']): Week {
  const spans: Week[number] = [];
  let free = 0;
  for (const { from, minutes } of hours.toSorted((a, b) => a.from - b.from)) {
    const begins = Math.max(from, free);
    if (begins >= 1400) continue;
    const ends = Math.min(begins + minutes, 1440 + (spans[0] === undefined ? 0 : -5));
    spans.push({ from: timeOf(begins), to: timeOf(ends) });
    free = ends + 5;
  }
  return Array.from({ length: 7 }, () => spans);
}

function startOf(instant: string, zone: string): { date: string; time: string; fold?: 'first' | 'second' } {
  const wall = wallTimeAt(instant, zone);
  const reading = readWallTime(wall, zone);
  if (reading.kind !== 'overlap') return wall;
  return { ...wall, fold: reading.first === instant ? 'first' : 'second' };
}

function actAt(clinic: Clinic, zone: string, now: string): Act {
  const seat = { id: 'seat', workstation: 'test', door: 'browser' as const, sitting: null };
  const who = {
    ...{ userId: clinic.ids['henrik']!, displayName: 'Dr Henrik Sørensen', userName: 'henrik' },
    ...{
      roles: ['owner' as const, 'practitioner' as const],
      locked: false,
      reasonUntil: null,
      handedTo: null,
    },
  };
  const profile = { ...harbourClinic, zone, dayStart: '07:00', dayEnd: '20:00' };
  return { now, who, clinic: profile, reference, resources, seat, about: () => {}, changed: () => {} };
}

describe('a search of free times', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await newClinic();
  });
  afterAll(async () => clinic.close());

  /** Writes a whole book and takes it back. */
  async function within(work: (tx: Tx) => Promise<void>): Promise<void> {
    await clinic.host
      .clinic!.db.transaction()
      .execute(async (tx) => {
        await work(tx);
        throw new Undo();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undo)) throw error;
      });
  }

  async function accepted(tx: Tx, input: Inputs['appointments']['book'], act: Act): Promise<boolean> {
    await sql`SAVEPOINT trial`.execute(tx);
    const done = await book(tx, input, act).then(
      () => true,
      (error: unknown) => {
        if ((error as Error).name === 'Refusal' || 'code' in (error as object)) return false;
        throw error;
      },
    );
    await sql`ROLLBACK TO trial`.execute(tx);
    return done;
  }

  async function check(tx: Tx, plan: Book): Promise<{ offered: number; refused: number }> {
    const [zone, date] = plan.night;
    const midnight = dayBounds(date, zone).from;
    const act = actAt(clinic, zone, plusMinutes(midnight, plan.now));
    const henrik = clinic.ids['henrik']!;
    const aiko = clinic.ids['aiko']!;
    const rooms = [
      (await saveRoom(tx, { name: 'Quay' }, act)).id,
      (await saveRoom(tx, { name: 'Pier' }, act)).id,
    ];
    const units: string[] = [];
    for (let unit = 0; unit < plan.units; unit++)
      units.push(
        (
          await saveDevice(
            tx,
            { kind: 'laser', name: 'L', serial: String(unit), laserClass: '3B', lastPowerCheck: null },
            act,
          )
        ).id,
      );
    const patients: string[] = [];
    for (const identity of [named.anna, named.lukasz, named.siobhan])
      patients.push((await register(tx, { identity, anyway: true }, act)).id);
    const [me = '', ...others] = patients;
    const phases = phasesOf(plan);
    const length = phases.filter(({ patient }) => patient).reduce((sum, { minutes }) => sum + minutes, 0);
    const type = await saveAppointmentType(
      tx,
      { name: 'Visit', minutes: length, tint: 'teal', techniques: [], phases },
      act,
    );
    const plain = await saveAppointmentType(
      tx,
      { name: 'Plain', minutes: 30, tint: 'sky', techniques: [] },
      act,
    );
    const week = weekOf(plan.hours);
    await saveOpening(tx, { week: plan.own ? null : week, version: 1 }, act);
    if (plan.own)
      await saveWorking(tx, { practitionerId: aiko, validFrom: '2020-01-01', validUntil: null, week }, act);
    for (const { at, minutes, who, kind } of plan.closures) {
      const from = { date, time: timeOf(at) };
      const to = { date, time: timeOf(Math.min(at + minutes, 1440)) };
      if (kind === 'holiday') await saveHoliday(tx, { from, to, label: 'h' }, act);
      else {
        const of = { leave: [henrik, aiko], 'room-closed': rooms, 'device-out': units }[kind];
        await saveClosure(tx, { kind, resourceId: of[who % of.length]!, from, to, label: 'c' }, act);
      }
    }
    for (const { at, minutes, who, room, overbooked } of plan.visits) {
      const own = who === 5;
      await book(
        tx,
        {
          patientId: own ? me : others[who % 2]!,
          practitionerId: who < 3 ? henrik : aiko,
          roomId: [...rooms, null][room] ?? null,
          typeId: who % 2 === 0 ? type.id : plain.id,
          start: { date, time: timeOf(at), fold: 'first' },
          minutes: who % 2 === 0 ? length : minutes,
          note: '',
          ...(overbooked ? { exception: { reason: 'asked for' } } : { outsideHours: true }),
        },
        act,
      ).catch((error: unknown) => {
        if (!('code' in (error as object))) throw error;
      });
    }
    const minutes = length + plan.longer;
    const roomIds = plan.rooms === 'none' ? [null] : plan.rooms === 'any' ? rooms : rooms.slice(0, 1);
    const { openings } = await findSlots(
      tx,
      {
        ...{
          typeId: type.id,
          patientId: me,
          practitionerIds: [aiko, henrik],
          minutes,
          from: date,
          until: date,
        },
        rooms: plan.rooms === 'one' ? rooms.slice(0, 1) : plan.rooms,
        ...{ step: 5, count: 50 },
      },
      act,
    );
    const wish = { patientId: me, typeId: type.id, minutes, note: '' };
    for (const { practitionerId, roomId, deviceIds, start } of openings)
      expect(
        await accepted(tx, { ...wish, practitionerId, roomId, deviceIds, start }, act),
        `${JSON.stringify(start)} was offered`,
      ).toBe(true);
    expect(openings.map(({ startsAt }) => startsAt)).toEqual(
      openings.map(({ startsAt }) => startsAt).toSorted(),
    );

    const known = new Set(openings.map(({ practitionerId, startsAt }) => practitionerId + startsAt));
    const horizon = openings.length === 50 ? openings.at(-1)!.startsAt : '9999';
    let refused = 0;
    let at = plusMinutes(midnight, Math.max(0, Math.ceil(plan.now / 5) * 5));
    for (
      let line = 0;
      line < 36 && dateAt(at, zone) === date && at < horizon;
      line++, at = plusMinutes(at, 5)
    )
      for (const practitionerId of [aiko, henrik])
        for (const roomId of roomIds) {
          if (known.has(practitionerId + at)) continue;
          refused++;
          const input = { ...wish, practitionerId, roomId, start: startOf(at, zone) };
          expect(await accepted(tx, input, act), `${at} was not offered`).toBe(false);
        }
    return { offered: openings.length, refused };
  }

  it('offers what a booking accepts, all of it, and nothing else', { timeout: 120_000 }, async () => {
    const seen = { offered: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(book_, async (plan) => {
        await within(async (tx) => {
          const { offered, refused } = await check(tx, plan);
          seen.offered += offered;
          seen.refused += refused;
        });
      }),
      { numRuns: Number(process.env['SLOT_RUNS'] ?? 40) },
    );
    // A test whose books are all full or all empty proves nothing.
    expect(seen.offered).toBeGreaterThan(100);
    expect(seen.refused).toBeGreaterThan(100);
  });
});
