import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query, auditedQuery } from './procedure.ts';
import { patientLine } from './patients.ts';
import { id, instant, line, plainDate, plainTime, prose, version } from './values.ts';

/** FHIR Appointment.status in the clinic's words. */
export const appointmentStatus = z.enum([
  'booked',
  'arrived',
  'in-treatment',
  'done',
  'did-not-attend',
  'cancelled',
]);
export type AppointmentStatus = z.infer<typeof appointmentStatus>;

/** What the desk sees of a consent without reading it. */
export const consentState = z.enum([
  'none',
  'draft',
  'awaiting-countersign',
  'valid',
  'expiring',
  'expired',
  'withdrawn',
  'incomplete',
]);

export const appointment = z.object({
  id,
  patient: patientLine,
  practitionerId: id,
  roomId: id.nullable(),
  typeId: id,
  startsAt: instant,
  endsAt: instant,
  status: appointmentStatus,
  statusAt: instant,
  note: z.string(),
  consent: consentState,
  sessionId: id.nullable(),
  version,
});
export type Appointment = z.infer<typeof appointment>;

export const day = z.object({
  date: plainDate,
  zone: z.string(),
  /** First and last instant of the clinic's day; 23 or 25 hours apart when the clock changes. */
  from: instant,
  to: instant,
  appointments: z.array(appointment),
});

/** A start as the desk says it: a day and a wall-clock time; `fold` answers which of a doubled hour is meant. */
const start = z.object({ date: plainDate, time: plainTime, fold: z.enum(['first', 'second']).optional() });
const minutes = z.int().min(5).max(480).multipleOf(5);
const known = z.object({ id, version });
const changed = z.object({ id, version, status: appointmentStatus });

export const panel = z.object({
  appointment,
  alerts: z.array(z.object({ level: z.enum(['block', 'warn', 'note']), text: z.string() })),
  /** True when alerts exist that this role may not read. */
  alertsHidden: z.boolean(),
  safetyConfirmedAt: instant.nullable(),
  consents: z.array(
    z.object({ id, state: consentState, signedAt: instant.nullable(), expiresAt: instant.nullable() }),
  ),
  nextStep: z.enum([
    'arrive',
    'ask-safety',
    'consent',
    'countersign',
    'start-treatment',
    'continue-treatment',
    'sign-note',
    'print',
    'none',
  ]),
  didNotAttendCount: z.int(),
  lastVisitOn: plainDate.nullable(),
});

export const appointments = {
  day: query('appointments.read')
    .input(z.object({ date: plainDate }))
    .output(day),
  panel: auditedQuery('appointments.read').input(z.object({ id })).output(panel),
  ofPatient: query('appointments.read')
    .input(z.object({ patientId: id }))
    .output(z.array(appointment)),
  /** Refused by the database itself when the practitioner or the room is taken; the answer names the nearest free starts. */
  book: command('appointments.write')
    .input(
      z.object({
        patientId: id,
        practitionerId: id,
        roomId: id.nullable(),
        typeId: id,
        start,
        minutes,
        note: prose(500),
      }),
    )
    .output(appointment)
    .errors(mayRefuse('SLOT_TAKEN', 'TIME_MISSING', 'TIME_DOUBLED')),
  move: command('appointments.write')
    .input(known.extend({ practitionerId: id, roomId: id.nullable(), start, minutes }))
    .output(appointment)
    .errors(mayRefuse('SLOT_TAKEN', 'TIME_MISSING', 'TIME_DOUBLED', 'STALE_VERSION', 'WRONG_STATUS')),
  cancel: command('appointments.write')
    .input(known.extend({ reason: line(200, 1), by: z.enum(['patient', 'clinic']) }))
    .output(changed)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  arrive: command('appointments.write')
    .input(known)
    .output(changed)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  beginTreatment: command('appointments.write')
    .input(known)
    .output(changed)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  finish: command('appointments.write')
    .input(known)
    .output(changed)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  markDidNotAttend: command('appointments.write')
    .input(known)
    .output(changed)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  /** Takes back the last status, cancellation included; refused when its time was taken meanwhile. */
  undo: command('appointments.write')
    .input(known)
    .output(changed)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS', 'SLOT_TAKEN')),
};
