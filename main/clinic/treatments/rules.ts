import { Temporal } from 'temporal-polyfill';
import type { Finding } from '../../../shared/contract/finding.ts';
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
