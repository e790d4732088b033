import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type ListingRow = Selectable<Schema['practitionerListings']>;

export function findListing(db: Reader, userId: string): Promise<ListingRow | undefined> {
  return db.selectFrom('practitionerListings').selectAll().where('userId', '=', userId).executeTakeFirst();
}

/** Of those who agreed to be listed. */
export function findListed(db: Reader): Promise<ListingRow[]> {
  return db.selectFrom('practitionerListings').selectAll().where('agreedAt', 'is not', null).execute();
}

export async function putListing(tx: Tx, row: ListingRow): Promise<void> {
  await tx
    .insertInto('practitionerListings')
    .values(row)
    .onConflict((conflict) => conflict.column('userId').doUpdateSet(row))
    .execute();
}
