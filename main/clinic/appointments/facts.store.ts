import type { Reader } from '../../db/schema.ts';

const columns = ['id', 'patientId', 'practitionerId', 'startsAt', 'endsAt', 'status', 'version'] as const;

export function findFacts(db: Reader, id: string) {
  return facts(db).where('id', '=', id).executeTakeFirst();
}

export function findFactsBetween(
  db: Reader,
  { from, to }: { from: string; to: string },
  practitionerId: string | null,
) {
  const found = facts(db).where('startsAt', '>=', from).where('startsAt', '<', to).orderBy('startsAt');
  return (practitionerId === null ? found : found.where('practitionerId', '=', practitionerId))
    .orderBy('id')
    .execute();
}

/** With the instant at which the present time was agreed: the booking, or the last move. */
function facts(db: Reader) {
  return db.selectFrom('appointments').select((eb) => [
    ...columns,
    eb
      .selectFrom('appointmentHistory as h')
      .select((part) => part.fn.max('h.at').as('at'))
      .whereRef('h.appointmentId', '=', 'appointments.id')
      .where((part) => part.or([part('h.fromStatus', 'is', null), part('h.formerly', 'is not', null)]))
      .as('agreedAt'),
  ]);
}
