import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query, auditedQuery } from './procedure.ts';
import { patientLine } from './patients.ts';
import { deviceKind } from './practice.ts';
import { hold, opening, slotProcedures, visitMinutes, visitStart } from './slots.ts';
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
  /** Something became known that must be talked about before anything goes on. */
  'invalidated',
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

/** A part of the visit as planned, in real minutes from its first; the unit is the one that was chosen. */
const visitPart = appointmentPhase
  .omit({ startsAt: true, endsAt: true })
  .extend({ minutes: z.int().positive() });

/** A visit as weeks and lists show it: nothing of consents and sessions, so that six weeks of a busy clinic stay quick. */
export const visitLine = appointment
  .pick({
    ...{
      id: true,
      patient: true,
      practitionerId: true,
      roomId: true,
      typeId: true,
      startsAt: true,
      endsAt: true,
    },
    ...{ status: true, lateCancelled: true, note: true, version: true },
  })
  .extend({ parts: z.array(visitPart), overbooked: z.boolean() });
export type VisitLine = z.infer<typeof visitLine>;

export const range = z.object({
  from: plainDate,
  to: plainDate,
  zone: z.string(),
  appointments: z.array(visitLine),
});

/** `YYYY-MM`. */
const yearMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const month = z.object({
  month: yearMonth,
  /** Whole weeks from Monday: 28 to 42 days. */
  from: plainDate,
  to: plainDate,
  /** Visits that hold their time, by the date on which they start at the clinic. Days without any are left out. */
  days: z.array(
    z.object({ date: plainDate, practitionerId: id, typeId: id, visits: z.int(), minutes: z.int() }),
  ),
});

export const day = z.object({
  date: plainDate,
  zone: z.string(),
  /** First and last instant of the clinic's day; 23 or 25 hours apart when the clock changes. */
  from: instant,
  to: instant,
  appointments: z.array(appointment),
  /** What is kept for somebody on the telephone right now. */
  holds: z.array(hold),
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

/** What the patient said or showed, so that the right person is treated; two of these confirm an identity. */
export const identityItem = z.enum(['name', 'birth-date', 'phone', 'address', 'number', 'document', 'known']);
export type IdentityItem = z.infer<typeof identityItem>;
const confirmed = z
  .array(identityItem)
  .min(2)
  .max(identityItem.options.length)
  .refine((items) => new Set(items).size === items.length);

const whoAsked = z.enum(['patient', 'clinic']);

/** Within the last twelve months. A visit moved by the clinic, or within its day without anybody's asking, is not counted. */
export const reliability = z.object({
  since: plainDate,
  didNotAttend: z.int(),
  lateCancelled: z.int(),
  /** By the patient, in good time. */
  cancelled: z.int(),
  moved: z.int(),
});
export type Reliability = z.infer<typeof reliability>;

/** One thing that was done with a visit. */
export const visitStep = z.object({
  id,
  at: instant,
  by: z.object({ id, name: z.string() }),
  kind: z.enum([
    'booked',
    'moved',
    'arrived',
    'in-treatment',
    'resting',
    'done',
    'left',
    'did-not-attend',
    'cancelled',
    'undone',
    'identity',
  ]),
  /** Of an `undone` step, what it took back; of others, what stood before. Null for the booking. */
  from: appointmentStatus.nullable(),
  to: appointmentStatus.nullable(),
  reason: z.string(),
  /** Who cancelled or wished the move. */
  askedBy: whoAsked.nullable(),
  /** Of a cancellation: minutes left before the planned start, below 0 after it. */
  noticeMinutes: z.int().nullable(),
  late: z.boolean(),
  /** Why a late cancellation was not counted as one. */
  waived: z.string().nullable(),
  /** Of a move: what stood before. */
  formerly: z
    .object({ startsAt: instant, endsAt: instant, practitionerId: id, roomId: id.nullable() })
    .nullable(),
  /** Of an `identity` step. */
  confirmed: z.array(identityItem),
  /** Taken back later. */
  undone: z.boolean(),
});
export type VisitStep = z.infer<typeof visitStep>;

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
  missed: reliability,
  /** What was confirmed of the patient's identity for this visit; null while nothing was. */
  identity: z.array(identityItem).nullable(),
  /** A note was begun for this visit and is not signed. */
  noteOpen: z.boolean(),
  /** What a cancellation by the patient would be now. */
  lateIfCancelledNow: z.boolean(),
  lastVisitOn: plainDate.nullable(),
});

const beyondKind = z.enum(['region', 'substance', 'specialist-site']);

