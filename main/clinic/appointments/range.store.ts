import { sql } from 'kysely';
import type { Reader } from '../../db/schema.ts';
import { type AppointmentRow, touching } from './store.ts';

/** Everything that touches the time, of one practitioner or of all, by start. */
export function findLinesBetween(
  db: Reader,
  [from, to]: readonly [string, string],
  practitionerId: string | undefined,
): Promise<AppointmentRow[]> {
  const found = touching(db, from, to).selectAll().orderBy('appointments.startsAt').orderBy('id');
  return (
    practitionerId === undefined ? found : found.where('practitionerId', '=', practitionerId)
  ).execute();
}

/** Units in use, and visits that stand over something, of the same time: by time, as there may be more ids than a statement takes. */
export function findExtras(
  db: Reader,
  [from, to]: readonly [string, string],
): Promise<{ appointmentId: string; deviceId: string | null; overbooked: number }[]> {
  return touching(db, from, to)
    .innerJoin('appointmentClaims as c', 'c.appointmentId', 'appointments.id')
    .where((eb) => eb.or([eb('c.resource', '=', 'device'), eb('c.overbookingId', 'is not', null)]))
    .select((eb) => [
      'appointments.id as appointmentId',
      eb
        .case()
        .when('c.resource', '=', 'device')
        .then(eb.ref('c.resourceId'))
        .else(null)
        .end()
        .as('deviceId'),
      eb.case().when('c.overbookingId', 'is', null).then(0).else(1).end().as('overbooked'),
    ])
    .distinct()
    .execute();
}

export interface DayCount {
  date: string;
  practitionerId: string;
  typeId: string;
  visits: number;
  minutes: number;
}

/** Visits that hold their time, counted by the clinic's day on which they start; each day is a stretch of the index. */
export function countByDay(
  db: Reader,
  days: readonly { date: string; from: string; to: string }[],
): Promise<DayCount[]> {
  const values = sql.join(days.map(({ date, from, to }) => sql`(${date}, ${from}, ${to})`));
  return db
    .selectFrom(sql<{ column1: string; column2: string; column3: string }>`(VALUES ${values})`.as('d'))
    .crossJoin('appointments as a')
    .whereRef('a.startsAt', '>=', 'd.column2')
    .whereRef('a.startsAt', '<', 'd.column3')
    .where('a.status', 'not in', ['cancelled', 'did-not-attend'])
    .select((eb) => [
      'd.column1 as date',
      'a.practitionerId',
      'a.typeId',
      eb.fn.countAll<number>().as('visits'),
      sql<number>`sum(unixepoch(a.endsAt) - unixepoch(a.startsAt)) / 60`.as('minutes'),
    ])
    .groupBy(['d.column1', 'a.practitionerId', 'a.typeId'])
    .orderBy('d.column1')
    .orderBy('a.practitionerId')
    .orderBy('a.typeId')
    .execute();
}
