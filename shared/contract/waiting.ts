import { z } from 'zod';
import { appointment } from './appointments.ts';
import { mayRefuse } from './errors.ts';
import { hoursSpan } from './hours.ts';
import { patientLine } from './patients.ts';
import { command, query } from './procedure.ts';
import { opening, visitMinutes, visitStart } from './slots.ts';
import { id, instant, line, plainDate, prose, version } from './values.ts';

export const urgency = z.enum(['urgent', 'soon', 'routine']);
export type Urgency = z.infer<typeof urgency>;

const said = {
  patientId: id,
  typeId: id,
  /** Null: as long as each practitioner takes for this kind of visit. */
  minutes: visitMinutes.nullable(),
  /** None: anybody who holds what the kind of visit asks for. */
  practitionerIds: z.array(id).max(50),
  /** 1 Monday to 7 Sunday; none means any day. */
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  /** The patient comes and goes within one of these; none means any time. */
  windows: z.array(hoursSpan).max(6),
  /** First and last day, both included; without a last one until it is taken off. */
  from: plainDate,
  until: plainDate.nullable(),
  urgency,
  note: prose(300),
};

/** What came of a call: `called` was reached and thinks it over. */
export const offerOutcome = z.enum(['called', 'declined', 'no-answer']);

const { patientId: _, ...wished } = said;
export const wish = z.object({
  id,
  patient: patientLine,
  ...wished,
  /** `past`: its last day is over. */
  state: z.enum(['waiting', 'booked', 'withdrawn', 'past']),
  recordedBy: z.object({ id, name: z.string() }),
  recordedAt: instant,
  /** The visit that was booked for it. */
  appointmentId: id.nullable(),
  /** A visit of this kind that the patient has got otherwise within the wished days: it may be met. */
  alreadyBooked: z.object({ id, startsAt: instant }).nullable(),
  /** Newest first. */
  offers: z.array(
    z.object({
      id,
      at: instant,
      by: z.string(),
      outcome: offerOutcome,
      practitionerId: id,
      startsAt: instant,
    }),
  ),
  version,
});
export type Wish = z.infer<typeof wish>;

/** A time that somebody gave up and that is still ahead. */
export const freedPlace = z.object({
  /** The visit that was here. */
  appointmentId: id,
  practitionerId: id,
  startsAt: instant,
  endsAt: instant,
  why: z.enum(['cancelled', 'did-not-attend', 'moved']),
  freedAt: instant,
  /** Who waits and could have it, urgent ones first, then by how long they wait; with the first start for each. */
  matches: z.array(z.object({ wish, opening })),
});
export type FreedPlace = z.infer<typeof freedPlace>;

const known = z.object({ id, version });
const saved = z.object({ id, version });
const stale = mayRefuse('STALE_VERSION', 'WRONG_STATUS');

export const waiting = {
  /** Urgent first, then the longest waiting; `all` includes those that were met, withdrawn or are past. */
  list: query('appointments.read')
    .input(z.object({ all: z.boolean().optional(), patientId: id.optional() }))
    .output(z.array(wish)),
  /** Times freed within the last 30 days that somebody waits for; of one visit alone where it is named. */
  freed: query('appointments.read')
    .input(z.object({ appointmentId: id.optional() }))
    .output(z.array(freedPlace)),
  /** Who could begin with this practitioner between the two instants. */
  matches: query('appointments.read')
    .input(z.object({ practitionerId: id, from: instant, to: instant }))
    .output(freedPlace.shape.matches),
  /** Without an id a new wish. */
  save: command('appointments.write')
    .input(z.object({ ...said, id: id.optional(), version: version.optional() }))
    .output(saved)
    .errors(stale),
  withdraw: command('appointments.write').input(known).output(saved).errors(stale),
  /** Back on the list: withdrawn ones, and booked ones, whose visit is cancelled with this reason. */
  restore: command('appointments.write')
    .input(known.extend({ reason: line(200, 1) }))
    .output(saved)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS', 'ALREADY_SIGNED')),
  /** What came of a call about a time. */
  offer: command('appointments.write')
    .input(known.extend({ outcome: offerOutcome, practitionerId: id, startsAt: instant }))
    .output(saved)
    .errors(stale),
  /** Books like every booking; the wish drops off the list in the same act. */
  book: command('appointments.write')
    .input(
      known.extend({
        practitionerId: id,
        roomId: id.nullable(),
        deviceIds: z.array(id).max(3),
        start: visitStart,
        minutes: visitMinutes,
      }),
    )
    .output(z.object({ wish: saved, appointment }))
    .errors(
      mayRefuse(
        'STALE_VERSION',
        'WRONG_STATUS',
        'SLOT_TAKEN',
        'NOT_OPEN',
        'DEVICE_NEEDED',
        'TIME_MISSING',
        'TIME_DOUBLED',
      ),
    ),
};
