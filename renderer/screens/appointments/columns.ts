import { timeOf } from '../../../shared/rules/wall-clock.ts';
import { isOff, type BookVisit } from './book-visit.ts';
import { extentOn, type DayLine } from './day-line.ts';
import { inLanes, type Lane } from './lanes.ts';
import type { Resource, Shade } from './shades.ts';

/** Preparing before the patient's time or cleaning after it, where it keeps the column's resource. */
export interface Stripe {
  from: number;
  to: number;
  name: string;
}

/** A visit in a column, in minutes of the column's day. */
export interface Block extends Lane {
  visit: BookVisit;
  from: number;
  to: number;
  /** The patient's own time in words. */
  time: string;
  /** Began the day before, or goes on the day after. */
  cut: boolean;
  stripes: readonly Stripe[];
}

/** Time kept while somebody is on the telephone. */
export interface Kept {
  id: string;
  from: number;
  to: number;
  by: string;
}

export interface Column {
  /** Of the resource, or the date in a week. */
  id: string;
  title: string;
  subtitle: string;
  date: string;
  of: Resource;
  blocks: readonly Block[];
  shades: readonly Shade[];
  holds: readonly Kept[];
  /** Visits that hold their time. */
  count: number;
  today: boolean;
}

/** The column's visits side by side where their times in it meet; visits that are off never push another aside. */
export function blocksOf(visits: readonly BookVisit[], line: DayLine, of: Resource): Block[] {
  const drawn = visits.map((visit) => {
    const own = extentOn(line, visit.starts, visit.ends);
    const stripes = stripesOf(visit, own, of);
    const span = of.kind === 'device' ? (inUse(visit, own, of.id) ?? own) : own;
    return {
      ...{ visit, time: `${timeOf(own.from)}–${timeOf(own.to)}`, stripes },
      cut: line.before(visit.starts) || line.after(visit.ends),
      block: { from: span.from, to: Math.max(span.to, span.from + 5) },
      from: Math.min(span.from, ...stripes.map(({ from }) => from)),
      to: Math.max(span.to, span.from + 5, ...stripes.map(({ to }) => to)),
    };
  });
  const standing = inLanes(drawn.filter(({ visit }) => !isOff(visit)));
  const off = drawn.filter(({ visit }) => isOff(visit)).map((one) => ({ ...one, lane: 0, lanes: 1 }));
  return [...standing, ...off]
    .map(({ block, ...one }) => ({ ...one, ...block }))
    .toSorted((a, b) => a.from - b.from || a.lane - b.lane);
}

function stripesOf(visit: BookVisit, own: { from: number; to: number }, of: Resource): Stripe[] {
  const stripes: Stripe[] = [];
  const keeps = (part: BookVisit['parts'][number]) =>
    of.kind === 'practitioner' ? part.practitioner : of.kind === 'room' ? part.room : part.deviceId === of.id;
  const first = visit.parts.findIndex(({ patient }) => patient);
  let at = own.from;
  for (const part of visit.parts.slice(0, Math.max(first, 0)).toReversed()) {
    if (keeps(part)) stripes.push({ from: Math.max(0, at - part.minutes), to: at, name: part.name });
    at -= part.minutes;
  }
  at = own.to;
  for (const part of visit.parts.slice(visit.parts.findLastIndex(({ patient }) => patient) + 1)) {
    if (keeps(part)) stripes.push({ from: at, to: Math.min(1440, at + part.minutes), name: part.name });
    at += part.minutes;
  }
  return stripes.filter(({ from, to }) => from < to);
}

/** From the first minute to the last in which the visit uses the unit. */
function inUse(
  visit: BookVisit,
  own: { from: number; to: number },
  deviceId: string,
): { from: number; to: number } | null {
  const inside = marksOf(visit, own.to - own.from).filter((mark) => mark.deviceId === deviceId);
  const [first] = inside;
  const last = inside.at(-1);
  if (first === undefined || last === undefined) return null;
  return { from: own.from + first.from, to: own.from + last.to };
}

/** A part of the patient's time in which something else than the practitioner's hands is at work. */
export interface Mark {
  kind: 'rest' | 'laser' | 'electrical' | 'magnetic';
  name: string;
  deviceId: string | null;
  /** Minutes from the patient's first. */
  from: number;
  to: number;
}

export function marksOf(visit: Pick<BookVisit, 'parts'>, length: number): Mark[] {
  const marks: Mark[] = [];
  let at = 0;
  for (const { patient, practitioner, minutes, deviceKind, deviceId, name } of visit.parts) {
    if (!patient) continue;
    const span = { from: at, to: Math.min(at + minutes, length), name, deviceId };
    if (!practitioner) marks.push({ ...span, kind: 'rest' });
    if (deviceKind !== null) marks.push({ ...span, kind: deviceKind });
    at += minutes;
  }
  return marks;
}

/** Where a visit is about to stand: `minute` is the patient's first on the day of that column. */
export interface Placed {
  column: number;
  minute: number;
  minutes: number;
}

/** Kept on the grid's day and among its columns; shorter than one step it never becomes. */
export function fit(
  placed: Placed,
  bounds: { from: number; to: number; columns: number; step: number },
): Placed {
  const minutes = Math.max(bounds.step, placed.minutes);
  return {
    minutes,
    minute: Math.max(bounds.from, Math.min(placed.minute, bounds.to - minutes)),
    column: Math.max(0, Math.min(placed.column, bounds.columns - 1)),
  };
}

/** A distance brought to whole steps, so that a visit at an odd minute keeps it. */
export function snap(minutes: number, step: number): number {
  return Math.round(minutes / step) * step + 0;
}
