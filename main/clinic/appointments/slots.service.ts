import type { HoursSpan } from '../../../shared/contract/hours.ts';
import type { Outputs } from '../../../shared/contract/index.ts';
import type { Opening, SlotWish } from '../../../shared/contract/slots.ts';
import { addDays, dateAt } from '../../../shared/rules/calendar.ts';
import { type DeviceKind, type Phase, stretchTo } from '../../../shared/rules/phases.ts';
import {
  common,
  instantAt,
  millisOf,
  minus,
  type Span,
  tidy,
  timeOf,
  type WallClock,
  wallClock,
} from '../../../shared/rules/wall-clock.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { openTimes } from '../hours/service.ts';
import { requirePatient } from '../patients/service.ts';
import { appointmentTypeBy, overview } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { lacking, list, requirePractitioner, rosterFrom } from '../staff/service.ts';
import { findHold } from './claims.store.ts';
import { assertDay } from './rules.ts';
import { allows, blockedBy, type Needs, needsOf, onGrid, startsFor, wishedStarts } from './slots.rules.ts';
import { type Aside, findBusy, findExpiredHolds } from './slots.store.ts';

/** Whom a search asks, in the order in which they are offered, and for how long each of them takes. */
interface Candidate {
  practitionerId: string;
  phases: readonly Phase[];
  minutes: number;
  /** Credential types that are missing on a day; who must hold them all is passed over on days when one is. */
  lacks: (date: string) => string[];
  mustHold: boolean;
}

export interface Search {
  candidates: readonly Candidate[];
  patientId: string | null;
  /** Null: the visit takes no room. */
  roomIds: readonly string[] | null;
  /** Units that may serve, by the kind that the visit needs. */
  units: ReadonlyMap<DeviceKind, readonly string[]>;
  /** Epoch milliseconds before which nothing is offered. */
  notBefore: number;
  until: string;
  weekdays?: readonly number[];
  windows?: readonly HoursSpan[];
  step: number;
  count: number;
  aside: Omit<Aside, 'holdIds'> & { holdId?: string | undefined };
}

const day = 24 * 60 * 60_000;
const yearDays = 366;

/** The first openings for a kind of visit, as the desk asks for them. */
export async function findSlots(
  db: Reader,
  wish: SlotWish,
  act: Act,
  notBefore = -Infinity,
): Promise<Outputs['appointments']['findSlots']> {
  assertDay(wish.from, 'from');
  const patientId = wish.patientId ?? null;
  if (patientId !== null) await requirePatient(db, patientId);
  const today = dateAt(act.now, act.clinic.zone);
  const from = wish.from > today ? wish.from : today;
  const year = addDays(from, yearDays - 1);
  const until = wish.until !== undefined && wish.until < year ? wish.until : year;
  const { rooms, devices } = await overview(db);
  const type = await appointmentTypeBy(db, wish.typeId);
  if (type.retired) throw new Refusal('NOT_FOUND', { what: 'appointment-type' });
  const own = wish.holdId === undefined ? undefined : await findHold(db, wish.holdId);
  const count = wish.count ?? 10;
  const { zone } = act.clinic;
  const { openings, searchedTo } = await search(
    db,
    {
      candidates: await candidatesOf(db, wish, type, act),
      patientId,
      roomIds: roomsOf(wish.rooms, rooms, type.phases),
      units: unitsOf(type.phases, devices, wish.deviceIds),
      notBefore: Math.max(millisOf(act.now), wallClock(zone, from, from).at(from, 0, 'first'), notBefore),
      until,
      weekdays: wish.weekdays ?? [],
      windows: wish.windows ?? [],
      step: wish.step ?? 5,
      count,
      aside: {
        holdId: own?.heldBy === act.who.userId ? own.id : undefined,
        appointmentId: wish.appointmentId,
      },
    },
    act,
  );
  return {
    openings,
    searchedTo,
    stopped: openings.length === count ? 'count' : until < year ? 'until' : 'year',
  };
}

/** The first opening from that moment on; null when there is none. */
export async function firstOpening(
  db: Reader,
  wish: SlotWish,
  notBefore: number,
  act: Act,
): Promise<Opening | null> {
  return (await findSlots(db, { ...wish, count: 1 }, act, notBefore)).openings[0] ?? null;
}

