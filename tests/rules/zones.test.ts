import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { minuteIn, timeIn } from '../../renderer/screens/appointments/day-time.ts';
import {
  addDays,
  dateAt,
  dayBounds,
  minutesBetween,
  overlap,
  plusMinutes,
  readWallTime,
  wallTimeAt,
} from '../../shared/rules/calendar.ts';

// Every change of the clock in every zone that the runtime knows: 1 January 2020 to the end of 2035, and the year in which
// a zone left out a whole day.

interface Change {
  zone: string;
  /** First instant on the new clock. */
  at: Temporal.ZonedDateTime;
  /** Minutes by which the clock is put forward; negative where it is put back. */
  forward: number;
}

const zones = Intl.supportedValuesOf('timeZone');
const changes = zones.flatMap((zone) => [...changesOf(zone, 2011, 2011), ...changesOf(zone, 2020, 2035)]);

function changesOf(zone: string, first: number, last: number): Change[] {
  const found: Change[] = [];
  let at = Temporal.Instant.from(`${first}-01-01T00:00:00Z`)
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('next');
  for (; at !== null && at.year <= last; at = at.getTimeZoneTransition('next')) {
    const before = at.subtract({ seconds: 1 });
    found.push({ zone, at, forward: (at.offsetNanoseconds - before.offsetNanoseconds) / 60e9 });
  }
  return found;
}

const text = (at: Temporal.ZonedDateTime | Temporal.Instant) =>
  Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds).toString({ smallestUnit: 'millisecond' });
const wallOf = (wall: Temporal.PlainDateTime) => ({
  date: wall.toPlainDate().toString(),
  time: wall.toPlainTime().toString({ smallestUnit: 'minute' }),
});
/** Cheaper than an expectation where a test asks a hundred thousand times. */
const must = (holds: boolean, ...what: unknown[]) => {
  if (!holds) expect.fail(what.map(String).join(' '));
};

