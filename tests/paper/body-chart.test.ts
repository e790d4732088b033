import { describe, expect, it } from 'vitest';
import type { BodyFigure, BodyShape } from '../../shared/contract/body-chart.ts';
import { sitePoint } from '../../main/paper/body-chart.ts';
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
  it('has a point for every muscle and attachment of the list', () => {
    expect(bodyChart.sites.map(({ siteId }) => siteId).sort()).toEqual(
      muscles.entries.map(({ id }) => id).sort(),
    );
  });

  it.each(muscles.entries.filter(({ sided }) => sided).map((site) => [site.id, site] as const))(
    'puts %s inside its region on both sides',
    (_, site) => {
      for (const side of ['right', 'left'] as const) {
        const point = sitePoint(bodyChart, site.id, side);
        const figure = bodyChart.figures.find(({ id }) => id === point?.figure);
        if (!point || !figure) throw new Error('no point');
        expect(shapesAt(figure, [point.x, point.y])).toEqual([
          expect.objectContaining({ region: site.region, side }),
        ]);
      }
    },
  );

  it('puts midline sites on the midline of their region', () => {
    for (const site of muscles.entries.filter(({ sided }) => !sided)) {
      const point = sitePoint(bodyChart, site.id, 'midline');
      const figure = bodyChart.figures.find(({ id }) => id === point?.figure);
      if (!point || !figure) throw new Error('no point');
      expect(point.x).toBe(figure.axis);
      expect(shapesAt(figure, [point.x, point.y])).toEqual([
        expect.objectContaining({ region: site.region, side: 'midline' }),
      ]);
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
