import { z } from 'zod';
import { administration, administrationInput } from './administration.ts';
import { cover } from './consents.ts';
import { mayRefuse, recordIssue } from './errors.ts';
import { earlierProcedures } from './earlier.ts';
import { lateEntry, noteFacts, noteMarks, noteProcedures, phoneContent } from './notes.ts';
import { auditedQuery, command } from './procedure.ts';
import { repeat } from './block-repeat.ts';
import { doseFacts, injectionFilter, injectionLine, lastGiven } from './injection.ts';
import { procedureBlock } from './treatment-block.ts';
import {
  courseEvent,
  courseReview,
  measuredChange,
  outcomeDetails,
  outcomeMeasure,
  visitMeasure,
} from './course-record.ts';
import { finding } from './finding.ts';
import {
  decimalText,
  id,
  instant,
  key,
  line,
  plainDate,
  prose,
  referenceId,
  sha256,
  side,
  version,
} from './values.ts';

const complaintRegion = z.object({ region: referenceId, side });

/** What happened before: imaging, earlier treatments and what they brought. */
export const historyEntry = z.object({
  /** Given when it is first saved; by it the files that show the entry are found. */
  id: id.optional(),
  kind: z.enum(['imaging', 'treatment', 'injury', 'medicine', 'surgery']),
  on: plainDate.nullable(),
  text: prose(500),
  result: prose(300),
  /** For an earlier injection: what was injected, so that steroid intervals count it. */
  substanceId: referenceId.nullable(),
});

export const surgeryDecision = z.object({
  state: z.enum(['suggested', 'not-now', 'planned', 'declined', 'not-needed']),
  on: plainDate,
  reason: prose(500),
  reviewedBy: line(120),
});

/** Areas of skin by the nerve root that serves them. */
export const dermatomes = [
  ...['C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'],
  ...['T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9', 'T10', 'T11', 'T12'],
  ...['L1', 'L2', 'L3', 'L4', 'L5', 'S1', 'S2', 'S3', 'S4', 'S5'],
] as const;

export const courseInput = z.object({
  complaint: prose(500),
  regions: z.array(complaintRegion).min(1).max(12),
  /** Where the skin hurts or feels changed; the segments of a finding are those of its muscle and stand apart. */
  dermatomes: z.array(z.enum(dermatomes)).max(8).optional(),
  since: line(80),
  goal: prose(500),
  plannedSessions: z.int().min(1).max(50),
  stopRule: prose(300),
  /** Visits without meaningful change after which the course is looked at again. */
  reviewAfter: z.int().min(1).max(20).default(3),
  history: z.array(historyEntry).max(30),
  /** In the order in which they were taken down. A later revision adds to them and keeps those that stand. */
  surgeryDecisions: z.array(surgeryDecision).max(20),
});
export type CourseInput = z.infer<typeof courseInput>;

const measured = z.object({
  measure: outcomeMeasure,
  /** `region:side` for pain; the patient's own activity; the medicine; the name of the questionnaire. */
  item: line(200),
  moment: z.enum(['baseline', 'before', 'after', 'review']),
  value: decimalText,
  measuredOn: plainDate,
  details: outcomeDetails.default({}),
});
/** As a window sends it. */
export type Measured = z.input<typeof measured>;

/** One measured outcome; `value` is on the measure's own scale. */
export const outcome = measured.extend({
  id,
  courseId: id,
  sessionId: id.nullable(),
  recordedBy: z.string(),
  /** Taken back as wrongly entered; it stays readable and counts nowhere. */
  voided: z.object({ reason: z.string(), by: z.string(), at: instant.nullable() }).nullable(),
});
export type Outcome = z.infer<typeof outcome>;

export const course = courseInput.extend({
  id,
  patientId: id,
  startedOn: plainDate,
  endedOn: plainDate.nullable(),
  /** Signed or running sessions so far, traditional acupuncture not counted. */
  sessionsSoFar: z.int(),
  /** Null while nothing is to be decided. */
  review: courseReview.nullable(),
  version,
});
export type Course = z.infer<typeof course>;

/** Values of the reference field group `session-common`, by field key. */
const commonValues = z.record(key(60), z.union([prose(500), z.boolean(), z.array(prose(60)).max(20)]));

/** A block of the safety questions, opened on the route that the question names. */
export const screeningOverride = z.object({
  flagId: referenceId,
  /** The technique that it opens. */
  targetId: referenceId,
  reason: prose(500),
  /** Who allowed it: the doctor, specialist or guardian, or the patient who changed their mind. */
  authorisedBy: prose(120),
  /** The letter or consent that the route names, as it can be found again. */
  document: prose(200),
});

