import type { RequestsTable } from './ledger-tables.ts';
import type { Reader, Tx } from './schema.ts';

/** What an earlier request of this id was answered with. The caller refuses another input under the same id. */
export async function answerTo(db: Reader, id: string): Promise<RequestsTable | undefined> {
  return await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Keeps an answer in the transaction that earned it: a request sent twice finds it instead of acting again. */
export async function rememberAnswer(tx: Tx, answered: RequestsTable): Promise<void> {
  await tx.insertInto('requests').values(answered).execute();
}

/** @param before UTC instant; no window repeats a request that long after sending it. */
export async function forgetAnswers(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('requests').where('at', '<', before).execute();
}
