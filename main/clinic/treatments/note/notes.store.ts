import type { Insertable, Selectable } from 'kysely';
import { every, first } from '../../../db/prepared.ts';
import type { Reader, Schema, Tx } from '../../../db/schema.ts';

export type CosignatureRow = Selectable<Schema['noteCosignatures']>;

export const findTakeovers = every((db, sessionId: string) =>
  db
    .selectFrom('sessionTakeovers as t')
    .innerJoin('users as f', 'f.id', 't.fromId')
    .innerJoin('users as u', 'u.id', 't.toId')
    .select(['t.number', 'f.displayName as from', 'u.displayName as to', 't.reason', 't.at'])
    .where('t.sessionId', '=', sessionId)
    .orderBy('t.number'),
);

/** The takeover and the new name on the visit; the store lets neither stand without the other. */
export async function takeOverSession(
  tx: Tx,
  row: Insertable<Schema['sessionTakeovers']>,
  version: number,
): Promise<void> {
  await tx.insertInto('sessionTakeovers').values(row).execute();
  await tx
    .updateTable('treatmentSessions')
    .set({ practitionerId: row.toId, version })
    .where('id', '=', row.sessionId)
    .execute();
}

export const findClosure = first((db, sessionId: string) =>
  db
    .selectFrom('sessionClosures as c')
    .innerJoin('users as u', 'u.id', 'c.closedBy')
    .select(['c.reason', 'u.displayName as by', 'c.at'])
    .where('c.sessionId', '=', sessionId),
);

export async function insertClosure(tx: Tx, row: Insertable<Schema['sessionClosures']>): Promise<void> {
  await tx.insertInto('sessionClosures').values(row).execute();
}

/** Those who answer for the note, with their signature where they have given it. */
export function findSupervisors(db: Reader, sessionIds: readonly string[]) {
  return db
    .selectFrom('noteSupervisors as s')
    .innerJoin('users as u', 'u.id', 's.supervisorId')
    .leftJoin('noteCosignatures as c', (join) =>
      join.onRef('c.sessionId', '=', 's.sessionId').onRef('c.supervisorId', '=', 's.supervisorId'),
    )
    .select(['s.sessionId', 's.supervisorId', 'u.displayName as name'])
    .select(['c.supervisor', 'c.statement', 'c.noteHash', 'c.at', 'c.contentHash'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('replacedSupervisors as r')
          .select('r.sessionId')
          .whereRef('r.sessionId', '=', 's.sessionId')
          .whereRef('r.supervisorId', '=', 's.supervisorId'),
      ).as('replaced'),
    )
    .where('s.sessionId', 'in', [...sessionIds])
    .orderBy('s.supervisorId')
    .execute();
}

export type SupervisorRow = Awaited<ReturnType<typeof findSupervisors>>[number];

export async function insertSupervisors(
  tx: Tx,
  rows: readonly Insertable<Schema['noteSupervisors']>[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('noteSupervisors')
      .values([...rows])
      .execute();
}

export async function insertCosignature(tx: Tx, row: CosignatureRow): Promise<void> {
  await tx.insertInto('noteCosignatures').values(row).execute();
}

/** Notes that wait for somebody, with whose they are. */
export function waiting(db: Reader) {
  return db
    .selectFrom('treatmentSessions as s')
    .innerJoin('users as u', 'u.id', 's.practitionerId')
    .select(['s.id as sessionId', 's.kind', 's.startedAt', 's.version', 's.practitionerId', 's.patientId'])
    .select(['u.displayName as practitioner']);
}

export type WaitingRow = Awaited<ReturnType<typeof findUnsignedNotes>>[number];

/** Begun and neither signed nor closed, oldest first. */
export function findUnsignedNotes(db: Reader, most: number) {
  return waiting(db)
    .innerJoin('openNotes as o', 'o.sessionId', 's.id')
    .orderBy('o.startedAt')
    .orderBy('o.sessionId')
    .limit(most)
    .execute();
}
