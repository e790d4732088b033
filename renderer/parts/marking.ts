import type { BodyFigure, ChartMark, ChartStroke } from '../../shared/contract/body-chart.ts';
import type { ReferenceData } from '../../shared/contract/reference.ts';
import type { Side } from '../../shared/contract/values.ts';
import { pointOn, type Point } from '../../shared/rules/body-chart.ts';
import type { MarkKind } from '../../shared/rules/mark-shapes.ts';
import { spreadOut } from '../../shared/rules/mark-spread.ts';

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
  /** The place that it stands for; drawn to where the sign had to move away from it. */
  home: Point;
}

/**
 * The marks of one figure, moved apart where one would hide another. Today's stand first; one of a visit before that
 * would lie under the same sign of today or of a newer visit is left out.
 */
export function spread(
  marks: readonly Marked[],
  figure: BodyFigure,
  { bodyChart }: Pick<ReferenceData, 'bodyChart'>,
  gap: number,
): PlacedMark[] {
  const here = marks.flatMap((marked) => {
    const at = pointOn(bodyChart, figure, marked);
    return at === null ? [] : [{ ...at, marked }];
  });
  const today = here.filter(({ marked }) => marked.faint !== true);
  const before: typeof here = [];
  for (const ghost of here) {
    const hidden = [...today, ...before].some(
      ({ x, y, marked }) => marked.kind === ghost.marked.kind && Math.hypot(x - ghost.x, y - ghost.y) < gap,
    );
    if (ghost.marked.faint === true && !hidden) before.push(ghost);
  }
  const axis = figure.side === undefined ? figure.axis : null;
  return (
    spreadOut([...today, ...before], gap, axis)
      .map(({ x, y, home, mark: { marked } }) => ({ x, y, home, marked }))
      // What is faint is drawn below.
      .toReversed()
  );
}
