import type { Closure, ShownDay, ShownSpan, Week, WorkingHours } from '../../../shared/contract/hours.ts';
import type { Outputs } from '../../../shared/contract/index.ts';
import { addDays, dateAt } from '../../../shared/rules/calendar.ts';
import {
  instantAt,
  minutesOf,
  type Span,
  timeOf,
  type WallClock,
  wallClock,
} from '../../../shared/rules/wall-clock.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { list } from '../staff/service.ts';
import { weeks } from './loading.service.ts';
import { assertClosureTime, assertDates, type Dates, datesOf, openOn } from './rules.ts';
import * as store from './store.ts';

export async function overview(db: Reader): Promise<Outputs['hours']['overview']> {
  const opening = await store.findOpening(db);
  return {
    opening: {
      week: opening === undefined || opening.week === null ? null : (JSON.parse(opening.week) as Week),
      version: opening?.version ?? 1,
    },
    working: (await store.findAllWorking(db)).map(asWorking),
  };
}

export async function shown(db: Reader, dates: Dates, act: Act): Promise<ShownDay[]> {
  assertDates(dates, 'shown');
  const clock = wallClock(act.clinic.zone, dates.from, dates.to);
  const people = (await list(db)).filter(({ treats, disabled }) => treats && !disabled).map(({ id }) => id);
  const weekOf = await weeks(db, people, dates, act);
  const closures = (await closuresOn(db, dates, act)).filter(({ withdrawn }) => !withdrawn);
  return datesOf(dates).map((date) => {
    const cut = cutter(date, clock);
    const spans = (id: string | null) => openOn([date], weekOf(id), clock).flatMap(cut);
    return {
      date,
      clinic: spans(null),
      practitioners: people.map((id) => ({ id, spans: spans(id) })),
      closures: closures.flatMap(({ id, kind, resourceId, label, startsAt, endsAt }) =>
        cut({ from: Date.parse(startsAt), to: Date.parse(endsAt) }).map((span) => {
          return { ...span, id, kind, resourceId, label };
        }),
      ),
    };
  });
}

export async function closures(db: Reader, dates: Dates, act: Act): Promise<Closure[]> {
  assertDates(dates, 'closures');
  return closuresOn(db, dates, act);
}

export async function closure(
  db: Reader,
  { id }: { id: string },
  act: Pick<Act, 'clinic'>,
): Promise<Closure> {
  const row = await store.findClosure(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'closure' });
  return asClosure(row, act);
}

/** Those that stand and are not over, as far ahead as anybody plans. */
export async function closuresAhead(db: Reader, act: Act): Promise<Closure[]> {
  const today = dateAt(act.now, act.clinic.zone);
  return (await closuresOn(db, { from: today, to: addDays(today, 3660) }, act)).filter(
    ({ withdrawn, endsAt }) => !withdrawn && endsAt > act.now,
  );
}

/** The instants of a time that is not recorded yet. */
export function closureTimes(
  { from, to }: Pick<Closure, 'from' | 'to'>,
  { clinic }: Pick<Act, 'clinic'>,
): { startsAt: string; endsAt: string } {
  assertClosureTime({ from, to });
  return instantsOf(from, to, clinic.zone);
}

async function closuresOn(db: Reader, dates: Dates, act: Act): Promise<Closure[]> {
  return (await store.findClosures(db, dates)).map((row) => asClosure(row, act));
}

/** What of a span lies on that date, on the wall clock; an end at the next midnight is 24:00. */
function cutter(date: string, clock: WallClock): (span: Span) => ShownSpan[] {
  const opens = clock.at(date, 0, 'first');
  const closes = clock.at(addDays(date, 1), 0, 'first');
  const wall = (instant: number) => (instant === closes ? '24:00' : timeOf(clock.shows(instant).minutes));
  return (span) => {
    const from = Math.max(span.from, opens);
    const to = Math.min(span.to, closes);
    return from < to
      ? [{ from: wall(from), to: wall(to), startsAt: instantAt(from), endsAt: instantAt(to) }]
      : [];
  };
}

export function asClosure(row: store.ClosureRow, { clinic }: Pick<Act, 'clinic'>): Closure {
  const { id, kind, label, fromDate, fromTime, toDate, toTime, recordedBy, recordedAt, version } = row;
  return {
    ...{ id, kind, label, recordedBy, recordedAt, version, withdrawn: row.withdrawnAt !== null },
    resourceId: row.practitionerId ?? row.roomId ?? row.deviceId,
    from: { date: fromDate, time: fromTime },
    to: { date: toDate, time: toTime },
    ...instantsOf({ date: fromDate, time: fromTime }, { date: toDate, time: toTime }, clinic.zone),
  };
}

function instantsOf(
  from: { date: string; time: string },
  to: { date: string; time: string },
  zone: string,
): { startsAt: string; endsAt: string } {
  const begins = wallClock(zone, from.date, from.date);
  const ends = from.date === to.date ? begins : wallClock(zone, to.date, to.date);
  return {
    startsAt: instantAt(begins.at(from.date, minutesOf(from.time), 'first')),
    endsAt: instantAt(ends.at(to.date, minutesOf(to.time), 'last')),
  };
}

export function asWorking({ withdrawnAt, week, ...row }: store.WorkingRow): WorkingHours {
  return { ...row, week: JSON.parse(week) as Week, withdrawn: withdrawnAt !== null };
}
