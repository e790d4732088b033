import type { Api } from '../../shared/contract/index.ts';
import type { ProductInput } from '../../shared/contract/stock.ts';
import type { OwnEntry } from '../../shared/contract/substances.ts';
import { addDays } from '../../shared/rules/calendar.ts';

interface Shelf {
  product: Partial<ProductInput> & Pick<ProductInput, 'name' | 'substanceId'>;
  lots: readonly { number: string; days: number; containers: number }[];
}

const usual = {
  ...{ maker: 'Harbour Pharma', strengthValue: '1', strengthUnit: '%', gtin: '', openDays: 28, lowAt: 0 },
  ...{ containerType: 'single-dose-ampoule', containerMl: '5' },
};

/** What a small clinic keeps: some of it low, some that expires soon, one lot that was called back. */
const shelves: readonly Shelf[] = [
  {
    product: {
      ...{ name: 'Lidocaine 1 % ampoule 5 mL', substanceId: 'lidocaine' },
      ...{ gtin: '05012345678900', lowAt: 20 },
    },
    lots: [
      { number: 'LD-24 117', days: 400, containers: 42 },
      { number: 'LD-24 090', days: 21, containers: 6 },
    ],
  },
  {
    product: {
      ...{ name: 'Procaine 1 % vial 20 mL', substanceId: 'procaine', containerType: 'multi-dose-vial' },
      ...{ containerMl: '20', gtin: '05012345678917', lowAt: 4 },
    },
    lots: [{ number: 'PR-7781', days: 310, containers: 3 }],
  },
  {
    product: {
      ...{ name: 'Homeopathic complex ampoule 2.2 mL', substanceId: 'traumeel-type-complex' },
      ...{ maker: 'Meadow Remedies', strengthUnit: '{homeopathic_potency}', containerMl: '2.2', lowAt: 10 },
    },
    lots: [{ number: 'HC 0931-B', days: 250, containers: 30 }],
  },
  {
    product: {
      ...{ name: 'Triamcinolone 10 mg/mL ampoule 1 mL', substanceId: 'triamcinolone-acetonide' },
      ...{ strengthValue: '10', strengthUnit: 'mg/mL', containerMl: '1' },
    },
    lots: [{ number: 'TA-5502', days: 500, containers: 8 }],
  },
  {
    product: {
      ...{ name: 'Vitamin B12 1 mg/mL ampoule 1 mL', substanceId: 'hydroxocobalamin', maker: '' },
      ...{ strengthUnit: 'mg/mL', containerMl: '1', lowAt: 5 },
    },
    lots: [
      { number: 'B12-118', days: 600, containers: 4 },
      { number: 'B12-104', days: 90, containers: 10 },
    ],
  },
  {
    product: {
      ...{ name: 'Sodium chloride 0.9 % ampoule 10 mL', substanceId: 'sodium-chloride-0-9' },
      containerMl: '10',
      strengthValue: '0.9',
    },
    lots: [{ number: 'NS 4410', days: 700, containers: 60 }],
  },
];

/** Fills the cupboard of the demo clinic: deliveries, an opened vial, a frozen lot and a recipe. */
export async function fillCupboard(api: Api, today: string): Promise<void> {
  const ids = new Map<string, string>();
  const lotIds = new Map<string, string>();
  for (const { product, lots } of shelves) {
    const whole = { ...usual, ...product };
    const { id } = await api.stock.saveProduct({ id: null, version: 0, product: whole });
    ids.set(whole.substanceId, id);
    for (const { number, days, containers } of lots) {
      const lot = await api.stock.receive({
        ...{
          productId: id,
          lotNumber: number,
          expiryDate: addDays(today, days),
          containers,
          patientId: null,
        },
      });
      lotIds.set(number, lot.id);
    }
  }
  await enterOwn(api, today);
  await api.stock.openVial({ lotId: lotIds.get('PR-7781') ?? '' });
  await api.stock.freeze({
    ...{ id: lotIds.get('B12-104') ?? '', version: 1, reason: 'Called back by the maker: particles' },
  });
  await api.stock.saveRecipe({
    ...{ id: null, version: 0 },
    recipe: {
      name: 'Neck and shoulder, procaine with saline',
      own: false,
      parts: [
        { productId: ids.get('procaine') ?? '', ml: '2' },
        { productId: ids.get('sodium-chloride-0-9') ?? '', ml: '2' },
      ],
    },
  });
}

/** Two entries of the clinic's own: one that somebody answers for, and one that still waits. */
async function enterOwn(api: Api, today: string): Promise<void> {
  const leaf: OwnEntry = {
    ...{ name: 'Hop extract', product: 'Meadow Humulus', disclosureClass: 'biological-substance' },
    ...{ legalClass: { ZA: 'complementary-medicine' }, origin: ['plant'], group: 'botanical' },
    ...{ routes: ['subcutaneous', 'intramuscular'], purpose: 'given for muscle pain' },
    ...{ strengths: ['2 mL ampoule'], commonEffects: ['redness or soreness at the point'] },
    ...{ seriousEffects: ['severe allergic reaction'], allergens: ['hop', 'benzyl alcohol'] },
    ...{ components: [], contraFlags: ['pregnancy'], licence: 'unapproved' },
    ...{ source: 'Package leaflet of Meadow Remedies, March 2026', reviewOn: addDays(today, 180) },
  };
  const { substanceId, version } = await api.substances.enterOwn({
    ...{ substanceId: null, version: 0, entry: leaf },
  });
  await api.substances.approveOwn({
    ...{ substanceId, version, legalBasis: 'Listed as a complementary medicine, category D' },
    ...{ approvedBy: 'Dr Ilse Vandermeer', approvedOn: addDays(today, -14) },
  });
  await api.substances.enterOwn({
    ...{ substanceId: null, version: 0 },
    entry: { ...leaf, name: 'Willow bark extract', product: '', legalClass: {}, allergens: ['salicylate'] },
  });
}
