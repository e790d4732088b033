import type { DecimalText } from './decimal.ts';
import { add, compare, divide, multiply, round, subtract } from './decimal.ts';
import { addDays, daysBetween } from './calendar.ts';

/** Wording codes of a change. None says cured, and none says success: a figure is set beside what patients feel as change. */
export type ChangeBand =
  | 'much-better'
  | 'better-by-share'
  | 'slightly-better'
  | 'no-change'
  | 'slightly-worse'
  | 'much-worse';

export type Change = {
  /** New minus old, on the measure's own scale; pain that falls is negative. */
  difference: DecimalText;
  band: ChangeBand;
  /** At least the change that patients call much better, in either direction. */
  meaningful: boolean;
};

function band(gain: DecimalText, slight: DecimalText, much: DecimalText): ChangeBand {
  if (compare(gain, much) >= 0) return 'much-better';
  if (compare(gain, slight) >= 0) return 'slightly-better';
  const loss = multiply(gain, '-1');
  if (compare(loss, much) >= 0) return 'much-worse';
  return compare(loss, slight) >= 0 ? 'slightly-worse' : 'no-change';
}

function change(difference: DecimalText, gain: DecimalText, slight: DecimalText, much: DecimalText): Change {
  const found = band(gain, slight, much);
  return { difference, band: found, meaningful: found === 'much-better' || found === 'much-worse' };
}

/** A pain score of the NPRS: whole, 0 to 10. */
export function isPainScore(value: string): boolean {
  return /^(?:\d|10)$/.test(value);
}

/**
 * Change on the 0-10 numeric pain scale: 1 point is slight; 2 points are much, and so are 30 % of the start (Farrar 2001,
 * Salaffi 2004), which only a start of 3 or less reaches with one point: that is said apart, because it is one point.
 * Pain that rises is judged by points alone; the shares were found for relief.
 */
export function nprsChange(before: DecimalText, after: DecimalText): Change {
  const found = change(subtract(after, before), subtract(before, after), '1', '2');
  const fallen = compare(after, before) < 0;
  const byShare =
    fallen &&
    found.band !== 'much-better' &&
    compare(multiply(subtract(before, after), '100'), multiply(before, '30')) >= 0;
  return byShare ? { ...found, band: 'better-by-share', meaningful: true } : found;
}

/** Highest score that is a meaningful change from the start; null where none is left below it. */
export function meaningfulPain(start: number): number | null {
  const scores = Array.from({ length: 11 }, (_, score) => score).filter((score) => score < start);
  return scores.findLast((score) => nprsChange(String(start), String(score)).meaningful) ?? null;
}

/** Change on the 0-100 mm scale; 20 mm is only the line that the plot shows [GK], no wording hangs on it. */
export function vasChange(
  before: DecimalText,
  after: DecimalText,
): { difference: DecimalText; reachesLine: boolean } {
  const difference = subtract(after, before);
  return { difference, reachesLine: compare(difference, '20') >= 0 || compare(difference, '-20') <= 0 };
}

/** One activity of the patient's own, 0 to 10, where 10 is as before. */
export type PsfsRating = { activity: string; score: DecimalText };
export type PsfsBand = 'none' | 'small' | 'medium' | 'large';

export type PsfsChange =
  | { comparable: false }
  | {
      comparable: true;
      before: DecimalText;
      after: DecimalText;
      difference: DecimalText;
      direction: 'better' | 'worse' | 'same';
      band: PsfsBand;
    };

/** Mean of the ratings rounded to 2 places; null without any. The scale is made for 3 to 5 activities (Stratford 1995). */
export function psfsMean(ratings: readonly PsfsRating[]): DecimalText | null {
  if (ratings.length === 0) return null;
  return round(divide(add(...ratings.map(({ score }) => score)), String(ratings.length), 30), 2);
}

/**
 * Change of the mean: 1.3 small, 2.3 medium, 2.7 large (Abbott 2014). Only the same activities can be compared; the bands
 * are judged on the exact sums, not on the rounded means.
 */
export function psfsChange(before: readonly PsfsRating[], after: readonly PsfsRating[]): PsfsChange {
  const names = (ratings: readonly PsfsRating[]) =>
    JSON.stringify(ratings.map(({ activity }) => activity).sort());
  const [meanBefore, meanAfter] = [psfsMean(before), psfsMean(after)];
  if (meanBefore === null || meanAfter === null || names(before) !== names(after))
    return { comparable: false };
  const gain = subtract(add(...after.map(({ score }) => score)), add(...before.map(({ score }) => score)));
  const size = compare(gain, '0') < 0 ? multiply(gain, '-1') : gain;
  const reaches = (mean: DecimalText) => compare(size, multiply(mean, String(before.length))) >= 0;
  return {
    comparable: true,
    before: meanBefore,
    after: meanAfter,
    difference: subtract(meanAfter, meanBefore),
    direction: compare(gain, '0') === 0 ? 'same' : compare(gain, '0') > 0 ? 'better' : 'worse',
    band: reaches('2.7') ? 'large' : reaches('2.3') ? 'medium' : reaches('1.3') ? 'small' : 'none',
  };
}

/** Days with analgesics among the 7 that end on `on`, 0 to 7. */
export type AnalgesicReport = { on: string; days: number };

export type AnalgesicState =
  | { state: 'unknown' }
  | { state: 'using'; days: number; on: string }
  | { state: 'clear-so-far'; clearSince: string; clearDays: number }
  /** `stoppedOn` is the first clear day, `confirmedOn` the report that made fourteen. */
  | { state: 'stopped'; stoppedOn: string; confirmedOn: string; clearDays: number };

/** Clear days before analgesics are called stopped [rule]. */
export const CLEAR_DAYS = 14;

function confirmed(state: AnalgesicState, since: string): string | undefined {
  return state.state === 'stopped' && state.stoppedOn === since ? state.confirmedOn : undefined;
}

/**
 * Whether analgesics are stopped: 14 clear days without a gap. A report speaks for its own 7 days only, so reports more than
 * 7 days apart leave days of which nobody knows, and the count starts again. A later use undoes it.
 */
export function analgesicState(reports: readonly AnalgesicReport[]): AnalgesicState {
  const ordered = reports.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : b.days - a.days));
  let state: AnalgesicState = { state: 'unknown' };
  let since = '';
  let last = '';
  for (const { on, days } of ordered) {
    if (days > 0) {
      state = { state: 'using', days, on };
      since = '';
      continue;
    }
    if (since === '' || daysBetween(last, on) > 7) since = addDays(on, -6);
    last = on;
    const clearDays = daysBetween(since, on) + 1;
    if (clearDays < CLEAR_DAYS) state = { state: 'clear-so-far', clearSince: since, clearDays };
    else
      state = { state: 'stopped', stoppedOn: since, confirmedOn: confirmed(state, since) ?? on, clearDays };
  }
  return state;
}