/**
 * Openings in order of time, then of the candidates. Days are loaded in pieces that double, so that a near opening is
 * found in a week's rows and a year without one costs six readings.
 */
export async function search(
  db: Reader,
  asked: Search,
  act: Act,
): Promise<{ openings: Opening[]; searchedTo: string }> {
  const { zone } = act.clinic;
  const expired = await findExpiredHolds(db, act.now);
  const aside: Aside = {
    appointmentId: asked.aside.appointmentId,
    holdIds: asked.aside.holdId === undefined ? expired : [...expired, asked.aside.holdId],
  };
  const needs = asked.candidates.map(({ phases, minutes }) => needsOf(phases, minutes));
  const last = asked.candidates.map(() => -Infinity);
  const openings: Opening[] = [];
  let from = dateAt(instantAt(asked.notBefore), zone);
  let searchedTo = from;
  for (let days = 7; from <= asked.until && openings.length < asked.count; days *= 2) {
    const end = addDays(from, days - 1);
    const dates = { from, to: end < asked.until ? end : asked.until };
    const found = await inPiece(
      db,
      asked,
      { dates, needs, last, aside, left: asked.count - openings.length },
      act,
    );
    openings.push(...found);
    searchedTo = openings.length === asked.count ? (openings.at(-1)?.start.date ?? dates.to) : dates.to;
    from = addDays(dates.to, 1);
  }
  return { openings, searchedTo };
}

interface Piece {
  dates: { from: string; to: string };
  needs: readonly Needs[];
  /** The last start offered of each candidate. */
  last: number[];
  aside: Aside;
  left: number;
}

async function inPiece(
  db: Reader,
  { candidates, patientId, roomIds, units, notBefore, weekdays, windows, step }: Search,
  { dates, needs, last, aside, left }: Piece,
  act: Act,
): Promise<Opening[]> {
  // A visit that begins on the last day may end on the next.
  const beyond = addDays(dates.to, 1);
  const clock = wallClock(act.clinic.zone, dates.from, beyond);
  const whole = { from: clock.at(dates.from, 0, 'first'), to: clock.at(beyond, 0, 'first') };
  const around = { from: whole.from - day, to: whole.to + day };
  const who = [...new Set(candidates.map(({ practitionerId }) => practitionerId))];
  const rooms = roomIds ?? [];
  const devices = [...units.values()].flat();
  const open = await openTimes(db, who, rooms, devices, { from: dates.from, to: beyond }, act);
  const busy = {
    practitioner: await findBusy(db, 'practitioner', who, around, aside),
    room: await findBusy(db, 'room', rooms, around, aside),
    device: await findBusy(db, 'device', devices, around, aside),
    patient: await findBusy(db, 'patient', patientId === null ? [] : [patientId], around, aside),
  };
  const all = datesFrom(dates);
  const offered = candidates.flatMap((candidate, index) => {
    const need = needs[index] as Needs;
    const of = (kind: 'practitioner' | 'room' | 'device', id: string, kept: readonly Span[]) =>
      startsFor(open[`${kind}s`].get(id) ?? [], busy[kind].get(id) ?? [], kept, need.length);
    const byRoom = rooms.map((id) => ({ id, starts: of('room', id, need.room) }));
    const byUnit = [...units].map(([kind, ids]) =>
      ids.map((id) => ({ id, starts: of('device', id, need.devices.get(kind) ?? []) })),
    );
    const wished = wishedStarts(
      { weekdays: weekdays ?? [], windows: windows ?? [] },
      all,
      clock,
      need.length,
    );
    let starts = common(wished, [{ from: notBefore, to: whole.to }]);
    starts = common(starts, of('practitioner', candidate.practitionerId, need.practitioner));
    if (patientId !== null)
      starts = minus(starts, blockedBy(busy.patient.get(patientId) ?? [], need.patient));
    for (const choice of roomIds === null ? byUnit : [byRoom, ...byUnit])
      starts = common(starts, tidy(choice.flatMap((one) => one.starts)));
    if (candidate.mustHold) starts = common(starts, daysHeld(candidate, all, clock));
    const grid = onGrid(starts, clock, { step, last: last[index] ?? -Infinity, limit: left });
    last[index] = grid.at(-1) ?? last[index] ?? -Infinity;
    return grid.map((at) => ({ at, index, candidate, length: need.length, byRoom, byUnit }));
  });
  return offered
    .toSorted((a, b) => a.at - b.at || a.index - b.index)
    .slice(0, left)
    .map(({ at, candidate, length, byRoom, byUnit }) => {
      const start = wallStart(at, clock);
      const fitting = (choice: readonly { id: string; starts: readonly Span[] }[]) =>
        choice.find(({ starts }) => allows(starts, at))?.id;
      return {
        startsAt: instantAt(at),
        endsAt: instantAt(at + length),
        start,
        minutes: candidate.minutes,
        practitionerId: candidate.practitionerId,
        roomId: fitting(byRoom) ?? null,
        deviceIds: byUnit.flatMap((choice) => fitting(choice) ?? []),
        lacks: candidate.lacks(start.date),
      };
    });
}

