import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query, auditedQuery } from './procedure.ts';
import { patientLine } from './patients.ts';
import { deviceKind } from './practice.ts';
import { slotProcedures, visitMinutes, visitStart } from './slots.ts';
import { id, instant, line, plainDate, prose, version } from './values.ts';

/** FHIR Appointment.status in the clinic's words. */
export const appointmentStatus = z.enum([
  'booked',
  'arrived',
  'in-treatment',
  /** Needles rest; the practitioner may be elsewhere. */
  'resting',
  /** Treated, not yet settled at the desk. */
  'done',
  'left',
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

/** A part of the visit at its time, and what it keeps busy. */
export const appointmentPhase = z.object({
  name: z.string(),
  startsAt: instant,
  endsAt: instant,
  practitioner: z.boolean(),
  room: z.boolean(),
  deviceKind: deviceKind.nullable(),
  deviceId: id.nullable(),
  patient: z.boolean(),
});

export const appointment = z.object({
  id,
  patient: patientLine,
  practitionerId: id,
  roomId: id.nullable(),
  typeId: id,
  /** The patient's own time; preparing and cleaning stand in `phases` alone. */
  startsAt: instant,
  endsAt: instant,
  phases: z.array(appointmentPhase),
  status: appointmentStatus,
  statusAt: instant,
  /** Cancelled with less notice than the clinic asks for. */
  lateCancelled: z.boolean(),
  /** Why it stands over something else; null when it does not. */
  overbooked: z.object({ reason: z.string(), by: id, at: instant }).nullable(),
  courseId: id.nullable(),
  seriesId: id.nullable(),
  /** The day on which its series planned it. */
  seriesDate: plainDate.nullable(),
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

const start = visitStart;
const minutes = visitMinutes;
const known = z.object({ id, version });

/** What a visit may keep besides practitioner and room, and what was said where something stands in its way. */
const claiming = {
  /** Units to use; a kind that is needed and not named gets one that is free. */
  deviceIds: z.array(id).max(3).optional(),
  /** Stands over what is taken, on leave or closed, and says why; needs `appointments.overbook`. */
  exception: z.object({ reason: line(200, 1) }).optional(),
  /** Said by the desk: outside opening or working hours is meant. */
  outsideHours: z.boolean().optional(),
  /** The hold that this takes the place of. */
  holdId: id.optional(),
};
const takenOrClosed = ['SLOT_TAKEN', 'NOT_OPEN', 'DEVICE_NEEDED', 'TIME_MISSING', 'TIME_DOUBLED'] as const;
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
  ...slotProcedures,
  day: query('appointments.read')
    .input(z.object({ date: plainDate }))
    .output(day),
  panel: auditedQuery('appointments.read').input(z.object({ id })).output(panel),
  ofPatient: query('appointments.read')
    .input(z.object({ patientId: id }))
    .output(z.array(appointment)),
  /** Refused by the database itself when practitioner, room, device or patient is taken; the answer names the nearest free starts. */
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
        courseId: id.nullable().optional(),
        ...claiming,
      }),
    )
    .output(appointment)
    .errors(mayRefuse(...takenOrClosed)),
  move: command('appointments.write')
    .input(known.extend({ practitionerId: id, roomId: id.nullable(), start, minutes, ...claiming }))
    .output(appointment)
    .errors(mayRefuse(...takenOrClosed, 'STALE_VERSION', 'WRONG_STATUS')),
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
  /** Needles rest; with `resume` the practitioner is back. */
  rest: command('appointments.write')
    .input(known)
    .output(changed)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  resume: command('appointments.write')
    .input(known)
    .output(changed)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  /** Settled at the desk and gone. */
  leave: command('appointments.write')
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
