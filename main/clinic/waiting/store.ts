import { sql } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type WishRow = Schema['wishes'];

export function findWish(db: Reader, id: string): Promise<WishRow | undefined> {
  return db.selectFrom('wishes').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those that wait; or all, of one patient or of the clinic, the newest thousand. */
export function findWishes(
  db: Reader,
  { all = false, patientId }: { all?: boolean | undefined; patientId?: string | undefined },
): Promise<(WishRow & { byName: string })[]> {
  return db
    .selectFrom('wishes as w')
    .innerJoin('users as u', 'u.id', 'w.recordedBy')
    .selectAll('w')
    .select('u.displayName as byName')
    .$if(!all, (query) => query.where('w.state', '=', sql.lit('waiting' as const)))
    .$if(patientId !== undefined, (query) => query.where('w.patientId', '=', patientId ?? ''))
    .orderBy('w.recordedAt', 'desc')
    .limit(1000)
    .execute();
}

export async function putWish(tx: Tx, row: WishRow): Promise<void> {
  const { id, patientId: _, recordedBy: _2, recordedAt: _3, ...change } = row;
  await tx
    .insertInto('wishes')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

export async function insertOffer(tx: Tx, row: Schema['wishOffers']): Promise<void> {
  await tx.insertInto('wishOffers').values(row).execute();
}

/** Newest first. */
export async function findOffers(db: Reader, wishIds: readonly string[]) {
  if (wishIds.length === 0) return [];
  return db
    .selectFrom('wishOffers as o')
    .innerJoin('users as u', 'u.id', 'o.by')
    .selectAll('o')
    .select('u.displayName as byName')
    .where('o.wishId', 'in', [...wishIds])
    .orderBy('o.id', 'desc')
    .execute();
}
