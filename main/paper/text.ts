import { type Face, type Fonts, type OpenFont, widthInEm } from './fonts.ts';
import { type Piece, pieces, settable } from './script.ts';

export interface Span {
  readonly text: string;
  readonly face?: Face;
  readonly ink?: string;
}
export type Inline = string | readonly Span[];

export interface TextStyle {
  readonly face: Face;
  readonly size: number;
  /** Height of one line in points. */
  readonly leading: number;
  readonly ink: string;
}

/** Text of one font at its place in the line, `x` from the line's start. */
export interface Run {
  readonly open: OpenFont;
  readonly text: string;
  readonly ink: string;
  readonly x: number;
  readonly width: number;
}

export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
  /** Reading order of a line whose words stand right to left; absent where it is the order of the runs. */
  readonly reads?: string;
}

interface Atom extends Piece {
  readonly ink: string;
  readonly width: number;
  /** True for the first atom after a space. */
  readonly afterSpace: boolean;
  /** True in the house's own font, whose space is the one that lines are measured with. */
  readonly setsSpaces: boolean;
}
interface Word {
  readonly atoms: readonly Atom[];
  readonly width: number;
  readonly space: number;
}

function spansOf(inline: Inline, style: TextStyle): Required<Span>[] {
  const spans = typeof inline === 'string' ? [{ text: inline }] : inline;
  return spans.map((span) => ({ face: style.face, ink: style.ink, ...span, text: settable(span.text) }));
}

/** Words with their widths; a word may cross spans ("**No**:" is one word in two faces). */
function wordsOf(fonts: Fonts, spans: readonly Required<Span>[], size: number): Word[][] {
  const paragraphs: Word[][] = [[]];
  let atoms: Atom[] = [];
  let spaced = false;
  const space = widthOfSpace(fonts, size);
  const close = () => {
    if (atoms.length > 0) paragraphs.at(-1)?.push({ atoms, width: sum(atoms), space });
    atoms = [];
  };
  for (const { text, face, ink } of spans) {
    for (const token of text.split(/( +|\n)/)) {
      if (token === '') continue;
      if (token === '\n') {
        close();
        paragraphs.push([]);
        spaced = false;
      } else if (token.startsWith(' ')) {
        close();
        spaced = true;
      } else {
        // A space that must not break was one word with its neighbours; it is set and read as a plain space.
        for (const piece of pieces(fonts, face, token.replaceAll('\u00A0', ' '))) {
          atoms.push({
            ...piece,
            ink,
            width: widthInEm(piece.open, piece.text) * size,
            afterSpace: spaced && atoms.length === 0,
            setsSpaces: piece.open === fonts[face][0],
          });
        }
        spaced = false;
      }
    }
  }
  close();
  return paragraphs;
}

function widthOfSpace(fonts: Fonts, size: number): number {
  const base = fonts.regular[0];
  return base ? widthInEm(base, ' ') * size : size / 4;
}

function sum(atoms: readonly Atom[]): number {
  return atoms.reduce((total, { width }) => total + width, 0);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Breaks a word that is wider than the line: after a hyphen or slash where that helps, else between characters. */
function broken(word: Word, width: number, size: number): Word[] {
  const parts: Word[] = [];
  let atoms: Atom[] = [];
  let used = 0;
  const close = () => {
    if (atoms.length > 0) parts.push({ atoms, width: used, space: word.space });
    atoms = [];
    used = 0;
  };
  for (const atom of word.atoms) {
    let text = '';
    const flush = () => {
      if (text) atoms.push({ ...atom, text, width: widthInEm(atom.open, text) * size });
      text = '';
    };
    for (const unit of atom.text.split(/(?<=[-/_.@–])/)) {
      const unitWidth = widthInEm(atom.open, unit) * size;
      if (used + unitWidth > width && used > width / 2) {
        flush();
        close();
      }
      for (const { segment } of graphemes.segment(unit)) {
        const segmentWidth = widthInEm(atom.open, segment) * size;
        if (used + segmentWidth > width && used > 0) {
          flush();
          close();
        }
        text += segment;
        used += segmentWidth;
      }
    }
    flush();
  }
  close();
  return parts;
}

/** Sets `inline` into lines of at most `width` points. Empty text gives one empty line. */
export function layOut(fonts: Fonts, inline: Inline, style: TextStyle, width: number): Line[] {
  const lines: Line[] = [];
  for (const paragraph of wordsOf(fonts, spansOf(inline, style), style.size)) {
    let line: Word[] = [];
    let used = 0;
    const close = () => {
      lines.push(placed(line));
      line = [];
      used = 0;
    };
    for (const word of paragraph.flatMap((one) =>
      one.width > width ? broken(one, width, style.size) : [one],
    )) {
      const gap = line.length > 0 && word.atoms[0]?.afterSpace ? word.space : 0;
      if (line.length > 0 && used + gap + word.width > width + 0.01) close();
      used += (line.length > 0 ? gap : 0) + word.width;
      line.push(word);
    }
    close();
  }
  return lines;
}

/** Puts the words of a line at their places; right-to-left stretches run backwards inside the left-to-right line. */
function placed(words: readonly Word[]): Line {
  type Item = { atom?: Atom; width: number; backwards: boolean };
  const items: Item[] = words.flatMap((word, index) => [
    ...(index > 0 && word.atoms[0]?.afterSpace ? [{ width: word.space, backwards: false }] : []),
    ...word.atoms.map((atom) => ({ atom, width: atom.width, backwards: atom.rightToLeft })),
  ]);
  const anyBackwards = items.some(({ backwards }) => backwards);
  if (anyBackwards) {
    const turned = (item: Item | undefined) => item?.backwards === true;
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      if (!item || item.backwards || (item.atom && !item.atom.neutral)) continue;
      let next = index;
      while (items[next] && !turned(items[next]) && (!items[next]?.atom || items[next]?.atom?.neutral))
        next += 1;
      if (turned(items[index - 1]) && turned(items[next]))
        for (const between of items.slice(index, next)) between.backwards = true;
      index = next - 1;
    }
    for (let start = 0; start < items.length; start += 1) {
      if (!turned(items[start])) continue;
      let end = start;
      while (turned(items[end])) end += 1;
      items.splice(start, end - start, ...items.slice(start, end).reverse());
      start = end;
    }
  }
  const runs: { open: OpenFont; text: string; ink: string; x: number; width: number }[] = [];
  let x = 0;
  let gap = 0;
  for (const { atom, width } of items) {
    if (!atom) {
      gap = width;
      continue;
    }
    const last = runs.at(-1);
    const joins = gap === 0 || atom.setsSpaces;
    if (last && joins && last.open === atom.open && last.ink === atom.ink && !anyBackwards) {
      last.text += `${gap > 0 ? ' ' : ''}${atom.text}`;
      last.width += gap + width;
    } else {
      runs.push({ open: atom.open, text: atom.text, ink: atom.ink, x: x + gap, width });
    }
    x += gap + width;
    gap = 0;
  }
  if (!anyBackwards) return { runs, width: x };
  const reads = words
    .map((word) => `${word.atoms[0]?.afterSpace ? ' ' : ''}${word.atoms.map(({ text }) => text).join('')}`)
    .join('');
  return { runs, width: x, reads: reads.trim() };
}
