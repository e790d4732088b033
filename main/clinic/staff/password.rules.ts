import { commonWords, glueWords } from './common-words.rules.ts';

export type PasswordProblem = 'too-short' | 'too-long' | 'too-common' | 'contains-name';

const shortest = 15;
const longest = 128;
/** What must be left of a password once a name in it is taken away. */
const restBesideName = 12;
/** What must be left once one or two common words, digits and signs are taken away. */
const restBesideCommon = 4;
const fewestDistinct = 5;

const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
];
const runs = rows.flatMap((row) => [row, [...row].reverse().join('')]);

/**
 * Why a new password is refused, or null. Length is the only demand on its make-up; what guessers try first is refused:
 * one or two common words with decoration, keyboard and counting runs, repeats, and little more than a name of this place.
 * @param names user name, person and clinic, as typed.
 */
export function passwordProblem(password: string, names: readonly string[]): PasswordProblem | null {
  const text = normalPassword(password);
  const length = [...text].length;
  if (length < shortest) return 'too-short';
  if (length > longest) return 'too-long';
  const plain = text.toLowerCase();
  if (new Set(plain).size < fewestDistinct || isRepeat(plain) || isCommon(plain)) return 'too-common';
  const bare = lettersOf(plain);
  const near = names.flatMap((name) => [
    lettersOf(name.toLowerCase()),
    ...name.toLowerCase().split(/\s+/).map(lettersOf),
  ]);
  const named = near.some(
    (name) =>
      [...name].length >= 4 && bare.includes(name) && [...bare.replaceAll(name, '')].length < restBesideName,
  );
  return named ? 'contains-name' : null;
}

/** The form that is hashed: a character typed as one or as two code points is the same character. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

function lettersOf(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

function isRepeat(text: string): boolean {
  for (let unit = 1; unit <= 8; unit++) {
    if (
      text ===
      text
        .slice(0, unit)
        .repeat(Math.ceil(text.length / unit))
        .slice(0, text.length)
    )
      return true;
  }
  return false;
}

function isCommon(text: string): boolean {
  const used = new Set<string>();
  let rest = withoutRuns(undecorated(text));
  for (const word of commonWords) {
    if (!rest.includes(word)) continue;
    used.add(word);
    rest = rest.replaceAll(word, ' ');
  }
  for (const word of glueWords) rest = rest.replaceAll(word, ' ');
  const letters = rest.replace(/[^\p{L}]/gu, '');
  return used.size <= 2 && [...letters].length < restBesideCommon;
}

/** Undoes the usual swaps of letters for digits and signs. */
function undecorated(text: string): string {
  const plain: Record<string, string> = {
    '0': 'o',
    '1': 'i',
    '3': 'e',
    '4': 'a',
    '5': 's',
    '7': 't',
    '@': 'a',
    $: 's',
    '!': 'i',
  };
  return text.replace(/(?<=\p{L})[013457@$!](?=\p{L})/gu, (sign) => plain[sign] ?? sign);
}

function withoutRuns(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length;) {
    let length = 4;
    while (at + length <= text.length && runs.some((run) => run.includes(text.slice(at, at + length))))
      length++;
    const found = length - 1;
    if (found < 4) rest += text[at] ?? '';
    at += found < 4 ? 1 : found;
  }
  return rest;
}
