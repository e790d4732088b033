import { add, compare, divide, multiply, round, type DecimalText } from './decimal.ts';

/** A quotient kept as its two parts, so that thirds add up to one exactly and a full dose is not blocked by rounding. */
export type Ratio = { over: DecimalText; under: DecimalText };

export const NO_PART: Ratio = { over: '0', under: '1' };

/** `over / under`; `under` must be above zero. */
export function ratio(over: DecimalText, under: DecimalText): Ratio {
  if (compare(under, '0') <= 0) throw new RangeError('a ratio needs a positive limit');
  return { over, under };
}

export function addRatios(a: Ratio, b: Ratio): Ratio {
  return {
    over: add(multiply(a.over, b.under), multiply(b.over, a.under)),
    under: multiply(a.under, b.under),
  };
}

/** -1, 0 or 1 as the ratio is below, at or above `value`. Exact. */
export function compareRatio(a: Ratio, value: DecimalText): -1 | 0 | 1 {
  return compare(a.over, multiply(value, a.under));
}

export function greater(a: Ratio, b: Ratio): Ratio {
  return compare(multiply(a.over, b.under), multiply(b.over, a.under)) >= 0 ? a : b;
}

/** For display only. */
export function shown(a: Ratio, places: number): DecimalText {
  return round(divide(a.over, a.under, 40), places);
}
