import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal, showDecimal, stepDecimal } from '../../renderer/ui/decimal.ts';
import { parseDate, parseTime, sayDate, showDate } from '../../renderer/ui/plain-date.ts';

const today = '2026-11-22';

describe('a date is read as people type it', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['3.4.1980', '1980-04-03'],
    ['3/4/80', '1980-04-03'],
    ['03041980', '1980-04-03'],
    ['3 apr 1980', '1980-04-03'],
    ['April 3, 1980', '1980-04-03'],
    ['22 nov', '2026-11-22'],
    ['24.12', '2026-12-24'],
    ['today', today],
    ['Tomorrow', '2026-11-23'],
    ['+2w', '2026-12-06'],
    ['-1y', '2025-11-22'],
    ['29.2.2028', '2028-02-29'],
  ])('%s', (typed, meant) => {
    expect(parseDate(typed, 'dmy', today)).toBe(meant);
  });

  it('puts the month first where that is the habit', () => {
    expect(parseDate('4/3/1980', 'mdy', today)).toBe('1980-04-03');
  });

  it.each(['31.4.2026', '29.2.2027', '2026-13-01', '22', 'soon', '1.2.3.4', '5/6/199', 'x nov 2026', ''])(
    'and what is none is not guessed: %s',
    (typed) => {
      expect(parseDate(typed, 'dmy', today)).toBeNull();
    },
  );

  it('two digits of a year never mean a birth in the far future', () => {
    expect(parseDate('1.1.27', 'dmy', today)).toBe('2027-01-01');
    expect(parseDate('1.1.28', 'dmy', today)).toBe('1928-01-01');
  });

  it('what a field shows is read back as the same day, in either order', () => {
    const day = fc.date({ min: new Date('1890-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('dmy' as const, 'mdy' as const), (instant, order) => {
        const date = instant.toISOString().slice(0, 10);
        expect(parseDate(showDate(date, order), order, today)).toBe(date);
      }),
    );
  });

  it('says the day of the week back', () => {
    expect(sayDate('2026-11-22', 'en-GB')).toMatch(/Sunday.*22 November 2026/);
  });
});

describe('a time of day is read as people type it', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9:05', '09:05'],
    ['14.30', '14:30'],
    ['2pm', '14:00'],
    ['12am', '00:00'],
    ['12:15 pm', '12:15'],
    ['14h30', '14:30'],
  ])('%s', (typed, meant) => {
    expect(parseTime(typed)).toBe(meant);
  });

  it.each(['24:00', '9:60', '13pm', '0am', 'noon', '9:5:5', ''])('and not %s', (typed) => {
    expect(parseTime(typed)).toBeNull();
  });
});

describe('a number is read exactly', () => {
  it.each([
    ['0,5', '0.5'],
    ['1 000', '1000'],
    ['.25', '0.25'],
    ['007', '7'],
    ['−3', '-3'],
    ['2.50', '2.5'],
    ['-0', '0'],
    ['0.125', '0.125'],
    ['1.5000', '1.5'],
    ['1500.125', '1500.125'],
  ])('%s', (typed, meant) => {
    expect(parseDecimal(typed)).toBe(meant);
  });

  it.each(['1,000.5', '1e3', 'ten', '--1', '1.2.3', '', '1.500', '1,500', '-12.125'])(
    'and not %s',
    (typed) => {
      expect(parseDecimal(typed)).toBeNull();
    },
  );

  it.each(['1.125', '0.125', '12.5', '-1.125', '1500'])('%s is shown so that it is read again', (value) => {
    expect(parseDecimal(showDecimal(value))).toBe(value);
  });

  it('ten steps of a tenth make one', () => {
    const up = Array.from({ length: 10 }).reduce<string>((value) => stepDecimal(value, '0.1'), '0');
    expect(up).toBe('1');
    expect(stepDecimal('11.95', '0.1', '0', '12')).toBe('12');
  });
});
