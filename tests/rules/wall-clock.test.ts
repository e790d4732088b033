import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, readWallTime, wallTimeAt } from '../../shared/rules/calendar.ts';
import {
  common,
  holds,
  instantAt,
  minus,
  minutesOf,
  type Span,
  tidy,
  timeOf,
  wallClock,
} from '../../shared/rules/wall-clock.ts';

const zones = [
  'Africa/Johannesburg',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Nuuk',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
];

describe('the clock of a zone over a range of dates', () => {
  const moment = fc.record({
    zone: fc.constantFrom(...zones),
    date: fc.integer({ min: 0, max: 5843 }).map((days) => addDays('2020-01-01', days)),
    minutes: fc.integer({ min: 0, max: 1439 }),
    before: fc.integer({ min: 0, max: 90 }),
  });

  it('reads every wall time as the calendar does, missing and doubled ones included', () => {
    fc.assert(
      fc.property(moment, ({ zone, date, minutes, before }) => {
        const clock = wallClock(zone, addDays(date, -before), date);
        const reading = readWallTime({ date, time: timeOf(minutes) }, zone);
        const expected =
          reading.kind === 'overlap' ? [reading.first, reading.second] : [reading.instant, reading.instant];
        expect([
          instantAt(clock.at(date, minutes, 'first')),
          instantAt(clock.at(date, minutes, 'last')),
        ]).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows what the calendar shows', () => {
    fc.assert(
      fc.property(moment, ({ zone, date, minutes, before }) => {
        const clock = wallClock(zone, addDays(date, -before), date);
        const instant = Date.parse(`${date}T${timeOf(minutes)}:00.000Z`);
        const shown = clock.shows(instant);
        expect({ date: shown.date, time: timeOf(shown.minutes) }).toEqual(
          wallTimeAt(instantAt(instant), zone),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('is asked at the clock changes of every zone from 2020 to 2035', () => {
    for (const zone of zones) {
      for (let year = 2020; year <= 2035; year++) {
        const clock = wallClock(zone, `${year}-01-01`, `${year}-12-31`);
        for (let date = `${year}-01-01`; date < `${year + 1}-01-01`; date = addDays(date, 1)) {
          const hours = (clock.at(date, 1440, 'first') - clock.at(date, 0, 'first')) / 3_600_000;
          if (hours === 24) continue;
          for (let minutes = 0; minutes < 1440; minutes += 15) {
            const reading = readWallTime({ date, time: timeOf(minutes) }, zone);
            expect(instantAt(clock.at(date, minutes, 'first')), `${zone} ${date} ${timeOf(minutes)}`).toBe(
              reading.kind === 'overlap' ? reading.first : reading.instant,
            );
          }
        }
      }
    }
  });

  it('writes midnight at the end of a day as 24:00', () => {
    expect([timeOf(0), timeOf(545), timeOf(1440)]).toEqual(['00:00', '09:05', '24:00']);
    expect(['00:00', '09:05', '24:00'].map(minutesOf)).toEqual([0, 545, 1440]);
  });
});

describe('spans of time', () => {
  const spans = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 15 }))
      .map(([from, length]): Span => ({ from, to: from + length })),
    { maxLength: 12 },
  );
  const inside = (list: readonly Span[], at: number) => list.some(({ from, to }) => from <= at && at < to);
  const isTidy = (list: readonly Span[]) =>
    list.every(({ from, to }, index) => from < to && from > (list[index - 1]?.to ?? -1));

  it('are tidied, subtracted and shared moment by moment, and come out sorted and apart', () => {
    fc.assert(
      fc.property(spans, spans, (some, others) => {
        const a = tidy(some);
        const b = tidy(others);
        const left = minus(a, b);
        const both = common(a, b);
        expect([isTidy(a), isTidy(left)]).toEqual([true, true]);
        for (let at = 0; at < 80; at++) {
          expect(inside(a, at)).toBe(inside(some, at));
          expect(inside(left, at)).toBe(inside(a, at) && !inside(b, at));
          expect(inside(both, at)).toBe(inside(a, at) && inside(b, at));
        }
      }),
    );
  });

  it('hold a visit only when one of them has all of it', () => {
    const morning = { from: 8, to: 12 };
    expect(holds([morning, { from: 13, to: 17 }], { from: 8, to: 12 })).toBe(true);
    expect(holds([morning, { from: 13, to: 17 }], { from: 11, to: 14 })).toBe(false);
  });
});
