import { type Fonts, openFonts } from './fonts.ts';
import type { Conformance } from './pdfkit.ts';
import { mm } from './style.ts';
import { en, type PaperWords } from './words/en.ts';

export type PaperSize = 'A4' | 'Letter';
/** Width and height in points, upright. */
export const sizes: Record<PaperSize, readonly [number, number]> = {
  A4: [mm(210), mm(297)],
  Letter: [612, 792],
};

/** Who prints: the clinic as it stands on its letterhead. */
export interface Letterhead {
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly phone: string;
  readonly email: string;
  readonly registration: string;
  readonly note: string;
}

/** Everything that a clinic's documents have in common. */
export interface Stationery {
  readonly fonts: Fonts;
  readonly size: PaperSize;
  readonly letterhead: Letterhead;
  /** IANA zone of the clinic's wall clock. */
  readonly zone: string;
  readonly words: PaperWords;
  readonly conformance: Conformance;
}

/** `fontsDirectory` holds the font files that ship with the program. */
export function stationery(
  fontsDirectory: string,
  clinic: {
    size: PaperSize;
    letterhead: Letterhead;
    zone: string;
    words?: PaperWords;
    conformance?: Conformance;
  },
): Stationery {
  return { words: en, conformance: 'PDF/A-3a', ...clinic, fonts: openFonts(fontsDirectory) };
}
