import { strokePoints, type BodyFigure, type ChartStroke } from '../../../shared/contract/body-chart.ts';
import { markAt, type Point } from '../../../shared/rules/body-chart.ts';

/** How far the point lies from the straight line between two others. */
function offLine({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(Math.max(((x - a.x) * dx + (y - a.y) * dy) / length, 0), 1);
  return Math.hypot(x - a.x - share * dx, y - a.y - share * dy);
}

/** Leaves out points that lie nearer than `tolerance` to the line without them (Ramer, Douglas and Peucker); both ends stay. */
export function simplified(points: readonly Point[], tolerance: number): Point[] {
  const keep = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    const [a, b] = [points[from], points[to]];
    if (a === undefined || b === undefined) continue;
    let [far, at] = [tolerance, -1];
    for (let index = from + 1; index < to; index++) {
      const point = points[index];
      const off = point === undefined ? 0 : offLine(point, a, b);
      if (off > far) [far, at] = [off, index];
    }
    if (at < 0) continue;
    keep.add(at);
    spans.push([from, at], [at, to]);
  }
  return points.filter((_, index) => keep.has(index));
}

/** What the points enclose, in square units. */
function enclosed(points: readonly Point[]): number {
  let twice = 0;
  points.forEach(({ x, y }, index) => {
    const next = points[(index + 1) % points.length];
    if (next !== undefined) twice += x * next.y - next.x * y;
  });
  return Math.abs(twice) / 2;
}

/**
 * A line as it is kept: within its figure, simplified until it has no more points than the contract takes. Null for a
 * slip of the hand that encloses nothing.
 */
export function strokeOf(figure: BodyFigure, drawn: readonly Point[]): ChartStroke | null {
  let tolerance = figure.height / 400;
  let kept = simplified(drawn, tolerance);
  while (kept.length > strokePoints) {
    tolerance *= 1.5;
    kept = simplified(drawn, tolerance);
  }
  const marks = kept.map((point) => markAt(point, figure));
  const points = marks
    .filter(({ x, y }, index) => index === 0 || x !== marks[index - 1]?.x || y !== marks[index - 1]?.y)
    .map(({ x, y }): [number, number] => [x, y]);
  const least = (figure.width * figure.height) / 20_000;
  return points.length < 3 || enclosed(kept) < least ? null : { figure: figure.id, points };
}
