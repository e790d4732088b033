import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type PhraseRow = Selectable<Schema['phrases']>;

function inUse(db: Reader) {
  return db.selectFrom('phrases').selectAll().where('retiredAt', 'is', null);
}

/** Of this writer and of the clinic, by code, one's own first. */
export function findPhrases(db: Reader, ownerId: string): Promise<PhraseRow[]> {
  return inUse(db)
    .where(({ eb, or }) => or([eb('ownerId', '=', ownerId), eb('ownerId', 'is', null)]))
    .orderBy('code')
    .orderBy('ownerId', (order) => order.desc().nullsLast())
    .execute();
}

export function findPhrase(db: Reader, id: string): Promise<PhraseRow | undefined> {
  return inUse(db).where('id', '=', id).executeTakeFirst();
}

export function findByCode(db: Reader, ownerId: string | null, code: string): Promise<PhraseRow | undefined> {
  return inUse(db)
    .where('code', '=', code)
    .where('ownerId', ownerId === null ? 'is' : '=', ownerId)
    .executeTakeFirst();
}

export async function insertPhrase(tx: Tx, row: PhraseRow): Promise<void> {
  await tx.insertInto('phrases').values(row).execute();
}

export async function updatePhrase(
  tx: Tx,
  id: string,
  change: Partial<Omit<PhraseRow, 'id' | 'ownerId'>>,
): Promise<void> {
  await tx.updateTable('phrases').set(change).where('id', '=', id).execute();
}
