import { Decimal } from 'decimal.js';

/**
 * Exact decimals as text, the only form in which doses, volumes and strengths are reckoned.
 * Canonical form: `-`? digits without leading zeros, then `.` and digits without trailing zeros; never `-0`, never an exponent.
 */
export type DecimalText = string;

export type DecimalProblem =
  | 'blank'
  | 'not-a-number'
  | 'exponent'
  | 'negative-zero'
  | 'too-long'
  /** `1.500`: one and a half, or fifteen hundred? Also any mix of comma and point. */
  | 'ambiguous';

export type DecimalReading = { ok: true; value: DecimalText } | { ok: false; problem: DecimalProblem };

/** Sums and products stay exact: operands have at most 24 digits, and 400 leave room for every product formed here. */
const Exact = Decimal.clone({
  precision: 400,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -1000,
  toExpPos: 1000,
});

/** Longest text on each side of the point; the contract's `decimalText` has the same bound. */
const DIGITS = 12;

const STRICT = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;

function canonical(value: Decimal): DecimalText {
  return value.isZero() ? '0' : value.toFixed();
}

function exact(text: DecimalText): Decimal {
  if (!STRICT.test(text)) throw new RangeError('not a decimal text');
  return new Exact(text);
}

/**
 * Reads machine text strictly. Refuses blank, NaN, Infinity, hexadecimal, exponents, `-0`, signs other than minus,
 * leading zeros, digits of other scripts, a point without digits on both sides, and more than 12 digits on either side of the point.
 */
export function parseDecimal(text: string): DecimalReading {
  if (text.trim() === '') return { ok: false, problem: 'blank' };
  const match = STRICT.exec(text);
  if (!match)
    return { ok: false, problem: /^-?\d+(\.\d+)?[eE][+-]?\d+$/.test(text) ? 'exponent' : 'not-a-number' };
  const [, minus = '', whole = '', fraction = ''] = match;
  if (whole.length > DIGITS || fraction.length > DIGITS) return { ok: false, problem: 'too-long' };
  const value = canonical(new Exact(text));
  if (minus && value === '0') return { ok: false, problem: 'negative-zero' };
  return { ok: true, value };
}

/** The decimal sign of a language; point where the language is unknown to the runtime. */
export function decimalSign(language: string): '.' | ',' {
  try {
    const parts = new Intl.NumberFormat(language, { numberingSystem: 'latn' }).formatToParts(1.5);
    return parts.find((part) => part.type === 'decimal')?.value === ',' ? ',' : '.';
  } catch {
    return '.';
  }
}

/**
 * Reads what a person typed, with comma or point. Digit groups are never accepted. A single sign followed by exactly three
 * digits could be either thousands or thousandths and is refused (`1.500`, `1,500`), unless the whole part is 0 or longer
 * than a group (`0.125`, `1500.125`). Apart from that both signs are the decimal sign, so `0,5` is never taken for 5.
 */
export function readDecimal(typed: string): DecimalReading {
  const text = typed.trim();
  if (text === '') return { ok: false, problem: 'blank' };
  const signs = text.replace(/[^.,]/g, '');
  if (signs.length > 1 && /^-?[\d.,]+$/.test(text)) return { ok: false, problem: 'ambiguous' };
  if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return { ok: false, problem: 'ambiguous' };
  return parseDecimal(text.replace(',', '.'));
}

/** Writes a value for reading, with the language's decimal sign and without digit groups. */
export function formatDecimal(value: DecimalText, language: string): string {
  return canonical(exact(value)).replace('.', decimalSign(language));
}

/** A figure of the reference data as exact decimal; takes the shortest text that names the number, so 0.1 is 0.1. */
export function decimalOf(figure: number): DecimalText {
  if (!Number.isFinite(figure)) throw new RangeError('not a finite figure');
  return canonical(new Exact(String(figure)));
}

/** Exact sum. */
export function add(...values: DecimalText[]): DecimalText {
  return canonical(values.reduce((sum, value) => sum.plus(exact(value)), new Exact(0)));
}

/** Exact difference `a - b`. */
export function subtract(a: DecimalText, b: DecimalText): DecimalText {
  return canonical(exact(a).minus(exact(b)));
}

/** Exact product. */
export function multiply(...values: DecimalText[]): DecimalText {
  return canonical(values.reduce((product, value) => product.times(exact(value)), new Exact(1)));
}

/** Quotient rounded half up to `digits` significant digits (1 to 30). Throws when `b` is zero. */
export function divide(a: DecimalText, b: DecimalText, digits = 12): DecimalText {
  const divisor = exact(b);
  if (divisor.isZero()) throw new RangeError('division by zero');
  return canonical(exact(a).dividedBy(divisor).toSignificantDigits(digits));
}

/** Rounded half up to `places` digits after the point. */
export function round(value: DecimalText, places: number): DecimalText {
  return canonical(exact(value).toDecimalPlaces(places));
}

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function compare(a: DecimalText, b: DecimalText): -1 | 0 | 1 {
  return exact(a).comparedTo(exact(b)) as -1 | 0 | 1;
}

export function smallest(first: DecimalText, ...rest: DecimalText[]): DecimalText {
  return rest.reduce((least, value) => (compare(value, least) < 0 ? value : least), first);
}

export function isWhole(value: DecimalText): boolean {
  return exact(value).isInteger();
}

/** Digits after the point of the canonical form. */
export function decimalPlaces(value: DecimalText): number {
  return exact(value).decimalPlaces();
}
