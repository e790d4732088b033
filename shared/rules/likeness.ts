import { fold, samePhone } from './names.ts';

export type Person = {
  givenName: string;
  familyName: string;
  preferredName: string;
  birthDate: string;
  phone: string;
};

export type LikenessReason =
  | 'same-name'
  | 'similar-name'
  | 'same-birth-date'
  | 'similar-birth-date'
  | 'same-phone';

/** `likely` is shown before registering; `possible` is listed below it. */
export type Likeness = { level: 'likely' | 'possible' | 'none'; reasons: LikenessReason[] };

/** Edits (insert, delete, replace, swap of neighbours) between two texts, counted up to 2. */
function edits(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  if (Math.abs(left.length - right.length) > 2) return 3;
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (const [i, letter] of left.entries()) {
    const next = [i + 1];
    for (const [j, other] of right.entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      let cost = Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1);
      if (i > 0 && j > 0 && letter === right[j - 1] && left[i - 1] === other)
        cost = Math.min(cost, (before[j - 1] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

function words(...names: string[]): string[] {
  return fold(names.join(' ')).split(' ').filter(Boolean).sort();
}

/** Words of a name in any order, once with the given and once with the preferred name. */
function forms({ givenName, familyName, preferredName }: Person): string[] {
  const all = [words(givenName, familyName)];
  if (preferredName.trim() !== '') all.push(words(preferredName, familyName), words(preferredName));
  return all.filter((form) => form.length > 0).map((form) => form.join(' '));
}

function nameLikeness(a: Person, b: Person): LikenessReason | null {
  const pairs = forms(a).flatMap((left) => forms(b).map((right) => [left, right] as const));
  if (pairs.some(([left, right]) => left === right)) return 'same-name';
  const close = pairs.some(([left, right]) => {
    const [short, long] = [left.split(' '), right.split(' ')].sort((x, y) => x.length - y.length) as [
      string[],
      string[],
    ];
    const inside =
      short.length >= 2 && short.length < long.length && short.every((word) => long.includes(word));
    return (
      inside ||
      (Math.min(left.length, right.length) >= 5 &&
        edits(left, right) <= (Math.min(left.length, right.length) >= 10 ? 2 : 1))
    );
  });
  return close ? 'similar-name' : null;
}

function birthLikeness(a: string, b: string): LikenessReason | null {
  if (a === b) return 'same-birth-date';
  const [yearA, monthA, dayA] = a.split('-');
  const [yearB, monthB, dayB] = b.split('-');
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 'similar-birth-date';
  return a.length === b.length && edits(a, b) === 1 ? 'similar-birth-date' : null;
}

/**
 * How likely two records are the same person. Names are compared folded and in any order, so that swapped, shortened or
 * differently spelt names still warn. Twins share birth date and phone and are only `possible`.
 */
export function likeness(a: Person, b: Person): Likeness {
  const name = nameLikeness(a, b);
  const birth = birthLikeness(a.birthDate, b.birthDate);
  const phone: LikenessReason | null = samePhone(a.phone, b.phone) ? 'same-phone' : null;
  const reasons = [name, birth, phone].filter((reason) => reason !== null);
  const same = [name === 'same-name', birth === 'same-birth-date', phone !== null].filter(Boolean).length;
  if (name !== null && birth === 'same-birth-date') return { level: 'likely', reasons };
  if (name === 'same-name' && reasons.length >= 2) return { level: 'likely', reasons };
  if (name === 'same-name' || same >= 2 || (name !== null && reasons.length >= 2))
    return { level: 'possible', reasons };
  return { level: 'none', reasons };
}