export const appointments = {
  ...slotProcedures,
  /** Before booking: what the type's techniques ask of the practitioner's credentials, of consent and of safety. */
  preview: auditedQuery('appointments.read')
    .input(z.object({ patientId: id.nullable(), typeId: id, practitionerId: id, date: plainDate }))
    .output(
      z.object({
        /** Names of the credentials that the practitioner does not hold that day. */
        lacks: z.array(z.string()),
        /** Who will have to co-sign the note. */
        supervisedBy: z.array(z.string()),
        /** Region names in which, and substance names beyond which, the practitioner may not; empty: no limit. */
        notIn: z.array(z.string()),
        only: z.array(z.string()),
        /** What was done last time, or is the matter of the course, and lies beyond them; named to those who read notes. */
        beyond: z.array(z.object({ kind: beyondKind, name: z.string() })),
        beyondCount: z.int(),
        consent: consentState.nullable(),
        /** Whether the consent covers the techniques; null where the type implies none. */
        covered: z.boolean().nullable(),
        /** Read by those who may; the others see how many there are. */
        alerts: z.array(z.object({ level: z.enum(['block', 'warn', 'note']), text: z.string() })),
        alertCount: z.int(),
      }),
    ),
  /** The next visit as this one was, with the openings that fit, by time. */
  rebookPlan: auditedQuery('appointments.read')
    .input(z.object({ id }))
    .output(
      z.object({
        patient: patientLine,
        typeId: id,
        practitionerId: id,
        roomId: id.nullable(),
        minutes: visitMinutes,
        courseId: id.nullable(),
        /** In how many days: as the note of the visit says, as after the visit before, or a week. */
        interval: z.object({ days: z.int(), from: z.enum(['plan', 'habit', 'usual']) }),
        around: plainDate,
        openings: z.array(opening),
        /** Start of the opening nearest to that day and time. */
        best: instant.nullable(),
      }),
    )
    .errors(mayRefuse('DEVICE_NEEDED')),
  day: query('appointments.read')
    .input(z.object({ date: plainDate }))
    .output(day),
  /** By start, first and last day included, cancelled ones too; at most 42 days. */
  range: query('appointments.read')
    .input(z.object({ from: plainDate, to: plainDate, practitionerId: id.optional() }))
    .output(range),
  /** How full each day of a month is. */
  month: query('appointments.read')
    .input(z.object({ month: yearMonth }))
    .output(month),
  panel: auditedQuery('appointments.read').input(z.object({ id })).output(panel),
  ofPatient: query('appointments.read')
    .input(z.object({ patientId: id }))
    .output(z.array(appointment)),
  /** Everything that was done with one visit, oldest first. */
  history: auditedQuery('appointments.read').input(z.object({ id })).output(z.array(visitStep)),
  /** How the patient has kept to earlier visits; shown at the next booking. */
  reliability: query('appointments.read')
    .input(z.object({ patientId: id }))
    .output(reliability),
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
    .errors(mayRefuse(...takenOrClosed, 'PATIENT_DECEASED')),
  move: command('appointments.write')
    .input(
      known.extend({
        practitionerId: id,
        roomId: id.nullable(),
        start,
        minutes,
        /** Whose wish the move is and why, for the visit's history. */
        why: z.object({ by: whoAsked, reason: line(200) }).optional(),
        ...claiming,
      }),
    )
    .output(appointment)
    .errors(mayRefuse(...takenOrClosed, 'STALE_VERSION', 'WRONG_STATUS', 'PATIENT_DECEASED')),
  cancel: command('appointments.write')
    /** Late when the patient gives less notice than the clinic asks for, unless `waive` says why it does not count. */
    .input(
      known.extend({
        reason: line(200, 1),
        by: whoAsked,
        waive: z.object({ reason: line(200, 1) }).optional(),
      }),
    )
    .output(changed.extend({ lateCancelled: z.boolean() }))
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS', 'ALREADY_SIGNED')),
  /** With what was confirmed of the identity, where it was asked at the desk. */
  arrive: command('appointments.write')
    .input(known.extend({ confirmed: confirmed.optional() }))
    .output(changed)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  /** For a patient who is already here. */
  confirmIdentity: command('appointments.write')
    .input(z.object({ id, confirmed }))
    .output(z.object({ id }))
    .errors(mayRefuse('WRONG_STATUS')),
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
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS', 'ALREADY_SIGNED')),
  /**
   * Takes back the last status, cancellation included; refused when its time was taken meanwhile, and when a signed note
   * says that the treatment took place. What was booked over comes back over the same visits, with its reason; what was
   * given its time since refuses it too. A note that was only begun stays with the visit.
   */
  undo: command('appointments.write')
    .input(known)
    .output(changed)
    .errors(
      mayRefuse('STALE_VERSION', 'WRONG_STATUS', 'SLOT_TAKEN', 'NOT_OPEN', 'DEVICE_NEEDED', 'ALREADY_SIGNED'),
    ),
};
