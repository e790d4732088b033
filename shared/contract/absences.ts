import { z } from 'zod';
import { appointmentStatus } from './appointments.ts';
import { mayRefuse } from './errors.ts';
import { closure, closureKind, closureTime } from './hours.ts';
import { patientLine } from './patients.ts';
import { command, query } from './procedure.ts';
import { opening } from './slots.ts';
import { id, instant, line, version } from './values.ts';

/** Where and when a visit is or was. */
const placed = z.object({ startsAt: instant, endsAt: instant, practitionerId: id, roomId: id.nullable() });

/** `free`: the closed time was taken back or no longer reaches it. `over`: the visit was begun or missed all the same. */
export const absentState = z.enum(['to-call', 'called', 'moved', 'cancelled', 'free', 'over']);
export type AbsentState = z.infer<typeof absentState>;

/** A visit that lay in a closed time when that was recorded, and what has become of it. */
export const absentVisit = z.object({
  appointmentId: id,
  version,
  status: appointmentStatus,
  patient: patientLine,
  /** Every number under which somebody answers for the patient; empty for roles that may not see who it is. */
  phones: z.array(z.object({ number: z.string(), whose: z.string() })),
  typeId: id,
  was: placed,
  now: placed,
  state: absentState,
  /** When it came into that state, and by whom; null while nobody has called. */
  reached: z.object({ at: instant, by: id }).nullable(),
  /** Oldest first; those taken back are left out. */
  calls: z.array(z.object({ id, at: instant, by: id, note: z.string() })),
});
export type AbsentVisit = z.infer<typeof absentVisit>;

export const absences = {
  /** How many booked visits a closed time would lie over; nothing is written. */
  preview: query('appointments.read')
    .input(z.object({ kind: closureKind, resourceId: id.nullable(), ...closureTime }))
    .output(z.object({ visits: z.int() })),
  /** Closed times that are not over, by their beginning, with their lists counted. */
  open: query('appointments.read').output(z.array(z.object({ closure, visits: z.int(), toCall: z.int() }))),
  /** The work-list of one closed time, by the old time. */
  list: query('appointments.read')
    .input(z.object({ closureId: id }))
    .output(z.object({ closure, visits: z.array(absentVisit) })),
  /**
   * Times to offer instead, from the old day on and an hour from now at the earliest: with the same practitioner where there are any, and with whoever else
   * may. No two visits of one question are offered the same time of a practitioner.
   */
  offers: query('appointments.read')
    .input(z.object({ closureId: id, appointmentIds: z.array(id).min(1).max(20) }))
    .output(z.array(z.object({ appointmentId: id, openings: z.array(opening) }))),
  /** Back to where it was when the closed time was recorded, if nobody else has taken that. */
  putBack: command('appointments.write')
    .input(z.object({ closureId: id, appointmentId: id, version }))
    .output(z.object({ version }))
    .errors(mayRefuse('SLOT_TAKEN', 'DEVICE_NEEDED', 'STALE_VERSION', 'WRONG_STATUS')),
  /** Somebody was spoken to, or was not reached: the note says. */
  markCalled: command('appointments.write')
    .input(z.object({ closureId: id, appointmentId: id, note: line(200) }))
    .output(z.object({ callId: id })),
  takeBackCall: command('appointments.write')
    .input(z.object({ callId: id }))
    .output(z.object({}))
    .errors(mayRefuse('WRONG_STATUS')),
};
