import type { BodyFigure, BodyShape, ChartMark } from '../../shared/contract/body-chart.ts';
import type { ReferenceData } from '../../shared/contract/reference.ts';
import type { Side } from '../../shared/contract/values.ts';
import type { MarkKind } from './MarkShape.tsx';

/** A sign on the chart, at a point of its own or at the usual point of its site. */
export interface Marked {
  id: string;
  kind: MarkKind;
  siteId: string;
  side: Side;
  mark?: ChartMark | undefined;
  label: string;
  /** Of the visit before: seen, but not of today. */
  faint?: boolean;
}

/** Where somebody clicked: the area, the exact point, and the sites nearest to it. */
export interface Picked {
  region: string;
  side: Side;
  siteIds: string[];
  mark: ChartMark;
}

export interface BodyChartProps {
  reference: ReferenceData;
  marks: readonly Marked[];
  /** Areas that are chosen, as `region:side`. */
  chosen?: readonly string[];
  selectedId?: string | null;
  onPick?: (picked: Picked) => void;
  onMark?: (id: string) => void;
}

interface Point {
  x: number;
  y: number;
}

const scale = 10_000;

/** Where a mark stands on this figure; null when it belongs to another one. */
export function pointOf(
  { siteId, side, mark }: Marked,
  figure: BodyFigure,
  { bodyChart }: ReferenceData,
): Point | null {
  if (mark !== undefined) {
    if (mark.figure !== figure.id) return null;
    return { x: (mark.x / scale) * figure.width, y: (mark.y / scale) * figure.height };
  }
  const site = bodyChart.sites.find((point) => point.siteId === siteId && point.figure === figure.id);
  if (site === undefined) return null;
  return { x: side === 'left' ? 2 * figure.axis - site.x : site.x, y: site.y };
}

/** A clicked point in the chart's own measure, which outlives any drawing size. */
export function markAt(point: Point, figure: BodyFigure): ChartMark {
  return {
    figure: figure.id,
    x: Math.round((point.x / figure.width) * scale),
    y: Math.round((point.y / figure.height) * scale),
  };
}

/** Sites of the clicked area, nearest first. */
export function sitesNear(
  at: Point,
  shape: BodyShape,
  figure: BodyFigure,
  { bodyChart, muscles }: ReferenceData,
): string[] {
  const x = shape.side === 'left' ? 2 * figure.axis - at.x : at.x;
  const inRegion = new Set(
    muscles.entries.filter(({ region }) => region === shape.region).map(({ id }) => id),
  );
  const far = (point: Point) => Math.hypot(point.x - x, point.y - at.y);
  return bodyChart.sites
    .filter((point) => point.figure === figure.id && inRegion.has(point.siteId))
    .toSorted((a, b) => far(a) - far(b))
    .map(({ siteId }) => siteId);
}

export interface Placed extends Point {
  marked: Marked;
}

/**
 * The marks of one figure, moved apart where one would hide another. Today's stand first; one of the visit before that
 * would lie under the same sign of today is left out.
 */
export function spread(
  marks: readonly Marked[],
  figure: BodyFigure,
  reference: ReferenceData,
  gap: number,
): Placed[] {
  const done: Placed[] = [];
  const ordered = marks.toSorted((a, b) => Number(a.faint === true) - Number(b.faint === true));
  for (const marked of ordered) {
    const at = pointOf(marked, figure, reference);
    if (at === null) continue;
    const near = ({ x, y }: Point) => done.filter((other) => Math.hypot(other.x - x, other.y - y) < gap);
    if (marked.faint === true && near(at).some((other) => other.marked.kind === marked.kind)) continue;
    let place = at;
    for (let turn = 0; near(place).length > 0 && turn < 16; turn++) {
      const distance = gap * (1 + Math.floor(turn / 8));
      const angle = (turn % 8) * (Math.PI / 4);
      place = { x: at.x + distance * Math.cos(angle), y: at.y + distance * Math.sin(angle) };
    }
    done.push({ marked, ...place });
  }
  // What is faint is drawn below.
  return done.toReversed();
}
