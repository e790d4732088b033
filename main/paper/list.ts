import { paragraph, title } from './blocks.ts';
import type { Paper } from './canvas.ts';
import { momentText } from './dates.ts';
import { closePaper, openPaper } from './page.ts';
import type { Stationery } from './stationery.ts';
import { type Column, type Row, table } from './table.ts';

interface ListWords {
  readonly title: string;
  /** As of when, and how much there is of it. */
  readonly made: (moment: string) => string;
  /** Instead of a table without rows. */
  readonly none: string;
}

/** A work-list or register across a landscape page: what it is, as of when, and one row for each. */
export function listPdf(
  stationery: Stationery,
  { documentId, drawnAt }: { readonly documentId: string; readonly drawnAt: string },
  words: ListWords,
  columns: readonly Column[],
  rowsOn: (paper: Paper) => readonly Row[],
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = openPaper(stationery, {
    title: words.title,
    subject: null,
    documentId,
    contentHash: null,
    state: 'final',
    dated: drawnAt,
    landscape: true,
  });
  title(paper, words.title, words.made(momentText(paper.words, drawnAt, paper.zone)));
  const rows = rowsOn(paper);
  if (rows.length === 0) paragraph(paper, words.none);
  else table(paper, columns, rows);
  return closePaper(paper);
}
