import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type CourseRow = Selectable<Schema['courses']>;
export type OutcomeRow = Selectable<Schema['outcomes']>;

export function findCourse(db: Reader, id: string): Promise<CourseRow | undefined> {
  return db.selectFrom('courses').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findCoursesOf(db: Reader, patientId: string): Promise<CourseRow[]> {
  return db
    .selectFrom('courses')
    .selectAll()
    .where('patientId', '=', patientId)
    .orderBy('startedOn', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

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
export function findOutcomes(db: Reader, courseId: string): Promise<OutcomeRow[]> {
  return db
    .selectFrom('outcomes')
    .selectAll()
    .where('courseId', '=', courseId)
    .orderBy('measuredOn')
    .orderBy('id')
    .execute();
}

export async function insertOutcomes(tx: Tx, rows: OutcomeRow[]): Promise<void> {
  await tx.insertInto('outcomes').values(rows).execute();
}
