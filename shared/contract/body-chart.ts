import { z } from 'zod';
import { referenceId, side } from './values.ts';

const coordinate = z.number().min(0).max(2000);

/** SVG path data in the figure's own coordinates; drawn alike on screen and on paper. */
const path = z.string().regex(/^[MLHVCSQTAZmlhvcsqtaz0-9 ,.-]+$/);

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
  /** What is looked at together. */
  view: z.enum(['body', 'sides', 'head', 'hands', 'feet']),
  /** A figure that shows one side of the patient only; everything on it is of that side. */
  side: z.enum(['left', 'right']).optional(),
  /** The figure of the other side, whose points this one mirrors at its axis. */
  mirrors: referenceId.optional(),
  width: coordinate.positive(),
  height: coordinate.positive(),
  /** Line of symmetry: the other side of a point lies at `2 * axis - x`. */
  axis: coordinate.positive(),
  /** Where the letters for the patient's right and left stand. */
  sideMarks: z.array(z.strictObject({ text: z.string().min(1), x: coordinate, y: coordinate })),
  outline: path,
  /** Lines inside the outline; decoration without meaning. */
  detail: z.array(path),
  shapes: z.array(bodyShape).min(1),
});
export type BodyFigure = z.infer<typeof bodyFigure>;

/**
 * Where a site is marked: of the right side, or in the midline. A site may have a point on several figures; the first of
 * them is its home, where its mark stands when nobody has drawn one. For orientation, not for placing a needle.
 */
export const sitePoint = z.strictObject({
  siteId: referenceId,
  figure: referenceId,
  x: coordinate,
  y: coordinate,
});

/** Front and back at least; both sides; head, hands and feet are enlarged. */
export const bodyChart = z.strictObject({
  meta: z.looseObject({ schemaVersion: z.literal(1) }),
  figures: z.array(bodyFigure).min(2),
  sites: z.array(sitePoint),
});
export type BodyChart = z.infer<typeof bodyChart>;

/** A point drawn on a figure, in hundredths of a percent of its width and height. */
export const chartMark = z.strictObject({
  figure: referenceId,
  x: z.int().min(0).max(10_000),
  y: z.int().min(0).max(10_000),
});
export type ChartMark = z.infer<typeof chartMark>;

/** One end of a drawn line, in the measure of a mark. */
const areaPoint = z.tuple([z.int().min(0).max(10_000), z.int().min(0).max(10_000)]);

/** Most points of one line after it was simplified, and most lines of one area. */
export const strokePoints = 80;
export const areaStrokes = 8;

/** One line drawn by hand; it closes upon itself, and what it encloses is meant. */
export const chartStroke = z.strictObject({
  figure: referenceId,
  points: z.array(areaPoint).min(3).max(strokePoints),
});
export type ChartStroke = z.infer<typeof chartStroke>;

/** An area drawn by hand over one or several figures. */
export const chartArea = z.array(chartStroke).max(areaStrokes);
