import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { millilitres } from './rules.ts';
import { balancesOf, findLot, findShelf, findVial, updateLot, type ShelfRow } from './store.ts';

/** Every lot that was ever put into the cupboard, with its product. */
export function shelf(db: Reader): Promise<ShelfRow[]> {
  return findShelf(db);
}

/** mL of each of these lots, sealed and opened. */
export async function leftOn(db: Reader, lotIds: readonly string[]): Promise<Map<string, string>> {
  return new Map((await balancesOf(db, lotIds)).map(({ lotId, left }) => [lotId, millilitres(left)]));
}

export async function lotOfVial(db: Reader, vialId: string): Promise<string | null> {
  return (await findVial(db, vialId))?.lotId ?? null;
}

/** Nothing of these lots is given from now on. Those that were frozen before keep their reason. */
export async function freezeLots(tx: Tx, lotIds: readonly string[], reason: string, act: Act): Promise<void> {
  for (const id of lotIds) {
    const lot = await findLot(tx, id);
    if (lot === undefined || lot.frozenAt !== null) continue;
    const frozen = { frozenWhy: reason, frozenBy: act.who.displayName, frozenAt: act.now };
    await updateLot(tx, { ...lot, ...frozen, version: lot.version + 1 });
    act.changed('stock', id);
  }
}
