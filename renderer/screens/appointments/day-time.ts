import { addMonths, minutesBetween, wallTimeAt, weekday } from '../../../shared/rules/calendar.ts';
import { Intl as Sayers, Temporal } from 'temporal-polyfill';
import type { Appointment } from '../../../shared/contract/appointments.ts';

export function minuteOf(wallTime: string): number {
  const [hours = 0, minutes = 0] = wallTime.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Wall-clock minute of the day on which an instant falls in the clinic's zone. */
export function minuteIn(zone: string, instant: string): number {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return at.hour * 60 + at.minute;
}

/** Real minutes, also over a change of the clocks. */
export function lengthOf({ startsAt, endsAt }: Pick<Appointment, 'startsAt' | 'endsAt'>): number {
  return minutesBetween(startsAt, endsAt);
}

export function timeIn(zone: string, instant: string): string {
  return wallTimeAt(instant, zone).time;
}

export function dateIn(zone: string, instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

export function todayIn(zone: string): string {
  return Temporal.Now.plainDateISO(zone).toString();
}

export function shiftDate(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

const sayers = new Map<string, Sayers.DateTimeFormat>();

/** Making a formatter takes a hundred times as long as using it. */
function say(date: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([language, options]);
  const known = sayers.get(key);
  // Day before month, as the date fields read it.
  const sayer = known ?? new Sayers.DateTimeFormat(language === 'en' ? 'en-GB' : language, options);
  if (known === undefined) sayers.set(key, sayer);
  return sayer.format(Temporal.PlainDate.from(date));
}

/** `Monday 23 November 2026` in the person's language. */
export function sayDay(date: string, language: string): string {
  return say(date, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** `Mon` or `Mon 23 Nov`, in the person's language. */
export function sayWeekday(date: string, language: string, withDay = false): string {
  const day = withDay ? ({ day: 'numeric', month: 'short' } as const) : {};
  return say(date, language, { weekday: 'short', ...day });
}

/** `November 2026`. */
export function sayMonth(date: string, language: string): string {
  return say(date, language, { month: 'long', year: 'numeric' });
}

/** Monday of the week. */
export function mondayOf(date: string): string {
  return shiftDate(date, 1 - weekday(date));
}

/** The same day of another month, or its last. */
export function shiftMonth(date: string, months: number): string {
  return addMonths(date, months);
}
