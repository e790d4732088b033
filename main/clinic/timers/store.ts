import { sql } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type TimerRow = Schema['restTimers'];

/** What runs, the first due first, with where it is and which technique rests. */
export function findRunning(db: Reader) {
  return db
    .selectFrom('restTimers as t')
    .innerJoin('treatmentSessions as s', 's.id', 't.sessionId')
    .innerJoin('users as u', 'u.id', 's.practitionerId')
    .leftJoin('appointments as a', 'a.id', 's.appointmentId')
    .leftJoin('rooms as r', 'r.id', 'a.roomId')
    .selectAll('t')
    .select(['s.appointmentId', 's.patientId', 'u.displayName as practitioner', 'r.name as room'])
    .select(
      sql<string | null>`(SELECT b.value ->> '$.technique' FROM json_each(s.content, '$.blocks') b
        WHERE b.value ->> '$.id' = t.blockId)`.as('techniqueId'),
    )
    .where('t.stoppedAt', 'is', null)
    .orderBy('t.dueAt')
    .orderBy('t.id')
    .limit(200)
    .execute();
}

/** The note under which a timer is started: whose it is, which blocks it has, whether it is signed. */
export async function findNote(
  db: Reader,
  sessionId: string,
): Promise<{ patientId: string; blocks: string[]; signed: boolean } | undefined> {
  const row = await db
    .selectFrom('treatmentSessions as s')
    .leftJoin('signedNotes as n', 'n.sessionId', 's.id')
    .select(['s.patientId', 'n.signedAt'])
    .select(
      sql<string>`(SELECT json_group_array(b.value ->> '$.id') FROM json_each(s.content, '$.blocks') b)`.as(
        'blocks',
      ),
    )
    .where('s.id', '=', sessionId)
    .executeTakeFirst();
  return (
    row && {
      patientId: row.patientId,
      blocks: JSON.parse(row.blocks) as string[],
      signed: row.signedAt !== null,
    }
  );
}

/** Blocks of a note under which needles rest. */
export async function findRestingBlocks(db: Reader, sessionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('restTimers')
    .select('blockId')
    .where('sessionId', '=', sessionId)
    .where('stoppedAt', 'is', null)
    .execute();
  return rows.map(({ blockId }) => blockId);
}

export function findTimer(db: Reader, id: string): Promise<(TimerRow & { patientId: string }) | undefined> {
  return db
    .selectFrom('restTimers as t')
    .innerJoin('treatmentSessions as s', 's.id', 't.sessionId')
    .selectAll('t')
    .select('s.patientId')
    .where('t.id', '=', id)
    .executeTakeFirst();
}

export async function insertTimer(tx: Tx, row: TimerRow): Promise<void> {
  await tx.insertInto('restTimers').values(row).execute();
}

export async function updateTimer(
  tx: Tx,
  { id, ...change }: Pick<TimerRow, 'id' | 'dueAt' | 'stoppedAt' | 'stoppedBy' | 'version'>,
): Promise<void> {
  await tx.updateTable('restTimers').set(change).where('id', '=', id).execute();
}
