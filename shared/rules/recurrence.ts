import { Temporal } from 'temporal-polyfill';
import { addDays, isPlainDate, type PlainDateText, weekday } from './calendar.ts';

/** Monday is 1. `every` counts days, weeks or months from the first one; weeks begin on Monday. */
export type SeriesRule =
  | { kind: 'days'; every: number }
  | { kind: 'weeks'; every: number; weekdays: readonly number[] }
  /** `shortMonths` says what is done where the month has no such day; null is not answered yet. */
  | { kind: 'month-day'; every: number; day: number; shortMonths: 'last' | 'skip' | null }
  | { kind: 'month-weekday'; every: number; nth: 1 | 2 | 3 | 4 | 'last'; weekday: number };

export type SeriesEnd = { kind: 'count'; count: number } | { kind: 'date'; until: PlainDateText };

/**
 * Why a plan gives no dates: `every` not 1 to 52, `no-weekday` none chosen, `day` not in any month, `short-months` not
 * said what is done where the month has no such day, `from` no date or out of range, `ends-before-start`, `count` not 1
 * to 100, `no-dates` none falls into the time, `too-many` more than 100, `too-far` later than ten years.
 */
export type SeriesProblem =
  | 'every'
  | 'no-weekday'
  | 'day'
  | 'short-months'
  | 'from'
  | 'ends-before-start'
  | 'count'
  | 'no-dates'
  | 'too-many'
  | 'too-far';

export const mostVisits = 100;
const mostYears = 10;

export function ruleProblem(rule: SeriesRule, from: PlainDateText, ends: SeriesEnd): SeriesProblem | null {
  if (!isPlainDate(from) || from < '1900' || from >= '2190') return 'from';
  if (!Number.isInteger(rule.every) || rule.every < 1 || rule.every > 52) return 'every';
  if (rule.kind === 'weeks' && !(rule.weekdays.length > 0 && rule.weekdays.every(isWeekday)))
    return 'no-weekday';
  if (rule.kind === 'month-weekday' && !isWeekday(rule.weekday)) return 'no-weekday';
  if (rule.kind === 'month-day') {
    if (!Number.isInteger(rule.day) || rule.day < 1 || rule.day > 31) return 'day';
    if (rule.day > 28 && rule.shortMonths === null) return 'short-months';
  }
  if (ends.kind === 'count')
    return Number.isInteger(ends.count) && ends.count >= 1 && ends.count <= mostVisits ? null : 'count';
  if (!isPlainDate(ends.until) || ends.until < from) return 'ends-before-start';
  return ends.until > horizon(from) ? 'too-far' : null;
}

/**
 * The dates of a plan, in order. With `append`, dates in `skipped` do not count as visits, so that as many follow at
 * the end; they are listed all the same.
 */
export function seriesDates(
  { rule, from, ends, append }: { rule: SeriesRule; from: PlainDateText; ends: SeriesEnd; append: boolean },
  skipped: ReadonlySet<PlainDateText> = new Set(),
): { dates: PlainDateText[] } | { problem: SeriesProblem } {
  const problem = ruleProblem(rule, from, ends);
  if (problem !== null) return { problem };
  const dates: PlainDateText[] = [];
  let visits = 0;
  for (const date of ruleDates(rule, from)) {
    if (ends.kind === 'date' && date > ends.until) break;
    dates.push(date);
    if (!skipped.has(date) || !(append && ends.kind === 'count')) visits += 1;
    if (ends.kind === 'count' && visits === ends.count) return { dates };
    if (visits > mostVisits || dates.length > 2 * mostVisits) return { problem: 'too-many' };
  }
  if (dates.length === 0) return { problem: 'no-dates' };
  return ends.kind === 'count' ? { problem: 'too-far' } : { dates };
}

/** The next `count` dates of the rule after `last`; fewer where ten years are over. */
export function datesAfter(
  rule: SeriesRule,
  from: PlainDateText,
  last: PlainDateText,
  count: number,
): PlainDateText[] {
  const dates: PlainDateText[] = [];
  for (const date of ruleDates(rule, from)) {
    if (date > last) dates.push(date);
    if (dates.length === count) break;
  }
  return dates;
}

/** Every date of the rule from `from` on, for ten years. */
function* ruleDates(rule: SeriesRule, from: PlainDateText): Generator<PlainDateText> {
  const end = horizon(from);
  for (let period = 0; ; period += rule.every) {
    const { begins, dates } = datesOfPeriod(rule, from, period);
    if (begins > end) return;
    for (const date of dates) if (date >= from && date <= end) yield date;
  }
}

function datesOfPeriod(
  rule: SeriesRule,
  from: PlainDateText,
  period: number,
): { begins: PlainDateText; dates: PlainDateText[] } {
  if (rule.kind === 'days') {
    const date = addDays(from, period);
    return { begins: date, dates: [date] };
  }
  if (rule.kind === 'weeks') {
    const monday = addDays(from, 1 - weekday(from) + 7 * period);
    const days = [...new Set(rule.weekdays)].toSorted((a, b) => a - b);
    return { begins: monday, dates: days.map((day) => addDays(monday, day - 1)) };
  }
  const first = Temporal.PlainDate.from(from).with({ day: 1 }).add({ months: period });
  return { begins: first.toString(), dates: dateOfMonth(rule, first) };
}

function dateOfMonth(
  rule: Extract<SeriesRule, { kind: 'month-day' | 'month-weekday' }>,
  first: Temporal.PlainDate,
): PlainDateText[] {
  if (rule.kind === 'month-day') {
    if (rule.day > first.daysInMonth && rule.shortMonths !== 'last') return [];
    return [first.with({ day: Math.min(rule.day, first.daysInMonth) }).toString()];
  }
  const earliest = 1 + ((rule.weekday - first.dayOfWeek + 7) % 7);
  const last = earliest + 7 * Math.floor((first.daysInMonth - earliest) / 7);
  return [first.with({ day: rule.nth === 'last' ? last : earliest + 7 * (rule.nth - 1) }).toString()];
}

function isWeekday(day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}

function horizon(from: PlainDateText): PlainDateText {
  return Temporal.PlainDate.from(from).add({ years: mostYears }).toString();
}
