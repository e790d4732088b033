import { Decimal } from 'decimal.js';

/** Reads a typed number into decimal text: comma is a point, spaces go, needless zeros go. Null when it is none. */
export function parseDecimal(typed: string): string | null {
  const text = typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^[-−]?(\d+\.?\d*|\.\d+)$/.test(text)) return null;
  const value = new Decimal(text.replace('−', '-'));
  return value.isZero() ? '0' : value.toFixed();
}

/** One step up or down, kept within the ends; exact, so that ten steps of 0.1 make 1. */
export function stepDecimal(value: string, by: string, min?: string, max?: string): string {
  let next = new Decimal(value === '' ? '0' : value).plus(by);
  if (min !== undefined) next = Decimal.max(next, min);
  if (max !== undefined) next = Decimal.min(next, max);
  return next.toFixed();
}
