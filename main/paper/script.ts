import { turns } from './bidi.ts';
import { type Face, fontFor, type Fonts, type OpenFont, UNPRINTABLE } from './fonts.ts';

/** Characters of one font and one direction, as they are read. */
export interface Piece {
  readonly open: OpenFont;
  readonly text: string;
  /** Embedding level by UAX #9; odd stands right to left. */
  readonly level: number;
}

/** Signs that the fonts lack and that have a plain equivalent. */
const plain: Record<string, string> = {
  '≥': '>=',
  '≤': '<=',
  '→': '->',
  '←': '<-',
  '✓': 'x',
  '✔': 'x',
  '☐': '[ ]',
  '☑': '[x]',
  '≈': '~',
  '−': '-',
  '\u2010': '-',
  '\u2011': '-',
  '\u2003': ' ',
  '\u2002': ' ',
  '\u2009': ' ',
  '\t': ' ',
};

const control =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g;

/** Text as it is set: composed characters, no controls or direction overrides, plain equivalents for missing signs. */
export function settable(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(control, '')
      // A font stacks the vowel on the doubling sign; the other way round it would be read as another vowel.
      .replace(/([\u064B-\u0650\u0652]+)\u0651/g, '\u0651$1')
      // A figure and its unit stay on one line.
      .replace(/(\d) (?=(%|m[LgmWT]|mg\/|µ[gs]|nm|cm²|J|Hz|kgf)(?![\p{L}]))/gu, '$1\u00A0')
      .replace(/[≥≤→←✓✔☐☑≈−\u2010\u2011\u2003\u2002\u2009\t]/g, (sign) => plain[sign] ?? sign)
  );
}

const combining = /\p{M}/u;
/** Text whose every character is in the first font of each face; the test of the fonts holds it to that. */
export const simple =
  /^[\u0020-\u007E\u00A0-\u024F\u0384-\u038A\u038C\u038E-\u03A1\u03A3-\u03E1\u0400-\u04FF\u2013-\u2026]*$/;

/**
 * Splits one word by font and direction. A character that no font has becomes the sign for that. `levels` are those of the
 * word's own UTF-16 units; without them everything runs left to right.
 */
export function pieces(fonts: Fonts, face: Face, word: string, levels?: Uint8Array): Piece[] {
  const base = fonts[face][0];
  if (!base) throw new Error('A face needs at least one font');
  if (!levels && simple.test(word)) return [{ open: base, text: word, level: 0 }];
  const result: Piece[] = [];
  let at = 0;
  for (const character of word) {
    const code = character.codePointAt(0) ?? 0;
    const level = levels?.[at] ?? 0;
    at += character.length;
    const last = result.at(-1);
    const joins =
      last !== undefined && combining.test(character) && last.open.font.hasGlyphForCodePoint(code);
    const found = joins ? last.open : fontFor(fonts, face, code);
    const open = found ?? base;
    const text = found ? character : UNPRINTABLE;
    // What runs against its font stands alone, sign by sign: then its order is that of the line.
    const against = (text: string) => (level % 2 === 1) !== turns(text);
    const apart = (against(character) || (last !== undefined && against(last.text))) && level > 0;
    if (last && last.open === open && (joins || last.level === level) && !apart)
      result[result.length - 1] = { ...last, text: last.text + text };
    else result.push({ open, text, level });
  }
  return result;
}

/** True when some character of the text cannot be printed with these fonts. */
export function hasUnprintable(fonts: Fonts, text: string): boolean {
  if (simple.test(text)) return false;
  return Array.from(settable(text)).some(
    (character) => character !== '\n' && !fontFor(fonts, 'regular', character.codePointAt(0) ?? 0),
  );
}
