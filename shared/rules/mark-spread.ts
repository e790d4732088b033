import type { Point } from './body-chart.ts';

/** A sign where it is drawn, and the place that it stands for. */
export interface Spread<Mark> extends Point {
  mark: Mark;
  /** Where it belongs; the same where it did not have to move. */
  home: Point;
}

/** Rings of places around a sign's own, nearest first; the first ring has eight. */
const RINGS = 9;

/**
 * Signs moved apart where one would hide another, the first ones least. A sign never crosses the line of symmetry: a moved
 * sign must not look like one of the other side. Where all rings are full the sign stays at home.
 * @param gap least distance between two centres
 * @param axis x of the line of symmetry; null on a figure of one side
 */
export function spreadOut<Mark extends Point>(
  marks: readonly Mark[],
  gap: number,
  axis: number | null,
): Spread<Mark>[] {
  const done: Spread<Mark>[] = [];
  const free = ({ x, y }: Point) =>
    done.every((other) => Math.hypot(other.x - x, other.y - y) >= gap * 0.999);
  for (const mark of marks) {
    const home = { x: mark.x, y: mark.y };
    let place = home;
    for (const at of placesAround(home, gap))
      if (free(at) && keepsSide(home, at, gap, axis)) {
        place = at;
        break;
      }
    done.push({ mark, home, ...place });
  }
  return done;
}

function* placesAround({ x, y }: Point, gap: number): Generator<Point> {
  yield { x, y };
  for (let ring = 1; ring <= RINGS; ring++)
    for (let step = 0; step < 8 * ring; step++) {
      const angle = (step / (8 * ring)) * 2 * Math.PI;
      yield { x: x + gap * ring * Math.cos(angle), y: y + gap * ring * Math.sin(angle) };
    }
}

/** Off the line by half a gap, or as near to it as the sign's own place is. */
function keepsSide(home: Point, at: Point, gap: number, axis: number | null): boolean {
  if (axis === null) return true;
  const off = home.x - axis;
  // What lies in the middle moves along the line only.
  if (Math.abs(off) < 0.5) return Math.abs(at.x - axis) < gap / 2;
  return (at.x - axis) * Math.sign(off) >= Math.min(Math.abs(off), gap / 2);
}
