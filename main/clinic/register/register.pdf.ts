import type { Registered } from '../../../shared/contract/register.ts';
import { dateText, momentText } from '../../paper/dates.ts';
import { listPdf } from '../../paper/list.ts';
import type { Stationery } from '../../paper/stationery.ts';
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
  const { columns } = words;
  const listed = (label: string, names: readonly string[]) =>
    names.length === 0
      ? []
      : [{ text: `\n${label}: `, face: 'semibold' as const }, { text: names.join('; ') }];
  return listPdf(
    stationery,
    print,
    { ...words, made: (moment) => words.made(moment, rows.length, more) },
    [
      { header: columns.patient, share: 4 },
      { header: columns.state, share: 2 },
      { header: columns.covers, share: 6 },
      { header: columns.refused, share: 4 },
      { header: columns.by, share: 3 },
      { header: columns.signed, width: 96 },
      { header: columns.until, width: 96 },
    ],
    (paper) =>
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
}
