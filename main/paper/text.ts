import type { Direction } from '../../shared/rules/direction.ts';
import { baseOf, levelsOf, mirrorOf, reordered, turns } from './bidi.ts';
import { type Face, type Fonts, type OpenFont, widthInEm } from './fonts.ts';
import { type Piece, pieces, settable } from './script.ts';

export interface Span {
  readonly text: string;
  readonly face?: Face;
  readonly ink?: string;
  /** A name, a code or words of a person, whose direction must not reorder the sentence around them. */
  readonly isolate?: boolean;
}
export type Inline = string | readonly Span[];

export interface TextStyle {
  readonly face: Face;
  readonly size: number;
  /** Height of one line in points. */
  readonly leading: number;
  readonly ink: string;
}

/** Text of one font and one direction at its place in the line, `x` from the line's left end. */
export interface Run {
  readonly open: OpenFont;
  /** As it is read. */
  readonly text: string;
  readonly ink: string;
  readonly x: number;
  readonly width: number;
  /** Letters that the font sets from right to left. */
  readonly backwards?: true;
  /** A sign whose mirror image stands on the page: `(` for `)`. */
  readonly mirrored?: true;
}

export interface Line {
  /** In the order in which they are read; where each stands says its `x`. */
  readonly runs: readonly Run[];
  readonly width: number;
}

interface Atom extends Piece {
  readonly ink: string;
  readonly width: number;
  /** True in the house's own font, whose space is the one that lines are measured with. */
  readonly setsSpaces: boolean;
}
interface Space {
  readonly open: OpenFont;
  readonly width: number;
  readonly level: number;
}
interface Word {
  readonly atoms: readonly Atom[];
  readonly width: number;
  /** What stands between it and the word before; null within a broken word and at the start. */
  readonly space: Space | null;
}
interface Paragraph {
  readonly words: readonly Word[];
  /** True where something in it stands right to left. */
  readonly turns: boolean;
}

type FullSpan = Required<Span>;

/** The spans of each paragraph; a line feed in a span starts the next one. */
function paragraphsOf(inline: Inline, style: TextStyle): FullSpan[][] {
  const spans = typeof inline === 'string' ? [{ text: inline }] : inline;
  const result: FullSpan[][] = [[]];
  for (const span of spans) {
    settable(span.text)
      .split('\n')
      .forEach((text, index) => {
        if (index > 0) result.push([]);
        if (text !== '')
          result.at(-1)?.push({ face: style.face, ink: style.ink, isolate: false, ...span, text });
      });
  }
  return result;
}

/** Words with their widths; a word may cross spans ("**No**:" is one word in two faces). */
function wordsOf(fonts: Fonts, spans: readonly FullSpan[], size: number, page: Direction): Paragraph {
  const whole = spans.map(({ text }) => text).join('');
  const base = baseOf(whole, page);
  const turning = base === 'rtl' || turns(whole);
  const levels = turning ? levelsOf(spans, base) : [];
  const gap = spaceOf(fonts, size);
  const words: Word[] = [];
  let atoms: Atom[] = [];
  let space: Space | null = null;
  const close = () => {
    if (atoms.length > 0) {
      words.push({ atoms, width: sum(atoms), space });
      space = null;
    }
    atoms = [];
  };
  spans.forEach(({ text, face, ink }, index) => {
    const own = levels[index];
    let at = 0;
    for (const token of text.split(/( +)/)) {
      const start = at;
      at += token.length;
      if (token.startsWith(' ')) {
        close();
        space ??= { ...gap, level: own?.[start] ?? 0 };
      } else if (token !== '') {
        // A space that must not break was one word with its neighbours; it is set and read as a plain space.
        for (const piece of pieces(fonts, face, token.replaceAll('\u00A0', ' '), own?.subarray(start, at)))
          atoms.push({
            ...piece,
            ink,
            width: widthInEm(piece.open, piece.text) * size,
            setsSpaces: piece.open === fonts[face][0],
          });
      }
    }
  });
  close();
  return { words, turns: turning };
}

function spaceOf(fonts: Fonts, size: number): Omit<Space, 'level'> {
  const [open] = fonts.regular;
  if (!open) throw new Error('A face needs at least one font');
  return { open, width: widthInEm(open, ' ') * size };
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
    if (atoms.length > 0) parts.push({ atoms, width: used, space: parts.length === 0 ? word.space : null });
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

/** Sets `inline` into lines of at most `width` points on a page of that direction. Empty text gives one empty line. */
export function layOut(
  fonts: Fonts,
  inline: Inline,
  style: TextStyle,
  width: number,
  page: Direction = 'ltr',
): Line[] {
  const lines: Line[] = [];
  for (const spans of paragraphsOf(inline, style)) {
    const paragraph = wordsOf(fonts, spans, style.size, page);
    let line: Word[] = [];
    let used = 0;
    const close = () => {
      lines.push(placed(line, paragraph.turns));
      line = [];
      used = 0;
    };
    for (const word of paragraph.words.flatMap((one) =>
      one.width > width ? broken(one, width, style.size) : [one],
    )) {
      const gap = line.length > 0 ? (word.space?.width ?? 0) : 0;
      if (line.length > 0 && used + gap + word.width > width + 0.01) close();
      used += (line.length > 0 ? gap : 0) + word.width;
      line.push(word);
    }
    close();
  }
  return lines;
}

interface Chunk {
  readonly open: OpenFont;
  readonly text: string;
  readonly ink: string;
  readonly width: number;
  readonly level: number;
  /** A space that no font of its neighbours sets. */
  readonly gap: boolean;
}

/** The words of a line in runs as long as font, colour and direction allow, in reading order. */
function chunksOf(words: readonly Word[]): Chunk[] {
  const chunks: Chunk[] = [];
  words.forEach(({ atoms, space }, index) => {
    atoms.forEach((atom, inWord) => {
      const { open, text, ink, width, level } = atom;
      const before = index > 0 && inWord === 0 ? space : null;
      const last = chunks.at(-1);
      // What stands right to left is one run for each word: the order of its words is ours, that of its signs the font's.
      const alike = last && last.open === open && last.ink === ink && last.level === level && level % 2 === 0;
      if (alike && (!before || (atom.setsSpaces && before.level === level))) {
        const joined = before ? ` ${text}` : text;
        chunks[chunks.length - 1] = {
          ...last,
          text: last.text + joined,
          width: last.width + (before?.width ?? 0) + width,
        };
      } else {
        if (before) chunks.push({ ...before, text: ' ', ink, gap: true });
        chunks.push({ open, text, ink, width, level, gap: false });
      }
    });
  });
  return chunks;
}

/** Puts the words of a line at their places. */
function placed(words: readonly Word[], turning: boolean): Line {
  const chunks = chunksOf(words);
  const places = new Map<Chunk, number>();
  let width = 0;
  for (const chunk of turning ? reordered(chunks) : chunks) {
    places.set(chunk, width);
    width += chunk.width;
  }
  const runs = chunks
    // Readers see the space between two words that follow each other; where the words turn it is written.
    .filter(({ gap }) => turning || !gap)
    .map((chunk): Run => {
      const { open, ink, level, text, width: own } = chunk;
      const right = level % 2 === 1;
      return {
        open,
        text,
        ink,
        x: places.get(chunk) ?? 0,
        width: own,
        ...(right && turns(text) ? { backwards: true } : {}),
        ...(right && mirrorOf(text) !== undefined ? { mirrored: true } : {}),
      };
    });
  return { runs, width };
}
