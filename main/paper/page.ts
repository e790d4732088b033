import { type Face, type Fonts, openFonts } from './fonts.ts';
import {
  closeDocument,
  type Conformance,
  type Doc,
  type Element,
  open,
  openDocument,
  openRoot,
} from './pdfkit.ts';
import { drawFrame, drawLetterhead, drawWatermark } from './frame.ts';
import { hasUnprintable } from './script.ts';
import { mm, type StyleName, styles } from './style.ts';
import { type Inline, layOut, type Line, type TextStyle } from './text.ts';
import { en, type PaperWords } from './words/en.ts';

export type PaperSize = 'A4' | 'Letter';
const sizes: Record<PaperSize, readonly [number, number]> = { A4: [mm(210), mm(297)], Letter: [612, 792] };

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
const RUNNING_HEADER = 26;

/** Starts a document on its first page, under the letterhead. */
export function openPaper(stationery: Stationery, sheet: Sheet): Paper {
  const [short, long] = sizes[stationery.size];
  const [pageWidth, pageHeight] = sheet.landscape ? [long, short] : [short, long];
  const { fonts, conformance, words } = stationery;
  const title = sheet.subject ? `${sheet.title}: ${sheet.subject.name}` : sheet.title;
  const dated = new Date(sheet.dated);
  const doc = openDocument(
    {
      width: pageWidth,
      height: pageHeight,
      title,
      author: stationery.letterhead.name,
      language: words.language,
      dated,
      conformance,
    },
    fonts,
  );
  const root = openRoot(doc);
  const paper: Paper = {
    ...stationery,
    doc,
    sheet,
    root,
    section: root,
    pageWidth,
    pageHeight,
    left: MARGIN.side,
    width: pageWidth - 2 * MARGIN.side,
    bottom: pageHeight - MARGIN.bottom,
    y: MARGIN.top,
    pages: 0,
    unprintable: hasUnprintable(fonts, title),
  };
  addPage(paper);
  drawLetterhead(paper);
  return paper;
}

function addPage(paper: Paper): void {
  paper.doc.addPage();
  paper.pages += 1;
  paper.y = MARGIN.top;
  drawWatermark(paper);
}

/** Goes on at the top of a new page, under the running header. */
export function nextPage(paper: Paper): void {
  addPage(paper);
  paper.y += RUNNING_HEADER;
}

/** Height left on this page. */
export function room(paper: Paper): number {
  return paper.bottom - paper.y;
}

/** Starts a new page unless `height` still fits on this one. */
export function need(paper: Paper, height: number): void {
  if (height > room(paper) && paper.y > MARGIN.top + RUNNING_HEADER + 1) nextPage(paper);
}

/** Writes headers and footers, now that the number of pages is known, and gives the bytes of the file. */
export function closePaper(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  for (let page = 0; page < paper.pages; page += 1) {
    paper.doc.switchToPage(page);
    drawFrame(paper, page + 1);
  }
  paper.root.end();
  return closeDocument(paper.doc);
}

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
    doc.font(run.open.id, style.size).fillColor(run.ink);
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
