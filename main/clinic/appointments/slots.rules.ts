import { addDays, GRID_MINUTES, readWallTime } from '../../../shared/rules/calendar.ts';

interface Times {
  startsAt: string;
  endsAt: string;
}

const minute = 60_000;
const offered = 4;

/**
 * The next starts, at most four, at which nothing of `busy` is in the way, from the wanted one to the end of the next
 * day; within opening hours, on the five-minute grid, one length apart.
 */
export function freeStarts(
  busy: readonly Times[],
  wanted: { date: string; startsAt: string; minutes: number },
  hours: { zone: string; dayStart: string; dayEnd: string },
): string[] {
  const taken = busy
    .map(({ startsAt, endsAt }) => ({ from: Date.parse(startsAt), to: Date.parse(endsAt) }))
    .toSorted((a, b) => a.from - b.from);
  const length = wanted.minutes * minute;
  const free: string[] = [];
  for (const date of [wanted.date, addDays(wanted.date, 1)]) {
    const opens = at(date, hours.dayStart, hours.zone);
    const closes = at(date, hours.dayEnd, hours.zone);
    let start = onGrid(Math.max(opens, Date.parse(wanted.startsAt)), opens);
    while (start + length <= closes && free.length < offered) {
      const inTheWay = taken.filter(({ from, to }) => from < start + length && to > start);
      if (inTheWay.length === 0) {
        free.push(new Date(start).toISOString());
        start += length;
      } else start = onGrid(Math.max(...inTheWay.map(({ to }) => to)), opens);
    }
  }
  return free;
}

/** The doors open at the first reading of a doubled hour and at the end of a missing one. */
function at(date: string, time: string, zone: string): number {
  const reading = readWallTime({ date, time }, zone);
  return Date.parse(reading.kind === 'overlap' ? reading.first : reading.instant);
}

function onGrid(instant: number, from: number): number {
  const step = GRID_MINUTES * minute;
  return from + Math.ceil((instant - from) / step) * step;
}
