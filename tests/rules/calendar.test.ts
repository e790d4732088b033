import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  ageOn,
  birthDateProblem,
  dayBounds,
  daysBetween,
  isPlainDate,
  isPlainTime,
  isZone,
  minutesBetween,
  onGrid,
  overlap,
  plusMinutes,
  readWallTime,
  snapMinutes,
  wallTimeAt,
} from '../../shared/rules/calendar.ts';

const london = 'Europe/London';

describe('a wall time of the clinic', () => {
  it('is one instant on an ordinary day', () => {
    expect(readWallTime({ date: '2026-07-01', time: '09:30' }, london)).toEqual({
      kind: 'exact',
      instant: '2026-07-01T08:30:00.000Z',
    });
    expect(wallTimeAt('2026-07-01T08:30:00.000Z', london)).toEqual({ date: '2026-07-01', time: '09:30' });
  });
  it('that the clock jumps over is refused with the next that exists', () => {
    expect(readWallTime({ date: '2026-03-29', time: '01:30' }, london)).toEqual({
      kind: 'gap',
      nextValid: { date: '2026-03-29', time: '02:00' },
      instant: '2026-03-29T01:00:00.000Z',
    });
    expect(readWallTime({ date: '2026-03-29', time: '02:30' }, 'Europe/Berlin')).toMatchObject({
      nextValid: { time: '03:00' },
    });
  });
  it('that the clock shows twice is asked for', () => {
    expect(readWallTime({ date: '2026-10-25', time: '01:30' }, london)).toEqual({
      kind: 'overlap',
      first: '2026-10-25T00:30:00.000Z',
      second: '2026-10-25T01:30:00.000Z',
    });
  });
  it('follows half-hour changes and a midnight that does not exist', () => {
    expect(readWallTime({ date: '2026-10-04', time: '02:15' }, 'Australia/Lord_Howe')).toMatchObject({
      kind: 'gap',
      nextValid: { time: '02:30' },
    });
    expect(readWallTime({ date: '2018-11-04', time: '00:00' }, 'America/Sao_Paulo')).toMatchObject({
      kind: 'gap',
      nextValid: { time: '01:00' },
    });
  });
  it.each([
    ['2026-02-29', '10:00'],
    ['2026-02-30', '10:00'],
    ['2026-01-01', '24:00'],
    ['2026-01-01', '23:59:60'],
    ['2026-01-01', '9.30'],
    ['2026-01-01', '9:30'],
    ['2026-01-01', '12:00 am'],
    ['26-01-01', '10:00'],
    ['2026-1-1', '10:00'],
    ['2026-01-01T00:00', '10:00'],
  ])('%s %s is refused', (date, time) => {
    expect(isPlainDate(date) && isPlainTime(time)).toBe(false);
    expect(() => readWallTime({ date, time }, london)).toThrow(RangeError);
  });
  it('needs a zone with a name, not an offset', () => {
    expect(isZone('Africa/Johannesburg')).toBe(true);
    for (const zone of ['', '+02:00', 'Europe/Atlantis', 'local']) expect(isZone(zone)).toBe(false);
  });
});

describe('a day of the clinic', () => {
  it('has 23 hours in spring, 25 in autumn and 24 otherwise', () => {
    const hours = (date: string) => {
      const { from, to } = dayBounds(date, london);
      return minutesBetween(from, to) / 60;
    };
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-06-01')]).toEqual([23, 25, 24]);
  });
  it('starts at one where midnight does not exist, and is empty where the zone skipped it', () => {
    expect(dayBounds('2018-11-04', 'America/Sao_Paulo').from).toBe('2018-11-04T03:00:00.000Z');
    const skipped = dayBounds('2011-12-30', 'Pacific/Apia');
    expect(skipped.from).toBe(skipped.to);
  });
});

describe('a visit', () => {
  it('lasts its real minutes across a clock change', () => {
    const start = readWallTime({ date: '2026-10-25', time: '00:45' }, london);
    if (start.kind !== 'exact') throw new Error('not exact');
    expect(wallTimeAt(plusMinutes(start.instant, 60), london)).toEqual({ date: '2026-10-25', time: '01:45' });
    expect(wallTimeAt(plusMinutes(start.instant, 120), london)).toEqual({
      date: '2026-10-25',
      time: '01:45',
    });
  });
  it('may start when another ends', () => {
    const [nine, half, ten] = [
      '2026-01-05T09:00:00.000Z',
      '2026-01-05T09:30:00.000Z',
      '2026-01-05T10:00:00.000Z',
    ] as const;
    expect(overlap({ from: nine, to: half }, { from: half, to: ten })).toBe(false);
    expect(overlap({ from: nine, to: ten }, { from: half, to: ten })).toBe(true);
    expect(overlap({ from: nine, to: ten }, { from: half, to: half })).toBe(false);
  });
  it('snaps to the five-minute grid', () => {
    expect([0, 2, 2.5, 7.4, 1439, 1441, -3].map((minutes) => snapMinutes(minutes))).toEqual([
      0, 0, 5, 5, 1440, 1440, 0,
    ]);
    expect([snapMinutes(9, 'down'), snapMinutes(6, 'up')]).toEqual([5, 10]);
    expect([onGrid('09:35'), onGrid('09:36'), onGrid('24:00')]).toEqual([true, false, false]);
  });
});

describe('age', () => {
  it.each([
    ['2000-02-29', '2026-02-28', 25],
    ['2000-02-29', '2026-03-01', 26],
    ['2000-02-29', '2024-02-28', 23],
    ['2000-02-29', '2024-02-29', 24],
    ['2010-06-15', '2026-06-14', 15],
    ['2010-06-15', '2026-06-15', 16],
    ['2026-01-01', '2026-01-01', 0],
  ])('of who was born %s is, on %s, %i', (born, on, age) => {
    expect(ageOn(born, on)).toBe(age);
  });
  it('never goes down and rises by one a year', () => {
    const date = fc
      .integer({ min: 0, max: 60_000 })
      .map((days) => Temporal.PlainDate.from('1900-01-01').add({ days }).toString());
    fc.assert(
      fc.property(date, date, (one, other) => {
        const [born = '', on = ''] = [one, other].sort();
        const next = Temporal.PlainDate.from(on).add({ days: 1 }).toString();
        expect([0, 1]).toContain(ageOn(born, next) - ageOn(born, on));
        expect(ageOn(born, on)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  it.each([
    ['2026-11-23', 'future'],
    ['0026-01-01', 'too-old'],
    ['1895-11-21', 'too-old'],
    ['1895-11-22', 'too-old'],
    ['1895-11-23', 'ask-very-old'],
    ['1916-11-22', 'ask-very-old'],
    ['1916-11-23', null],
    ['2026-11-22', null],
    ['2026-02-30', 'not-a-date'],
    ['', 'not-a-date'],
  ])('a birth date of %s is %s', (date, problem) => {
    expect(birthDateProblem(date, '2026-11-22')).toBe(problem);
  });
});

describe('months and days', () => {
  it('end at the end of a short month', () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(daysBetween('2026-03-01', '2026-02-01')).toBe(-28);
  });
});
