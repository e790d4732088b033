import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { ClosureKind } from '../../../shared/contract/hours.ts';
import { minutesBetween, readWallTime, wallTimeAt } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { move } from './booking.service.ts';
import { findAppointments, findChanges, findLying } from './lying.store.ts';
import type { AppointmentRow } from './store.ts';
import { appointmentsFrom } from './views.service.ts';

/** Visits not yet begun that lie in a closed time, by their beginning. */
export function visitsLyingIn(
  db: Reader,
  {
    kind,
    resourceId,
    startsAt,
    endsAt,
  }: { kind: ClosureKind; resourceId: string | null; startsAt: string; endsAt: string },
): Promise<Pick<AppointmentRow, 'id' | 'startsAt' | 'endsAt' | 'practitionerId' | 'roomId'>[]> {
  return findLying(db, kind, resourceId, [startsAt, endsAt]);
}

export async function visitsById(db: Reader, ids: readonly string[], act: Act): Promise<Appointment[]> {
  return ids.length === 0 ? [] : appointmentsFrom(db, await findAppointments(db, ids), act);
}

/**
 * Back to a time and place that the visit had, closed or not since: taking a move back is no new booking. Refused when
 * somebody else has it by now.
 */
export async function moveBack(
  tx: Tx,
  known: { id: string; version: number },
  to: { startsAt: string; endsAt: string; practitionerId: string; roomId: string | null },
  act: Act,
): Promise<{ version: number }> {
  const { startsAt, endsAt, practitionerId, roomId } = to;
  const wall = wallTimeAt(startsAt, act.clinic.zone);
  const reading = readWallTime(wall, act.clinic.zone);
  const fold = reading.kind === 'overlap' && startsAt === reading.second ? 'second' : 'first';
  return move(
    tx,
    {
      ...known,
      ...{ practitionerId, roomId, start: { ...wall, fold }, minutes: minutesBetween(startsAt, endsAt) },
      asBefore: { over: null },
    },
    act,
  );
}

/** The last move and the last cancellation of each visit: when and by whom. */
export async function changesOf(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, { moved?: { at: string; by: string }; cancelled?: { at: string; by: string } }>> {
  const changes = new Map<
    string,
    { moved?: { at: string; by: string }; cancelled?: { at: string; by: string } }
  >();
  if (ids.length === 0) return changes;
  for (const { appointmentId, at, by, toStatus, formerly } of await findChanges(db, ids)) {
    const before = changes.get(appointmentId) ?? {};
    if (formerly !== null) changes.set(appointmentId, { ...before, moved: { at, by } });
    else if (toStatus === 'cancelled') changes.set(appointmentId, { ...before, cancelled: { at, by } });
  }
  return changes;
}
