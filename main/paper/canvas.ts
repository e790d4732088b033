import type { Direction } from '../../shared/rules/direction.ts';
import { turns } from './bidi.ts';
import type { Face } from './fonts.ts';
import { MIRRORED } from './glyphs.ts';
import { type Doc, type Element, open, setFont } from './pdfkit.ts';
import { hasUnprintable } from './script.ts';
import type { Stationery } from './stationery.ts';
import { mm, type StyleName, styles } from './style.ts';
import { type Inline, layOut, type Line, type TextStyle } from './text.ts';

/** The person a page is about, named on every page by name and two identifiers. */
export interface Subject {
  readonly name: string;
  /** Plain date. */
  readonly birthDate: string;
  readonly number: string;
}

/**
 * `draft`: unsigned, marked across every page. `form`: goes out to be signed by hand, marked as not yet what it will be.
 * `copy`: a reprint, marked too.
 */
export type PaperState = 'draft' | 'form' | 'final' | 'copy';

export interface Sheet {
  readonly title: string;
  readonly subject: Subject | null;
  readonly documentId: string;
  /** SHA-256 of the content that the document shows; null where nothing is frozen yet. */
  readonly contentHash: string | null;
  readonly state: PaperState;
  /** The moment that the document is of; sets the dates of the file. */
  readonly dated: string;
  /** A word that voids or limits the document, across the page and in the header ("WITHDRAWN"). */
  readonly stamp?: string;
  /** Instead of what the state says of itself, after its mark. */
  readonly note?: string;
  /** Which copy it is, and when it was printed. */
  readonly copied?: { readonly number: number; readonly at: string };
  /** Stands at the foot of every page: what is drawn for a reader, and the same for eyes. */
  readonly code?: { readonly drawn: string; readonly text: string };
  readonly landscape?: boolean;
}

/** A document being written, top to bottom. `y` is where the next thing goes. */
export interface Paper extends Stationery {
  readonly doc: Doc;
  readonly sheet: Sheet;
  readonly root: Element;
  /** Where the next element of the structure tree goes. */
  section: Element;
  readonly pageWidth: number;
  readonly pageHeight: number;
  /**
   * Everything that places something counts `x` from the left margin of a page that is read from the left; on one that is
   * read from the right it stands mirrored, see `startOf`.
   */
  readonly direction: Direction;
  readonly left: number;
  readonly width: number;
  /** Lowest line that content may reach. */
  readonly bottom: number;
  y: number;
  pages: number;
  unprintable: boolean;
  /** Where several papers lie in one file: the page on which each begins, counted from 1, and whom it is about. */
  readonly parts: { readonly first: number; readonly subject: Subject | null }[];
}

export const MARGIN = { side: mm(18), top: mm(12), bottom: mm(20), foot: mm(11) } as const;

/** Lines of `text` in a named style. */
export function lines(paper: Paper, text: Inline, style: StyleName | TextStyle, width: number): Line[] {
  const spans = typeof text === 'string' ? [text] : text.map((span) => span.text);
  if (!paper.unprintable && spans.some((span) => hasUnprintable(paper.fonts, span))) paper.unprintable = true;
  return layOut(paper.fonts, text, typeof style === 'string' ? styles[style] : style, width, paper.direction);
}

/** `start` is where lines begin: left in English, right in Arabic. */
export type Align = 'start' | 'end' | 'centre';

/** Where a box of `width`, `x` from where lines begin, has its left edge on the page. */
export function startOf(paper: Paper, x: number, width: number): number {
  return paper.direction === 'rtl' ? paper.pageWidth - x - width : x;
}

/** The same paper for what keeps its left and right in every language: a body, a signature. */
export function unturned(paper: Paper): Paper {
  return { ...paper, direction: 'ltr' };
}

/** Draws one line in a box of `width`; `top` is the upper edge of its leading. Call inside an element or artifact. */
export function drawLine(
  paper: Paper,
  line: Line,
  x: number,
  top: number,
  width: number,
  style: TextStyle,
  align: Align = 'start',
): void {
  const { doc } = paper;
  const spare = width - line.width;
  const before = align === 'centre' ? 0.5 : (align === 'end') === (paper.direction === 'ltr') ? 1 : 0;
  const start = startOf(paper, x, width) + spare * before;
  // Capital letters stand in the middle of the leading: 0.714 em is their height in Noto Sans.
  const baseline = top + style.leading / 2 + style.size * 0.357;
  for (const run of line.runs) {
    const { text, ink, open: font, backwards, mirrored } = run;
    const lang = languageOf(text, paper.direction);
    if (lang !== undefined) doc.markContent('Span', { lang });
    // The signs of such a word stand in the file as on the page, against the order in which they are read.
    if (backwards) doc.markContent('ReversedChars');
    setFont(doc, font, style.size);
    doc.fillColor(ink);
    doc.text(text, start + run.x, baseline, {
      lineBreak: false,
      baseline: 'alphabetic',
      ...(mirrored ? { features: [MIRRORED] } : {}),
    });
    if (backwards) doc.endMarkedContent();
    if (lang !== undefined) doc.endMarkedContent();
  }
}

/** What a voice must know of letters that run against the page. Their script shows, their language does not. */
function languageOf(text: string, page: Direction): string | undefined {
  if (page === 'rtl') return /\p{Script=Latin}{2}/u.test(text) ? 'und-Latn' : undefined;
  if (!turns(text)) return undefined;
  return /\p{Script=Hebrew}/u.test(text) ? 'und-Hebr' : 'und-Arab';
}

/** Opens an element where the document now stands. */
export function element(paper: Paper, tag: string, options: { alt?: string; title?: string } = {}): Element {
  return open(paper.doc, paper.section, tag, options);
}

/** Runs `draw` as decoration: a reader that speaks the page passes over it. */
export function decoration(paper: Paper, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
  paper.doc.markContent('Artifact', { type });
  draw();
  paper.doc.endMarkedContent();
}

/** A single style with another face or colour. */
export function variant(
  name: StyleName,
  change: { face?: Face; ink?: string; size?: number; leading?: number },
): TextStyle {
  return { ...styles[name], ...change };
}
