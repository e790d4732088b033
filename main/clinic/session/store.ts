import type { Reader, Schema, Tx } from '../../db/schema.ts';

type Draft = Schema['drafts'];

export function findDraft(db: Reader, userId: string, key: string): Promise<Draft | undefined> {
  return db
    .selectFrom('drafts')
    .selectAll()
    .where('userId', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst();
}

export async function keepDraft(tx: Tx, draft: Draft, kept: number): Promise<void> {
  const { body, savedAt } = draft;
  await tx
    .insertInto('drafts')
    .values(draft)
    .onConflict((conflict) => conflict.columns(['userId', 'key']).doUpdateSet({ body, savedAt }))
    .execute();
  const newest = tx
    .selectFrom('drafts')
    .select('key')
    .where('userId', '=', draft.userId)
    .orderBy('savedAt', 'desc')
    .limit(kept);
  await tx.deleteFrom('drafts').where('userId', '=', draft.userId).where('key', 'not in', newest).execute();
}

export async function deleteDraft(tx: Tx, userId: string, key: string): Promise<void> {
  await tx.deleteFrom('drafts').where('userId', '=', userId).where('key', '=', key).execute();
}

export async function insertReason(tx: Tx, reason: Schema['statedReasons']): Promise<void> {
  await tx.insertInto('statedReasons').values(reason).execute();
}
