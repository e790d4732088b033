import type { Reader } from '../../db/schema.ts';

/** Steps since then by which a place was given up, newest first: what was cancelled, not attended or moved away. */
export function findGivenUp(db: Reader, since: string, appointmentId?: string) {
  return db
    .selectFrom('appointmentHistory as h')
    .innerJoin('appointments as a', 'a.id', 'h.appointmentId')
    .select(['h.appointmentId', 'h.at', 'h.formerly', 'h.toStatus'])
    .select(['a.status', 'a.practitionerId', 'a.startsAt', 'a.endsAt'])
    .where('h.at', '>=', since)
    .where('h.undoes', 'is', null)
    .where((eb) =>
      eb.or([eb('h.toStatus', 'in', ['cancelled', 'did-not-attend']), eb('h.formerly', 'is not', null)]),
    )
    .$if(appointmentId !== undefined, (query) => query.where('h.appointmentId', '=', appointmentId ?? ''))
    .orderBy('h.at', 'desc')
    .orderBy('h.id', 'desc')
    .execute();
}

/** What these patients have ahead of them, by start. */
export async function findAhead(db: Reader, patientIds: readonly string[], now: string) {
  if (patientIds.length === 0) return [];
  return db
    .selectFrom('appointments')
    .select(['id', 'patientId', 'typeId', 'startsAt'])
    .where('patientId', 'in', [...patientIds])
    .where('startsAt', '>', now)
    .where('status', '=', 'booked')
    .orderBy('startsAt')
    .execute();
}
