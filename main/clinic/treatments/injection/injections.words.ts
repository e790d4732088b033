import type { InjectionLine } from '../../../../shared/contract/injection.ts';

export const en = {
  title: 'Register of injections',
  made: (moment: string, period: string, rows: number, more: boolean) =>
    `${period}. As of ${moment}: ${more ? 'the first ' : ''}${rows} ${rows === 1 ? 'line' : 'lines'}. Keep it where patients cannot read it.`,
  period: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  by: (name: string) => `given by ${name}`,
  only: (name: string) => `only ${name}`,
  lot: (lot: string) => `only lot ${lot}`,
  columns: {
    at: 'Given',
    patient: 'Patient',
    what: 'Substance and product',
    lot: 'Lot, expiry',
    amount: 'Amount',
    where: 'Where',
    by: 'By',
    state: 'Remarks',
  },
  class: {
    drug: 'Drug',
    'biological-substance': 'Biological or natural',
    'device-substance': 'Regulated as a device',
    vehicle: 'Diluent',
  } satisfies Record<InjectionLine['disclosureClass'], string>,
  points: (count: number) => `${count} ${count === 1 ? 'point' : 'points'}`,
  reversed: (moment: string, reason: string) => `ENTERED WRONGLY, not given (${moment}: ${reason})`,
  note: {
    draft: 'note not signed yet',
    signed: '',
    amended: 'note amended',
    'entered-in-error': 'NOTE ENTERED IN ERROR',
  } satisfies Record<InjectionLine['note'], string>,
  source: {
    stock: '',
    brought: 'brought by the patient',
    typed: 'not from the cupboard',
  } satisfies Record<InjectionLine['source'], string>,
  none: 'Nothing was injected that answers to this.',
  units: { IU: 'IU', 'product-units': 'units of this product' },
} as const;
export type InjectionWords = typeof en;
