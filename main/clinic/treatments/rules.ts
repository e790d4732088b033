import { Temporal } from 'temporal-polyfill';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { Outcome } from '../../../shared/contract/treatments.ts';
import { compare, isWhole } from '../../../shared/rules/decimal.ts';
import {
  analgesicState,
  isPainScore,
  nprsChange,
  psfsChange,
  psfsMean,
  vasChange,
} from '../../../shared/rules/outcomes.ts';
import type { Reference } from '../../../shared/rules/reference.ts';

/** First instant of a number of hours before. */
export function hoursBefore(instant: string, hours: number): string {
  return Temporal.Instant.from(instant).subtract({ hours }).toString({ smallestUnit: 'millisecond' });
}

/** A visit of which nothing but traditional acupuncture is recorded is not counted as one of the course. */
export function countsAsIms(techniques: readonly string[], reference: Reference): boolean {
  return (
    techniques.length === 0 || techniques.some((id) => reference.techniques.get(id)?.imsScope !== 'not-ims')
  );
}

type Measured = Pick<Outcome, 'measure' | 'item' | 'moment' | 'value' | 'measuredOn'>;

/** Highest value of each scale; all start at 0 but the seven steps of global change. */
const highest: Record<Outcome['measure'], string> = {
  nprs: '10',
  psfs: '10',
  vas: '100',
  'global-change': '7',
  'analgesic-days': '7',
  'walking-minutes': '1440',
};

/** Whether the value lies on its scale; all scales but those of VAS and PSFS are counted in whole steps. */
export function isOnScale({ measure, value }: Measured): boolean {
  if (measure === 'nprs') return isPainScore(value);
  const lowest = measure === 'global-change' ? '1' : '0';
  if (compare(value, lowest) < 0 || compare(value, highest[measure]) > 0) return false;
  return measure === 'vas' || measure === 'psfs' || isWhole(value);
}

export interface MeasuredChange {
  measure: Outcome['measure'];
  /** The region of a pain score; empty for the mean of the patient's own activities. */
  item: string;
  from: string;
  to: string;
  /**
   * Pain: `much-better`, `slightly-better`, `no-change`, `slightly-worse`, `much-worse`. PSFS: `none`, `small`, `medium`,
   * `large`, or the same after `worse-`. VAS: `reaches-line`, `below-line`. Else `measured`: no meaningful change is known for the scale.
   */
  band: string;
}

/**
 * Change of each measure from its baseline, or else its first value, to its last. PSFS is judged on the mean of the
 * activities rated on the first and last day that have the same ones.
 * @param outcomes in the order in which they were measured
 */
export function changesOf(outcomes: readonly Measured[]): MeasuredChange[] {
  const single = outcomes.filter(({ measure }) => measure !== 'psfs');
  const groups = Map.groupBy(single, ({ measure, item }) => JSON.stringify([measure, item]));
  const changes = [...groups.values()].flatMap((group): MeasuredChange[] => {
    const first = group.find(({ moment }) => moment === 'baseline') ?? group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined || first === last) return [];
    return [
      {
        measure: first.measure,
        item: first.item,
        from: first.value,
        to: last.value,
        band: bandOf(first, last),
      },
    ];
  });
  return [...changes, ...activityChange(outcomes.filter(({ measure }) => measure === 'psfs'))];
}

function bandOf(first: Measured, last: Measured): string {
  if (first.measure === 'nprs') return nprsChange(first.value, last.value).band;
  if (first.measure === 'vas')
    return vasChange(first.value, last.value).reachesLine ? 'reaches-line' : 'below-line';
  return 'measured';
}

function activityChange(ratings: readonly Measured[]): MeasuredChange[] {
  const days = [...Map.groupBy(ratings, ({ measuredOn }) => measuredOn).values()].map((day) => [
    // Rated twice on one day: the later rating stands.
    ...new Map(day.map(({ item, value }) => [item, { activity: item, score: value }])).values(),
  ]);
  const first = days[0];
  if (first === undefined) return [];
  for (const last of days.slice(1).toReversed()) {
    const change = psfsChange(first, last);
    if (!change.comparable) continue;
    const band =
      change.direction === 'worse' && change.band !== 'none' ? `worse-${change.band}` : change.band;
    return [{ measure: 'psfs', item: '', from: psfsMean(first) ?? '0', to: psfsMean(last) ?? '0', band }];
  }
  return [];
}

/** First clear day, once 14 of them are reported without a gap; null before and after a relapse. */
export function analgesicStoppedOn(outcomes: readonly Measured[]): string | null {
  const reports = outcomes
    .filter(({ measure }) => measure === 'analgesic-days')
    .map(({ measuredOn, value }) => ({ on: measuredOn, days: Number(value) }));
  const state = analgesicState(reports);
  return state.state === 'stopped' ? state.stoppedOn : null;
}

/**
 * Each finding as first seen and as seen at its last examination; `last` is null where it was seen once.
 * A finding goes on under another id when it says so, or when the same kind is found at the same place.
 * @param visits the findings of each visit, oldest first
 */
export function firstAndLast(
  visits: readonly (readonly Finding[])[],
): { first: Finding; last: Finding | null }[] {
  const seen: { ids: Set<string>; place: string; visit: number; first: Finding; last: Finding | null }[] = [];
  visits.forEach((findings, visit) => {
    for (const finding of findings) {
      const place = [finding.structureType, finding.siteId, finding.side].join(':');
      // Two of a kind at one place on one day are two findings.
      const earlier = seen.filter((one) => one.visit < visit);
      const known =
        earlier.find(({ ids }) => finding.continues !== undefined && ids.has(finding.continues)) ??
        earlier.find((one) => one.place === place);
      if (known === undefined)
        seen.push({ ids: new Set([finding.id]), place, visit, first: finding, last: null });
      else {
        known.ids.add(finding.id);
        known.visit = visit;
        known.last = finding;
      }
    }
  });
  return seen.map(({ first, last }) => ({ first, last }));
}
