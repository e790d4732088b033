import type { Reader } from '../../../db/schema.ts';

/** Begun and never signed, oldest first; the index finds each patient's own. */
export function findOpenNotes(db: Reader, patientIds: readonly string[]) {
  return db
    .selectFrom('treatmentSessions as s')
    .leftJoin('signedNotes as n', 'n.sessionId', 's.id')
    .select(['s.id as sessionId', 's.patientId', 's.appointmentId', 's.startedAt'])
    .where('s.patientId', 'in', [...patientIds])
    .where('n.sessionId', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('sessionClosures as c').select('c.at').whereRef('c.sessionId', '=', 's.id'))),
    )
    .orderBy('s.startedAt')
    .execute();
}