describe('every zone of the world', () => {
  it('is known, with its changes', () => {
    expect(zones.length).toBeGreaterThan(400);
    expect(changes.length).toBeGreaterThan(4000);
    expect(changes.some(({ forward }) => forward === 1440)).toBe(true);
  });

  it('gives back each wall time around its clock changes, and never moves one silently', () => {
    for (const { zone, at } of changes) {
      const wall = at.toPlainDateTime().round('minute');
      const shift = at.subtract({ minutes: 1 }).toPlainDateTime().round('minute');
      for (const around of [wall, shift])
        for (const minutes of [-61, 0, 30]) checkReading(around.add({ minutes }), zone);
    }
  }, 20_000);

  function checkReading(wall: Temporal.PlainDateTime, zone: string) {
    const time = wallOf(wall);
    const reading = readWallTime(time, zone);
    const shows = (instant: string) => {
      const shown = wallTimeAt(instant, zone);
      must(shown.date === time.date && shown.time === time.time, zone, wall, instant);
    };
    if (reading.kind === 'exact') shows(reading.instant);
    if (reading.kind === 'overlap') {
      shows(reading.first);
      shows(reading.second);
      must(reading.first < reading.second, zone, wall);
    }
    if (reading.kind === 'gap') {
      const next = `${reading.nextValid.date}T${reading.nextValid.time}`;
      must(next > `${time.date}T${time.time}`, zone, wall, next);
      must(readWallTime(reading.nextValid, zone).kind !== 'gap', zone, wall, next);
      // One second before the jump the clock still stood before the missing time.
      const before = Temporal.Instant.from(reading.instant)
        .subtract({ seconds: 1 })
        .toZonedDateTimeISO(zone)
        .toPlainDateTime();
      must(Temporal.PlainDateTime.compare(before, wall) === -1, zone, wall);
    }
  }

  it('names a missing and a doubled time wherever the clock jumps by minutes, and only there', () => {
    for (const { zone, at, forward } of changes) {
      if (!Number.isInteger(forward) || at.second !== 0) continue;
      const new_ = at.toPlainDateTime();
      const middle = new_.subtract({ minutes: Math.ceil(forward / 2) });
      // Put forward, the clock never shows the time between; put back, it shows the time after the change twice.
      const asked = readWallTime(wallOf(forward > 0 ? middle : new_.add({ minutes: 1 })), zone);
      if (Math.abs(forward) > 2) must(asked.kind === (forward > 0 ? 'gap' : 'overlap'), zone, at, asked.kind);
      const long = new_.add({ minutes: Math.abs(forward) + 1 });
      must(readWallTime(wallOf(long), zone).kind === 'exact', zone, long);
    }
  }, 20_000);

  it('has days that begin and end where the clock says so, shorter or longer by just what was changed', () => {
    for (const { zone, at, forward } of changes) {
      const date = at.subtract({ seconds: 1 }).toPlainDate().toString();
      for (const day of [date, addDays(date, 1)]) {
        const { from, to } = dayBounds(day, zone);
        if (from === to) continue;
        must(dateAt(from, zone) === day, zone, day, from);
        const last = Temporal.Instant.from(to).subtract({ seconds: 1 }).toZonedDateTimeISO(zone);
        must(last.toPlainDate().toString() === day, zone, day, to);
        const changed = from < text(at) && text(at) < to ? forward : 0;
        if (Number.isInteger(forward) && changed !== 0)
          must(
            Math.abs(minutesBetween(from, to) - (1440 - changed)) < 1,
            zone,
            day,
            minutesBetween(from, to),
          );
      }
      must(dayBounds(date, zone).to === dayBounds(addDays(date, 1), zone).from, zone, date);
    }
  }, 20_000);

  it('lets a visit last its real minutes across a change, and its card begin where the clock says', () => {
    for (const { zone, at, forward } of changes) {
      for (const [before, minutes] of [
        [30, 60],
        [5, 45],
        [120, 480],
      ] as const) {
        const start = plusMinutes(text(at), -before);
        const end = plusMinutes(start, minutes);
        must(minutesBetween(start, end) === minutes, zone, start);
        const clock = (instant: string) =>
          Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
        const moved = clock(start).until(clock(end), { largestUnit: 'minutes' }).total('minutes');
        must(Math.abs(moved - (minutes + forward)) < 1e-6, zone, start, moved);
        const shown = wallTimeAt(start, zone);
        must(timeIn(zone, start) === shown.time, zone, start);
        const midnight = Number(shown.time.slice(0, 2)) * 60 + Number(shown.time.slice(3));
        must(minuteIn(zone, start) === midnight, zone, start);
      }
    }
  }, 20_000);

  it('shows a visit over midnight on both days and on no other', () => {
    for (const { zone, at } of changes) {
      for (const shift of [0, 1]) {
        const date = addDays(at.toPlainDate().toString(), shift - 1);
        const { to: midnight } = dayBounds(date, zone);
        const visit = { from: plusMinutes(midnight, -30), to: plusMinutes(midnight, 45) };
        const [own, next] = [dateAt(visit.from, zone), dateAt(plusMinutes(visit.to, -1), zone)];
        must(own < next, zone, date);
        let inside = 0;
        for (const day of [addDays(own, -1), own, next, addDays(next, 1)]) {
          const bounds = dayBounds(day, zone);
          const touches = overlap(visit, bounds);
          must(touches === (day === own || day === next), zone, day, visit.from);
          if (touches)
            inside += minutesBetween(
              visit.from > bounds.from ? visit.from : bounds.from,
              visit.to < bounds.to ? visit.to : bounds.to,
            );
        }
        must(inside === 75, zone, date, inside);
      }
    }
  }, 20_000);

  it('has days that follow each other without a hole', () => {
    const day = fc
      .integer({ min: 0, max: 25_000 })
      .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }));
    fc.assert(
      fc.property(fc.constantFrom(...zones), day, (zone, date) => {
        const today = dayBounds(date.toString(), zone);
        expect(dayBounds(date.add({ days: 1 }).toString(), zone).from).toBe(today.to);
        expect(minutesBetween(today.from, today.to)).toBeGreaterThanOrEqual(0);
        if (today.from < today.to) expect(wallTimeAt(today.from, zone).date).toBe(date.toString());
      }),
      { numRuns: 500 },
    );
  });
});
