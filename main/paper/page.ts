import { directionOf } from '../../shared/rules/direction.ts';
import { MARGIN, type Paper, type Sheet } from './canvas.ts';
import { CODE_SIDE } from './code.ts';
import { drawFrame, drawLetterhead, drawWatermark } from './frame.ts';
import { closeDocument, openDocument, openRoot } from './pdfkit.ts';
import { hasUnprintable } from './script.ts';
import { sizes, type Stationery } from './stationery.ts';

const RUNNING_HEADER = 26;

/** Starts a document on its first page, under the letterhead. */
export function openPaper(stationery: Stationery, sheet: Sheet): Paper {
  const [short, long] = sizes[stationery.size];
  const [pageWidth, pageHeight] = sheet.landscape ? [long, short] : [short, long];
  const { fonts, conformance, words } = stationery;
  const title = sheet.subject ? `${sheet.title}: ${sheet.subject.name}` : sheet.title;
  const dated = new Date(sheet.dated);
  const direction = directionOf(words.language);
  const doc = openDocument({
    width: pageWidth,
    height: pageHeight,
    title,
    author: stationery.letterhead.name,
    language: words.language,
    dated,
    conformance,
    fromTheRight: direction === 'rtl',
  });
  const root = openRoot(doc, direction);
  const paper: Paper = {
    ...stationery,
    doc,
    sheet,
    root,
    section: root,
    direction,
    pageWidth,
    pageHeight,
    left: MARGIN.side,
    width: pageWidth - 2 * MARGIN.side,
    bottom: pageHeight - (sheet.code ? CODE_SIDE + MARGIN.foot : MARGIN.bottom),
    y: MARGIN.top,
    pages: 0,
    unprintable: hasUnprintable(fonts, title),
    parts: [{ first: 1, subject: sheet.subject }],
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

/** The next of several papers in one file: on a page of its own under the letterhead, numbered from one. */
export function nextPart(paper: Paper, subject: Sheet['subject']): void {
  addPage(paper);
  paper.parts.push({ first: paper.pages, subject });
  drawLetterhead(paper);
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
  for (const [index, { first, subject }] of paper.parts.entries()) {
    const pages = (paper.parts[index + 1]?.first ?? paper.pages + 1) - first;
    const part: Paper = { ...paper, sheet: { ...paper.sheet, subject }, pages };
    for (let page = 1; page <= pages; page += 1) {
      paper.doc.switchToPage(first + page - 2);
      drawFrame(part, page);
    }
  }
  paper.root.end();
  return closeDocument(paper.doc);
}
