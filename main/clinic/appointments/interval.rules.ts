/** Days until the next visit, and where the number comes from. */
export interface Interval {
  days: number;
  /** `plan`: said in the note of this visit. `habit`: as long as after the visit before. `usual`: a week. */
  from: 'plan' | 'habit' | 'usual';
}

const words = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const lengths = { day: 1, week: 7, month: 30 } as const;
const ofVisits = /\b(again|back|book|come|follow|next|rebook|return|review|see|session|treatment|visit)/i;
const stretch = new RegExp(
  `\\b(?:in|after|every)\\s+(?:about\\s+)?(a|an|\\d{1,3}|${words.join('|')})\\s+(day|week|month)s?\\b`,
  'gi',
);

/**
 * What a plan says in plain words about the next visit: `Next visit in two weeks`. Null where no sentence about visits
 * names a time, or several name different ones: then somebody has to read it.
 */
export function intervalSaid(plan: string): number | null {
  const said = new Set<number>();
  for (const sentence of plan.split(/[.;!?\n]/)) {
    if (!ofVisits.test(sentence)) continue;
    for (const [, count = '', unit = ''] of sentence.matchAll(stretch)) {
      const days = numberOf(count.toLowerCase()) * lengths[unit.toLowerCase() as keyof typeof lengths];
      if (days >= 1 && days <= 365) said.add(days);
    }
  }
  const [only] = said;
  return said.size === 1 && only !== undefined ? only : null;
}

/** The plan's word first, then the patient's rhythm so far, then a week. */
export function intervalOf(plan: string | null, daysSinceBefore: number | null): Interval {
  const said = plan === null ? null : intervalSaid(plan);
  if (said !== null) return { days: said, from: 'plan' };
  if (daysSinceBefore !== null && daysSinceBefore >= 1 && daysSinceBefore <= 90)
    return { days: daysSinceBefore, from: 'habit' };
  return { days: 7, from: 'usual' };
}

function numberOf(count: string): number {
  if (count === 'a' || count === 'an') return 1;
  const word = words.indexOf(count);
  return word >= 0 ? word + 1 : Number(count);
}
