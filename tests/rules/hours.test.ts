import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Week } from '../../shared/contract/hours.ts';
import { addDays, weekday } from '../../shared/rules/calendar.ts';
import { minutesOf, type Span, timeOf, wallClock } from '../../shared/rules/wall-clock.ts';
import {
  assertWeek,
  datesOf,
  everyDay,
  hardestOf,
  openOn,
  weekOn,
  wholeOf,
  withoutClosures,
} from '../../main/clinic/hours/rules.ts';

const zones = ['Africa/Johannesburg', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];

/** Up to three spans a day, a quarter of an hour apart at least, the last one perhaps over midnight. */
const dayHours = fc
  .uniqueArray(fc.integer({ min: 20, max: 95 }), { maxLength: 6 })
  .map((quarters) => quarters.toSorted((a, b) => a - b))
  .map((quarters) =>
    Array.from({ length: Math.floor(quarters.length / 2) }, (_, index) => {
      const [from = 0, to = 0] = quarters.slice(index * 2);
      return { from: timeOf(from * 15), to: timeOf(to * 15) };
    }),
  );
const aWeek: fc.Arbitrary<Week> = fc.array(dayHours, { minLength: 7, maxLength: 7 });
/** About the clock changes of those zones, where arithmetic goes wrong if it does. */
const aDate = fc
  .tuple(fc.integer({ min: 2024, max: 2032 }), fc.constantFrom('03-05', '03-25', '10-01', '10-22', '11-01'))
  .chain(([year, day]) => fc.integer({ min: 0, max: 9 }).map((days) => addDays(`${year}-${day}`, days)));

describe('hours', () => {
  it('are open exactly when the wall clock stands within them, across clock changes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), aDate, aWeek, (zone, from, week) => {
        const to = addDays(from, 6);
        const clock = wallClock(zone, from, to);
        const open = openOn(datesOf({ from, to }), () => week, clock);
        const whole = wholeOf({ from, to }, clock);
        for (let at = whole.from; at < whole.to; at += 5 * 60_000) {
          const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
          // A doubled hour is closed where closing time was reached in both readings; edges are read apart.
          if (zoned.hoursInDay !== 24) continue;
          const minutes = zoned.hour * 60 + zoned.minute;
          const expected = (week[zoned.dayOfWeek - 1] ?? []).some(
            (span) => minutesOf(span.from) <= minutes && minutes < minutesOf(span.to),
          );
          expect(open.some((span) => span.from <= at && at < span.to)).toBe(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('last from the evening to the next morning where they are said to', () => {
    const week: Week = Array.from({ length: 7 }, () => []);
    week[weekday('2026-11-20') - 1] = [{ from: '20:00', to: '02:00' }];
    const clock = wallClock('Europe/Berlin', '2026-11-21', '2026-11-21');
    expect(openOn(['2026-11-21'], () => week, clock)).toEqual([
      { from: Date.parse('2026-11-20T19:00:00.000Z'), to: Date.parse('2026-11-21T01:00:00.000Z') },
    ]);
  });

  it('keep a doubled hour open in both readings and lose a missing one', () => {
    const week = everyDay('01:00', '04:00');
    const lengthOn = (date: string) => {
      const [span = { from: 0, to: 0 }] = openOn(
        [date],
        () => week,
        wallClock('Europe/Berlin', date, date),
      ).slice(-1);
      return (span.to - span.from) / 3_600_000;
    };
    expect(['2026-10-24', '2026-10-25', '2026-03-29'].map(lengthOn)).toEqual([3, 4, 2]);
  });

  it('are the practitioner’s own while these hold, and the clinic’s before and after', () => {
    const clinic = everyDay('08:00', '18:00');
    const own = everyDay('10:00', '14:00');
    const on = weekOn([{ validFrom: '2026-12-01', validUntil: '2026-12-31', week: own }], clinic);
    expect(['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'].map((date) => on(date) === own)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  const refused = (...days: Week[number][]) => {
    const week: Week = Array.from({ length: 7 }, (_, index) => days[index] ?? []);
    try {
      assertWeek(week);
      return null;
    } catch (error) {
      return (error as { data: unknown }).data;
    }
  };

  it('are refused when two spans of a day meet or are out of order, or one is empty', () => {
    const overlap = { field: 'week.0', problem: 'overlap' };
    expect(refused([{ from: '08:00', to: '12:00' }, { from: '11:00', to: '14:00' }])).toEqual(overlap); // prettier-ignore
    expect(refused([{ from: '13:00', to: '17:00' }, { from: '08:00', to: '12:00' }])).toEqual(overlap); // prettier-ignore
    expect(refused([{ from: '08:00', to: '12:00' }, { from: '12:00', to: '17:00' }])).toEqual(overlap); // prettier-ignore
    expect(refused([{ from: '08:00', to: '08:00' }])).toEqual({ field: 'week.0', problem: 'empty' });
    expect(refused([{ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:00' }])).toBeNull(); // prettier-ignore
  });

  it('are refused when a night runs into the next morning, from Sunday into Monday too', () => {
    const night = [{ from: '20:00', to: '09:00' }];
    const morning = [{ from: '08:00', to: '12:00' }];
    expect(refused(night, morning)).toEqual({ field: 'week.0', problem: 'overlap' });
    expect(refused(morning, [], [], [], [], [], night)).toEqual({ field: 'week.6', problem: 'overlap' });
    expect(refused(...Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]))).toBeNull();
  });
});

describe('closures', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 60 }))
    .map(([from, length]): Span => ({ from, to: from + length }));

  it('take away what is closed for everyone or for that very resource, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(span, fc.constantFrom(null, 'aiko', 'henrik')), { maxLength: 10 }),
        (given) => {
          const closed = given.map(([times, resourceId]) => ({
            ...times,
            resourceId,
            kind: resourceId === null ? ('holiday' as const) : ('leave' as const),
            label: '',
          }));
          const open = [
            { from: 10, to: 120 },
            { from: 180, to: 320 },
          ];
          const left = withoutClosures(open, closed, 'aiko');
          for (let at = 0; at < 400; at++) {
            const isOpen = open.some(({ from, to }) => from <= at && at < to);
            const isClosed = closed.some(
              ({ from, to, resourceId }) => resourceId !== 'henrik' && from <= at && at < to,
            );
            expect(left.some(({ from, to }) => from <= at && at < to)).toBe(isOpen && !isClosed);
          }
        },
      ),
    );
  });

  it('are told hardest first, and of equals the one that lasts longest', () => {
    const at = (kind: 'holiday' | 'leave' | 'room-closed' | 'device-out', from: number, to: number) => ({
      ...{ kind, from, to, resourceId: null, label: `${kind} ${from}` },
    });
    const all = [at('device-out', 0, 9), at('leave', 0, 5), at('leave', 1, 7), at('room-closed', 0, 9)];
    expect(hardestOf(all, { from: 2, to: 3 })?.label).toBe('leave 1');
    expect(hardestOf([...all, at('holiday', 2, 4)], { from: 2, to: 3 })?.label).toBe('holiday 2');
    expect(hardestOf(all, { from: 9, to: 12 })).toBeNull();
  });
});
