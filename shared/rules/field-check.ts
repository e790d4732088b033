import type { FieldDefinition } from '../contract/reference.ts';
import type { BlockValue } from '../contract/treatment-block.ts';
import { isPlainDate } from './calendar.ts';
import { compare, decimalOf, decimalPlaces, isWhole, parseDecimal, type DecimalText } from './decimal.ts';

/** A problem of one value, before it is known where the value stands. */
export type FieldProblem = { level: 'refuse' | 'ask'; code: string; params?: Record<string, string> };

/** Places after the point that a typed figure may have; products of two such figures still fit the stored form. */
const PLACES = 6;

const TEXT_LENGTH: Readonly<Record<string, number>> = { string: 120, text: 2000, ref: 120 };

function refuse(code: string, params?: Record<string, string>): FieldProblem {
  return params ? { level: 'refuse', code, params } : { level: 'refuse', code };
}

/** `out-of-range` outside the hard limits, `unusual` outside the warn limits; limits themselves are allowed. */
export function rangeProblem(field: FieldDefinition, value: DecimalText): FieldProblem | null {
  const outside = (range: readonly [number, number] | undefined) =>
    range !== undefined &&
    (compare(value, decimalOf(range[0])) < 0 || compare(value, decimalOf(range[1])) > 0);
  const params = (range: readonly [number, number]) => ({
    value,
    min: decimalOf(range[0]),
    max: decimalOf(range[1]),
    unit: field.unit ?? '1',
  });
  if (field.hard && outside(field.hard)) return refuse('out-of-range', params(field.hard));
  if (field.warn && outside(field.warn)) return { level: 'ask', code: 'unusual', params: params(field.warn) };
  return null;
}

function numberProblem(field: FieldDefinition, value: BlockValue): FieldProblem | null {
  if (typeof value !== 'string') return refuse('not-a-number', { problem: 'not-a-number' });
  const reading = parseDecimal(value);
  if (!reading.ok) return refuse('not-a-number', { problem: reading.problem });
  if (field.type === 'integer' && !isWhole(reading.value)) return refuse('not-whole', { value });
  if (decimalPlaces(reading.value) > PLACES) return refuse('too-precise', { places: String(PLACES) });
  return rangeProblem(field, reading.value);
}

function textProblem(field: FieldDefinition, value: BlockValue): FieldProblem | null {
  if (typeof value !== 'string') return refuse('wrong-type');
  if (value.length > (TEXT_LENGTH[field.type] ?? 120)) return refuse('too-long');
  const controls = field.type === 'text' ? /[^\P{Cc}\t\n]/u : /\p{Cc}/u;
  return !value.isWellFormed() || controls.test(value) ? refuse('broken-text') : null;
}

function listProblem(field: FieldDefinition, value: BlockValue): FieldProblem | null {
  if (!Array.isArray(value)) return refuse('wrong-type');
  if (new Set(value).size !== value.length) return refuse('twice-in-list');
  const problem = value.map((item) =>
    item.trim() === '' ? refuse('blank-in-list') : textProblem({ ...field, type: 'string' }, item),
  );
  if (problem.some((one) => one !== null)) return problem.find((one) => one !== null) ?? null;
  const unknown = field.options ? value.find((item) => !field.options?.includes(item)) : undefined;
  return unknown === undefined ? null : refuse('not-an-option', { value: unknown });
}

function instantProblem(value: BlockValue): FieldProblem | null {
  return typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value) &&
    isPlainDate(value.slice(0, 10))
    ? null
    : refuse('not-an-instant');
}

/** Type, options and limits of a value that is there. Blank values are the caller's matter: they may be missing or not. */
export function valueProblem(field: FieldDefinition, value: BlockValue): FieldProblem | null {
  switch (field.type) {
    case 'number':
    case 'integer':
    case 'derived':
      return numberProblem(field, value);
    case 'boolean':
      return typeof value === 'boolean' ? null : refuse('wrong-type');
    case 'enum':
      return typeof value === 'string' && field.options?.includes(value)
        ? null
        : refuse('not-an-option', { value: String(value).slice(0, 60) });
    case 'multi-enum':
    case 'refs':
    case 'string-list':
      return listProblem(field, value);
    case 'date':
      return typeof value === 'string' && isPlainDate(value) ? null : refuse('not-a-date');
    case 'datetime':
      return instantProblem(value);
    case 'string':
    case 'text':
    case 'ref':
      return textProblem(field, value);
  }
}
