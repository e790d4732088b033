import type { Insertable } from 'kysely';
import type { Reader, Schema, Tx } from '../../../db/schema.ts';
import { waiting } from './notes.store.ts';

/** One row for each supervisor who is waited for, oldest signature first. */
function awaited(db: Reader) {
  return waiting(db)
    .innerJoin('awaitedCosignatures as v', 'v.sessionId', 's.id')
    .innerJoin('signedNotes as n', 'n.sessionId', 's.id')
    .innerJoin('users as h', 'h.id', 'v.supervisorId')
    .select(['n.signedAt', 'v.supervisorId', 'h.displayName as supervisor', 'h.disabledAt'])
    .orderBy('n.signedAt')
    .orderBy('s.id');
}

/** Those that wait for this supervisor. */
export function findToCosign(db: Reader, supervisorId: string) {
  return awaited(db).where('v.supervisorId', '=', supervisorId).execute();
}

/** Those of this author that wait for whomever; of everybody where nobody is named. */
export function findAwaited(db: Reader, authorId: string | null) {
  const all = awaited(db).limit(200);
  return (authorId === null ? all : all.where('s.practitionerId', '=', authorId)).execute();
}

export function findSupervisorChanges(db: Reader, sessionIds: readonly string[]) {
  return db
    .selectFrom('supervisorChanges as c')
    .innerJoin('users as f', 'f.id', 'c.fromId')
    .innerJoin('users as t', 't.id', 'c.toId')
    .innerJoin('users as b', 'b.id', 'c.changedBy')
    .selectAll('c')
    .select(['f.displayName as from', 't.displayName as to', 'b.displayName as by'])
    .where('c.sessionId', 'in', [...sessionIds])
    .orderBy('c.number')
    .execute();
}

export type SupervisorChangeRow = Awaited<ReturnType<typeof findSupervisorChanges>>[number];

/** The change, and the place of the one who answers from now on. */
export async function replaceSupervisor(
  tx: Tx,
  row: Insertable<Schema['supervisorChanges']>,
  isNew: boolean,
): Promise<void> {
  await tx.insertInto('supervisorChanges').values(row).execute();
  if (isNew)
    await tx
      .insertInto('noteSupervisors')
      .values({ sessionId: row.sessionId, supervisorId: row.toId })
      .execute();
}
