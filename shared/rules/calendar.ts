import { Temporal } from 'temporal-polyfill';

/** `YYYY-MM-DD` in the clinic. */
export type PlainDateText = string;
/** `HH:MM` on the clinic's wall clock. */
export type PlainTimeText = string;
/** UTC with milliseconds, `2026-11-22T09:30:00.000Z`; sorts as text. */
export type InstantText = string;

export type WallTime = { date: PlainDateText; time: PlainTimeText };

export type WallReading =
  | { kind: 'exact'; instant: InstantText }
  /** The clock jumps over this time; `nextValid` is the first that exists. */
  | { kind: 'gap'; nextValid: WallTime; instant: InstantText }
  /** The clock shows this time twice; the person must say which. */
  | { kind: 'overlap'; first: InstantText; second: InstantText };

/** The library reads each text anew, which takes far longer than all that is done with it. Few enough are kept. */
function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  if (known.size >= 2000) known.clear();
  known.set(key, found);
  return found;
}

function instantText(instant: Temporal.Instant): InstantText {
  return instant.toString({ smallestUnit: 'millisecond' });
}

/** Whether the runtime knows this IANA zone. An offset such as `+02:00` is not a zone: it has no summer time. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

/** A date of the calendar, years 0001 to 9999. 2026-02-30 is refused, never rolled over. */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** `HH:MM`, 00:00 to 23:59. No seconds, no other separators, no 24:00. */
export function isPlainTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

function zonedStart(date: PlainDateText, zone: string): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).toZonedDateTime(zone);
}

/**
 * The instant at which the clinic's wall clock shows `time` on `date`. A time that the clock jumps over is not moved
 * silently, and one that it shows twice is not guessed. Throws for texts that are no date, time or zone.
 */
export function readWallTime({ date, time }: WallTime, zone: string): WallReading {
  if (!isPlainDate(date) || !isPlainTime(time)) throw new RangeError('not a wall time');
  const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
  const early = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const late = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (early.epochMilliseconds === late.epochMilliseconds)
    return { kind: 'exact', instant: instantText(early.toInstant()) };
  if (early.toPlainDateTime().equals(wall)) {
    return { kind: 'overlap', first: instantText(early.toInstant()), second: instantText(late.toInstant()) };
  }
  const after = early.getTimeZoneTransition('next') ?? late;
  return { kind: 'gap', nextValid: wallOf(after), instant: instantText(after.toInstant()) };
}

function wallOf(zoned: Temporal.ZonedDateTime): WallTime {
  // A zone may jump to a time with seconds; the next whole minute is the first that can be booked.
  const minute = zoned.round({ smallestUnit: 'minute', roundingMode: 'ceil' });
  return {
    date: minute.toPlainDate().toString(),
    time: minute.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** What the clinic's wall clock shows at `instant`, seconds cut off. */
export function wallTimeAt(instant: InstantText, zone: string): WallTime {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return {
    date: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute', roundingMode: 'trunc' }),
  };
}

/** A note asks for the day of some sixty answers, most of them given at one moment. */
const daysAt = new Map<string, PlainDateText>();

export function dateAt(instant: InstantText, zone: string): PlainDateText {
  return remembered(daysAt, `${instant} ${zone}`, () => wallTimeAt(instant, zone).date);
}

/** First instant of the clinic's day and first of the next: 23, 24 or 25 hours apart, or none at all where a zone skipped a day. */
export function dayBounds(date: PlainDateText, zone: string): { from: InstantText; to: InstantText } {
  const next = Temporal.PlainDate.from(date, { overflow: 'reject' }).add({ days: 1 });
  return {
    from: instantText(zonedStart(date, zone).toInstant()),
    to: instantText(next.toZonedDateTime(zone).toInstant()),
  };
}

/** Real minutes later; a visit of 30 minutes lasts 30 minutes across a clock change. */
export function plusMinutes(instant: InstantText, minutes: number): InstantText {
  return instantText(Temporal.Instant.from(instant).add({ minutes }));
}

export function minutesBetween(from: InstantText, to: InstantText): number {
  return (
    (Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 60_000
  );
}

export function addDays(date: PlainDateText, days: number): PlainDateText {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).add({ days }).toString();
}

/** Months later; a day that the month does not have becomes its last (31 January and one month is 28 or 29 February). */
export function addMonths(date: PlainDateText, months: number): PlainDateText {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).add({ months }).toString();
}

const dayNumbers = new Map<string, number>();
const firstDay = Temporal.PlainDate.from('1970-01-01');

function dayNumber(date: PlainDateText): number {
  return remembered(
    dayNumbers,
    date,
    () => firstDay.until(Temporal.PlainDate.from(date, { overflow: 'reject' })).days,
  );
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDateText, to: PlainDateText): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 Monday to 7 Sunday. */
export function weekday(date: PlainDateText): number {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).dayOfWeek;
}

/** The grid of the day view, in minutes. */
export const GRID_MINUTES = 5;

/** Minutes since midnight brought to the grid; `nearest` takes the later line from half-way on. Stays within 0 to 1440. */
export function snapMinutes(
  minutes: number,
  mode: 'down' | 'nearest' | 'up' = 'nearest',
  step: number = GRID_MINUTES,
): number {
  const lines = minutes / step;
  const line =
    mode === 'down' ? Math.floor(lines) : mode === 'up' ? Math.ceil(lines) : Math.floor(lines + 0.5);
  return Math.min(1440, Math.max(0, line * step));
}

export function onGrid(time: PlainTimeText): boolean {
  return isPlainTime(time) && Number(time.slice(3)) % GRID_MINUTES === 0;
}

/** Whether two half-open intervals share a moment; one that ends when the other starts does not. Empty ones never do. */
export function overlap(
  a: { from: InstantText; to: InstantText },
  b: { from: InstantText; to: InstantText },
): boolean {
  const at = (text: InstantText) => Temporal.Instant.from(text).epochMilliseconds;
  return Math.max(at(a.from), at(b.from)) < Math.min(at(a.to), at(b.to));
}

/** Full years on `date`. Who was born on 29 February is a year older on 1 March in years without that day: never early. */
export function ageOn(birthDate: PlainDateText, date: PlainDateText): number {
  const born = Temporal.PlainDate.from(birthDate, { overflow: 'reject' });
  const day = Temporal.PlainDate.from(date, { overflow: 'reject' });
  const before = day.month < born.month || (day.month === born.month && day.day < born.day);
  return day.year - born.year - (before ? 1 : 0);
}

/** `future` and `too-old` (above 130) are refused; 110 to 130 is asked. */
export type BirthDateProblem = 'not-a-date' | 'future' | 'too-old' | 'ask-very-old';

export function birthDateProblem(birthDate: string, today: PlainDateText): BirthDateProblem | null {
  if (!isPlainDate(birthDate)) return 'not-a-date';
  if (birthDate > today) return 'future';
  const age = ageOn(birthDate, today);
  if (age > 130) return 'too-old';
  return age >= 110 ? 'ask-very-old' : null;
}
