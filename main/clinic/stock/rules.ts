import { Temporal } from 'temporal-polyfill';
import type { RefusalData } from '../../../shared/contract/errors.ts';
import type { Lot, Product } from '../../../shared/contract/stock.ts';
import { addDays } from '../../../shared/rules/calendar.ts';
import { add, compare, divide, isWhole, multiply, parseDecimal } from '../../../shared/rules/decimal.ts';
import { strengthMgPerMl } from '../../../shared/rules/dose.ts';
import { Refusal } from '../refusal.ts';

/** What the cupboard says no to, and why. */
export function refused(
  problem: RefusalData<'STOCK_REFUSED'>['problem'],
  what: string,
): Refusal<'STOCK_REFUSED'> {
  return new Refusal('STOCK_REFUSED', { problem, what });
}

/** Microlitres of a volume in mL; null where it is no figure or finer than a microlitre. */
export function microlitres(ml: string): number | null {
  const reading = parseDecimal(ml);
  if (!reading.ok) return null;
  const whole = multiply(reading.value, '1000');
  return isWhole(whole) && compare(whole, '1000000000') <= 0 ? Number(whole) : null;
}

/** mL of so many microlitres, as decimal text. */
export function millilitres(amount: number): string {
  return divide(String(amount), '1000');
}

/** mg in so many mL; null where the strength is not a mass. */
export function milligrams(ml: string, value: string, unit: string): string | null {
  const strength = strengthMgPerMl(value, unit);
  return strength === null ? null : multiply(strength, ml);
}

export function lotState(
  lot: { expiryDate: string; frozenAt: string | null },
  left: number,
  today: string,
): Lot['state'] {
  if (lot.frozenAt !== null) return 'frozen';
  if (lot.expiryDate < today) return 'expired';
  return left === 0 ? 'empty' : 'usable';
}

/** The last day on which an opened vial may be used, never after the lot's own end. */
export function lastDay(openedOn: string, openDays: number, expiryDate: string): string {
  const last = addDays(openedOn, openDays - 1);
  return last < expiryDate ? last : expiryDate;
}

/** The last millisecond of a day in the clinic. */
export function endOfDay(date: string, zone: string): string {
  return Temporal.PlainDate.from(date)
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: zone })
    .toInstant()
    .subtract({ milliseconds: 1 })
    .toString({ smallestUnit: 'millisecond' });
}

/** Lots that expire first are used first. */
export function byExpiry(a: Pick<Lot, 'expiryDate' | 'id'>, b: Pick<Lot, 'expiryDate' | 'id'>): number {
  return a.expiryDate.localeCompare(b.expiryDate) || a.id.localeCompare(b.id);
}

/** Days after which a lot of which nothing is left leaves the list. */
const EMPTY_DAYS = 30;

/** Lots received before this day leave the list once nothing is left of them. */
export function listedSince(today: string): string {
  return addDays(today, -EMPTY_DAYS);
}

/** Nothing is left of it and nothing has to be done with it. */
export function isGone(lot: Lot, since: string): boolean {
  const isEmpty = lot.sealedMl === '0' && lot.vials.every(({ closedAt }) => closedAt !== null);
  return isEmpty && lot.frozen === null && lot.receivedOn < since;
}

export function standingOf(
  lots: readonly Lot[],
  lowAt: number,
  now: string,
): Pick<Product, 'usableContainers' | 'usableMl' | 'isLow' | 'nextExpiry'> {
  const usable = lots.filter(({ state, patientId }) => state === 'usable' && patientId === null);
  const usableContainers = usable.reduce((sum, { sealedContainers }) => sum + sealedContainers, 0);
  const nextExpiry =
    usable
      .map(({ expiryDate }) => expiryDate)
      .toSorted()
      .at(0) ?? null;
  const opened = usable.flatMap(({ vials }) =>
    vials.filter(({ closedAt, discardAt }) => closedAt === null && discardAt > now),
  );
  const usableMl = add('0', ...usable.map(({ sealedMl }) => sealedMl), ...opened.map(({ leftMl }) => leftMl));
  return { usableContainers, usableMl, isLow: lowAt > 0 && usableContainers < lowAt, nextExpiry };
}
