import { directionOf } from '../../shared/rules/direction.ts';
import { type Paper } from './canvas.ts';
import { closeDocument, openDocument, openRoot } from './pdfkit.ts';
import type { Stationery } from './stationery.ts';

export interface BareSheet {
  /** Named in the file and to a screen reader; nothing of it stands on the page. */
  readonly title: string;
  /** The moment that the file is of. */
  readonly dated: string;
  /** In points. */
  readonly width: number;
  readonly height: number;
}

/**
 * A document without letterhead, header or footer, for labels and slips: the page is cut apart or as small as a label, and
 * what the frame says on it would be printed across what is to be read. Tagged and with its language like every other.
 * Opens without a page; the viewer is asked to print it at its true size.
 */
export function openBare(stationery: Stationery, sheet: BareSheet): Paper {
  const { width, height, title, dated } = sheet;
  const direction = directionOf(stationery.words.language);
  const doc = openDocument({
    width,
    height,
    title,
    author: stationery.letterhead.name,
    language: stationery.words.language,
    dated: new Date(dated),
    conformance: stationery.conformance,
    trueSize: true,
    fromTheRight: direction === 'rtl',
  });
  const root = openRoot(doc, direction);
  return {
    ...stationery,
    doc,
    sheet: { title, dated, subject: null, documentId: '', contentHash: null, state: 'final' },
    root,
    section: root,
    direction,
    pageWidth: width,
    pageHeight: height,
    left: 0,
    width,
    bottom: height,
    y: 0,
    pages: 0,
    unprintable: false,
    parts: [],
  };
}

/** A new page; of its own height where the paper is cut after the text. */
export function addBarePage(paper: Paper, height = paper.pageHeight): void {
  paper.doc.addPage({ size: [paper.pageWidth, height], margin: 0 });
  paper.pages += 1;
  paper.y = 0;
}

export function closeBare(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  paper.root.end();
  return closeDocument(paper.doc);
}
