import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type ListedRow = Schema['absenceVisits'];
export type CallRow = Schema['absenceCalls'];

export function findListed(db: Reader, closureIds: readonly string[]): Promise<ListedRow[]> {
  return db
    .selectFrom('absenceVisits')
    .selectAll()
    .where('closureId', 'in', [...closureIds])
    .orderBy('startsAt')
    .orderBy('appointmentId')
    .execute();
}

export async function insertListed(tx: Tx, row: ListedRow): Promise<void> {
  await tx.insertInto('absenceVisits').values(row).execute();
}

/** Oldest first; the ids rise with time. */
export function findCalls(db: Reader, closureIds: readonly string[]): Promise<CallRow[]> {
  return db
    .selectFrom('absenceCalls')
    .selectAll()
    .where('closureId', 'in', [...closureIds])
    .orderBy('id')
    .execute();
}

export function findCall(db: Reader, id: string): Promise<CallRow | undefined> {
  return db.selectFrom('absenceCalls').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertCall(tx: Tx, row: CallRow): Promise<void> {
  await tx.insertInto('absenceCalls').values(row).execute();
}
