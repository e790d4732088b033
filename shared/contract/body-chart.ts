import { z } from 'zod';
import { referenceId, side } from './values.ts';

const coordinate = z.number().min(0).max(2000);

/** SVG path data in the figure's own coordinates; drawn alike on screen and on paper. */
const path = z.string().regex(/^[MLHVCSQTAZmlhvcsqtaz0-9 ,.\-]+$/);

/** An area of the chart that can be chosen; `region` is the region id of the sites. */
export const bodyShape = z.strictObject({
  id: referenceId,
  region: referenceId,
  side,
  label: z.string().min(1),
  path,
  /** Where the mark of a finding goes when only the region is known. */
  centre: z.tuple([coordinate, coordinate]),
});
export type BodyShape = z.infer<typeof bodyShape>;

export const bodyFigure = z.strictObject({
  id: referenceId,
  label: z.string().min(1),
  width: coordinate.positive(),
  height: coordinate.positive(),
  outline: path,
  shapes: z.array(bodyShape).min(1),
});
export type BodyFigure = z.infer<typeof bodyFigure>;

/** Front and back at least; further figures (hand, foot, face) may follow. */
export const bodyChart = z.strictObject({ figures: z.array(bodyFigure) });
export type BodyChart = z.infer<typeof bodyChart>;

/** A point drawn on a figure, in hundredths of a percent of its width and height. */
export const chartMark = z.strictObject({ figure: referenceId, x: z.int().min(0).max(10_000), y: z.int().min(0).max(10_000) });
export type ChartMark = z.infer<typeof chartMark>;
