import type { Reader } from '../../../db/schema.ts';

export interface EarlierRow {
  id: string;
  startedAt: string;
  content: string;
}

/** Visits of the course before an instant, newest first; without a course the latest visit of the patient. */
export function findEarlier(
  db: Reader,
  { patientId, courseId, startedAt }: { patientId: string; courseId: string | null; startedAt: string },
  most: number,
): Promise<EarlierRow[]> {
  return db
    .selectFrom('treatmentSessions as s')
    .select(['s.id', 's.startedAt', 's.content'])
    .where('s.patientId', '=', patientId)
    .where('s.startedAt', '<', startedAt)
    .where('s.kind', '=', 'visit')
    .$if(courseId !== null, (visits) => visits.where('s.courseId', '=', courseId))
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
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('sessionClosures as c').select('c.sessionId').whereRef('c.sessionId', '=', 's.id')),
      ),
    )
    .orderBy('s.startedAt', 'desc')
    .limit(courseId === null ? 1 : most)
    .execute();
}
