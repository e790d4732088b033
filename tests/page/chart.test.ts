import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartStroke, strokePoints } from '../../shared/contract/body-chart.ts';
import { homeOf, markAt, pointOn, showsSide, sitesNear } from '../../shared/rules/body-chart.ts';
import { bring, nearest, panBy, whole, zoomAt, zoomOf } from '../../renderer/parts/chart/camera.ts';
import { simplified, strokeOf } from '../../renderer/parts/chart/drawing.ts';
import { cellAt, cellNear, layOut } from '../../renderer/parts/chart/layout.ts';
import { readingOrder, stepFrom, type Step } from '../../renderer/parts/chart/order.ts';
import { siteSearch } from '../../renderer/parts/site-search.ts';
import { reference } from '../rules/reference-data.ts';

const { bodyChart, muscles } = reference.data;
const figures = fc.constantFrom(...bodyChart.figures);
const world = { width: 864, height: 870 };
const place = fc.record({
  x: fc.double({ min: 0, max: world.width, noNaN: true }),
  y: fc.double({ min: 0, max: world.height, noNaN: true }),
});

describe('zoom and pan', () => {
  it('never leave the drawing, never go nearer than eightfold or farther than whole', () => {
    const acts = fc.array(
      fc.oneof(
        fc.record({ at: place, factor: fc.double({ min: 0.1, max: 12, noNaN: true }) }),
        fc.record({ dx: fc.integer({ min: -900, max: 900 }), dy: fc.integer({ min: -900, max: 900 }) }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(acts, (all) => {
        const camera = all.reduce(
          (last, act) =>
            'at' in act ? zoomAt(last, world, act.at, act.factor) : panBy(last, world, act.dx, act.dy),
          whole(world),
        );
        expect(camera.x).toBeGreaterThanOrEqual(0);
        expect(camera.y).toBeGreaterThanOrEqual(0);
        expect(camera.x + camera.w).toBeLessThanOrEqual(world.width + 1e-6);
        expect(camera.y + camera.h).toBeLessThanOrEqual(world.height + 1e-6);
        expect(zoomOf(camera, world)).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(zoomOf(camera, world)).toBeLessThanOrEqual(nearest + 1e-9);
      }),
    );
  });

  it('keep what lies under the fingers where it is, unless the rim is in the way', () => {
    const camera = zoomAt(whole(world), world, { x: 432, y: 435 }, 2);
    const at = { x: 400, y: 500 };
    const next = zoomAt(camera, world, at, 1.5);
    expect((at.x - next.x) / next.w).toBeCloseTo((at.x - camera.x) / camera.w, 9);
    expect((at.y - next.y) / next.h).toBeCloseTo((at.y - camera.y) / camera.h, 9);
  });

  it('bring any point into sight', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const camera = bring(zoomAt(whole(world), world, from, 5), world, to);
        expect(to.x).toBeGreaterThanOrEqual(camera.x - 1e-6);
        expect(to.x).toBeLessThanOrEqual(camera.x + camera.w + 1e-6);
        expect(to.y).toBeGreaterThanOrEqual(camera.y - 1e-6);
        expect(to.y).toBeLessThanOrEqual(camera.y + camera.h + 1e-6);
      }),
    );
  });
});

describe('a mark', () => {
  it('stands where it was put, whatever the size of the drawing', () => {
    fc.assert(
      fc.property(figures, fc.double({ min: -0.5, max: 1.5, noNaN: true }), (figure, share) => {
        const at = { x: share * figure.width, y: share * figure.height };
        const mark = markAt(at, figure);
        expect(mark.x).toBeGreaterThanOrEqual(0);
        expect(mark.x).toBeLessThanOrEqual(10_000);
        const again = pointOn(bodyChart, figure, { siteId: 'soleus', side: 'left', mark });
        if (share >= 0 && share <= 1)
          expect(Math.abs((again?.x ?? NaN) - at.x)).toBeLessThan(figure.width / 9999);
      }),
    );
  });

  it('is mirrored at the axis on figures of both sides, and stands on the view of its own side only', () => {
    for (const site of muscles.entries.filter(({ sided }) => sided)) {
      for (const figure of bodyChart.figures) {
        const [right, left] = (['right', 'left'] as const).map((side) =>
          pointOn(bodyChart, figure, { siteId: site.id, side }),
        );
        if (figure.side !== undefined) {
          const other = figure.side === 'right' ? left : right;
          expect(other).toBeNull();
        } else if (right && left) {
          expect(left.x).toBeCloseTo(2 * figure.axis - right.x, 9);
          expect(left.y).toBe(right.y);
        }
      }
    }
  });

  it('is shown once where each mark is shown once', () => {
    for (const site of muscles.entries) {
      const home = homeOf(bodyChart, { siteId: site.id, side: site.sided ? 'left' : 'midline' });
      expect(bodyChart.figures.find(({ id }) => id === home?.figure)?.view).toMatch(/^(body|hands|feet)$/);
    }
    expect(
      homeOf(bodyChart, { siteId: 'soleus', side: 'left', mark: { figure: 'side-left', x: 1, y: 1 } })
        ?.figure,
    ).toBe('side-left');
  });
});

