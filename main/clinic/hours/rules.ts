import type { ClosureKind, Week } from '../../../shared/contract/hours.ts';
import { addDays, isPlainDate, weekday } from '../../../shared/rules/calendar.ts';
import { minus, minutesOf, type Span, tidy, type WallClock } from '../../../shared/rules/wall-clock.ts';
import { Refusal } from '../refusal.ts';

/** Hardest first: what a booking is told when several stand in its way. */
export const hardest: readonly ClosureKind[] = ['holiday', 'leave', 'room-closed', 'device-out'];

export interface Dates {
  from: string;
  to: string;
}

/** A practitioner's own week with the days on which it holds; both ends included. */
export interface ValidWeek {
  validFrom: string;
  validUntil: string | null;
  week: Week;
}

export interface Closed extends Span {
  kind: ClosureKind;
  resourceId: string | null;
  label: string;
}

/** The week of a clinic that has recorded none: the same day seven times. */
export function everyDay(dayStart: string, dayEnd: string): Week {
  return Array.from({ length: 7 }, () => [{ from: dayStart, to: dayEnd }]);
}

/** Every date from `from` to `to`, both included. */
export function datesOf({ from, to }: Dates): string[] {
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/**
 * Spans open on these dates; one that began the evening before is included. The week is chosen by the date on which a
 * span begins. Opens at the first reading of a doubled hour, closes at the last.
 */
export function openOn(dates: readonly string[], weekOn: (date: string) => Week, clock: WallClock): Span[] {
  const [first] = dates;
  if (first === undefined) return [];
  const spans: Span[] = [];
  let day = (weekday(first) + 5) % 7;
  for (const date of [addDays(first, -1), ...dates]) {
    for (const { from, to } of weekOn(date)[day] ?? []) {
      const opens = minutesOf(from);
      const closes = minutesOf(to);
      spans.push({
        from: clock.at(date, opens, 'first'),
        to: clock.at(date, closes > opens ? closes : closes + 1440, 'last'),
      });
    }
    day = (day + 1) % 7;
  }
  return tidy(spans);
}

/** Their own week where one holds on that day, otherwise the clinic's. */
export function weekOn(own: readonly ValidWeek[], clinic: Week): (date: string) => Week {
  return (date) =>
    own.find(({ validFrom, validUntil }) => validFrom <= date && (validUntil === null || validUntil >= date))
      ?.week ?? clinic;
}

/** Whether two sets of hours of one practitioner hold on the same day; one is not in its own way. */
export function meeting(
  one: Omit<ValidWeek, 'week'> & { id: string; practitionerId: string; withdrawnAt: string | null },
  other: Omit<ValidWeek, 'week'> & { id: string; practitionerId: string },
): boolean {
  if (one.id === other.id || one.withdrawnAt !== null || one.practitionerId !== other.practitionerId)
    return false;
  return (
    (other.validUntil === null || one.validFrom <= other.validUntil) &&
    (one.validUntil === null || one.validUntil >= other.validFrom)
  );
}

/** From midnight to midnight of the dates. */
export function wholeOf({ from, to }: Dates, clock: WallClock): Span {
  return { from: clock.at(from, 0, 'first'), to: clock.at(addDays(to, 1), 0, 'first') };
}

/** What is left of `open` after holidays and what closes this very resource. */
export function withoutClosures(
  open: readonly Span[],
  closed: readonly Closed[],
  resourceId: string,
): Span[] {
  return minus(
    open,
    tidy(closed.filter((closure) => closure.resourceId === null || closure.resourceId === resourceId)),
  );
}

/** The closure that a booking is told of: the hardest, and of those the one that ends last. */
export function hardestOf(closed: readonly Closed[], asked: Span): Closed | null {
  const inTheWay = closed.filter(({ from, to }) => from < asked.to && to > asked.from);
  for (const kind of hardest) {
    const [worst] = inTheWay.filter((closure) => closure.kind === kind).toSorted((a, b) => b.to - a.to);
    if (worst !== undefined) return worst;
  }
  return null;
}

const longestRange = { shown: 42, closures: 800 } as const;

/** Refuses dates that no calendar of a clinic has, a range turned round and one too long to answer. */
export function assertDates({ from, to }: Dates, what: keyof typeof longestRange): void {
  assertDate(from, 'from');
  assertDate(to, 'to');
  if (to < from) throw new Refusal('INVALID', { field: 'to', problem: 'before-start' });
  if (addDays(from, longestRange[what]) <= to)
    throw new Refusal('INVALID', { field: 'to', problem: 'too-long' });
}

/** Outside these years text order and time order part, or a slip of the finger is certain. */
export function assertDate(date: string, field: string): void {
  if (!isPlainDate(date) || date < '1900' || date >= '2200')
    throw new Refusal('INVALID', { field, problem: 'out-of-range' });
}

/** Spans of a day in order and apart, the last of a night clear of the next morning's first. */
export function assertWeek(week: Week): void {
  const day = 1440;
  const spans = week.flatMap((spans, index) =>
    spans.map(({ from, to }) => {
      const opens = minutesOf(from);
      const closes = minutesOf(to);
      if (closes === opens) throw new Refusal('INVALID', { field: `week.${index}`, problem: 'empty' });
      return {
        index,
        from: index * day + opens,
        to: index * day + (closes > opens ? closes : closes + day),
      };
    }),
  );
  const [first] = spans;
  spans.forEach(({ index, to }, at) => {
    const next =
      spans[at + 1] ?? (first === undefined ? undefined : { ...first, from: first.from + 7 * day });
    if (next === undefined) return;
    const sameDay = next.index === index && spans[at + 1] !== undefined;
    if (next.from < to || (sameDay && next.from === to))
      throw new Refusal('INVALID', { field: `week.${index}`, problem: 'overlap' });
  });
}

type ClosureTime = { from: { date: string; time: string }; to: { date: string; time: string } };

export function assertClosureTime({ from, to }: ClosureTime): void {
  assertDate(from.date, 'from.date');
  assertDate(to.date, 'to.date');
  if (from.date + from.time >= to.date + to.time)
    throw new Refusal('INVALID', { field: 'to', problem: 'before-start' });
  if (addDays(from.date, longestRange.closures) < to.date)
    throw new Refusal('INVALID', { field: 'to', problem: 'too-long' });
}
