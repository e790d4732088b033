import { daysBetween } from './calendar.ts';

/** A stretch in which visits were due by the course's own rhythm, and none took place. */
export interface Silence {
  /** The last visit before it, and the first after it. */
  from: string;
  to: string;
}

/** Shorter than this is no silence, however close the visits were before. */
const LEAST_DAYS = 14;

/**
 * Between two visits lies a silence where more than twice the usual time has passed, and at least two weeks [rule]. The usual
 * time is the median of the times between visits; with fewer than three visits there is none.
 * @param visits days on which visits took place, in any order
 */
export function silencesOf(visits: readonly string[]): Silence[] {
  const days = [...new Set(visits)].toSorted();
  const apart = days.slice(1).map((day, at) => daysBetween(days[at] ?? day, day));
  if (apart.length < 2) return [];
  const usual = apart.toSorted((a, b) => a - b)[Math.floor((apart.length - 1) / 2)] ?? 0;
  return apart.flatMap((length, at): Silence[] => {
    const [from, to] = [days[at], days[at + 1]];
    return from === undefined || to === undefined || length < LEAST_DAYS || length <= 2 * usual
      ? []
      : [{ from, to }];
  });
}
