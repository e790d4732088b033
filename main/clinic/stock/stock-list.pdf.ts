import type { Lot, Product } from '../../../shared/contract/stock.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { strengthText } from '../../../shared/rules/strength.ts';
import type { Paper } from '../../paper/canvas.ts';
import { dateText } from '../../paper/dates.ts';
import { listPdf } from '../../paper/list.ts';
import type { Stationery } from '../../paper/stationery.ts';
import type { Row } from '../../paper/table.ts';
import { en, type StockListWords } from './stock-list.words.ts';

/** The cupboard on paper: product by product, lot by lot, with a column to count in. */
export function stockListPdf(
  stationery: Stationery,
  products: readonly Product[],
  print: { readonly documentId: string; readonly drawnAt: string },
  words: StockListWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const { columns } = words;
  return listPdf(
    stationery,
    print,
    { ...words, made: (moment) => words.made(moment, products.length) },
    [
      { header: columns.lot, share: 2 },
      { header: columns.expiry, width: 104 },
      { header: columns.sealed, width: 110 },
      { header: columns.opened, share: 4 },
      { header: columns.state, share: 3 },
      { header: columns.counted, width: 90 },
    ],
    (paper) => products.flatMap((product) => rowsOf(paper, product, words)),
  );
}

function rowsOf(paper: Paper, product: Product, words: StockListWords): Row[] {
  const { name, maker, substanceName, strengthValue, strengthUnit, isLow, lots } = product;
  const head = [
    words.product(name, maker, substanceName, strengthText(strengthValue, strengthUnit)),
    words.usable(product.usableContainers, product.usableMl),
    ...(isLow ? [words.low(product.lowAt)] : []),
  ].join(' · ');
  return [
    { heading: true, cells: [head] },
    ...(lots.length === 0
      ? [{ cells: [words.noLots, '', '', '', '', ''] }]
      : lots.map((lot) => lotRow(paper, lot, words))),
  ];
}

function lotRow(paper: Paper, lot: Lot, words: StockListWords): Row {
  const dayOf = (instant: string) => dateText(paper.words, dateAt(instant, paper.zone));
  const opened = lot.vials
    .filter(({ closedAt }) => closedAt === null)
    .map(({ openedAt, leftMl, discardAt }) => words.vial(dayOf(openedAt), leftMl, dayOf(discardAt)));
  const state = [
    lot.frozen === null ? words.states[lot.state] : words.frozen(lot.frozen.why),
    ...(lot.patientName === null ? [] : [words.brought(lot.patientName)]),
  ].join('; ');
  const isBarred = lot.state === 'frozen' || lot.state === 'expired';
  return {
    cells: [
      lot.lotNumber,
      dateText(paper.words, lot.expiryDate),
      words.sealed(lot.sealedContainers, lot.sealedMl),
      opened.join('\n'),
      isBarred ? { text: state, tick: 'no' } : state,
      '',
    ],
  };
}