async function candidatesOf(
  db: Reader,
  wish: SlotWish,
  type: Awaited<ReturnType<typeof appointmentTypeBy>>,
  act: Act,
): Promise<Candidate[]> {
  for (const id of wish.practitionerIds) await requirePractitioner(db, id);
  const named = new Set(wish.practitionerIds);
  const everybody = await list(db);
  const roster = rosterFrom(everybody);
  const members = everybody.filter(({ treats, disabled }) => treats && !disabled);
  const asked =
    named.size === 0 ? members : [...named].flatMap((id) => members.find((one) => one.id === id) ?? []);
  return asked.flatMap((member) => {
    const own = type.lengths.find(({ practitionerId }) => practitionerId === member.id)?.minutes;
    const minutes = wish.minutes ?? own ?? type.minutes;
    const phases = stretchTo(type.phases, minutes);
    if (phases === null) {
      if (wish.minutes === undefined) return [];
      throw new Refusal('INVALID', { field: 'minutes', problem: 'too-short-for-phases' });
    }
    const known = new Map<string, string[]>();
    const lacks = (date: string) => {
      const before = known.get(date) ?? lacking(roster, member.id, type.techniques, date, act.reference);
      known.set(date, before);
      return before;
    };
    return [{ practitionerId: member.id, phases, minutes, lacks, mustHold: named.size === 0 }];
  });
}

function daysHeld({ lacks }: Candidate, dates: readonly string[], clock: WallClock): Span[] {
  return tidy(
    dates
      .filter((date) => lacks(date).length === 0)
      .map((date) => ({ from: clock.at(date, 0, 'first'), to: clock.at(addDays(date, 1), 0, 'first') })),
  );
}

/** Null when no room is taken: none is wished, none is needed, or the clinic has none. */
function roomsOf(
  wished: SlotWish['rooms'],
  rooms: readonly { id: string; retired: boolean }[],
  phases: readonly Phase[],
): readonly string[] | null {
  const inUse = rooms.filter(({ retired }) => !retired).map(({ id }) => id);
  if (wished === 'none') return null;
  if (wished === 'any') return inUse.length === 0 || !phases.some(({ room }) => room) ? null : inUse;
  for (const id of wished) if (!inUse.includes(id)) throw new Refusal('NOT_FOUND', { what: 'room' });
  return wished;
}

/** By kind the units that may serve, as a booking chooses them; refused when the clinic has none. */
export function unitsOf(
  phases: readonly Phase[],
  devices: readonly { id: string; kind: string; retired: boolean }[],
  named: readonly string[] = [],
): Map<DeviceKind, string[]> {
  const kinds = new Set(phases.flatMap(({ deviceKind }) => deviceKind ?? []));
  const units = new Map<DeviceKind, string[]>();
  for (const kind of kinds) {
    const ofKind = devices.filter((one) => one.kind === kind && !one.retired).map(({ id }) => id);
    const meant = ofKind.filter((id) => named.includes(id));
    if (ofKind.length === 0) throw new Refusal('DEVICE_NEEDED', { kind });
    units.set(kind, meant.length > 0 ? meant : ofKind);
  }
  return units;
}

function wallStart(at: number, clock: WallClock): Opening['start'] {
  const { date, minutes } = clock.shows(at);
  const start = { date, time: timeOf(minutes) };
  const first = clock.at(date, minutes, 'first');
  if (first === clock.at(date, minutes, 'last')) return start;
  return { ...start, fold: at === first ? 'first' : 'second' };
}

function datesFrom({ from, to }: { from: string; to: string }): string[] {
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}
