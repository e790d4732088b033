/** Letters that do not come apart into a base and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ŧ: 't', ŋ: 'n', ı: 'i', ĸ: 'k', ƀ: 'b', ɨ: 'i', ʉ: 'u',
  ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ƿ: 'w', ĳ: 'ij', ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ɲ: 'n', ə: 'e',
  ς: 'σ', ѐ: 'е', ѝ: 'и', ђ: 'ћ', ґ: 'г',
}; // prettier-ignore

/** Combining marks of the Latin, Greek, Cyrillic, Hebrew and Arabic scripts; vowel signs of other scripts are letters. */
const MARKS =
  /[\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u1AB0-\u1ACE\u1DC0-\u1DFF\u20D0-\u20F0\uFE20-\uFE2F]/g;

/** Joiners, soft hyphens, byte order marks, bidi controls, variation selectors: invisible, and different in every source. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

const APOSTROPHES = /['`´’‘ʼʻʹ′＇]/g;
const SEPARATORS = /[\s.,;:\p{Dash_Punctuation}]+/gu;

function foldOnce(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(MARKS, '')
    .replace(/[\u00DF-\u02AF\u03C2\u0450-\u0491]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(APOSTROPHES, '')
    .replace(SEPARATORS, ' ')
    .trim();
}

/**
 * The form in which names are searched and compared: no case, no diacritics, no invisible characters, single spaces.
 * `lukasz` finds `Łukasz`, `strasse` finds `Straße`, `αχιλλευσ` finds `Αχιλλεύς`, `oconnor` finds `O’Connor`.
 * Folding twice changes nothing. Wildcards (`%`, `_`, `\`) are kept; the query must escape them.
 */
export function fold(text: string): string {
  const once = foldOnce(text);
  const again = foldOnce(once);
  return again === once ? once : foldOnce(again);
}

/** Longest name in graphemes, as a person counts letters. */
export const NAME_LENGTH = 200;
const MARKS_PER_LETTER = 8;

export type NameProblem =
  | 'empty'
  | 'too-long'
  | 'broken-text'
  | 'control-character'
  | 'bidi-control'
  | 'too-many-marks';
export type NameReading = { ok: true; value: string } | { ok: false; problem: NameProblem };

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Reads a name: NFC, outer space trimmed, inner space single. Accepts one letter, one word, any script, joiners that a
 * script needs. Refuses lone surrogates, control characters, bidi overrides and isolates (they turn a line of print
 * around), more than 8 marks on a letter, more than 200 graphemes, and names of which nothing is visible.
 */
export function readName(text: string): NameReading {
  if (text.length > NAME_LENGTH * 32) return { ok: false, problem: 'too-long' };
  if (!text.isWellFormed()) return { ok: false, problem: 'broken-text' };
  if (/\p{Cc}/u.test(text)) return { ok: false, problem: 'control-character' };
  if (/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/.test(text))
    return { ok: false, problem: 'bidi-control' };
  const value = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (value.replace(INVISIBLE, '').trim() === '') return { ok: false, problem: 'empty' };
  if (new RegExp(`\\p{M}{${MARKS_PER_LETTER + 1},}`, 'u').test(value.normalize('NFD')))
    return { ok: false, problem: 'too-many-marks' };
  let count = 0;
  for (const _ of graphemes.segment(value))
    if (++count > NAME_LENGTH) return { ok: false, problem: 'too-long' };
  return { ok: true, value };
}

/** ASCII digit of any decimal digit: every script keeps its ten digits in a row that starts at a multiple of 10 from its zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > 0 && code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** A phone number as digits, with `+` in front where the country is given (`+…` or `00…`); `''` when there are none. */
export function normalisePhone(text: string): string {
  const [number = ''] = text.normalize('NFKC').split(/(?:ext\.?|x|;)/i);
  const digits = number
    .replace(/\(0\)/g, '')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/(?!^\s*\+)[^0-9]/g, '')
    .trim();
  if (!/[0-9]/.test(digits)) return '';
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits;
}

/** Digits by which a number is found whichever way it was written: without `+`, and without the trunk zero. */
export function phoneKey(text: string): string {
  return normalisePhone(text).replace(/^\+?0*/, '');
}

/** Same line, one perhaps written with the country and one without: the shorter, at least 7 digits, ends the longer. */
export function samePhone(a: string, b: string): boolean {
  const [short = '', long = ''] = [phoneKey(a), phoneKey(b)].sort((x, y) => x.length - y.length);
  return short.length >= 7 && long.endsWith(short) && long.length - short.length <= 3;
}
