/** A lot number as it is compared: whoever types it may use other case, spaces or hyphens. */
export function lotKey(lot: string): string {
  return lot
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Letters that are read or typed for a digit or for one another, in three alphabets. */
const ALIKE: Readonly<Record<string, string>> = {
  ...{
    O: '0',
    I: '1',
    L: '1',
    S: '5',
    B: '8',
    Z: '2',
    О: '0',
    І: '1',
    В: '8',
    Ο: '0',
    Ι: '1',
    Β: '8',
    Ζ: '2',
  },
  ...{ А: 'A', Е: 'E', К: 'K', М: 'M', Н: 'H', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X', Ѕ: '5' },
  ...{ Α: 'A', Ε: 'E', Η: 'H', Κ: 'K', Μ: 'M', Ν: 'N', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X' },
};

const MISTAKEN = new RegExp(`[${Object.keys(ALIKE).join('')}]`, 'g');

/** Keys that look alike on a small label, `LD-O24` and `LD-024`, are one here. Two such lots may be the same and never count as it. */
export function lookOf(key: string): string {
  return key.replace(MISTAKEN, (letter) => ALIKE[letter] ?? letter);
}
