import { minutesBetween, wallTimeAt } from '../../../shared/rules/calendar.ts';
import { Temporal } from 'temporal-polyfill';
import type { Appointment } from '../../../shared/contract/appointments.ts';

/** Minutes of one grid row; every start and length is a multiple of it. */
export const step = 5;

/** Pixels of one grid row. */
export const rowHeight = 8;

export function minuteOf(wallTime: string): number {
  const [hours = 0, minutes = 0] = wallTime.split(':').map(Number);
  return hours * 60 + minutes;
}

export function wallTime(minute: number): string {
  const within = Math.max(0, Math.min(minute, 24 * 60 - step));
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
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

/** `Monday 23 November 2026` in the person's language. */
export function sayDay(date: string, language: string): string {
  // Day before month, as the date fields read it.
  return Temporal.PlainDate.from(date).toLocaleString(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

export function snap(minute: number): number {
  return Math.round(minute / step) * step;
}

/** First and last minute that the grid shows: the clinic's hours, widened to what is booked outside them. */
export function shownHours(
  opening: { dayStart: string; dayEnd: string },
  booked: readonly Appointment[],
  zone: string,
): { from: number; to: number } {
  let from = minuteOf(opening.dayStart);
  let to = minuteOf(opening.dayEnd);
  for (const visit of booked) {
    const start = minuteIn(zone, visit.startsAt);
    from = Math.min(from, start);
    to = Math.max(to, start + lengthOf(visit));
  }
  return { from: Math.floor(from / 60) * 60, to: Math.min(Math.ceil(to / 60) * 60, 24 * 60) };
}