/** One thing that speaks against what is done, by one safety question, for one technique or substance. */
export const screeningHit = z.object({
  flagId: z.string(),
  name: z.string(),
  level: z.enum(['block', 'warn', 'note']),
  target: z.object({ kind: z.enum(['technique', 'substance']), id: z.string() }),
  where: z.string(),
  /** `siteId:side`; empty when it holds anywhere. */
  sites: z.array(z.string()),
  placeUnsaid: z.boolean(),
  why: z.string(),
  override: z.string().nullable(),
  cause: z.enum(['yes', 'site', 'unknown', 'unanswered', 'stale']),
  source: z.array(z.string()),
});

/** What is typed during the visit; saved as typed, locked by the signature. */
export const sessionContent = z.object({
  common: commonValues,
  findings: z.array(finding).max(100),
  /** Findings of earlier visits, by id, that are left unexamined today by choice. */
  left: z.array(key(60)).max(200).optional(),
  blocks: z.array(procedureBlock).max(30),
  narrative: prose(10_000),
  plan: prose(2000),
  /** Pain by region and what else was measured at the visit. */
  measured: z.array(visitMeasure).max(60).optional(),
  /** Reasons given for what was asked, by `code` or `code@block.field`. */
  reasons: z.record(key(160), prose(500)),
  phone: phoneContent.optional(),
  /** What was written to go on in spite of a contraindication, one for each question and technique. */
  overrides: z.array(screeningOverride).max(60).optional(),
});
export type SessionContent = z.infer<typeof sessionContent>;

export const amendment = z.object({
  id,
  kind: z.enum(['addendum', 'correction', 'entered-in-error']),
  reason: z.string(),
  text: z.string(),
  author: z.string(),
  at: instant,
  contentHash: sha256,
});

export const treatmentSession = z.object({
  id,
  patientId: id,
  courseId: id.nullable(),
  appointmentId: id.nullable(),
  practitionerId: id,
  practitionerName: z.string(),
  startedAt: instant,
  status: z.enum(['draft', 'signed', 'amended', 'entered-in-error']),
  sessionNumber: z.int(),
  content: sessionContent,
  administrations: z.array(administration),
  safetyConfirmedAt: instant.nullable(),
  /** When the patient confirmed by word, at this visit, what they had agreed to, and who heard it. */
  consentConfirmedAt: instant.nullable(),
  consentConfirmedBy: z.string().nullable(),
  /** Whether the substances of the consent were read again then. */
  substancesRead: z.boolean(),
  signedAt: instant.nullable(),
  signedBy: z.string().nullable(),
  contentHash: sha256.nullable(),
  intact: z.boolean(),
  amendments: z.array(amendment),
  ...noteFacts,
  version,
});
export type TreatmentSession = z.infer<typeof treatmentSession>;

export const sessionLine = z.object({
  id,
  startedAt: instant,
  status: z.enum(['draft', 'signed', 'amended', 'entered-in-error']),
  practitionerName: z.string(),
  techniques: z.array(z.string()),
  substances: z.array(z.string()),
  painBefore: z.string().nullable(),
  painAfter: z.string().nullable(),
  ...noteMarks,
});
export type SessionLine = z.infer<typeof sessionLine>;

/** Everything that the treatment screen opens with. */
export const sessionView = z.object({
  session: treatmentSession,
  patient: z.object({ id, name: z.string(), birthDate: plainDate, number: z.string() }),
  course: course.nullable(),
  /** What was measured in the course before, but for pain by place, with its last value. */
  asked: z.array(
    z.object({ measure: outcomeMeasure, item: z.string(), value: decimalText, details: outcomeDetails }),
  ),
  previous: treatmentSession.nullable(),
  alerts: z.array(
    z.object({
      level: z.enum(['block', 'warn', 'note']),
      code: z.string(),
      text: z.string(),
      source: z.string(),
    }),
  ),
  /** Every hit of the safety questions, strictest first; of a signed note those that were frozen into it. */
  hits: z.array(screeningHit),
  issues: z.array(recordIssue),
  cover,
  /** What may be taken over from the last treatment; null where there was none, and once the note is signed. */
  repeat: repeat.nullable(),
});
export type SessionView = z.infer<typeof sessionView>;

const known = z.object({ id, version });

