import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type EventRow = Selectable<Schema['adverseEvents']>;

export async function insertEvent(tx: Tx, row: EventRow): Promise<void> {
  await tx.insertInto('adverseEvents').values(row).execute();
}

export function findEvents(db: Reader, patientId: string): Promise<EventRow[]> {
  return db
    .selectFrom('adverseEvents')
    .selectAll()
    .where('patientId', '=', patientId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function isOfPatient(
  db: Reader,
  table: 'courses' | 'treatmentSessions',
  id: string,
  patientId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom(table)
    .select('id')
    .where('id', '=', id)
    .where('patientId', '=', patientId)
    .executeTakeFirst();
  return row !== undefined;
}
