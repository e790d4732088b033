import type { Selectable } from 'kysely';
import { every, first } from '../../../db/prepared.ts';
import type { Reader, Schema, Tx } from '../../../db/schema.ts';

export type CourseRow = Selectable<Schema['courses']>;
export type OutcomeRow = Selectable<Schema['outcomes']>;
export type CourseEventRow = Selectable<Schema['courseEvents']>;
type VoidRow = Selectable<Schema['outcomeVoids']>;

/** With who took it back and why, or the note it came with that was entered in error. */
export interface ReadOutcomeRow extends OutcomeRow {
  voidReason: string | null;
  voidBy: string | null;
  voidAt: string | null;
  errorReason: string | null;
  errorBy: string | null;
  errorAt: string | null;
}

export const findCourse = first((db, id: string) =>
  db.selectFrom('courses').selectAll().where('id', '=', id),
);

export const findCoursesOf = every((db, patientId: string) =>
  db
    .selectFrom('courses')
    .selectAll()
    .where('patientId', '=', patientId)
    .orderBy('startedOn', 'desc')
    .orderBy('id', 'desc'),
);

/** Sessions of these courses but for those entered in error, with the visit in which each was held. */
export async function findCourseSessions(
  db: Reader,
  courseIds: readonly string[],
): Promise<{ courseId: string | null; appointmentId: string | null }[]> {
  if (courseIds.length === 0) return [];
  return db
    .selectFrom('treatmentSessions as s')
    .select(['s.courseId', 's.appointmentId'])
    .where('s.courseId', 'in', [...courseIds])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('noteAmendments as a')
            .select('a.id')
            .whereRef('a.sessionId', '=', 's.id')
            .where('a.kind', '=', 'entered-in-error'),
        ),
      ),
    )
    .execute();
}

export async function insertCourse(tx: Tx, row: CourseRow): Promise<void> {
  await tx.insertInto('courses').values(row).execute();
}

/** False when another window has saved meanwhile. */
export async function updateCourse(
  tx: Tx,
  known: { id: string; version: number },
  change: Pick<CourseRow, 'content' | 'endedOn' | 'endedAt'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('courses')
    .set({ ...change, version: known.version + 1 })
    .where('id', '=', known.id)
    .where('version', '=', known.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** In the order in which they were measured; of the same day, in the order in which they were written. */
export function findOutcomes(db: Reader, courseId: string): Promise<ReadOutcomeRow[]> {
  return readOutcomes(db)
    .where('o.courseId', '=', courseId)
    .orderBy('o.measuredOn')
    .orderBy('o.id')
    .execute();
}

export function findOutcome(db: Reader, id: string): Promise<ReadOutcomeRow | undefined> {
  return readOutcomes(db).where('o.id', '=', id).executeTakeFirst();
}

function readOutcomes(db: Reader) {
  return db
    .selectFrom('outcomes as o')
    .leftJoin('outcomeVoids as v', 'v.outcomeId', 'o.id')
    .leftJoin('noteAmendments as e', (join) =>
      join.onRef('e.sessionId', '=', 'o.sessionId').on('e.id', '=', ({ selectFrom }) =>
        selectFrom('noteAmendments as n')
          .select(({ fn }) => fn.min('n.id').as('id'))
          .whereRef('n.sessionId', '=', 'o.sessionId')
          .where('n.kind', '=', 'entered-in-error'),
      ),
    )
    .selectAll('o')
    .select(['v.reason as voidReason', 'v.by as voidBy', 'v.at as voidAt'])
    .select(['e.reason as errorReason', 'e.author as errorBy', 'e.at as errorAt']);
}

export async function insertOutcomes(tx: Tx, rows: OutcomeRow[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('outcomes').values(rows).execute();
}

export async function insertVoid(tx: Tx, row: VoidRow): Promise<void> {
  await tx.insertInto('outcomeVoids').values(row).execute();
}

/** Oldest first. */
export function findEvents(db: Reader, courseId: string): Promise<CourseEventRow[]> {
  return db.selectFrom('courseEvents').selectAll().where('courseId', '=', courseId).orderBy('id').execute();
}

export async function insertEvent(tx: Tx, row: CourseEventRow): Promise<void> {
  await tx.insertInto('courseEvents').values(row).execute();
}

/** Visits that were booked for the course and not held. */
export function findMissed(db: Reader, courseId: string): Promise<{ startsAt: string; status: string }[]> {
  return db
    .selectFrom('appointments')
    .select(['startsAt', 'status'])
    .where('courseId', '=', courseId)
    .where('status', 'in', ['did-not-attend', 'cancelled'])
    .orderBy('startsAt')
    .execute();
}
