import type { ReferenceData } from '../../../shared/contract/reference.ts';
import type { Side } from '../../../shared/contract/values.ts';
import { sitePointOn, type Point } from '../../../shared/rules/body-chart.ts';
import type { Layout } from './layout.ts';

/** A site where the keys can stop. */
export interface Stop extends Point {
  figure: string;
  region: string;
  /** The region with its side, in words. */
  place: string;
  side: Side;
  siteId: string;
  name: string;
}

/** Lines of a page: what lies within a band is read from left to right, then the next band below. */
function read<T extends Point>(things: readonly T[], band: number): T[] {
  return things.toSorted((a, b) => Math.floor(a.y / band) - Math.floor(b.y / band) || a.x - b.x);
}

/** Every site of a view in reading order: figure by figure, region by region, each from the top. */
export function readingOrder(
  layout: Layout,
  { bodyChart, muscles }: Pick<ReferenceData, 'bodyChart' | 'muscles'>,
): Stop[] {
  return layout.cells.flatMap(({ figure, x: left, y: top }) => {
    const band = figure.height / 16;
    const regions = figure.shapes.map((shape) => ({ shape, x: shape.centre[0], y: shape.centre[1] }));
    return read(regions, band).flatMap(({ shape }) => {
      const stops = muscles.entries.flatMap((site): Stop[] => {
        if (site.region !== shape.region || site.sided !== (shape.side !== 'midline')) return [];
        const point = sitePointOn(bodyChart, figure, site.id, shape.side);
        if (point === null) return [];
        return [
          {
            x: point.x + left,
            y: point.y + top,
            figure: figure.id,
            region: shape.region,
            place: shape.label,
            side: shape.side,
            siteId: site.id,
            name: site.name,
          },
        ];
      });
      return read(stops, band / 3);
    });
  });
}

export type Step = 'next' | 'back' | 'next-region' | 'region-back' | 'first' | 'last';

const regionOf = (stop: Stop | undefined) =>
  stop === undefined ? '' : `${stop.figure} ${stop.region} ${stop.side}`;

/** Where a key leads to; the ends hold. From nowhere every key leads to the first stop. */
export function stepFrom(stops: readonly Stop[], at: number | null, step: Step): number | null {
  if (stops.length === 0) return null;
  if (at === null || at >= stops.length) return step === 'last' ? stops.length - 1 : 0;
  if (step === 'first') return 0;
  if (step === 'last') return stops.length - 1;
  if (step === 'next') return Math.min(at + 1, stops.length - 1);
  if (step === 'back') return Math.max(at - 1, 0);
  const here = regionOf(stops[at]);
  const firstOf = (index: number) => stops.findIndex((stop) => regionOf(stop) === regionOf(stops[index]));
  if (step === 'next-region') {
    const next = stops.findIndex((stop, index) => index > at && regionOf(stop) !== here);
    return next < 0 ? at : next;
  }
  const before = firstOf(at) - 1;
  return before < 0 ? 0 : firstOf(before);
}
