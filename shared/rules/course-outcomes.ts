import type { CourseReview, MeasuredChange, OutcomeMeasure } from '../contract/course-record.ts';
import type { Outcome } from '../contract/treatments.ts';
import type { Side } from '../contract/values.ts';
import type { DecimalText } from './decimal.ts';
import { compare, decimalPlaces, isWhole, subtract } from './decimal.ts';
import { analgesicState, isPainScore, nprsChange, psfsChange, psfsMean, vasChange } from './outcomes.ts';

export type Taken = Pick<Outcome, 'measure' | 'item' | 'moment' | 'value' | 'measuredOn'>;

/** Lowest and highest value of each scale. A questionnaire has its own; four digits are as far as any goes. */
export const scales: Readonly<Record<OutcomeMeasure, readonly [DecimalText, DecimalText]>> = {
  nprs: ['0', '10'],
  psfs: ['0', '10'],
  vas: ['0', '100'],
  'global-change': ['1', '7'],
  'analgesic-days': ['0', '7'],
  'walking-minutes': ['0', '1440'],
  stairs: ['0', '3'],
  aid: ['0', '3'],
  work: ['0', '2'],
  questionnaire: ['0', '9999'],
};

const halves = new Set<OutcomeMeasure>(['vas', 'psfs', 'questionnaire']);

/** Whether the value lies on its scale; all but the line, the activities and questionnaires are counted in whole steps. */
export function isOnScale({ measure, value }: Pick<Taken, 'measure' | 'value'>): boolean {
  if (measure === 'nprs') return isPainScore(value);
  if (!/^(0|[1-9]\d{0,3})(\.\d{1,2})?$/.test(value)) return false;
  const [lowest, highest] = scales[measure];
  if (compare(value, lowest) < 0 || compare(value, highest) > 0) return false;
  return halves.has(measure) ? decimalPlaces(value) <= 2 : isWhole(value);
}

/** Measures that mean nothing without saying of what: an activity, a medicine, a questionnaire. */
export function needsItem(measure: OutcomeMeasure): boolean {
  return measure === 'psfs' || measure === 'analgesic-days' || measure === 'questionnaire';
}

/** How pain in a place is named among outcomes. */
export function painItem({ region, side }: { region: string; side: Side }): string {
  return `${region}:${side}`;
}

/** The place that a pain score names; no side where none was said. */
export function placeOf(item: string): { region: string; side: Side | null } {
  const [region = '', side] = item.split(':');
  return { region, side: side === 'left' || side === 'right' || side === 'midline' ? side : null };
}

/** What was measured and belongs together, in the order of the first measurement. */
export function seriesOf<T extends Pick<Taken, 'measure' | 'item'>>(outcomes: readonly T[]): T[][] {
  return [...Map.groupBy(outcomes, ({ measure, item }) => JSON.stringify([measure, item])).values()];
}

/**
 * The two values between which a change is read: the baseline, or else the first, and the last. What is said minutes after
 * a treatment is set against it only where nothing else was measured.
 * @param group of one measure and item, in the order in which they were measured
 */
export function firstAndLastOf<T extends Pick<Taken, 'moment'>>(group: readonly T[]): [T, T] | null {
  const rested = group.filter(({ moment }) => moment !== 'after');
  const read = rested.length > 1 ? rested : group;
  const first = read.find(({ moment }) => moment === 'baseline') ?? read[0];
  const last = read.at(-1);
  return first === undefined || last === undefined || first === last ? null : [first, last];
}

/**
 * Change of each measure. PSFS is judged on the mean of the activities rated on the first and last day that have the same
 * ones; global change is a change by itself, read from its last value against the middle of its scale. Bands: of pain
 * `much-better`, `better-by-share`, `slightly-better`, `no-change`, `slightly-worse`, `much-worse`; of PSFS `none`, `small`, `medium`,
 * `large`, or the same after `worse-`; of the line `reaches-line`, `worse-reaches-line`, `below-line`; else `measured`,
 * because no limit of meaningful change is known for the scale.
 * @param outcomes in the order in which they were measured
 */
export function changesOf(outcomes: readonly Taken[]): MeasuredChange[] {
  const single = outcomes.filter(({ measure }) => measure !== 'psfs');
  const changes = seriesOf(single).flatMap((group): MeasuredChange[] => {
    const measure = group[0]?.measure;
    const item = group[0]?.item ?? '';
    const latest = group.at(-1);
    if (measure === 'global-change' && latest !== undefined)
      return [{ measure, item, from: '4', to: latest.value, band: globalBand(latest.value) }];
    const pair = firstAndLastOf(group);
    if (measure === undefined || pair === null) return [];
    const [first, last] = pair;
    return [{ measure, item, from: first.value, to: last.value, band: bandOf(first, last) }];
  });
  return [...changes, ...activityChange(outcomes.filter(({ measure }) => measure === 'psfs'))];
}

