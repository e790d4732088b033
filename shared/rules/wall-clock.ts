import { Temporal } from 'temporal-polyfill';
import type { InstantText, PlainDateText } from './calendar.ts';

/** Half-open stretch of time in epoch milliseconds. */
export interface Span {
  from: number;
  to: number;
}

const minute = 60_000;
const day = 1440 * minute;

/**
 * A zone's clock over a range of dates, its changes looked up once: readings afterwards are plain arithmetic, which a
 * search over months of several people needs. `readWallTime` is the same for one reading.
 */
export interface WallClock {
  /**
   * Epoch milliseconds at which the clock shows `minutes` (0 to 2880, 1440 being midnight at the end) of `date`. A time
   * shown twice is read as asked; one that the clock jumps over is the moment of the jump.
   */
  at: (date: PlainDateText, minutes: number, which: 'first' | 'last') => number;
  /** What the clock shows: the date, and minutes since its midnight. */
  shows: (instant: number) => { date: PlainDateText; minutes: number };
}

/** The clock from two days before `from` to two days after `to`; outside of that it is not to be asked. */
export function wallClock(zone: string, from: PlainDateText, to: PlainDateText): WallClock {
  const segments = segmentsOf(zone, midnightOf(from) - 2 * day, midnightOf(to) + 3 * day);
  const offsetAt = (instant: number) =>
    (segments.findLast((segment) => segment.from <= instant) ?? segments[0])?.offset ?? 0;
  return {
    at: (date, minutes, which) => {
      const local = midnightOf(date) + minutes * minute;
      const readings = segments.flatMap(({ from: begins, offset }, index) => {
        const instant = local - offset;
        return instant >= begins && instant < (segments[index + 1]?.from ?? Infinity) ? [instant] : [];
      });
      const found = which === 'first' ? readings[0] : readings.at(-1);
      if (found !== undefined) return found;
      return segments.find(({ from: begins, offset }) => local - offset < begins)?.from ?? local;
    },
    shows: (instant) => {
      const local = instant + offsetAt(instant);
      const midnight = Math.floor(local / day) * day;
      return { date: dateOf(midnight), minutes: Math.floor((local - midnight) / minute) };
    },
  };
}

function segmentsOf(zone: string, from: number, to: number): { from: number; offset: number }[] {
  let zoned: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const segments = [{ from: -Infinity, offset: zoned.offsetNanoseconds / 1e6 }];
  while ((zoned = zoned.getTimeZoneTransition('next')) !== null && zoned.epochMilliseconds < to)
    segments.push({ from: zoned.epochMilliseconds, offset: zoned.offsetNanoseconds / 1e6 });
  return segments;
}

function midnightOf(date: PlainDateText): number {
  // Days since 1970 with March as first month, so that the leap day comes last; Gregorian, years 1 to 9999.
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(date.slice(8)) - 1;
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return (year * 365 + leaps + ofYear - 719_468) * day;
}

function dateOf(midnight: number): PlainDateText {
  // The way of `midnightOf` back: whole cycles of 400 years, then the year that begins in March.
  const days = midnight / day + 719_468;
  const ofCycle = days - Math.floor(days / 146_097) * 146_097;
  const leaps = Math.floor(ofCycle / 1460) - Math.floor(ofCycle / 36_524) + Math.floor(ofCycle / 146_096);
  const year = Math.floor((ofCycle - leaps) / 365);
  const ofYear = ofCycle - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const whole = Math.floor(days / 146_097) * 400 + year + (month <= 2 ? 1 : 0);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(whole).padStart(4, '0')}-${two(month)}-${two(ofYear - Math.floor((153 * march + 2) / 5) + 1)}`;
}

/** Minutes since midnight of `HH:MM`; `24:00` is 1440. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** `HH:MM` of minutes since midnight; 1440 is `24:00`. */
export function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function millisOf(instant: InstantText): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

export function instantAt(millis: number): InstantText {
  return Temporal.Instant.fromEpochMilliseconds(millis).toString({ smallestUnit: 'millisecond' });
}

/** Sorted, disjoint, not touching, none empty: the one form in which every answer below comes. */
export function tidy(spans: readonly Span[]): Span[] {
  const tidied: Span[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (from >= to) continue;
    const last = tidied.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else tidied.push({ from, to });
  }
  return tidied;
}

/** What of `spans` is left when `without` is taken out; both tidy. */
export function minus(spans: readonly Span[], without: readonly Span[]): Span[] {
  const left: Span[] = [];
  let next = 0;
  for (const { from, to } of spans) {
    let at = from;
    while (next < without.length && (without[next] as Span).to <= from) next++;
    for (let index = next; index < without.length && (without[index] as Span).from < to; index++) {
      const gone = without[index] as Span;
      if (gone.from > at) left.push({ from: at, to: gone.from });
      at = Math.max(at, gone.to);
    }
    if (at < to) left.push({ from: at, to });
  }
  return left;
}

/** What both have; both tidy. */
export function common(a: readonly Span[], b: readonly Span[]): Span[] {
  const shared: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const one = a[i] as Span;
    const other = b[j] as Span;
    const from = Math.max(one.from, other.from);
    const to = Math.min(one.to, other.to);
    if (from < to) shared.push({ from, to });
    if (one.to < other.to) i++;
    else j++;
  }
  return shared;
}

/** Whether one span of `spans` (tidy) holds all of it. */
export function holds(spans: readonly Span[], { from, to }: Span): boolean {
  return spans.some((span) => span.from <= from && span.to >= to);
}
