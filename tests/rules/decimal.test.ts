import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  decimalOf,
  divide,
  formatDecimal,
  multiply,
  parseDecimal,
  readDecimal,
  round,
  subtract,
} from '../../shared/rules/decimal.ts';

describe('a number from another program', () => {
  it.each([
    ['0', '0'],
    ['0.5', '0.5'],
    ['1.50', '1.5'],
    ['-2', '-2'],
    ['999999999999.999999999999', '999999999999.999999999999'],
  ])('%s is read as %s', (text, value) => {
    expect(parseDecimal(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'blank'],
    [' ', 'blank'],
    ['\u00a0', 'blank'],
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['-Infinity', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['0b1', 'not-a-number'],
    ['+1', 'not-a-number'],
    ['1.', 'not-a-number'],
    ['.5', 'not-a-number'],
    ['007', 'not-a-number'],
    [' 1', 'not-a-number'],
    ['1_000', 'not-a-number'],
    ['١٫٥', 'not-a-number'],
    ['1٫5', 'not-a-number'],
    ['１', 'not-a-number'],
    ['1e309', 'exponent'],
    ['1e-9', 'exponent'],
    ['-0', 'negative-zero'],
    ['-0.00', 'negative-zero'],
    ['1234567890123', 'too-long'],
    ['0.1234567890123', 'too-long'],
  ])('%j is refused as %s', (text, problem) => {
    expect(parseDecimal(text)).toEqual({ ok: false, problem });
  });
});

describe('a number as a person types it', () => {
  it.each([
    ['0,5', '0.5'],
    ['0.5', '0.5'],
    [' 12 ', '12'],
    ['0.125', '0.125'],
    ['0,125', '0.125'],
    ['1500', '1500'],
    ['1500.125', '1500.125'],
    ['1.5000', '1.5'],
    ['1,50', '1.5'],
  ])('%j means %s', (typed, value) => {
    expect(readDecimal(typed)).toEqual({ ok: true, value });
  });

  it.each(['1.500', '1,500', '-1.500', '12.125', '999,999', '1.500.000', '1,500.25', '1.500,25', '1,,5'])(
    '%j is refused because it has two readings',
    (typed) => {
      expect(readDecimal(typed)).toEqual({ ok: false, problem: 'ambiguous' });
    },
  );

  it('is written back with the sign of the language', () => {
    expect(formatDecimal('1.5', 'de')).toBe('1,5');
    expect(formatDecimal('1500.5', 'en')).toBe('1500.5');
    expect(formatDecimal('1.5', 'not a language')).toBe('1.5');
  });
});

const decimal = fc
  .tuple(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => multiply(String(digits), places === 0 ? '1' : `0.${'0'.repeat(places - 1)}1`));

describe('reckoning', () => {
  it('knows that 0.1 and 0.2 make 0.3', () => {
    expect(add('0.1', '0.2')).toBe('0.3');
    expect(decimalOf(0.1)).toBe('0.1');
    expect(decimalOf(1e-7)).toBe('0.0000001');
    expect(decimalOf(1e21)).toBe('1000000000000000000000');
  });

  it('is exact: sums and products do not depend on their order', () => {
    fc.assert(
      fc.property(decimal, decimal, decimal, (a, b, c) => {
        expect(add(a, add(b, c))).toBe(add(add(a, b), c));
        expect(multiply(a, multiply(b, c))).toBe(multiply(multiply(a, b), c));
        expect(multiply(a, add(b, c))).toBe(add(multiply(a, b), multiply(a, c)));
        expect(subtract(add(a, b), b)).toBe(a);
      }),
    );
  });

  it('agrees with whole-number arithmetic on the digits', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 18n), 10n ** 18n), fc.bigInt(-(10n ** 18n), 10n ** 18n), (a, b) => {
        expect(add(String(a), String(b))).toBe(String(a + b));
        expect(multiply(String(a), String(b))).toBe(String(a * b));
        expect(compare(String(a), String(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('reads back every result that it writes, in both languages', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        fc.pre(value.replace('-', '').split('.')[0]!.length <= 12);
        expect(parseDecimal(value)).toEqual({ ok: true, value });
        const german = readDecimal(formatDecimal(value, 'de'));
        if (german.ok) expect(german.value).toBe(value);
        else expect(german.problem).toBe('ambiguous');
      }),
    );
  });

  it('rounds a quotient half up to the digits asked for, and refuses to divide by nothing', () => {
    expect(divide('1', '3', 4)).toBe('0.3333');
    expect(divide('2', '3', 4)).toBe('0.6667');
    expect(divide('200', '180')).toBe('1.11111111111');
    expect(round('0.0005', 3)).toBe('0.001');
    expect(() => divide('1', '0')).toThrow(RangeError);
    expect(() => add('1', 'NaN')).toThrow(RangeError);
  });
});
