import type { ClosureKind } from '../../../shared/contract/hours.ts';
import type { Reader } from '../../db/schema.ts';
import type { AppointmentRow } from './store.ts';

const longest = 481 * 60_000;

/** Visits not yet begun whose patient's time touches that of the closed clinic, person, room or device. */
export function findLying(
  db: Reader,
  kind: ClosureKind,
  resourceId: string | null,
  [from, to]: readonly [string, string],
): Promise<AppointmentRow[]> {
  let found = db
    .selectFrom('appointments')
    .selectAll()
    .where('startsAt', '>', new Date(Date.parse(from) - longest).toISOString())
    .where('startsAt', '<', to)
    .where('endsAt', '>', from)
    .where('status', 'in', ['booked', 'arrived']);
  if (kind === 'leave') found = found.where('practitionerId', '=', resourceId ?? '');
  if (kind === 'room-closed') found = found.where('roomId', '=', resourceId);
  if (kind === 'device-out')
    found = found.where((eb) =>
      eb.exists(
        eb
          .selectFrom('appointmentClaims')
          .select('appointmentClaims.id')
          .whereRef('appointmentClaims.appointmentId', '=', 'appointments.id')
          .where('appointmentClaims.resource', '=', 'device')
          .where('appointmentClaims.resourceId', '=', resourceId ?? ''),
      ),
    );
  return found.orderBy('startsAt').orderBy('id').execute();
}

export function findAppointments(db: Reader, ids: readonly string[]): Promise<AppointmentRow[]> {
  return db
    .selectFrom('appointments')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('startsAt')
    .orderBy('id')
    .execute();
}

/** Moves and cancellations of these visits, oldest first. */
export function findChanges(
  db: Reader,
  ids: readonly string[],
): Promise<{ appointmentId: string; at: string; by: string; toStatus: string; formerly: string | null }[]> {
  return db
    .selectFrom('appointmentHistory')
    .select(['appointmentId', 'at', 'by', 'toStatus', 'formerly'])
    .where('appointmentId', 'in', [...ids])
    .where((eb) => eb.or([eb('formerly', 'is not', null), eb('toStatus', '=', 'cancelled')]))
    .orderBy('id')
    .execute();
}
