import type { Reader } from '../../../db/schema.ts';

/** The latest earlier visit at which something was done and that was not entered in error. */
export async function findLastTreated(
  db: Reader,
  patientId: string,
  before: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('treatmentSessions as s')
    .select('s.id')
    .where('s.patientId', '=', patientId)
    .where('s.startedAt', '<', before)
    .where('s.techniques', '<>', '[]')
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
  return row?.id;
}
