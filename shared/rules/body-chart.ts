import type { BodyChart, BodyFigure, BodyShape, ChartMark, ChartStroke } from '../contract/body-chart.ts';
import type { ReferenceData } from '../contract/reference.ts';
import type { Side } from '../contract/values.ts';

/** In a figure's own units. */
export interface Point {
  x: number;
  y: number;
}

/** A site of one side, with the point drawn by hand where there is one. */
export interface Placed {
  siteId: string;
  side: Side;
  mark?: ChartMark | undefined;
}

const scale = 10_000;

/** Whether a figure can show something of that side: one that shows one side of the patient shows no other, and no midline. */
export function showsSide(figure: Pick<BodyFigure, 'side'>, side: Side): boolean {
  return figure.side === undefined || figure.side === side;
}

/** A point of hundredths of a percent, in the figure's own units. */
export function drawnPoint(figure: BodyFigure, [x, y]: readonly [number, number]): Point {
  return { x: (x / scale) * figure.width, y: (y / scale) * figure.height };
}

/** A point in a measure that outlives any drawing size; outside the figure it is drawn back to its rim. */
export function markAt(point: Point, figure: BodyFigure): ChartMark {
  const share = (part: number, whole: number) =>
    Math.round((Math.min(Math.max(part, 0), whole) / whole) * scale);
  return { figure: figure.id, x: share(point.x, figure.width), y: share(point.y, figure.height) };
}

/** Where a site stands on that figure when nobody has drawn a point; null where it cannot be seen. */
export function sitePointOn(
  { sites }: Pick<BodyChart, 'sites'>,
  figure: BodyFigure,
  siteId: string,
  side: Side,
): Point | null {
  if (!showsSide(figure, side)) return null;
  const home = figure.mirrors ?? figure.id;
  const site = sites.find((one) => one.siteId === siteId && one.figure === home);
  if (site === undefined) return null;
  if (side === 'midline') return { x: figure.axis, y: site.y };
  return { x: side === 'left' ? 2 * figure.axis - site.x : site.x, y: site.y };
}

/** Where a mark stands on this figure; null when it belongs to another one. */
export function pointOn(chart: BodyChart, figure: BodyFigure, { siteId, side, mark }: Placed): Point | null {
  if (mark === undefined) return sitePointOn(chart, figure, siteId, side);
  return mark.figure === figure.id ? drawnPoint(figure, [mark.x, mark.y]) : null;
}

/** The one figure that a mark stands on where each mark is shown once: where it was drawn, or its site's home. */
export function homeOf(chart: BodyChart, placed: Placed): (Point & { figure: string }) | null {
  const home = placed.mark?.figure ?? chart.sites.find(({ siteId }) => siteId === placed.siteId)?.figure;
  const figure = chart.figures.find(({ id }) => id === home);
  const point = figure && pointOn(chart, figure, placed);
  return figure && point ? { figure: figure.id, ...point } : null;
}

/** Sites of the clicked area, nearest first; those that the figure has no point for come last, in the catalogue's order. */
export function sitesNear(
  at: Point,
  shape: Pick<BodyShape, 'region' | 'side'>,
  figure: BodyFigure,
  { bodyChart, muscles }: Pick<ReferenceData, 'bodyChart' | 'muscles'>,
): string[] {
  const far = (siteId: string, sided: boolean) => {
    const point = sitePointOn(bodyChart, figure, siteId, sided ? shape.side : 'midline');
    return point === null ? Infinity : Math.hypot(point.x - at.x, point.y - at.y);
  };
  return muscles.entries
    .filter(({ region, sided }) => region === shape.region && (!sided || shape.side !== 'midline'))
    .map(({ id, sided }) => ({ id, distance: far(id, sided) }))
    .toSorted((a, b) => (a.distance === b.distance ? 0 : a.distance - b.distance))
    .map(({ id }) => id);
}

/** The drawn line as SVG path data in the figure's own units; closed, the same on screen and on paper. */
export function strokePath(figure: BodyFigure, { points }: Pick<ChartStroke, 'points'>): string {
  const at = points.map((point) => drawnPoint(figure, point));
  const round = (value: number) => Math.round(value * 100) / 100;
  return `M${at.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}Z`;
}

export interface AreaSource {
  referredArea?: readonly ChartStroke[] | undefined;
  referredRegions?: readonly { region: string; side: Side }[] | undefined;
}

/** Everything that one area covers of a figure: lines drawn by hand, and regions chosen from the list. */
export function areaPaths(
  figure: BodyFigure,
  { referredArea = [], referredRegions = [] }: AreaSource,
): string[] {
  return [
    ...referredArea
      .filter((stroke) => stroke.figure === figure.id)
      .map((stroke) => strokePath(figure, stroke)),
    ...figure.shapes
      .filter(({ region, side }) =>
        referredRegions.some((chosen) => chosen.region === region && chosen.side === side),
      )
      .map(({ path }) => path),
  ];
}
