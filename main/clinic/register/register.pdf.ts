import type { Registered } from '../../../shared/contract/register.ts';
import { paragraph, title } from '../../paper/blocks.ts';
import { dateText, momentText } from '../../paper/dates.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { table } from '../../paper/table.ts';
import { en, type RegisterWords } from './register.words.ts';

interface RegisterView {
  readonly rows: readonly Registered[];
  /** There are more than are printed. */
  readonly more: boolean;
}

/** The register on paper, as it was asked for. */
export function registerPdf(
  stationery: Stationery,
  { rows, more }: RegisterView,
  print: { readonly documentId: string; readonly drawnAt: string },
  words: RegisterWords = en,
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
  const listed = (label: string, names: readonly string[]) =>
    names.length === 0
      ? []
      : [{ text: `\n${label}: `, face: 'semibold' as const }, { text: names.join('; ') }];
  table(
    paper,
    [
      { header: columns.patient, share: 4 },
      { header: columns.state, share: 2 },
      { header: columns.covers, share: 6 },
      { header: columns.refused, share: 4 },
      { header: columns.by, share: 3 },
      { header: columns.signed, width: 96 },
      { header: columns.until, width: 96 },
    ],
    rows.map((row) => ({
      cells: [
        [
          { text: row.patient, face: 'semibold' },
          { text: `\n${paper.words.born} ${dateText(paper.words, row.birthDate)} · ${row.number}` },
        ],
        words.states[row.status],
        [
          { text: row.techniques.join('; ') },
          ...listed(words.drugs, row.drugs),
          ...listed(words.biologicals, row.biologicals),
        ],
        row.refused.length === 0 ? '' : { text: row.refused.join('; '), tick: 'no' },
        row.practitioner,
        momentText(paper.words, row.completedAt, paper.zone),
        momentText(paper.words, row.expiresAt, paper.zone),
      ],
    })),
  );
  return closePaper(paper);
}
