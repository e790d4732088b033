import { lines, type Paper } from './canvas.ts';
import type { Face } from './fonts.ts';
import type { Line, TextStyle } from './text.ts';
import { ink } from './style.ts';

/** A line as it is meant; `scale` makes it larger or smaller than its neighbours. */
export interface FitPart {
  readonly text: string;
  readonly face?: Face;
  readonly scale?: number;
}

export interface FittedLine {
  readonly line: Line;
  readonly style: TextStyle;
}

export interface Fitted {
  readonly lines: readonly FittedLine[];
  readonly height: number;
}

interface Box {
  readonly width: number;
  /** Null: as high as the text needs. */
  readonly height: number | null;
}

/** In points. Below `smallest` nobody reads a label; down to `comfortable` a smaller size is better than a broken line. */
const sizes = { largest: 11.5, comfortable: 8.5, smallest: 5, step: 0.25 } as const;
const LEADING = 1.3;

/**
 * Sets the parts under each other in the largest size that shows all of them inside the box: first without breaking a
 * line, then with lines broken between words, last within words. Null where even the smallest size does not hold them:
 * nothing is ever cut.
 */
export function fitted(paper: Paper, parts: readonly FitPart[], box: Box): Fitted | null {
  return (
    largest(paper, parts, box, sizes.comfortable, 'whole lines') ??
    largest(paper, parts, box, sizes.smallest, 'whole words') ??
    largest(paper, parts, box, sizes.smallest, 'any')
  );
}

type Breaking = 'whole lines' | 'whole words' | 'any';

function largest(
  paper: Paper,
  parts: readonly FitPart[],
  box: Box,
  least: number,
  breaking: Breaking,
): Fitted | null {
  for (let size: number = sizes.largest; size >= least; size -= sizes.step) {
    const set = setAt(paper, parts, size, box.width, breaking);
    if (set !== null && (box.height === null || set.height <= box.height)) return set;
  }
  return null;
}

function setAt(
  paper: Paper,
  parts: readonly FitPart[],
  size: number,
  width: number,
  breaking: Breaking,
): Fitted | null {
  const all: FittedLine[] = [];
  let height = 0;
  for (const { text, face = 'regular', scale = 1 } of parts) {
    const style: TextStyle = { face, size: size * scale, leading: size * scale * LEADING, ink };
    if (breaking === 'whole words' && text.split(/\s+/).some((word) => wide(paper, word, style, width)))
      return null;
    const set = lines(paper, text, style, width);
    if (breaking === 'whole lines' && set.length > 1) return null;
    for (const line of set) all.push({ line, style });
    height += set.length * style.leading;
  }
  return { lines: all, height };
}

function wide(paper: Paper, word: string, style: TextStyle, width: number): boolean {
  return lines(paper, word, style, Number.MAX_SAFE_INTEGER).some((line) => line.width > width);
}
