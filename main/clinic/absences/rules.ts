import type { AbsentState } from '../../../shared/contract/absences.ts';
import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { Opening } from '../../../shared/contract/slots.ts';

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

const offered = 2;

/**
 * What one patient is offered of what was found: at most two times with the practitioner whom they were to see and two
 * with others, none that takes what somebody before them on the list was offered. By time.
 */
export function offersFrom(
  own: readonly Opening[],
  others: readonly Opening[],
  given: readonly Opening[],
): Opening[] {
  const isFree = (opening: Opening) => !given.some((other) => meet(opening, other));
  const mine = own.filter(isFree).slice(0, offered);
  const elsewhere = others
    .filter((opening) => isFree(opening) && !mine.some((other) => meet(opening, other)))
    .slice(0, offered);
  return [...mine, ...elsewhere].toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

/** Whether two openings cannot both be taken: they share time, and a practitioner, a room or a device. */
function meet(a: Opening, b: Opening): boolean {
  if (a.startsAt >= b.endsAt || b.startsAt >= a.endsAt) return false;
  return (
    a.practitionerId === b.practitionerId ||
    (a.roomId !== null && a.roomId === b.roomId) ||
    a.deviceIds.some((id) => b.deviceIds.includes(id))
  );
}

/** Calls that stand, oldest first. */
export function standing<C extends { id: string; undoes: string | null }>(calls: readonly C[]): C[] {
  const undone = new Set(calls.map(({ undoes }) => undoes));
  return calls.filter(({ id, undoes }) => undoes === null && !undone.has(id));
}
