import bidiFactory from 'bidi-js';

/** The way a line runs: Latin from the left, Arabic and Hebrew from the right. */
export type Direction = 'ltr' | 'rtl';

const bidi = bidiFactory();
const fromTheRight = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** The direction of a page in this language (BCP 47). */
export function directionOf(language: string): Direction {
  return fromTheRight.has(language.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

const rightToLeft = /[\u0590-\u065F\u066A-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const leftToRight = /[\p{L}--[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]]/v;

/** True where the order of the letters is not simply the order in which they are read. */
export function turns(text: string): boolean {
  return rightToLeft.test(text);
}

/**
 * The base direction of one paragraph on a page: the page's own, unless every letter in it runs the other way. A figure
 * without letters, a telephone number or a code, stands as it does everywhere.
 */
export function baseOf(text: string, page: Direction): Direction {
  const right = rightToLeft.test(text);
  if (page === 'rtl') return right ? 'rtl' : 'ltr';
  return right && !leftToRight.test(text) ? 'rtl' : 'ltr';
}

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** A stretch of a paragraph. What is isolated (a name, a code, words of a person) never reorders what stands around it. */
export interface Stretch {
  readonly text: string;
  readonly isolate: boolean;
}

/** The embedding level of every UTF-16 unit of each stretch, by UAX #9: even runs left to right, odd right to left. */
export function levelsOf(stretches: readonly Stretch[], base: Direction): Uint8Array[] {
  const whole = stretches
    .map(({ text, isolate }) => (isolate ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text))
    .join('');
  const { levels } = bidi.getEmbeddingLevels(whole, base);
  let at = 0;
  return stretches.map(({ text, isolate }) => {
    if (isolate) at += 1;
    const own = levels.slice(at, at + text.length);
    at += text.length + (isolate ? 1 : 0);
    return own;
  });
}

/** Rule L2: what stands left to right on the line, from what is read one after the other. */
export function reordered<T extends { readonly level: number }>(items: readonly T[]): T[] {
  const result = [...items];
  const levels = items.map(({ level }) => level);
  const lowest = Math.min(...levels.filter((level) => level % 2 === 1));
  for (let level = Math.max(...levels); level >= lowest; level -= 1) {
    for (let start = 0; start < result.length; start += 1) {
      let end = start;
      while ((result[end]?.level ?? -1) >= level) end += 1;
      if (end > start + 1) result.splice(start, end - start, ...result.slice(start, end).reverse());
      start = Math.max(start, end);
    }
  }
  return result;
}

const shapedFromTheRight = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/**
 * The text as a font must be given it so that it stands in the direction of its level: signs that a font sets left to right
 * are turned by us, brackets with their mirror image (rule L4); letters are turned by the font, which also joins them.
 */
export function turned(text: string, level: number): string {
  const rtl = level % 2 === 1;
  const byFont = shapedFromTheRight.test(text);
  const mirrored = rtl
    ? Array.from(text, (sign) => bidi.getMirroredCharacter(sign) ?? sign)
    : Array.from(text);
  return (byFont === rtl ? mirrored : mirrored.reverse()).join('');
}
