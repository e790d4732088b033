import { describe, expect, it } from 'vitest';
import type { Lot, Opened, Product } from '../../shared/contract/stock.ts';
import { cupboardLines, cupboardTasks } from '../../shared/rules/cupboard.ts';

const [today, now] = ['2026-11-23', '2026-11-23T08:00:00.000Z'];

const vial = (id: string, more: Partial<Opened> = {}): Opened => ({
  ...{ id, lotId: 'l', openedAt: '2026-11-20T08:00:00.000Z', openedBy: 'Dr H', leftMl: '12', version: 1 },
  ...{ discardAt: '2026-12-17T21:59:59.999Z', closedAt: null, closedWhy: null },
  ...more,
});
const lot = (id: string, more: Partial<Lot> = {}): Lot => ({
  ...{ id, productId: 'p', lotNumber: id, expiryDate: '2027-06-30', receivedOn: '2026-11-01', version: 1 },
  ...{ patientId: null, patientName: null, frozen: null, sealedMl: '40', sealedContainers: 2 },
  ...{ vials: [], state: 'usable' },
  ...more,
});
const product = (lots: Lot[], more: Partial<Product> = {}): Product => ({
  ...{ id: 'p', name: 'Procaine', maker: '', substanceId: 'procaine', substanceName: 'Procaine', gtin: '' },
  ...{ strengthValue: '1', strengthUnit: '%', containerType: 'multi-dose-vial', containerMl: '20' },
  ...{ openDays: 28, lowAt: 0, usableContainers: 2, usableMl: '40', isLow: false, nextExpiry: null },
  ...{ lots, retired: false, version: 1 },
  ...more,
});
const linesFor = (products: Product[], patientId: string | null = 'anna') =>
  cupboardLines(products, { patientId, today, now }).map(({ key, barred }) =>
    barred === null ? key : `${key} ${barred}`,
  );

describe('what can be reached for', () => {
  it('is what the patient brought, then opened vials, then what expires first; what may not be given comes last', () => {
    const lines = linesFor([
      product([
        lot('late', { expiryDate: '2028-01-31' }),
        lot('soon', { vials: [vial('new'), vial('old', { discardAt: '2026-11-24T21:59:59.999Z' })] }),
        lot('own', { patientId: 'anna', expiryDate: '2029-01-01' }),
        lot('called-back', { frozen: { why: 'particles', by: 'Dr H', at: now } }),
      ]),
    ]);
    expect(lines).toEqual(['own', 'soon/old', 'soon/new', 'soon', 'late', 'called-back frozen']);
  });

  it('names why a vial may not be given: too old, empty, expired', () => {
    const [over, dry] = [vial('over', { discardAt: now }), vial('dry', { leftMl: '0' })];
    expect(
      linesFor([product([lot('a', { vials: [over, dry] }), lot('b', { expiryDate: '2026-11-22' })])]),
    ).toEqual(['a', 'a/over over-age', 'a/dry empty', 'b expired']);
    expect(linesFor([product([lot('b', { expiryDate: today })])])).toEqual(['b']);
  });

  it('leaves out what others brought, what is used up, closed or retired, and the rest of a vial lot that is no whole vial', () => {
    const closed = vial('closed', { closedAt: now, closedWhy: 'empty' });
    expect(
      linesFor([
        product([lot('others', { patientId: 'ben' }), lot('used', { sealedMl: '19.9', vials: [closed] })]),
        product([lot('gone')], { retired: true }),
        product([lot('ampoule', { sealedMl: '0.5' })], { containerType: 'single-dose-ampoule' }),
      ]),
    ).toEqual(['ampoule']);
  });
});

describe('what has to be seen to', () => {
  it('is low, expires within 30 days with something left, or has to go today', () => {
    const tasks = cupboardTasks(
      [
        product([
          lot('in-30', { expiryDate: '2026-12-23' }),
          lot('in-31', { expiryDate: '2026-12-24' }),
          lot('expired-empty', { expiryDate: '2026-01-01', sealedMl: '0' }),
          lot('v', { vials: [vial('today', { discardAt: '2026-11-23T21:59:59.999Z' }), vial('later')] }),
        ]),
        product([], { id: 'q', isLow: true }),
        product([], { id: 'r', isLow: true, retired: true }),
      ],
      today,
      '2026-11-23T22:00:00.000Z',
    );
    expect(tasks.low.map(({ id }) => id)).toEqual(['q']);
    expect(tasks.expiring.map((one) => one.lot.id)).toEqual(['in-30']);
    expect(tasks.discard.map((one) => one.vial.id)).toEqual(['today']);
  });
});
