import type { ProductInput } from '../../shared/contract/stock.ts';

export const ampoule: ProductInput = {
  name: 'Lidocaine 1 % ampoule 5 mL',
  maker: 'Harbour Pharma',
  substanceId: 'lidocaine',
  strengthValue: '1',
  strengthUnit: '%',
  containerType: 'single-dose-ampoule',
  containerMl: '5',
  gtin: '',
  openDays: 28,
  lowAt: 5,
};
export const vial: ProductInput = {
  ...ampoule,
  name: 'Lidocaine 1 % vial 20 mL',
  containerType: 'multi-dose-vial',
  containerMl: '20',
  lowAt: 0,
};
