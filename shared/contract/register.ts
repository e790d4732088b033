import { z } from 'zod';
import { consentState } from './appointments.ts';
import { consentStatus } from './consents.ts';
import { auditedQuery } from './procedure.ts';
import { id, instant, line, plainDate, referenceId } from './values.ts';

/** One consent in the register: what it covers and how it stands now. */
export const registered = z.object({
  id,
  patientId: id,
  patient: z.string(),
  number: z.string(),
  birthDate: plainDate,
  status: consentStatus,
  techniques: z.array(z.string()),
  drugs: z.array(z.string()),
  biologicals: z.array(z.string()),
  refused: z.array(z.string()),
  practitioner: z.string(),
  completedAt: instant,
  expiresAt: instant,
});
export type Registered = z.infer<typeof registered>;

/** Where the next page begins: after this one. */
export const registerPlace = z.object({ completedAt: instant, id });

export const registerFilter = z.object({
  /** Part of the patient's name, or their number. */
  text: line(100),
  status: consentStatus.exclude(['draft', 'explained']).nullable(),
  practitionerId: id.nullable(),
  techniqueId: referenceId.nullable(),
});

/** Why what was agreed must be talked about anew. */
export const reopening = z.object({
  why: z.enum([
    'flag',
    'pregnancy',
    'allergy',
    'medicine',
    'serious-event',
    'template',
    'birth-date',
    'guardian',
    'capacity',
    'substance-changed',
    'refused-since',
    'withdrawn',
    'expired',
    /** What a guardian signed ends on the day on which the patient decides alone. */
    'of-age',
    'course-ended',
    'visits-used',
  ]),
  what: z.string(),
  since: instant,
});
export type Reopening = z.infer<typeof reopening>;

/** A visit whose patient has no consent that holds through it. */
export const dueVisit = z.object({
  appointmentId: id,
  startsAt: instant,
  practitioner: z.string(),
  type: z.string(),
  patientId: id,
  patient: z.string(),
  number: z.string(),
  state: consentState,
  /** What stopped a consent of this patient, in the order in which it did. */
  reasons: z.array(reopening),
});

export const reopened = z.object({
  patientId: id,
  patient: z.string(),
  number: z.string(),
  phone: z.string(),
  consentId: id,
  reasons: z.array(reopening).min(1),
  nextVisit: instant.nullable(),
  /** Whom the next visit is booked with; where none is, who explained what has stopped. */
  practitionerId: id,
  practitioner: z.string(),
});
export type Reopened = z.infer<typeof reopened>;

/** A form that went out to be signed by hand and has not come back. It counts for nothing until it does. */
export const paperWaiting = z.object({
  id,
  patientId: id,
  patient: z.string(),
  number: z.string(),
  birthDate: plainDate,
  practitioner: z.string(),
  techniques: z.array(z.string()),
  printedAt: instant,
  /** As it is printed. */
  code: z.string(),
});
export type PaperWaiting = z.infer<typeof paperWaiting>;

/** What the work-list is narrowed to; null is everything. */
export const toBeAskedFilter = z.object({
  why: reopening.shape.why.nullable(),
  practitionerId: id.nullable(),
});
export type ToBeAskedFilter = z.infer<typeof toBeAskedFilter>;

export const register = {
  /** All completed consents, newest first, a page at a time. */
  list: auditedQuery('consents.read')
    .input(registerFilter.extend({ after: registerPlace.nullable(), limit: z.int().min(1).max(200) }))
    .output(z.object({ rows: z.array(registered), next: registerPlace.nullable() })),
  /** Visits of a day whose patients still need a consent, or whose consent ends before or soon after. */
  due: auditedQuery('consents.read')
    .input(z.object({ date: plainDate }))
    .output(z.array(dueVisit)),
  /** Forms that were printed to be signed by hand and wait, the oldest first. */
  paperWaiting: auditedQuery('consents.read').output(z.array(paperWaiting)),
  /** Patients whose standing consent no longer opens the gate, the next visit first. */
  reopened: auditedQuery('consents.read').output(z.array(reopened)),
  /** The same of one patient: what to talk about before anything goes on; empty where nothing stopped. */
  reopenedOf: auditedQuery('consents.read')
    .input(z.object({ patientId: id }))
    .output(z.array(reopening)),
};
