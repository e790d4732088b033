import type { Insertable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export async function findLearned(db: Reader, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('learnedWords')
    .select('word')
    .where('userId', '=', userId)
    .orderBy('word')
    .execute();
  return rows.map(({ word }) => word);
}

export async function insertLearned(tx: Tx, row: Insertable<Schema['learnedWords']>): Promise<void> {
  await tx
    .insertInto('learnedWords')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteLearned(tx: Tx, userId: string, word: string): Promise<void> {
  await tx.deleteFrom('learnedWords').where('userId', '=', userId).where('word', '=', word).execute();
}

/** Null: nothing was chosen yet. */
export async function findChoice(db: Reader, userId: string): Promise<boolean | null> {
  const row = await db
    .selectFrom('spellingChoices')
    .select('checks')
    .where('userId', '=', userId)
    .executeTakeFirst();
  return row === undefined ? null : row.checks === 1;
}

export async function keepChoice(tx: Tx, userId: string, checks: boolean): Promise<void> {
  const row = { userId, checks: checks ? (1 as const) : (0 as const) };
  await tx
    .insertInto('spellingChoices')
    .values(row)
    .onConflict((conflict) => conflict.column('userId').doUpdateSet({ checks: row.checks }))
    .execute();
}
