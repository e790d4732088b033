import type { Face } from './fonts.ts';
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

/** `draft`: unsigned, marked across every page. `copy`: a reprint, marked too. */
export type PaperState = 'draft' | 'final' | 'copy';

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
  readonly left: number;
  readonly width: number;
  /** Lowest line that content may reach. */
  readonly bottom: number;
  y: number;
  pages: number;
  unprintable: boolean;
}

export const MARGIN = { side: mm(18), top: mm(12), bottom: mm(20) } as const;

/** Lines of `text` in a named style. */
export function lines(paper: Paper, text: Inline, style: StyleName | TextStyle, width: number): Line[] {
  const spans = typeof text === 'string' ? [text] : text.map((span) => span.text);
  if (!paper.unprintable && spans.some((span) => hasUnprintable(paper.fonts, span))) paper.unprintable = true;
  return layOut(paper.fonts, text, typeof style === 'string' ? styles[style] : style, width);
}

export type Align = 'left' | 'right' | 'centre';

/** Draws one line in a box of `width`; `top` is the upper edge of its leading. Call inside an element or artifact. */
export function drawLine(
  paper: Paper,
  line: Line,
  x: number,
  top: number,
  width: number,
  style: TextStyle,
  align: Align = 'left',
): void {
  const { doc } = paper;
  const spare = width - line.width;
  const start = x + (align === 'right' ? spare : align === 'centre' ? spare / 2 : 0);
  // Capital letters stand in the middle of the leading: 0.714 em is their height in Noto Sans.
  const baseline = top + style.leading / 2 + style.size * 0.357;
  if (line.reads !== undefined) doc.markContent('Span', { actual: line.reads });
  for (const run of line.runs) {
    setFont(doc, run.open, style.size);
    doc.fillColor(run.ink);
    doc.text(run.text, start + run.x, baseline, { lineBreak: false, baseline: 'alphabetic' });
  }
  if (line.reads !== undefined) doc.endMarkedContent();
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
