import type { AbsentState } from '../../../shared/contract/absences.ts';
import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';

interface Placed {
  startsAt: string;
  endsAt: string;
  practitionerId: string;
  roomId: string | null;
}

const isSame = (a: Placed, b: Placed) =>
  a.startsAt === b.startsAt &&
  a.endsAt === b.endsAt &&
  a.practitionerId === b.practitionerId &&
  a.roomId === b.roomId;

/**
 * What has become of a visit on the list. The book says it, whatever way it was changed; only that somebody was called
 * is the list's own. `free`: the closed time was taken back or no longer reaches it.
 */
export function stateOf(visit: {
  status: AppointmentStatus;
  was: Placed;
  now: Placed;
  /** Whether it lies in the closed time at present. */
  lies: boolean;
  /** Whether the closed time stands and reaches the old time. */
  reaches: boolean;
  called: boolean;
}): AbsentState {
  const { status, was, now } = visit;
  if (status === 'cancelled') return 'cancelled';
  if (status === 'booked' || status === 'arrived') {
    if (visit.lies) return visit.called ? 'called' : 'to-call';
    // The same time and place in a closed time that stands: another device was taken.
    return isSame(was, now) && !visit.reaches ? 'free' : 'moved';
  }
  return isSame(was, now) ? 'over' : 'moved';
}

/** Calls that stand, oldest first. */
export function standing<C extends { id: string; undoes: string | null }>(calls: readonly C[]): C[] {
  const undone = new Set(calls.map(({ undoes }) => undoes));
  return calls.filter(({ id, undoes }) => undoes === null && !undone.has(id));
}
