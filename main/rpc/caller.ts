import { v7 as newId } from 'uuid';
import type { Seat } from '../clinic/act.ts';
import type { Host } from '../clinic/upkeep/host.ts';

/** What a door knows of a call: the clinic's host, the window's seat, and the id that makes a repeat harmless. */
export interface Caller {
  host: Host;
  seat: Seat;
  requestId: string | null;
}

/** A new place at the clinic, with nobody signed in. Bound to one port or socket, gone with it. */
export function createSeat(host: Host, at: { workstation: string; door: Seat['door'] }): Seat {
  const seat: Seat = { id: newId(), ...at, sitting: null };
  host.seats.add(seat);
  return seat;
}

export function leaveSeat(host: Host, seat: Seat): void {
  seat.sitting = null;
  host.seats.delete(seat);
}
