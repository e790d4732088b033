import { dayBounds } from '../../../shared/rules/calendar.ts';
import { millisOf, wallClock } from '../../../shared/rules/wall-clock.ts';

/** The wall clock of some dates, read once: placing hundreds of visits is then plain arithmetic. */
export interface DayLine {
  date: string;
  /** Minutes since the date's midnight that the clock shows, 0 before the day and 1440 after it. */
  minute: (instant: number) => number;
  /** Begins before this day. */
  before: (instant: number) => boolean;
  after: (instant: number) => boolean;
}

export function dayLines(dates: readonly string[], zone: string): DayLine[] {
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return [];
  const clock = wallClock(zone, first, last);
  return dates.map((date) => {
    const bounds = dayBounds(date, zone);
    const [from, to] = [millisOf(bounds.from), millisOf(bounds.to)];
    return {
      date,
      before: (instant) => instant < from,
      after: (instant) => instant > to,
      minute: (instant) => {
        if (instant <= from) return 0;
        return instant >= to ? 1440 : clock.shows(instant).minutes;
      },
    };
  });
}

/** Where real time from one instant to another stands on a day's wall clock: at its start, for as long as it lasts. */
export function extentOn(line: DayLine, starts: number, ends: number): { from: number; to: number } {
  const from = line.minute(starts);
  if (line.before(starts)) return { from, to: line.minute(ends) };
  // Over a change of the clocks the face jumps; the length is real all the same.
  return { from, to: Math.min(1440, from + (ends - starts) / 60_000) };
}
