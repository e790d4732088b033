import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type StepRow = Selectable<Schema['appointmentHistory']> & { byName: string };

/** Oldest first; the ids rise with time. */
export function findSteps(db: Reader, appointmentId: string): Promise<StepRow[]> {
  return db
    .selectFrom('appointmentHistory as h')
    .innerJoin('users as u', 'u.id', 'h.by')
    .selectAll('h')
    .select('u.displayName as byName')
    .where('h.appointmentId', '=', appointmentId)
    .orderBy('h.id')
    .execute();
}

/** Steps of all visits of one patient since then: what is needed to count what did not take place as booked. */
export function findStepsOfPatient(db: Reader, patientId: string, since: string) {
  return db
    .selectFrom('appointmentHistory as h')
    .innerJoin('appointments as a', 'a.id', 'h.appointmentId')
    .select(['h.appointmentId', 'h.at', 'h.formerly', 'h.cancelledBy', 'h.toStatus', 'h.undoes'])
    .select(['a.status', 'a.lateCancelled', 'a.startsAt'])
    .where('a.patientId', '=', patientId)
    .where('h.at', '>=', since)
    .orderBy('h.id')
    .execute();
}

export function findOverbookingAt(
  db: Reader,
  appointmentId: string,
  at: string,
): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('overbookings')
    .select('id')
    .where('appointmentId', '=', appointmentId)
    .where('at', '=', at)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

export async function insertIdentityCheck(tx: Tx, row: Schema['identityChecks']): Promise<void> {
  await tx.insertInto('identityChecks').values(row).execute();
}

/** Oldest first. */
export async function findIdentityChecks(
  db: Reader,
  appointmentIds: readonly string[],
): Promise<(Schema['identityChecks'] & { byName: string })[]> {
  if (appointmentIds.length === 0) return [];
  return db
    .selectFrom('identityChecks as i')
    .innerJoin('users as u', 'u.id', 'i.by')
    .selectAll('i')
    .select('u.displayName as byName')
    .where('i.appointmentId', 'in', [...appointmentIds])
    .orderBy('i.id')
    .execute();
}

/** Arrivals and beginnings of these visits, oldest first, with what takes a step back. */
export function findTimes(db: Reader, appointmentIds: readonly string[]) {
  return db
    .selectFrom('appointmentHistory')
    .select(['id', 'appointmentId', 'at', 'toStatus', 'undoes'])
    .where('appointmentId', 'in', [...appointmentIds])
    .where((eb) => eb.or([eb('toStatus', 'in', ['arrived', 'in-treatment']), eb('undoes', 'is not', null)]))
    .orderBy('id')
    .execute();
}
