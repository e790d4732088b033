import type { Reopened } from '../../../shared/contract/register.ts';
import { momentText } from '../../paper/dates.ts';
import { listPdf } from '../../paper/list.ts';
import type { Stationery } from '../../paper/stationery.ts';
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
  const { columns } = words;
  return listPdf(
    stationery,
    print,
    { ...words, made: (moment) => words.made(moment, rows.length, more) },
    [
      { header: columns.patient, share: 4 },
      { header: columns.phone, share: 3 },
      { header: columns.why, share: 7 },
      { header: columns.by, share: 3 },
      { header: columns.next, width: 110 },
    ],
    (paper) => {
      const moment = (at: string) => momentText(paper.words, at, paper.zone);
      return rows.map((row) => ({
        cells: [
          [{ text: row.patient, face: 'semibold' }, { text: `\n${row.number}` }],
          row.phone,
          row.reasons
            .map(({ why, what, since }) => words.since(words.why[why](what), moment(since)))
            .join('\n'),
          row.practitioner,
          row.nextVisit === null ? words.noNext : moment(row.nextVisit),
        ],
      }));
    },
  );
}
