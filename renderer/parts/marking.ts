import type { BodyFigure, ChartMark, ChartStroke } from '../../shared/contract/body-chart.ts';
import type { ReferenceData } from '../../shared/contract/reference.ts';
import type { Side } from '../../shared/contract/values.ts';
import { pointOn, type Point } from '../../shared/rules/body-chart.ts';
import type { MarkKind } from '../../shared/rules/mark-shapes.ts';

/** A sign on the chart, at a point of its own or at the usual point of its site. */
export interface Marked {
  id: string;
  kind: MarkKind;
  siteId: string;
  side: Side;
  mark?: ChartMark | undefined;
  label: string;
  /** Of a visit before: seen, but not of today. */
  faint?: boolean;
  /** Two electrodes of one channel carry the same key. */
  channel?: string;
  /** The current between them crosses the chest. */
  crosses?: boolean;
}

/** Where somebody clicked: the area, the exact point, and the sites nearest to it. */
export interface Picked {
  region: string;
  side: Side;
  siteIds: string[];
  /** Absent where the keys chose a site. */
  mark?: ChartMark;
}

/** What pain spreads over, from one finding. */
export interface MarkedArea {
  id: string;
  label: string;
  referredArea?: readonly ChartStroke[] | undefined;
  referredRegions?: readonly { region: string; side: Side }[] | undefined;
  faint?: boolean;
}

export interface PlacedMark extends Point {
  marked: Marked;
}

/**
 * The marks of one figure, moved apart where one would hide another. Today's stand first; one of a visit before that
 * would lie under the same sign of today is left out.
 */
export function spread(
  marks: readonly Marked[],
  figure: BodyFigure,
  { bodyChart }: Pick<ReferenceData, 'bodyChart'>,
  gap: number,
): PlacedMark[] {
  const done: PlacedMark[] = [];
  const ordered = marks.toSorted((a, b) => Number(a.faint === true) - Number(b.faint === true));
  for (const marked of ordered) {
    const at = pointOn(bodyChart, figure, marked);
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
