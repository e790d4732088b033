import { lookOf, lotKey } from '../../../shared/rules/lot-key.ts';

/** Longest beginning that is kept of a number; what is longer is compared with the text itself. */
const longest = 24;
const shortest = 3;
/** A number that begins with letters in a word of its own, `lot LD 24 117`, begins this many words before its digits. */
const wordsBefore = 2;

interface Sign {
  /** As it is compared. */
  look: string;
  /** Written as a digit, not as a letter that reads like one. */
  digit: boolean;
  /** Where it stands in the text, and in which word. */
  at: number;
  word: number;
}

function signsOf(text: string): Sign[] {
  const signs: Sign[] = [];
  let [word, apart, at] = [0, true, 0];
  for (const letter of text) {
    const key = lotKey(letter);
    if (key === '') apart = true;
    else {
      if (apart) word += 1;
      apart = false;
      for (const one of key) signs.push({ look: lookOf(one), digit: /\p{N}/u.test(one), at, word });
    }
    at += letter.length;
  }
  return signs;
}

/**
 * The numbers of a text from each place at which somebody may begin to type one, separators left out. A lot that is
 * looked for stands in the text where one of these begins with it.
 */
export function numbersIn(text: string): string[] {
  const signs = signsOf(text);
  const numbered = new Set(signs.filter(({ digit }) => digit).map(({ word }) => word));
  const found = new Set<string>();
  for (const [index, { word }] of signs.entries()) {
    const begins = signs[index - 1]?.word !== word;
    const leads = Array.from({ length: wordsBefore }, (_, step) => word + step + 1).some((one) =>
      numbered.has(one),
    );
    if (!numbered.has(word) && !(begins && leads)) continue;
    const key = signs
      .slice(index, index + longest)
      .map(({ look }) => look)
      .join('');
    if (key.length >= shortest) found.add(key);
  }
  return [...found];
}

/** First and last beginning that fits, for a jump into the index; null where the wanted says too little. */
export function rangeOf(wanted: string): { from: string; to: string } | null {
  const look = lookOf(wanted).slice(0, longest);
  return look.length < shortest ? null : { from: look, to: `${look}\u{10FFFF}` };
}

/** What was written for the wanted and the words around it; null where the text does not hold it. */
export function around(text: string, wanted: string): { lot: string; words: string } | null {
  const signs = signsOf(text);
  const begin = signs
    .map(({ look }) => look)
    .join('')
    .indexOf(lookOf(wanted));
  const [first, last] = [signs[begin], signs[begin + lookOf(wanted).length - 1]];
  if (begin < 0 || first === undefined || last === undefined) return null;
  const end = last.at + 1;
  const from = first.at <= 60 ? 0 : text.indexOf(' ', first.at - 60) + 1;
  const until = end + 60 >= text.length ? text.length : text.lastIndexOf(' ', end + 60);
  const [a, b] = [Math.min(from, first.at), Math.max(until, end)];
  const cut = text.slice(a, b).replace(/\s+/g, ' ').trim();
  return {
    lot: text.slice(first.at, end).replace(/\s+/g, ' '),
    words: `${a > 0 ? '… ' : ''}${cut}${b < text.length ? ' …' : ''}`,
  };
}
