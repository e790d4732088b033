import type { OutcomeMeasure } from '../contract/course-record.ts';
import { seriesOf, type Taken } from './course-outcomes.ts';

/** A state that is said in words, such as how stairs are climbed: a stroke on each day, and its words where there is room. */
export interface PlotStrip {
  measure: OutcomeMeasure;
  /** Upper edge; its name stands in the first line, strokes and words below it. */
  y: number;
  marks: readonly StripMark[];
}

export interface StripMark {
  x: number;
  on: string;
  value: string;
  /** Free to the next stroke, or to the end of the field; words begin at `x`. Negative: they end at `x`. */
  room: number;
  /** Another state than at the stroke before, or the first: only then its words are worth saying. */
  changed: boolean;
}

export const stripHeight = 38;
export const stripMeasures: readonly OutcomeMeasure[] = ['stairs', 'aid', 'work'];

/** Nothing is joined: between two days nobody knows. */
export function stripsOf(
  outcomes: readonly Taken[],
  { top, x, right }: { top: number; x: (on: string) => number; right: number },
): PlotStrip[] {
  const series = seriesOf(outcomes.filter(({ measure }) => stripMeasures.includes(measure)));
  return series
    .toSorted((a, b) => orderOf(a) - orderOf(b))
    .map((group, at) => ({
      measure: group[0]?.measure ?? 'stairs',
      y: top + at * stripHeight,
      marks: group.map(({ measuredOn: on, value }, index) => {
        const here = x(on);
        const next = group[index + 1];
        const before = group[index - 1];
        const after = (next === undefined ? right : x(next.measuredOn)) - here;
        const back = before === undefined ? 0 : here - x(before.measuredOn);
        // At the end of the field words stand before their stroke, where they have the whole way back.
        const room = next === undefined && back > after ? -back : after;
        return { x: here, on, value, room, changed: value !== before?.value };
      }),
    }));
}

function orderOf([first]: readonly Taken[]): number {
  return first === undefined ? 0 : stripMeasures.indexOf(first.measure);
}
