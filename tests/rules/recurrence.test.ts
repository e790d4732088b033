import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, weekday } from '../../shared/rules/calendar.ts';
import { datesAfter, seriesDates, type SeriesEnd, type SeriesRule } from '../../shared/rules/recurrence.ts';

const datesOf = (rule: SeriesRule, from: string, ends: SeriesEnd, skipped: string[] = [], append = true) => {
  const answer = seriesDates({ rule, from, ends, append }, new Set(skipped));
  return 'dates' in answer ? answer.dates : answer.problem;
};
const times = (count: number): SeriesEnd => ({ kind: 'count', count });
const until = (date: string): SeriesEnd => ({ kind: 'date', until: date });
const monthly = (day: number, shortMonths: 'last' | 'skip' | null): SeriesRule => {
  return { kind: 'month-day', every: 1, day, shortMonths };
};

describe('dates that repeat', () => {
  it('come every n days, the first one included', () => {
    expect(datesOf({ kind: 'days', every: 3 }, '2026-12-30', times(3))).toEqual([
      '2026-12-30',
      '2027-01-02',
      '2027-01-05',
    ]);
  });

  it('come on chosen weekdays of every second week, counted from the first one, which may be broken', () => {
    const rule: SeriesRule = { kind: 'weeks', every: 2, weekdays: [4, 1] };
    expect(datesOf(rule, '2026-11-25', times(4))).toEqual([
      '2026-11-26',
      '2026-12-07',
      '2026-12-10',
      '2026-12-21',
    ]);
  });

  it('come on the 31st as it was said: on the last day of shorter months, or not in them', () => {
    expect(datesOf(monthly(31, 'last'), '2027-01-31', times(4))).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
    ]);
    expect(datesOf(monthly(31, 'skip'), '2027-01-31', times(3))).toEqual([
      '2027-01-31',
      '2027-03-31',
      '2027-05-31',
    ]);
    expect(datesOf(monthly(31, null), '2027-01-31', times(3))).toBe('short-months');
    expect(datesOf(monthly(28, null), '2027-01-31', times(1))).toEqual(['2027-02-28']);
    expect(datesOf(monthly(29, 'last'), '2028-02-01', times(1))).toEqual(['2028-02-29']);
  });

  it('come on the second Tuesday, or the last Friday of the month', () => {
    const second: SeriesRule = { kind: 'month-weekday', every: 1, nth: 2, weekday: 2 };
    expect(datesOf(second, '2026-12-01', times(3))).toEqual(['2026-12-08', '2027-01-12', '2027-02-09']);
    const last: SeriesRule = { kind: 'month-weekday', every: 2, nth: 'last', weekday: 5 };
    expect(datesOf(last, '2026-11-28', until('2027-04-01'))).toEqual(['2027-01-29', '2027-03-26']);
  });

  it('follow at the end for those that are skipped, where the number means visits', () => {
    const weekly: SeriesRule = { kind: 'weeks', every: 1, weekdays: [5] };
    const skipped = ['2026-12-25', '2027-01-01'];
    expect(datesOf(weekly, '2026-12-11', times(4), skipped)).toEqual([
      '2026-12-11',
      '2026-12-18',
      '2026-12-25',
      '2027-01-01',
      '2027-01-08',
      '2027-01-15',
    ]);
    expect(datesOf(weekly, '2026-12-11', times(4), skipped, false)).toHaveLength(4);
    expect(datesOf(weekly, '2026-12-11', until('2027-01-02'), skipped)).toHaveLength(4);
  });

  it('go on after the last one', () => {
    const rule: SeriesRule = { kind: 'weeks', every: 2, weekdays: [1, 4] };
    expect(datesAfter(rule, '2026-11-25', '2026-12-10', 2)).toEqual(['2026-12-21', '2026-12-24']);
  });

  it.each([
    ['every', { kind: 'days', every: 0 }, times(3)],
    ['every', { kind: 'days', every: 1.5 }, times(3)],
    ['every', { kind: 'weeks', every: 53, weekdays: [1] }, times(3)],
    ['no-weekday', { kind: 'weeks', every: 1, weekdays: [] }, times(3)],
    ['no-weekday', { kind: 'weeks', every: 1, weekdays: [8] }, times(3)],
    ['no-weekday', { kind: 'month-weekday', every: 1, nth: 1, weekday: 0 }, times(3)],
    ['day', monthly(0, 'last'), times(3)],
    ['day', monthly(32, 'last'), times(3)],
    ['count', { kind: 'days', every: 1 }, times(0)],
    ['count', { kind: 'days', every: 1 }, times(101)],
    ['ends-before-start', { kind: 'days', every: 1 }, until('2026-11-22')],
    ['ends-before-start', { kind: 'days', every: 1 }, until('2026-02-30')],
    ['too-many', { kind: 'days', every: 1 }, until('2027-11-22')],
    ['too-far', { kind: 'days', every: 1 }, until('2037-11-22')],
    ['too-far', monthly(5, null), times(100)],
    ['no-dates', { kind: 'weeks', every: 1, weekdays: [7] }, until('2026-11-27')],
    // No February has 31 days, and every twelve months it is February again.
    ['no-dates', { kind: 'month-day', every: 12, day: 31, shortMonths: 'skip' }, times(3)],
  ] as [string, SeriesRule, SeriesEnd][])('are refused as %s: %j %j', (problem, rule, ends) => {
    const from = problem === 'no-dates' && rule.kind === 'month-day' ? '2027-02-01' : '2026-11-23';
    const every = problem === 'too-far' && rule.kind === 'month-day' ? { ...rule, every: 2 } : rule;
    expect(datesOf(every, from, ends)).toBe(problem);
  });

  it('rise, never before the first, on the days and at the distance that were asked, and as many', () => {
    const aDate = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
    const aRule: fc.Arbitrary<SeriesRule> = fc.oneof(
      fc.record({ kind: fc.constant('days' as const), every: fc.integer({ min: 1, max: 30 }) }),
      fc.record({
        kind: fc.constant('weeks' as const),
        every: fc.integer({ min: 1, max: 5 }),
        weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      }),
      fc.record({
        kind: fc.constant('month-day' as const),
        every: fc.integer({ min: 1, max: 2 }),
        day: fc.integer({ min: 1, max: 31 }),
        shortMonths: fc.constantFrom('last' as const, 'skip' as const),
      }),
      fc.record({
        kind: fc.constant('month-weekday' as const),
        every: fc.integer({ min: 1, max: 3 }),
        nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 'last' as const),
        weekday: fc.integer({ min: 1, max: 7 }),
      }),
    );
    fc.assert(
      fc.property(aDate, aRule, fc.integer({ min: 1, max: 30 }), (from, rule, count) => {
        const dates = datesOf(rule, from, times(count));
        if (typeof dates === 'string') {
          // Only a day that the chosen months never or seldom have runs out of ten years.
          expect(rule.kind === 'month-day' && rule.day > 28 && rule.shortMonths === 'skip').toBe(true);
          return;
        }
        expect(dates).toHaveLength(count);
        expect(dates).toEqual([...new Set(dates)].toSorted());
        expect((dates[0] ?? '') >= from).toBe(true);
        for (const [index, date] of dates.entries()) {
          const next = dates[index + 1];
          if (rule.kind === 'days') expect(date).toBe(addDays(from, index * rule.every));
          if (rule.kind === 'weeks') {
            expect(rule.weekdays).toContain(weekday(date));
            const monday = addDays(from, 1 - weekday(from));
            expect(Math.floor(daysBetween(monday, date) / 7) % rule.every).toBe(0);
          }
          if (rule.kind === 'month-day' && Number(date.slice(8)) !== rule.day) {
            expect(rule.shortMonths).toBe('last');
            expect(addDays(date, 1).slice(8)).toBe('01');
          }
          if (rule.kind === 'month-weekday') {
            expect(weekday(date)).toBe(rule.weekday);
            const week = Math.ceil(Number(date.slice(8)) / 7);
            if (rule.nth === 'last') expect(addDays(date, 7).slice(0, 7)).not.toBe(date.slice(0, 7));
            else expect(week).toBe(rule.nth);
          }
          if (next !== undefined) expect(datesAfter(rule, from, date, 1)).toEqual([next]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
