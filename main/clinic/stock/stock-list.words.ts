import type { Lot } from '../../../shared/contract/stock.ts';

export const en = {
  title: 'Stock list',
  made: (moment: string, products: number) =>
    `As of ${moment}. ${products} ${products === 1 ? 'product' : 'products'}; used-up lots are left out.`,
  columns: {
    lot: 'Lot',
    expiry: 'Expiry',
    sealed: 'Sealed',
    opened: 'Opened vials',
    state: 'State',
    counted: 'Counted',
  },
  product: (name: string, maker: string, substance: string, strength: string) =>
    [name, maker, `${substance} ${strength}`].filter((text) => text !== '').join(' · '),
  usable: (containers: number, ml: string) =>
    `${containers} ${containers === 1 ? 'container' : 'containers'} usable, ${ml} mL`,
  low: (lowAt: number) => `LOW (below ${lowAt})`,
  sealed: (containers: number, ml: string) =>
    `${containers} ${containers === 1 ? 'container' : 'containers'}, ${ml} mL`,
  vial: (opened: string, left: string, discard: string) =>
    `opened ${opened}: ${left} mL left, discard by ${discard}`,
  states: {
    usable: 'usable',
    expired: 'EXPIRED',
    frozen: 'FROZEN',
    empty: 'used up',
  } satisfies Record<Lot['state'], string>,
  frozen: (why: string) => `FROZEN: ${why}`,
  brought: (name: string) => `brought by ${name}; for nobody else`,
  noLots: 'nothing here',
  none: 'The cupboard is empty.',
} as const;
export type StockListWords = typeof en;