describe('a click', () => {
  it('offers every site of its area, nearest first', () => {
    for (const figure of bodyChart.figures) {
      for (const shape of figure.shapes) {
        for (const { id, region, sided } of muscles.entries) {
          if (region !== shape.region || sided !== (shape.side !== 'midline')) continue;
          const point = pointOn(bodyChart, figure, { siteId: id, side: shape.side });
          if (point === null) continue;
          const [first, ...others] = sitesNear(point, shape, figure, reference.data);
          const at = pointOn(bodyChart, figure, { siteId: first ?? '', side: shape.side });
          // Two sites may share a point; then either is the nearest.
          expect(at && Math.hypot(at.x - point.x, at.y - point.y)).toBeLessThan(0.5);
          expect([first, ...others]).toContain(id);
        }
      }
    }
  });

  it('on an area without a point of its own still offers its sites', () => {
    const front = bodyChart.figures.find(({ id }) => id === 'front');
    const shape = front?.shapes.find(({ id }) => id === 'foot-dorsal-left');
    if (front === undefined || shape === undefined) throw new Error('no foot');
    expect(sitesNear({ x: 250, y: 800 }, shape, front, reference.data)).toContain(
      'extensor-digitorum-brevis',
    );
  });
});

describe('the sheet', () => {
  const views = [...new Set(bodyChart.figures.map(({ view }) => view))];

  it.each(views)('%s shows each figure in a place of its own', (view) => {
    const layout = layOut(bodyChart.figures.filter((figure) => figure.view === view));
    for (const cell of layout.cells) {
      const middle = { x: cell.x + cell.figure.width / 2, y: cell.y + cell.figure.height / 2 };
      expect(cellAt(layout, middle)).toBe(cell);
      expect(cellNear(layout, middle)).toBe(cell);
      expect(cell.x + cell.figure.width).toBeLessThanOrEqual(layout.world.width);
      expect(cell.y + cell.figure.height).toBeLessThanOrEqual(layout.world.height);
    }
  });

  it.each(views)('%s is walked through by keys, site by site to the end and back', (view) => {
    const layout = layOut(bodyChart.figures.filter((figure) => figure.view === view));
    const stops = readingOrder(layout, reference.data);
    const seen: number[] = [];
    for (let at = stepFrom(stops, null, 'next'); at !== null && !seen.includes(at);) {
      seen.push(at);
      at = stepFrom(stops, at, 'next');
    }
    expect(seen).toEqual(stops.map((_, index) => index));
    const regions = new Set(stops.map(({ figure, region, side }) => `${figure} ${region} ${side}`));
    let steps = 1;
    for (let at = 0, next = stepFrom(stops, at, 'next-region'); next !== null && next !== at; steps += 1)
      [at, next] = [next, stepFrom(stops, next, 'next-region')];
    expect(steps).toBe(regions.size);
    for (const step of ['next', 'back', 'next-region', 'region-back', 'first', 'last'] satisfies Step[]) {
      for (const at of seen) expect(stops[stepFrom(stops, at, step) ?? -1]).toBeDefined();
    }
    for (const { figure, side } of stops) {
      const shown = bodyChart.figures.find(({ id }) => id === figure);
      expect(shown && showsSide(shown, side)).toBe(true);
    }
  });
});

