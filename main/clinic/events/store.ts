import { sql, type Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type EventRow = Selectable<Schema['adverseEvents']>;
export type FollowUpRow = Selectable<Schema['eventFollowUps']>;
export type AnswerRow = Selectable<Schema['afterwardAnswers']>;
/** With what else a line of the list needs to know. */
export type KnownEventRow = EventRow & { late: 0 | 1 };

const mostListed = 500;

function known(db: Reader) {
  return db
    .selectFrom('adverseEvents as e')
    .selectAll('e')
    .select(
      sql<
        0 | 1
      >`EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = e.sessionId AND n.signedAt <= e.at)`.as(
        'late',
      ),
    );
}

export async function insertEvent(tx: Tx, row: EventRow): Promise<void> {
  await tx.insertInto('adverseEvents').values(row).execute();
}

export async function insertFollowUp(tx: Tx, row: FollowUpRow): Promise<void> {
  await tx.insertInto('eventFollowUps').values(row).execute();
}

export function findEvent(db: Reader, id: string): Promise<KnownEventRow | undefined> {
  return known(db).where('e.id', '=', id).executeTakeFirst();
}

export function findEvents(db: Reader, patientId: string): Promise<KnownEventRow[]> {
  return known(db)
    .where('e.patientId', '=', patientId)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .execute();
}

export function findLatestEvents(db: Reader): Promise<KnownEventRow[]> {
  return known(db).orderBy('e.at', 'desc').orderBy('e.id', 'desc').limit(mostListed).execute();
}

/** Oldest first, of any number of events. */
export async function findFollowUps(db: Reader, eventIds: readonly string[]): Promise<FollowUpRow[]> {
  if (eventIds.length === 0) return [];
  return db
    .selectFrom('eventFollowUps')
    .selectAll()
    .where('eventId', 'in', [...eventIds])
    .orderBy('at')
    .orderBy('id')
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

export function findVisit(
  db: Reader,
  id: string,
): Promise<{ id: string; patientId: string; startedAt: string } | undefined> {
  return db
    .selectFrom('treatmentSessions')
    .select(['id', 'patientId', 'startedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The visit before, unless it was entered in error. */
export function findVisitBefore(
  db: Reader,
  { patientId, startedAt }: { patientId: string; startedAt: string },
): Promise<{ id: string; startedAt: string } | undefined> {
  return db
    .selectFrom('treatmentSessions as s')
    .select(['s.id', 's.startedAt'])
    .where('s.patientId', '=', patientId)
    .where('s.startedAt', '<', startedAt)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('noteAmendments as a')
            .select('a.id')
            .whereRef('a.sessionId', '=', 's.id')
            .where('a.kind', '=', 'entered-in-error'),
        ),
      ),
    )
    .orderBy('s.startedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertAnswer(tx: Tx, row: AnswerRow): Promise<void> {
  await tx.insertInto('afterwardAnswers').values(row).execute();
}

export function lastAnswer(db: Reader, sessionId: string): Promise<AnswerRow | undefined> {
  return db
    .selectFrom('afterwardAnswers')
    .selectAll()
    .where('sessionId', '=', sessionId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export function findSettings(db: Reader): Promise<{ content: string; version: number }> {
  return db.selectFrom('afterwardsSettings').select(['content', 'version']).executeTakeFirstOrThrow();
}

export async function updateSettings(tx: Tx, content: string, version: number): Promise<void> {
  await tx.updateTable('afterwardsSettings').set({ content, version }).where('id', '=', 1).execute();
}
