import type { InjectionFilter, InjectionLine } from '../../../../shared/contract/injection.ts';
import { multiply } from '../../../../shared/rules/decimal.ts';
import { unitMark } from '../../../../shared/rules/dose.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { strengthText } from '../../../../shared/rules/strength.ts';
import { dateText, momentText } from '../../../paper/dates.ts';
import { listPdf } from '../../../paper/list.ts';
import type { Stationery } from '../../../paper/stationery.ts';
import { en, type InjectionWords } from './injections.words.ts';
import { siteName } from '../summary/summary.chart.ts';

export interface InjectionsView {
  readonly rows: readonly InjectionLine[];
  readonly more: boolean;
  readonly filter: Pick<InjectionFilter, 'from' | 'to' | 'lot'>;
  /** Names of what it was narrowed to; null for everybody and everything. */
  readonly practitioner: string | null;
  readonly substance: string | null;
}

/** Everything injected in a period, in the order in which it was given; what was taken back stays legible as such. */
export function injectionsPdf(
  stationery: Stationery,
  { rows, more, filter, practitioner, substance }: InjectionsView,
  print: { readonly documentId: string; readonly drawnAt: string },
  reference: Reference,
  words: InjectionWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const { columns } = words;
  const { words: paperWords } = stationery;
  const period = [
    words.period(dateText(paperWords, filter.from), dateText(paperWords, filter.to)),
    ...(practitioner === null ? [] : [words.by(practitioner)]),
    ...(substance === null ? [] : [words.only(substance)]),
    ...(filter.lot === '' ? [] : [words.lot(filter.lot)]),
  ].join(', ');
  return listPdf(
    stationery,
    print,
    { ...words, made: (moment) => words.made(moment, period, rows.length, more) },
    [
      { header: columns.at, width: 86 },
      { header: columns.patient, share: 3.4 },
      { header: columns.what, share: 4 },
      { header: columns.lot, width: 88 },
      { header: columns.amount, width: 84 },
      { header: columns.where, share: 3.4 },
      { header: columns.by, share: 2.3 },
      { header: columns.state, share: 4 },
    ],
    (paper) =>
      rows.map((row) => {
        const { reversal } = row;
        const remarks = [
          ...(reversal === null
            ? []
            : [words.reversed(momentText(paper.words, reversal.at, paper.zone), reversal.reason)]),
          words.note[row.note],
          words.source[row.source],
        ].filter((text) => text !== '');
        const sites = row.sites.map(({ siteId, side }) => siteName(reference, paper.words, siteId, side));
        return {
          shaded: reversal !== null || row.note === 'entered-in-error',
          cells: [
            momentText(paper.words, row.at, paper.zone),
            [
              { text: row.patient, face: 'semibold' },
              { text: `\n${paper.words.born} ${dateText(paper.words, row.birthDate)} · ${row.number}` },
            ],
            [
              { text: row.substanceName, face: 'semibold' },
              { text: `\n${words.class[row.disclosureClass]} · ${row.productName}` },
            ],
            `${row.lotNumber}\n${dateText(paper.words, row.expiryDate)}`,
            [
              { text: amountText(row, words), face: 'semibold' },
              {
                text: `\n${row.totalVolume} mL, ${strengthText(row.strengthValue, row.strengthUnit)}\n${words.points(row.points)}`,
              },
            ],
            `${sites.join('; ')}; ${row.route.replaceAll('-', ' ')}`,
            row.givenBy,
            reversal === null ? remarks.join('; ') : { text: remarks.join('; '), tick: 'no' },
          ],
        };
      }),
  );
}

/** In mg where it is a mass, else in the units of its label, else in mL. */
function amountText(
  { doseMg, totalVolume, strengthValue, strengthUnit }: InjectionLine,
  words: InjectionWords,
): string {
  if (doseMg !== null) return `${doseMg} mg`;
  const mark = unitMark(strengthUnit);
  return mark === null ? `${totalVolume} mL` : `${multiply(strengthValue, totalVolume)} ${words.units[mark]}`;
}