export const treatments = {
  ...earlierProcedures,
  ...noteProcedures,
  openCourse: command('notes.write')
    .input(z.object({ patientId: id, course: courseInput }))
    .output(course),
  reviseCourse: command('notes.write')
    .input(known.extend({ course: courseInput, reason: prose(500).default('') }))
    .output(course)
    .errors(mayRefuse('STALE_VERSION', 'ENTRY_HAS_FILES')),
  coursesOf: auditedQuery('notes.read')
    .input(z.object({ patientId: id }))
    .output(z.array(course)),
  courseProgress: auditedQuery('notes.read')
    .input(z.object({ id }))
    .output(
      z.object({
        course,
        outcomes: z.array(outcome),
        sessions: z.array(sessionLine),
        /** Change against baseline with its wording code; never says cured. */
        changes: z.array(measuredChange),
        analgesicStoppedOn: plainDate.nullable(),
        /** Measured at visits whose note is not signed yet. */
        pending: z.array(measured),
        /** Visits of the course that were booked and not held. */
        missed: z.array(z.object({ on: plainDate, status: z.enum(['did-not-attend', 'cancelled']) })),
        /** Oldest first. */
        events: z.array(courseEvent),
      }),
    ),
  recordOutcomes: command('notes.write')
    .input(
      z.object({
        courseId: id,
        sessionId: id.nullable(),
        outcomes: z.array(measured).min(1).max(40),
      }),
    )
    .output(z.object({ recorded: z.int() })),
  sessionsOf: auditedQuery('notes.read')
    .input(z.object({ patientId: id }))
    .output(z.array(sessionLine)),
  /** Starts a visit, or returns the running one of that appointment. */
  begin: command('notes.write')
    .input(
      z.object({
        patientId: id,
        appointmentId: id.nullable(),
        courseId: id.nullable(),
        practitionerId: id,
        /** The visit took place earlier and is recorded now. */
        late: lateEntry.optional(),
      }),
    )
    .output(treatmentSession)
    .errors(mayRefuse('CREDENTIAL_MISSING')),
  open: auditedQuery('notes.read').input(z.object({ id })).output(sessionView),
  /** Saves as typed; nothing is refused but a stale version, everything found is listed. */
  save: command('notes.write')
    .input(known.extend({ content: sessionContent, courseId: id.nullable() }))
    .output(z.object({ version, issues: z.array(recordIssue), cover }))
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED')),
  /** Safety answers were asked again today. */
  confirmSafety: command('notes.write')
    .input(known)
    .output(z.object({ version, safetyConfirmedAt: instant }))
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED')),
  /** The patient confirms by word, at this visit, what they agreed to; nothing is injected before it. */
  confirmConsent: command('notes.write')
    .input(known.extend({ substancesRead: z.boolean() }))
    .output(z.object({ version, consentConfirmedAt: instant, substancesRead: z.boolean() }))
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED', 'RECORD_REFUSED')),
  /** What the dialog of an injection reckons with and proposes, read once as it opens. */
  giveFacts: auditedQuery('notes.read')
    .input(z.object({ sessionId: id }))
    .output(z.object({ dose: doseFacts, last: z.array(lastGiven) })),
  /** The register of injections, oldest first, its first 2000 lines; reversed ones and those of voided notes stand in it. */
  injections: auditedQuery('notes.read')
    .input(injectionFilter)
    .output(z.object({ rows: z.array(injectionLine), more: z.boolean() })),
  /** Records an injection as given. The gate: a signed, valid consent must have disclosed each part in this class. */
  administer: command('notes.sign')
    .input(z.object({ sessionId: id, administration: administrationInput }))
    .output(z.array(administration))
    .errors(
      mayRefuse(
        ...(['CONSENT_MISSING', 'CREDENTIAL_MISSING', 'DOSE_REFUSED', 'RECORD_REFUSED'] as const),
        ...(['ALREADY_SIGNED', 'STOCK_REFUSED'] as const),
      ),
    ),
  /** Marks a syringe as entered wrongly; the row stays readable. */
  reverse: command('notes.sign')
    .input(z.object({ syringeId: id, reason: line(300, 3) }))
    .output(z.array(administration))
    .errors(mayRefuse('ALREADY_SIGNED', 'WRONG_STATUS')),
  /** Locks the note. Refused while anything is refused or asked without a reason; needles out must equal needles in. */
  sign: command('notes.sign')
    .input(known)
    .output(treatmentSession)
    .errors(
      mayRefuse('STALE_VERSION', 'ALREADY_SIGNED', 'RECORD_REFUSED', 'CONSENT_MISSING', 'CREDENTIAL_MISSING'),
    ),
  amend: command('notes.sign')
    .input(z.object({ id, kind: amendment.shape.kind, reason: line(300, 3), text: prose(5000) }))
    .output(treatmentSession)
    .errors(mayRefuse('NOT_SIGNED')),
};
