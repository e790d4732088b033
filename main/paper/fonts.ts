import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fontkit from 'fontkit';
import type { Font, GlyphRun } from 'fontkit';
import { tellingApart } from './glyphs.ts';

/** The three faces that a document is set in. */
export type Face = 'regular' | 'semibold' | 'italic';

/** One font file; `id` is the name under which a document registers it. */
export interface OpenFont {
  readonly id: string;
  readonly font: Font;
}

/** Fonts of one face, tried in order for every character. */
export type Fonts = Readonly<Record<Face, readonly OpenFont[]>>;

const regularOnly = [
  'NotoSansArmenian-Regular',
  'NotoSansGeorgian-Regular',
  'NotoSansBengali-Regular',
  'NotoSansTamil-Regular',
  'NotoSansSC-Regular',
  'NotoSansKR-Regular',
];

function chain(base: string, weight: 'Regular' | 'SemiBold'): readonly string[] {
  const weighted = ['NotoSansArabic', 'NotoSansHebrew', 'NotoSansThai'].map((name) => `${name}-${weight}`);
  return [base, ...weighted, ...regularOnly];
}

const files: Record<Face, readonly string[]> = {
  regular: chain('NotoSans-Regular', 'Regular'),
  semibold: chain('NotoSans-SemiBold', 'SemiBold'),
  italic: chain('NotoSans-Italic', 'Regular'),
};

const opened = new Map<string, Fonts>();

/**
 * The fonts of `directory`, each opened once per process and only when a character asks for it: parsing costs more than
 * a whole document does, and few clinics ever print a Han name.
 */
export function openFonts(directory: string): Fonts {
  const known = opened.get(directory);
  if (known) return known;
  const byName = new Map<string, OpenFont>();
  const open = (name: string): OpenFont => {
    const font = byName.get(name) ?? onDemand(name, join(directory, `${name}.ttf`));
    byName.set(name, font);
    return font;
  };
  const fonts: Fonts = {
    regular: files.regular.map(open),
    semibold: files.semibold.map(open),
    italic: files.italic.map(open),
  };
  opened.set(directory, fonts);
  return fonts;
}

function onDemand(id: string, file: string): OpenFont {
  let font: Font | undefined;
  return {
    id,
    get font() {
      font ??= parse(file);
      return font;
    },
  };
}

function parse(file: string): Font {
  const font = fontkit.create(readFileSync(file));
  if ('fonts' in font) throw new Error(`${file} is a collection of fonts, not one font`);
  return remembering(tellingApart(font));
}

const MOST_RUNS = 20_000;

/**
 * The font with its shaped words kept between documents: shaping is most of the work of a page. pdfkit scales the
 * positions of a run in place, which changes nothing in a font of 1000 units per em, so only such a font is kept.
 */
function remembering(font: Font): Font {
  if (font.unitsPerEm !== 1000) return font;
  const shape = font.layout.bind(font);
  const runs = new Map<string, GlyphRun>();
  font.layout = (text, ...settings) => {
    if (settings.some((setting) => setting !== undefined)) return shape(text, ...settings);
    const known = runs.get(text);
    if (known) return known;
    if (runs.size >= MOST_RUNS) runs.clear();
    const run = shape(text);
    runs.set(text, run);
    return run;
  };
  return font;
}

/** What stands for a character that no font has; never an empty box, never nothing. */
export const UNPRINTABLE = '\uFFFD';

/** The first font of the face that can print the character. */
export function fontFor(fonts: Fonts, face: Face, codePoint: number): OpenFont | undefined {
  return fonts[face].find(({ font }) => font.hasGlyphForCodePoint(codePoint));
}

const widths = new Map<string, number>();
const MOST_WIDTHS = 50_000;

/** Width of `text` in em, kerning and ligatures included. */
export function widthInEm(open: OpenFont, text: string): number {
  const key = `${open.id}\u0000${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size >= MOST_WIDTHS) widths.clear();
  const width = open.font.layout(text).advanceWidth / open.font.unitsPerEm;
  widths.set(key, width);
  return width;
}
