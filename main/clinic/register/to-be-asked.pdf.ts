import type { Reopened } from '../../../shared/contract/register.ts';
import { paragraph, title } from '../../paper/blocks.ts';
import { momentText } from '../../paper/dates.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { table } from '../../paper/table.ts';
import { toAsk, type ToAskWords } from './register.words.ts';

interface ToBeAskedView {
  readonly rows: readonly Reopened[];
  /** There are more than are printed. */
  readonly more: boolean;
}

/** Whom to call, and why, as the work-list was narrowed. */
export function toBeAskedPdf(
  stationery: Stationery,
  { rows, more }: ToBeAskedView,
  print: { readonly documentId: string; readonly drawnAt: string },
  words: ToAskWords = toAsk,
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = openPaper(stationery, {
    title: words.title,
    subject: null,
    documentId: print.documentId,
    contentHash: null,
    state: 'final',
    dated: print.drawnAt,
    landscape: true,
  });
  title(
    paper,
    words.title,
    words.made(momentText(paper.words, print.drawnAt, paper.zone), rows.length, more),
  );
  if (rows.length === 0) {
    paragraph(paper, words.none);
    return closePaper(paper);
  }
  const { columns } = words;
  const moment = (at: string) => momentText(paper.words, at, paper.zone);
  table(
    paper,
    [
      { header: columns.patient, share: 4 },
      { header: columns.phone, share: 3 },
      { header: columns.why, share: 7 },
      { header: columns.by, share: 3 },
      { header: columns.next, width: 110 },
    ],
    rows.map((row) => ({
      cells: [
        [{ text: row.patient, face: 'semibold' }, { text: `\n${row.number}` }],
        row.phone,
        row.reasons
          .map(({ why, what, since }) => words.since(words.why[why](what), moment(since)))
          .join('\n'),
        row.practitioner,
        row.nextVisit === null ? words.noNext : moment(row.nextVisit),
      ],
    })),
  );
  return closePaper(paper);
}
