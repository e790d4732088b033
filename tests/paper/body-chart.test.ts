import { describe, expect, it } from 'vitest';
import type { BodyFigure, BodyShape } from '../../shared/contract/body-chart.ts';
import { homeOf, showsSide, sitePointOn } from '../../shared/rules/body-chart.ts';
import { reference } from './samples.ts';

type Point = readonly [number, number];
const { bodyChart, muscles } = reference.data;

/** The rings of a path of M, L, C and Z, its curves cut into short straight lines. */
function rings(path: string): Point[][] {
  const result: Point[][] = [];
  let at: Point = [0, 0];
  for (const [, command, body = ''] of path.matchAll(/([MLCZ])([^MLCZ]*)/g)) {
    const n = [...body.matchAll(/-?\d+(\.\d+)?/g)].map(([figure]) => Number(figure));
    if (command === 'M') {
      at = [n[0] ?? 0, n[1] ?? 0];
      result.push([at]);
    } else if (command === 'L') {
      at = [n[0] ?? 0, n[1] ?? 0];
      result.at(-1)?.push(at);
    } else if (command === 'C') {
      const [x0, y0] = at;
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = n;
      for (let step = 1; step <= 8; step += 1) {
        const t = step / 8;
        const s = 1 - t;
        result
          .at(-1)
          ?.push([
            s ** 3 * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t ** 3 * x3,
            s ** 3 * y0 + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t ** 3 * y3,
          ]);
      }
      at = [x3, y3];
    }
  }
  return result;
}

interface Area {
  readonly rings: readonly Point[][];
  readonly box: readonly [number, number, number, number];
}

function areaOf(path: string): Area {
  const all = rings(path);
  const xs = all.flat().map(([x]) => x);
  const ys = all.flat().map(([, y]) => y);
  return { rings: all, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
}

function contains({ rings: all, box }: Area, [x, y]: Point): boolean {
  if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) return false;
  let inside = false;
  for (const ring of all) {
    let [x0, y0] = ring.at(-1) ?? [0, 0];
    for (const [x1, y1] of ring) {
      if (y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1) inside = !inside;
      [x0, y0] = [x1, y1];
    }
  }
  return inside;
}

const outlines = new Map(bodyChart.figures.map((figure) => [figure.id, areaOf(figure.outline)]));
const shapes = new Map(
  bodyChart.figures.map((figure) => [
    figure.id,
    figure.shapes.map((shape) => ({ shape, area: areaOf(shape.path) })),
  ]),
);

function shapesAt(figure: BodyFigure, point: Point): BodyShape[] {
  return (shapes.get(figure.id) ?? []).filter(({ area }) => contains(area, point)).map(({ shape }) => shape);
}

describe('the body chart', () => {
  it('has a point for every muscle and attachment of the list, and no more than one on a figure', () => {
    const keys = bodyChart.sites.map(({ siteId, figure }) => `${siteId} ${figure}`);
    expect(new Set(bodyChart.sites.map(({ siteId }) => siteId))).toEqual(
      new Set(muscles.entries.map(({ id }) => id)),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(muscles.entries.map((site) => [site.id, site] as const))(
    'puts %s inside its region, on its side, on every figure that shows it',
    (_, site) => {
      const sides = site.sided ? (['right', 'left'] as const) : (['midline'] as const);
      for (const side of sides) {
        expect(homeOf(bodyChart, { siteId: site.id, side })).not.toBeNull();
        for (const figure of bodyChart.figures) {
          const point = sitePointOn(bodyChart, figure, site.id, side);
          if (point === null) continue;
          if (!site.sided) expect(point.x).toBe(figure.axis);
          expect(shapesAt(figure, [point.x, point.y])).toEqual([
            expect.objectContaining({ region: site.region, side }),
          ]);
        }
      }
    },
  );

  it('names the side of every figure, and shows nothing of the other one on a side view', () => {
    for (const figure of bodyChart.figures) {
      const letters = figure.sideMarks.map(({ text }) => text).sort();
      if (figure.side === undefined) {
        expect(letters).toEqual(['L', 'R']);
        continue;
      }
      expect(letters).toEqual([figure.side === 'right' ? 'R' : 'L']);
      expect(figure.label.toLowerCase()).toContain(figure.side);
      expect(new Set(figure.shapes.map(({ side }) => side))).toEqual(new Set([figure.side]));
      expect(showsSide(figure, figure.side === 'right' ? 'left' : 'right')).toBe(false);
      expect(showsSide(figure, 'midline')).toBe(false);
    }
  });

  it('has the left side as the mirror image of the right one', () => {
    const mirrored = bodyChart.figures.filter(({ mirrors }) => mirrors !== undefined);
    expect(mirrored.map(({ id }) => id)).toEqual(['side-left', 'head-left']);
    for (const left of mirrored) {
      const right = bodyChart.figures.find(({ id }) => id === left.mirrors);
      if (right === undefined) throw new Error('mirrors nothing');
      const turned = rings(right.outline).map((ring) => ring.map(([x, y]) => [2 * right.axis - x, y]));
      for (const [index, [x, y]] of (rings(left.outline)[0] ?? []).entries()) {
        expect(Math.abs((turned[0]?.[index]?.[0] ?? NaN) - x)).toBeLessThan(0.11);
        expect(turned[0]?.[index]?.[1]).toBe(y);
      }
    }
  });

  it.each(bodyChart.figures.map((figure) => [figure.id, figure] as const))(
    'leaves no spot of %s without exactly one region',
    (_, figure) => {
      const outline = outlines.get(figure.id) ?? areaOf(figure.outline);
      let inside = 0;
      let wrong = 0;
      // A step that is prime to the drawing's round coordinates keeps samples off the borders.
      for (let x = 0.37; x < figure.width; x += 5.13) {
        for (let y = 0.41; y < figure.height; y += 5.17) {
          if (!contains(outline, [x, y])) continue;
          inside += 1;
          if (shapesAt(figure, [x, y]).length !== 1) wrong += 1;
        }
      }
      expect(inside).toBeGreaterThan(400);
      // Neighbours share a border that each of them rounds to a tenth of a unit.
      expect(wrong / inside).toBeLessThan(0.006);
    },
  );

  it('keeps the centre of every region inside it', () => {
    for (const figure of bodyChart.figures) {
      for (const shape of figure.shapes)
        expect(shapesAt(figure, shape.centre).map(({ id }) => id)).toContain(shape.id);
    }
  });

  it('shows every region of the list somewhere', () => {
    const shown = new Set(bodyChart.figures.flatMap((figure) => figure.shapes.map(({ region }) => region)));
    expect([...shown].sort()).toEqual([...new Set(muscles.entries.map(({ region }) => region))].sort());
  });

  it("has the patient's right on the left of the front and on the right of the back", () => {
    const x = (id: string) =>
      bodyChart.figures.find((figure) => figure.id === id)?.shapes.find((shape) => shape.id === 'knee-right')
        ?.centre[0] ?? 0;
    expect(x('front')).toBeLessThan(216);
    expect(x('back')).toBeGreaterThan(216);
  });
});
