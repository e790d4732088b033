import { Decimal } from 'decimal.js';

/** `1.500` and `1,500`: one and a half, or fifteen hundred? A dose is never guessed. */
const TWO_READINGS = /^[-−]?[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * Reads a typed number into decimal text: comma is a point, spaces go, needless zeros go. Null when it is none, or when
 * its sign could part thousands.
 */
export function parseDecimal(typed: string): string | null {
  if (TWO_READINGS.test(typed.trim())) return null;
  const text = typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^[-−]?(\d+\.?\d*|\.\d+)$/.test(text)) return null;
  const value = new Decimal(text.replace('−', '-'));
  return value.isZero() ? '0' : value.toFixed();
}

/** A value as the field shows it, so that it can be read again: a further zero where three places could be thousands. */
export function showDecimal(value: string): string {
  return TWO_READINGS.test(value) ? `${value}0` : value;
}

/** One step up or down, kept within the ends; exact, so that ten steps of 0.1 make 1. */
export function stepDecimal(value: string, by: string, min?: string, max?: string): string {
  let next = new Decimal(value === '' ? '0' : value).plus(by);
  if (min !== undefined) next = Decimal.max(next, min);
  if (max !== undefined) next = Decimal.min(next, max);
  return next.toFixed();
}
