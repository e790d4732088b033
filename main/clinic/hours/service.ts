import type { ClosureKind } from '../../../shared/contract/hours.ts';
import { addDays, dateAt } from '../../../shared/rules/calendar.ts';
import {
  holds,
  instantAt,
  millisOf,
  type Span,
  timeOf,
  type WallClock,
  wallClock,
} from '../../../shared/rules/wall-clock.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { closedIn, weeks } from './loading.service.ts';
import { type Dates, datesOf, hardestOf, openOn, wholeOf, withoutClosures } from './rules.ts';

export { closure, closuresAhead, closureTimes } from './views.service.ts';

type Asked = Pick<Act, 'clinic'>;

/** On which days of the week, Monday 1, each of these works by the hours that hold on that date. */
export async function weekdaysOf(
  db: Reader,
  practitionerIds: readonly string[],
  on: string,
  act: Asked,
): Promise<Map<string, number[]>> {
  const weekOf = await weeks(db, practitionerIds, { from: on, to: on }, act);
  return new Map(
    practitionerIds.map((id) => [
      id,
      weekOf(id)(on).flatMap((spans, at) => (spans.length > 0 ? [at + 1] : [])),
    ]),
  );
}

/** What a visit holds; null is nobody in particular, and then the clinic's own hours count. */
export interface Place {
  practitionerId: string | null;
  roomId: string | null;
  deviceIds: readonly string[];
}

export interface NotOpen {
  why: 'outside-hours' | ClosureKind;
  /** What the closure is called; for `outside-hours` the hours of that day, empty when there are none. */
  label: string;
  /** When it is over; a further reason may begin there. */
  until: string;
}

/** How far ahead the next opening is looked for. */
const aheadDays = 14;

/**
 * Why this place cannot be had from `from` to `to`, hardest reason first: holiday, leave, room closed, device out, then
 * outside hours. Null when all of it is open the whole time. Working hours are the practitioner's own wherever they
 * are recorded, the clinic's opening hours otherwise; rooms and devices have none.
 */
export async function notOpen(
  db: Reader,
  place: Place,
  from: string,
  to: string,
  act: Asked,
): Promise<NotOpen | null> {
  const { zone } = act.clinic;
  const asked = { from: millisOf(from), to: millisOf(to) };
  const dates = { from: dateAt(from, zone), to: addDays(dateAt(to, zone), aheadDays) };
  const clock = wallClock(zone, dates.from, dates.to);
  const held = new Set([place.practitionerId, place.roomId, ...place.deviceIds]);
  const closed = await closedIn(db, { from: dates.from, to: dateAt(to, zone) }, clock, zone);
  const worst = hardestOf(
    closed.filter(({ resourceId }) => resourceId === null || held.has(resourceId)),
    asked,
  );
  if (worst !== null) return { why: worst.kind, label: worst.label, until: instantAt(worst.to) };
  const weekOf = await weeks(db, place.practitionerId === null ? [] : [place.practitionerId], dates, act);
  const open = openOn(datesOf(dates), weekOf(place.practitionerId), clock);
  if (holds(open, asked)) return null;
  const next = open.find((span) => span.from > asked.from) ?? { from: wholeOf(dates, clock).to };
  return {
    why: 'outside-hours',
    label: spoken(open, dates.from, clock),
    until: instantAt(next.from),
  };
}

/** Open time per resource in epoch milliseconds: sorted, disjoint, cut to the dates. */
export interface OpenTimes {
  practitioners: Map<string, Span[]>;
  rooms: Map<string, Span[]>;
  devices: Map<string, Span[]>;
}

/** On which of these dates the clinic itself is open at all: its own hours, without the holidays. */
export async function openDays(db: Reader, dates: Dates, act: Asked): Promise<Set<string>> {
  const clock = wallClock(act.clinic.zone, dates.from, dates.to);
  const weekOf = await weeks(db, [], dates, act);
  const open = openOn(datesOf(dates), weekOf(null), clock);
  const left = withoutClosures(open, await closedIn(db, dates, clock, act.clinic.zone), '');
  return new Set(left.map(({ from }) => clock.shows(from).date));
}

/** Hours minus closures of everyone asked for, from the first midnight to the last; rows are loaded once. */
export async function openTimes(
  db: Reader,
  practitionerIds: readonly string[],
  roomIds: readonly string[],
  deviceIds: readonly string[],
  dates: Dates,
  act: Asked,
): Promise<OpenTimes> {
  const clock = wallClock(act.clinic.zone, dates.from, dates.to);
  const closed = await closedIn(db, dates, clock, act.clinic.zone);
  const weekOf = await weeks(db, practitionerIds, dates, act);
  const all = datesOf(dates);
  const whole = wholeOf(dates, clock);
  const cut = (spans: readonly Span[]) =>
    spans
      .map(({ from, to }) => ({ from: Math.max(from, whole.from), to: Math.min(to, whole.to) }))
      .filter(({ from, to }) => from < to);
  const each = (ids: readonly string[], openOf: (id: string) => Span[]) =>
    new Map(ids.map((id) => [id, withoutClosures(openOf(id), closed, id)]));
  return {
    practitioners: each(practitionerIds, (id) => cut(openOn(all, weekOf(id), clock))),
    rooms: each(roomIds, () => cut([whole])),
    devices: each(deviceIds, () => cut([whole])),
  };
}

/** `08:00–12:00, 13:00–17:00`: the hours that begin on that date. */
function spoken(open: readonly Span[], date: string, clock: WallClock): string {
  const wall = (instant: number) => timeOf(clock.shows(instant).minutes);
  return open
    .filter(({ from }) => clock.shows(from).date === date)
    .map(({ from, to }) => `${wall(from)}–${wall(to)}`)
    .join(', ');
}
