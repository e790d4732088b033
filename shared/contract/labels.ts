import { z } from 'zod';
import { referenceId } from './values.ts';

const length = z.number().nonnegative();
const text = z.string().min(1);

/**
 * A sheet or roll of labels; all lengths in millimetres. `left` and `top` lead to the first label, the pitches from one
 * label to the next, `margin` stays white inside each label. A roll has one label to a page.
 */
export const labelFormat = z
  .strictObject({
    id: referenceId,
    name: text,
    alsoSoldAs: z.array(text),
    kind: z.enum(['sheet', 'roll']),
    /** What the size is meant for; the other may be printed on it too. */
    suits: z.enum(['address', 'file']),
    /** A height of null is a tape that is cut where the text ends. */
    page: z.strictObject({ width: z.number().positive(), height: z.number().positive().nullable() }),
    columns: z.int().positive(),
    rows: z.int().positive(),
    label: z.strictObject({ width: z.number().positive(), height: z.number().positive().nullable() }),
    left: length,
    top: length,
    pitchX: z.number().positive(),
    pitchY: z.number().positive().nullable(),
    margin: z.strictObject({ x: length, y: length }),
    source: z.array(z.string()).min(1),
  })
  .refine(fits, 'labels that overlap or leave the sheet');
export type LabelFormat = z.infer<typeof labelFormat>;

export const labelsFile = z.strictObject({
  meta: z.looseObject({ schemaVersion: z.literal(1), units: z.literal('mm') }),
  sources: z.record(z.string(), z.string()),
  entries: z.array(labelFormat).min(1),
});

/** Published measures are rounded: a tenth of a millimetre is no fault. */
const ROUNDING = 0.1;

function fits(format: {
  page: { width: number; height: number | null };
  label: { width: number; height: number | null };
  columns: number;
  rows: number;
  left: number;
  top: number;
  pitchX: number;
  pitchY: number | null;
}): boolean {
  const { page, label, columns, rows, left, top, pitchX, pitchY } = format;
  const within = (start: number, count: number, pitch: number, size: number, whole: number) =>
    (count === 1 || pitch >= size - ROUNDING) && start + (count - 1) * pitch + size <= whole + ROUNDING;
  if (!within(left, columns, pitchX, label.width, page.width)) return false;
  if (page.height === null || label.height === null || pitchY === null)
    return page.height === label.height && rows === 1 && columns === 1;
  return within(top, rows, pitchY, label.height, page.height);
}
