import type { Lot, Opened, Product } from '../contract/stock.ts';
import { addDays } from './calendar.ts';
import { compare } from './decimal.ts';

/** Why a vial or lot lies there and may not be given. */
export type Barred = 'expired' | 'frozen' | 'over-age' | 'empty';

/** One thing that can be reached for: an opened vial, or the sealed containers of a lot. */
export interface CupboardLine {
  /** `lot` or `lot/vial`. */
  key: string;
  product: Product;
  lot: Lot;
  vial: Opened | null;
  leftMl: string;
  barred: Barred | null;
  /** Sealed containers of many doses: one is opened with the first dose. */
  opensVial: boolean;
}

interface Here {
  /** Lots that somebody else brought are not shown at all. */
  patientId: string | null;
  /** The day in the clinic. */
  today: string;
  now: string;
}

function barredLot(lot: Lot, today: string): Barred | null {
  if (lot.frozen !== null) return 'frozen';
  return lot.expiryDate < today ? 'expired' : null;
}

/**
 * Everything in the cupboard for this patient: what they brought themselves, then opened vials, then sealed lots, what ends
 * first before the rest; what may not be given comes last, with why.
 */
export function cupboardLines(products: readonly Product[], { patientId, today, now }: Here): CupboardLine[] {
  const lines = products
    .filter(({ retired }) => !retired)
    .flatMap((product) =>
      product.lots
        .filter((lot) => lot.patientId === null || lot.patientId === patientId)
        .flatMap((lot) => linesOf(product, lot, today, now)),
    );
  return lines.toSorted((a, b) => order(a).localeCompare(order(b)));
}

function linesOf(product: Product, lot: Lot, today: string, now: string): CupboardLine[] {
  const ofLot = barredLot(lot, today);
  const opened = lot.vials
    .filter(({ closedAt }) => closedAt === null)
    .map((vial): CupboardLine => {
      const own = vial.discardAt <= now ? 'over-age' : compare(vial.leftMl, '0') <= 0 ? 'empty' : null;
      return {
        ...{ key: `${lot.id}/${vial.id}`, product, lot, vial, leftMl: vial.leftMl },
        ...{ barred: ofLot ?? own, opensVial: false },
      };
    });
  const isMulti = product.containerType === 'multi-dose-vial';
  const isUsedUp = isMulti ? compare(lot.sealedMl, product.containerMl) < 0 : compare(lot.sealedMl, '0') <= 0;
  const sealed: CupboardLine = {
    ...{ key: lot.id, product, lot, vial: null, leftMl: lot.sealedMl, opensVial: isMulti },
    barred: ofLot ?? (isUsedUp ? 'empty' : null),
  };
  // A lot that is used up is not in the way of those that are not.
  return isUsedUp ? opened : [...opened, sealed];
}

function order({ barred, lot, vial, product }: CupboardLine): string {
  const rank = [barred === null ? 0 : 1, lot.patientId === null ? 1 : 0, vial === null ? 1 : 0].join('');
  return `${rank} ${vial === null ? lot.expiryDate : vial.discardAt.slice(0, 10)} ${lot.expiryDate} ${product.name} ${lot.id}`;
}

/** Days before its end from which a lot is listed as expiring. */
export const EXPIRING_DAYS = 30;

export interface CupboardTasks {
  low: Product[];
  expiring: { product: Product; lot: Lot }[];
  discard: { product: Product; lot: Lot; vial: Opened }[];
}

/**
 * What has to be seen to: products below their mark, lots that expire within 30 days or have expired with something left,
 * opened vials whose last day is today or over.
 */
export function cupboardTasks(
  products: readonly Product[],
  today: string,
  endOfToday: string,
): CupboardTasks {
  const used = products.filter(({ retired }) => !retired);
  const lots = products.flatMap((product) => product.lots.map((lot) => ({ product, lot })));
  return {
    low: used.filter(({ isLow }) => isLow),
    expiring: lots
      .filter(
        ({ lot }) =>
          lot.expiryDate <= addDays(today, EXPIRING_DAYS) &&
          (lot.sealedMl !== '0' || lot.vials.some(({ closedAt }) => closedAt === null)),
      )
      .toSorted((a, b) => a.lot.expiryDate.localeCompare(b.lot.expiryDate)),
    discard: lots
      .flatMap(({ product, lot }) => lot.vials.map((vial) => ({ product, lot, vial })))
      .filter(
        ({ vial, lot }) =>
          vial.closedAt === null &&
          (vial.discardAt <= endOfToday || vial.leftMl === '0' || lot.frozen !== null),
      )
      .toSorted((a, b) => a.vial.discardAt.localeCompare(b.vial.discardAt)),
  };
}
