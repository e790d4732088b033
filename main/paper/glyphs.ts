import type { Font, Glyph, GlyphPosition, GlyphRun } from 'fontkit';
import { mirrorOf } from './bidi.ts';

/** The feature of a font by which a sign stands as its mirror image and is still read as itself. */
export const MIRRORED = 'rtlm';

/** A shape at its place in a sign, in units of the font. */
interface Part {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

/** What a number of ours stands for: one shape in another sense than its first, or a letter with its dots. */
interface Sign {
  readonly parts: readonly Part[];
  readonly codePoints: readonly number[];
  readonly advance: number;
}

/** Numbers from here on are ours; no font has that many shapes. */
const OURS = 0x10000;

/**
 * Makes every sign of a document say which letter it is. Arabic letters that differ only in their dots share one shape and
 * the dots are shapes of their own: known by its number alone, a shape would stand for the first of those letters in the
 * whole file, and nobody could search or copy it. So a shape in a second sense gets a number of its own, and a letter with
 * its dots is one sign, made of its shapes.
 */
export function tellingApart(font: Font): Font {
  const shapeOf = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) => {
    const shape = shapeOf(id, codePoints);
    return same(shape.codePoints, codePoints)
      ? shape
      : Object.create(shape, { codePoints: { value: codePoints } });
  };
  const signs: Sign[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (sign: Sign): number => {
    const [first, ...more] = sign.parts;
    const shape = more.length === 0 ? String(first?.id) : JSON.stringify(sign.parts);
    const key = `${shape}:${sign.codePoints.join()}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    const fresh = more.length === 0 && !numbers.has(shape);
    const number = fresh ? (first?.id ?? 0) : OURS + signs.push(sign) - 1;
    if (fresh) numbers.set(shape, number);
    numbers.set(key, number);
    return number;
  };
  const layout = font.layout.bind(font);
  font.layout = (text, features, ...given) => {
    const mirrored = Array.isArray(features) && features.includes(MIRRORED);
    const run = layout(mirrored ? (mirrorOf(text) ?? text) : text, mirrored ? undefined : features, ...given);
    if (run.direction === 'rtl') joinDots(run);
    run.glyphs.forEach((glyph, index) => {
      const { id, advanceWidth, parts = [{ id, x: 0, y: 0 }] } = glyph as Joined;
      const codePoints = mirrored ? [text.codePointAt(0) ?? 0] : glyph.codePoints;
      const number = numberOf({ parts, codePoints, advance: advanceWidth });
      if (number !== id) run.glyphs[index] = { id: number, codePoints, advanceWidth } as Glyph;
    });
    return run;
  };
  const newSubset = font.createSubset.bind(font);
  font.createSubset = () => holding(signs, shapeOf, newSubset() as unknown as OpenSubset) as never;
  return font;
}

function same(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((code, index) => code === other[index]);
}

type Joined = Glyph & { readonly parts?: readonly Part[] };

/** In a run from the right the dots stand before their letter, at places that are counted from its origin. */
function joinDots(run: GlyphRun): void {
  const glyphs: Glyph[] = [];
  const positions: GlyphPosition[] = [];
  let dots: { glyph: Glyph; position: GlyphPosition }[] = [];
  const leave = () => {
    for (const { glyph, position } of dots) {
      glyphs.push(glyph);
      positions.push(position);
    }
    dots = [];
  };
  run.glyphs.forEach((glyph, index) => {
    const position = run.positions[index];
    if (!position) return;
    if (glyph.codePoints.length === 0 && position.xAdvance === 0) {
      dots.push({ glyph, position });
      return;
    }
    if (dots.length === 0 || position.xAdvance === 0) {
      leave();
      glyphs.push(glyph);
    } else {
      const parts = [
        { id: glyph.id, x: 0, y: 0 },
        ...dots.map((dot) => ({
          id: dot.glyph.id,
          x: Math.round(dot.position.xOffset - position.xOffset),
          y: Math.round(dot.position.yOffset - position.yOffset),
        })),
      ];
      const { id, codePoints, advanceWidth } = glyph;
      glyphs.push({ id, codePoints, advanceWidth, parts } as unknown as Glyph);
      dots = [];
    }
    positions.push(position);
  });
  leave();
  run.glyphs = glyphs;
  run.positions = positions;
}

/** What fontkit's types leave out of a subset of a TrueType font. */
interface OpenSubset {
  readonly glyphs: number[];
  readonly mapping: Record<string, number>;
  readonly glyf: Uint8Array[];
  readonly loca: { readonly offsets: number[] };
  readonly hmtx: { readonly metrics: { advance: number; bearing: number }[] };
  offset: number;
  includeGlyph(glyph: number | { readonly id: number }): number;
  _addGlyph(number: number): number;
}

/** A subset that knows our numbers. */
function holding(signs: readonly Sign[], shapeOf: Font['getGlyph'], subset: OpenSubset): OpenSubset {
  const added = subset._addGlyph.bind(subset);
  // A part has a place of its own, whatever else its shape stands for: what was printed before must not show in a file.
  const partOf = (id: number) => (subset.mapping[`part ${id}`] ??= subset.glyphs.push(id) - 1);
  subset.includeGlyph = (glyph) => {
    const number = typeof glyph === 'number' ? glyph : glyph.id;
    const parts = signs[number - OURS]?.parts ?? [];
    const stored = parts.length === 1 ? (parts[0]?.id ?? 0) : number;
    return (subset.mapping[number] ??= subset.glyphs.push(stored) - 1);
  };
  subset._addGlyph = (number) => {
    const sign = signs[number - OURS];
    if (!sign) return added(number);
    const boxes = sign.parts.map(({ id, x, y }) => {
      const { minX, minY, maxX, maxY } = shapeOf(id).bbox;
      return { minX: minX + x, minY: minY + y, maxX: maxX + x, maxY: maxY + y };
    });
    const edge = (name: 'minX' | 'minY' | 'maxX' | 'maxY', pick: (...all: number[]) => number) =>
      Math.round(pick(...boxes.map((box) => box[name])));
    const bearing = edge('minX', Math.min);
    const bytes = composite(
      [bearing, edge('minY', Math.min), edge('maxX', Math.max), edge('maxY', Math.max)],
      sign.parts.map((part) => ({ ...part, id: partOf(part.id) })),
    );
    subset.glyf.push(bytes);
    subset.loca.offsets.push(subset.offset);
    subset.hmtx.metrics.push({ advance: sign.advance, bearing });
    subset.offset += bytes.length;
    return subset.glyf.length - 1;
  };
  return subset;
}

const WORDS = 0x0001;
const OFFSETS = 0x0002;
const MORE = 0x0020;

/** A composite shape as the table `glyf` has it (OpenType, composite glyph description). */
function composite(box: readonly number[], parts: readonly Part[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(10 + 8 * parts.length));
  [-1, ...box].forEach((value, index) => bytes.setInt16(2 * index, value));
  parts.forEach(({ id, x, y }, index) => {
    const at = 10 + 8 * index;
    bytes.setUint16(at, WORDS | OFFSETS | (index < parts.length - 1 ? MORE : 0));
    bytes.setUint16(at + 2, id);
    bytes.setInt16(at + 4, x);
    bytes.setInt16(at + 6, y);
  });
  return new Uint8Array(bytes.buffer);
}
