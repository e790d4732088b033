import bidiFactory from 'bidi-js';
import { type Direction, figuresIn } from '../../shared/rules/direction.ts';

const bidi = bidiFactory();

/** Letters only: a comma or a full stop of Arabic between Latin names makes no line Arabic. */
const rightToLeft = /[\u0590-\u060B\u060D-\u061A\u0620-\u065F\u066A-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
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
const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const POP_ISOLATE = '\u2069';

/** A stretch of a paragraph. What is isolated (a name, words of a person) never reorders what stands around it. */
export interface Stretch {
  readonly text: string;
  readonly isolate: boolean;
}

/** The embedding level of every UTF-16 unit of each stretch, by UAX #9: even runs left to right, odd right to left. */
export function levelsOf(stretches: readonly Stretch[], base: Direction): Uint8Array[] {
  const parts = stretches.map(({ text, isolate }) =>
    isolate ? [FIRST_STRONG_ISOLATE, text, POP_ISOLATE] : ['', text, ''],
  );
  const whole = parts.flat().join('');
  const levels = base === 'rtl' ? levelsWithFigures(whole) : bidi.getEmbeddingLevels(whole, base).levels;
  let at = 0;
  return parts.map(([before = '', text = '', after = '']) => {
    const start = at + before.length;
    at = start + text.length + after.length;
    return levels.slice(start, start + text.length);
  });
}

function levelsWithFigures(text: string): Uint8Array {
  let marked = '';
  const places: number[] = [];
  const copy = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) places.push(marked.length + at - from);
    marked += text.slice(from, to);
  };
  let at = 0;
  for (const [start, end] of figuresIn(text)) {
    copy(at, start);
    marked += LEFT_TO_RIGHT_ISOLATE;
    copy(start, end);
    marked += POP_ISOLATE;
    at = end;
  }
  copy(at, text.length);
  const { levels } = bidi.getEmbeddingLevels(marked, 'rtl');
  return Uint8Array.from(places, (place) => levels[place] ?? 0);
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

/** Rule L4: the sign that stands on the page for this one where it is read from the right, if it is another. */
export function mirrorOf(sign: string): string | undefined {
  return bidi.getMirroredCharacter(sign) ?? undefined;
}
