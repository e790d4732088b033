import type { Week } from '../../../shared/contract/hours.ts';

/** A week while it is being typed: times may still be missing. */
export type DraftWeek = { from: string; to: string }[][];

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** Monday to Friday as in the clinic's profile: where most clinics begin. */
export function startingWeek(dayStart: string, dayEnd: string): DraftWeek {
  return weekdays.map((day) => (day <= 5 ? [{ from: dayStart, to: dayEnd }] : []));
}

/** What the host takes; null while a time is missing. */
export function finished(draft: DraftWeek): Week | null {
  return draft.every((spans) => spans.every(({ from, to }) => from !== '' && to !== '')) ? draft : null;
}

/** The next pair of times on a day: the usual day, or what is left of it after the last pair. */
export function nextSpan(
  spans: DraftWeek[number],
  profile: { dayStart: string; dayEnd: string },
): { from: string; to: string } {
  const last = spans.at(-1);
  if (last === undefined) return { from: profile.dayStart, to: profile.dayEnd };
  return last.to !== '' && last.to < profile.dayEnd ? { from: '', to: profile.dayEnd } : { from: '', to: '' };
}

/** Days in a row with the same hours, closed ones left out. */
export function daysAlike(week: Week): { first: number; last: number; spans: string }[] {
  const alike: { first: number; last: number; spans: string }[] = [];
  week.forEach((spans, index) => {
    if (spans.length === 0) return;
    const said = spans.map(({ from, to }) => `${from}–${to}`).join(', ');
    const before = alike.at(-1);
    if (before !== undefined && before.last === index && before.spans === said) before.last = index + 1;
    else alike.push({ first: index + 1, last: index + 1, spans: said });
  });
  return alike;
}