function globalBand(value: DecimalText): string {
  if (compare(value, '6') >= 0) return 'much-better';
  if (value === '5') return 'slightly-better';
  if (value === '4') return 'no-change';
  return value === '3' ? 'slightly-worse' : 'much-worse';
}

function bandOf(first: Taken, last: Taken): string {
  if (first.measure === 'nprs') return nprsChange(first.value, last.value).band;
  if (first.measure !== 'vas') return 'measured';
  if (!vasChange(first.value, last.value).reachesLine) return 'below-line';
  return compare(last.value, first.value) < 0 ? 'reaches-line' : 'worse-reaches-line';
}

/** The ratings of each day; rated twice on one day, the later rating stands. */
export function activityDays<T extends Pick<Taken, 'measuredOn' | 'item' | 'value'>>(
  ratings: readonly T[],
): { on: string; ratings: { activity: string; score: DecimalText }[] }[] {
  return [...Map.groupBy(ratings, ({ measuredOn }) => measuredOn)].map(([on, day]) => ({
    on,
    ratings: [
      ...new Map(day.map(({ item, value }) => [item, { activity: item, score: value }])).values(),
    ].toSorted((a, b) => (a.activity < b.activity ? -1 : 1)),
  }));
}

function activityChange(ratings: readonly Taken[]): MeasuredChange[] {
  const [first, ...later] = activityDays(ratings);
  if (first === undefined) return [];
  for (const last of later.toReversed()) {
    const change = psfsChange(first.ratings, last.ratings);
    if (!change.comparable) continue;
    const band =
      change.direction === 'worse' && change.band !== 'none' ? `worse-${change.band}` : change.band;
    const [from, to] = [psfsMean(first.ratings) ?? '0', psfsMean(last.ratings) ?? '0'];
    return [{ measure: 'psfs', item: '', from, to, band }];
  }
  return [];
}

/**
 * First clear day of the last medicine that was left off, once 14 clear days of every medicine are reported without a gap;
 * null before and after a relapse. Of two reports of a day on the same medicine the higher counts.
 */
export function analgesicStoppedOn(outcomes: readonly Taken[]): string | null {
  const taken = seriesOf(outcomes.filter(({ measure }) => measure === 'analgesic-days'));
  let stopped: string | null = null;
  for (const group of taken) {
    const days = Map.groupBy(group, ({ measuredOn }) => measuredOn);
    const state = analgesicState(
      [...days].map(([on, day]) => ({ on, days: Math.max(...day.map(({ value }) => Number(value))) })),
    );
    if (state.state !== 'stopped') return null;
    if (stopped === null || state.stoppedOn > stopped) stopped = state.stoppedOn;
  }
  return stopped;
}

const steps = new Set<OutcomeMeasure>(['stairs', 'aid', 'work', 'global-change']);

/** Last minus first with its sign, `−5`; null for what is counted in steps, where a difference says nothing. */
export function differenceText({ measure, from, to }: Omit<MeasuredChange, 'band'>): string | null {
  if (steps.has(measure)) return null;
  const difference = subtract(to, from);
  if (difference === '0') return '0';
  return difference.startsWith('-') ? `−${difference.slice(1)}` : `+${difference}`;
}

/** Bands that are a meaningful change for the better, or for the worse, by the figures of each measure. */
const better = new Set(['much-better', 'better-by-share', 'small', 'medium', 'large', 'reaches-line']);
const worse = new Set(['much-worse', 'worse-small', 'worse-medium', 'worse-large', 'worse-reaches-line']);

export function isBetter({ band }: Pick<MeasuredChange, 'band'>): boolean {
  return better.has(band);
}

export function isWorse({ band }: Pick<MeasuredChange, 'band'>): boolean {
  return worse.has(band);
}

/**
 * Whether a course must be looked at again: as many finished visits as agreed have passed since its start or the last
 * decision, and no measure shows a meaningful change for the better.
 */
export function reviewOf(course: {
  reviewAfter: number;
  /** Finished visits. */
  visits: number;
  /** How many there were at the last decision; 0 without one. */
  decidedAt: number;
  ended: boolean;
  changes: readonly MeasuredChange[];
}): CourseReview | null {
  const visits = course.visits - course.decidedAt;
  if (course.ended || visits < course.reviewAfter || course.changes.some(isBetter)) return null;
  if (course.changes.some(isWorse)) return { why: 'worse', visits };
  return {
    why: course.changes.some(({ band }) => band !== 'measured') ? 'no-change' : 'not-measured',
    visits,
  };
}
