import { addDays, minutesBetween, readWallTime, wallTimeAt, type InstantText } from './calendar.ts';

/** Longest visit that may run past midnight, in minutes: an hour typed before the start is else a slip. */
const PAST_MIDNIGHT = 12 * 60;

/**
 * The instant at which a visit that began at `startedAt` ended, from the hour alone: on the day of the start, or after the
 * midnight that follows it. Of an hour that the clock shows twice, the first that is not before the start.
 */
export function endOfVisit(startedAt: InstantText, time: string, zone: string): InstantText {
  const { date } = wallTimeAt(startedAt, zone);
  const on = (day: string): InstantText => {
    const read = readWallTime({ date: day, time }, zone);
    if (read.kind === 'overlap') return read.first < startedAt ? read.second : read.first;
    return read.instant;
  };
  const same = on(date);
  // Seconds are not typed: an end in the minute of the start is no end before it.
  if (time === wallTimeAt(startedAt, zone).time) return startedAt;
  if (same >= startedAt) return same;
  const next = on(addDays(date, 1));
  return minutesBetween(startedAt, next) <= PAST_MIDNIGHT ? next : same;
}