describe('a line drawn by hand', () => {
  const points = fc.array(
    fc.record({
      x: fc.double({ min: -50, max: 500, noNaN: true }),
      y: fc.double({ min: -50, max: 900, noNaN: true }),
    }),
    { minLength: 1, maxLength: 400 },
  );

  it('is what the contract takes, or nothing, whatever the hand did', () => {
    fc.assert(
      fc.property(figures, points, (figure, drawn) => {
        const stroke = strokeOf(figure, drawn);
        if (stroke !== null) expect(chartStroke.safeParse(stroke).error).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('keeps its ends, and loses no corner farther off than the tolerance', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0.5, max: 40, noNaN: true }), (drawn, tolerance) => {
        const kept = simplified(drawn, tolerance);
        expect(kept[0]).toBe(drawn[0]);
        expect(kept.at(-1)).toBe(drawn.at(-1));
        for (const point of drawn) {
          const off = Math.min(
            ...kept.map((a, index) => {
              const b = kept[index + 1] ?? a;
              const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
              const share =
                length === 0
                  ? 0
                  : Math.min(
                      1,
                      Math.max(0, ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length),
                    );
              return Math.hypot(point.x - a.x - share * (b.x - a.x), point.y - a.y - share * (b.y - a.y));
            }),
          );
          expect(off).toBeLessThanOrEqual(tolerance + 1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of a slow circle has few points, and of a slip of the hand none', () => {
    const figure = bodyChart.figures[0];
    if (figure === undefined) throw new Error('no figure');
    const circle = Array.from({ length: 900 }, (_, step) => ({
      x: 200 + 80 * Math.cos((step / 900) * 2 * Math.PI),
      y: 300 + 80 * Math.sin((step / 900) * 2 * Math.PI),
    }));
    const stroke = strokeOf(figure, circle);
    expect(stroke?.points.length).toBeGreaterThan(8);
    expect(stroke?.points.length).toBeLessThanOrEqual(strokePoints);
    expect(strokeOf(figure, circle.slice(0, 2))).toBeNull();
    expect(
      strokeOf(
        figure,
        circle.map(({ x, y }) => ({ x: 200 + x / 1000, y: 300 + y / 1000 })),
      ),
    ).toBeNull();
  });
});

describe('each of the sites, on each of its sides,', () => {
  const places = muscles.entries.flatMap((site) =>
    (site.sided ? (['left', 'right'] as const) : (['midline'] as const)).map((side) => ({ site, side })),
  );
  const views = [...new Set(bodyChart.figures.map(({ view }) => view))];

  it('is one of 148 and stands on a figure, within it, on its own side of the line', () => {
    expect(muscles.entries).toHaveLength(148);
    for (const { site, side } of places) {
      const home = homeOf(bodyChart, { siteId: site.id, side });
      const figure = bodyChart.figures.find(({ id }) => id === home?.figure);
      if (home === null || figure === undefined) throw new Error(`${site.id} stands nowhere`);
      expect(home.x > 0 && home.x < figure.width && home.y > 0 && home.y < figure.height).toBe(true);
      if (side === 'midline') expect(home.x).toBe(figure.axis);
      // Right of the patient lies where the letter R stands.
      const letter = figure.sideMarks.find(({ text }) => text === (side === 'left' ? 'L' : 'R'));
      if (side !== 'midline')
        expect(Math.sign(home.x - figure.axis), `${site.id} ${side}`).toBe(
          Math.sign((letter?.x ?? NaN) - figure.axis),
        );
    }
  });

  it('is met by a click at its point, or is one of the five that are offered instead', () => {
    for (const { site, side } of places) {
      const ranks = bodyChart.figures.flatMap((figure) => {
        const point = pointOn(bodyChart, figure, { siteId: site.id, side });
        const shape = figure.shapes.find((one) => one.region === site.region && one.side === side);
        return point && shape ? [sitesNear(point, shape, figure, reference.data).indexOf(site.id)] : [];
      });
      expect(Math.min(...ranks), `${site.id} ${side}`).toBeLessThanOrEqual(5);
    }
  });

  it('is met by the keys on a sheet', () => {
    const stops = views.flatMap((view) =>
      readingOrder(layOut(bodyChart.figures.filter((figure) => figure.view === view)), reference.data),
    );
    const met = new Set(stops.map(({ siteId, side }) => `${siteId}:${side}`));
    expect(places.filter(({ site, side }) => !met.has(`${site.id}:${side}`))).toEqual([]);
  });

  it('is the first that is offered for its name and side, and is offered for its Latin name', () => {
    const search = siteSearch(muscles.entries);
    for (const { site, side } of places) {
      const word = side === 'midline' ? '' : side;
      const [first] = search(`${site.name} ${word}`);
      expect([first?.site.name, first?.side]).toEqual([site.name, side]);
      const found = search(`${word.slice(0, 1)} ${site.latin}`).map((one) => `${one.site.id}:${one.side}`);
      expect(found, site.latin).toContain(`${site.id}:${side}`);
    }
  });
});
