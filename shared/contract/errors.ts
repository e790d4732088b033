import { z } from 'zod';
import { disclosureClass, id, instant, plainDate, referenceId } from './values.ts';

/** What a consent must still cover before a plan may go on. */
export const missingCover = z.object({
  kind: z.enum(['technique', 'region', 'lung-field', 'substance', 'retained-needle']),
  id: z.string(),
  disclosureClass: disclosureClass.optional(),
  reason: z.enum([
    'never-consented',
    'not-disclosed',
    'class-changed',
    'refused',
    'limited',
    'withdrawn',
    'expired',
    'reopened',
    'changed',
    /** Its course has ended, or the visits that it was given for are used up. */
    'ended',
  ]),
});
export type MissingCover = z.infer<typeof missingCover>;

/** One thing that a check found in a treatment record: refused, or asked for a reason. */
export const recordIssue = z.object({
  level: z.enum(['refuse', 'ask', 'note']),
  code: z.string(),
  /** Where it stands: a block id, finding id or administration id; absent for the session itself. */
  at: z.string().optional(),
  fieldKey: z.string().optional(),
  params: z.record(z.string(), z.string()).optional(),
});
export type RecordIssue = z.infer<typeof recordIssue>;

/** Why a date of a series cannot be had as it is. */
export const seriesObstacle = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('taken'),
    by: z.enum(['practitioner', 'room', 'device', 'patient']),
    /** When that is taken; null where the book alone knows. */
    startsAt: instant.nullable(),
    endsAt: instant.nullable(),
  }),
  z.object({
    kind: z.literal('closed'),
    why: z.enum(['outside-hours', 'leave', 'holiday', 'room-closed', 'device-out']),
    label: z.string(),
  }),
  z.object({ kind: z.literal('device-needed'), deviceKind: z.enum(['laser', 'electrical', 'magnetic']) }),
  /** The clock jumps over the time; `nextValid` is the first that exists. */
  z.object({ kind: z.literal('missing-hour'), nextValid: instant }),
  /** The clock shows the time twice; the desk says which is meant. */
  z.object({ kind: z.literal('doubled-hour'), first: instant, second: instant }),
  z.object({ kind: z.literal('past') }),
]);
export type SeriesObstacle = z.infer<typeof seriesObstacle>;

/** What keeps a consent text from being published: in which block (empty where one is missing), what about it. */
export const templateProblem = z.object({
  block: z.string(),
  problem: z.enum([
    'unknown-variable',
    'open-brace',
    'empty',
    'no-question',
    'too-few-options',
    'missing',
    'twice',
    'not-here',
    'not-last',
    'promise',
    'other-variables',
  ]),
  what: z.string(),
});
export type TemplateProblem = z.infer<typeof templateProblem>;

const nothing = z.object({});

/** The closed list of refusals that a caller can be told, with the data that each one carries. */
export const refusalData = {
  NOT_SIGNED_IN: nothing,
  LOCKED: nothing,
  /** The window is in the hands of a patient, with one document and nothing else. */
  HANDED_OVER: nothing,
  /** The date of birth was asked and has not been given yet. */
  BIRTH_DATE_NEEDED: nothing,
  BIRTH_DATE_WRONG: z.object({ triesLeft: z.int() }),
  FORBIDDEN: z.object({ permission: z.string() }),
  REASON_NEEDED: z.object({ permission: z.string() }),
  STORE_CLOSED: z.object({ state: z.string() }),
  NOT_FOUND: z.object({ what: z.string() }),
  INVALID: z.object({ field: z.string(), problem: z.string() }),
  STALE_VERSION: z.object({ currentVersion: z.int(), current: z.unknown() }),
  SIGN_IN_FAILED: z.object({ waitSeconds: z.int() }),
  WEAK_PASSWORD: z.object({ problem: z.enum(['too-short', 'too-long', 'too-common', 'contains-name']) }),
  NAME_TAKEN: z.object({ field: z.string() }),
  LAST_OWNER: nothing,
  ALREADY_FOUNDED: nothing,
  WORDS_WRONG: z.object({
    unknownWords: z.array(z.int()),
    problem: z.enum(['unknown-word', 'checksum', 'wrong', 'count']),
  }),
  POSSIBLE_DUPLICATE: z.object({
    patients: z.array(z.object({ id, name: z.string(), birthDate: z.string(), number: z.string() })),
  }),
  /** Another set of working hours of the same practitioner holds from then, until then or without end. */
  HOURS_OVERLAP: z.object({ validFrom: plainDate, validUntil: plainDate.nullable() }),
  SLOT_TAKEN: z.object({
    by: z.enum(['practitioner', 'room', 'device', 'patient']),
    freeFrom: z.array(instant),
  }),
  /** Nobody works then, or the place is closed. */
  NOT_OPEN: z.object({
    why: z.enum(['outside-hours', 'leave', 'holiday', 'room-closed', 'device-out']),
    label: z.string(),
    freeFrom: z.array(instant),
  }),
  /** The clinic has no unit in use of a kind that the visit needs. */
  DEVICE_NEEDED: z.object({ kind: z.enum(['laser', 'electrical', 'magnetic']) }),
  /** Dates of a series that cannot be had; nothing of it was written. */
  SERIES_CLASH: z.object({
    count: z.int(),
    dates: z.array(z.object({ date: plainDate, obstacle: seriesObstacle })),
  }),
  TIME_MISSING: z.object({ nextValid: z.string() }),
  TIME_DOUBLED: z.object({ first: instant, second: instant }),
  NOTHING_BOOKED: z.object({ from: z.string(), to: z.string() }),
  MAIL_NOT_SET_UP: nothing,
  MAIL_FAILED: z.object({
    problem: z.enum([
      'unreachable',
      'no-encryption',
      'certificate',
      'sign-in',
      'sender-refused',
      'address-refused',
      'refused',
      'busy',
      'lost',
      'unsure',
    ]),
  }),
  /** An entry of a course's history would go, and the files that show it stand. */
  ENTRY_HAS_FILES: z.object({ names: z.string() }),
  LETTER_REFUSED: z.object({ problem: z.enum(['unknown-placeholder', 'open-brace']), name: z.string() }),
  TEMPLATE_REFUSED: z.object({
    problem: z.enum(['unknown-placeholder', 'open-brace', 'missing']),
    name: z.string(),
  }),
  /** Why a template cannot be published: in which block, what about it. */
  TEMPLATE_PROBLEM: templateProblem,
  PATIENT_DECEASED: z.object({ diedOn: z.string() }),
  WRONG_STATUS: z.object({ status: z.string() }),
  /** Credential types that somebody lacks for a technique, and what those that they hold do not reach. */
  CREDENTIAL_MISSING: z.object({
    techniqueId: referenceId,
    missing: z.array(z.string()),
    limits: z.array(
      z.object({ kind: z.enum(['region', 'substance', 'device', 'specialist-site']), id: z.string() }),
    ),
    practitioner: z.string(),
    /** Name of the technique, and of everything that is lacking, to be read. */
    technique: z.string(),
    what: z.string(),
  }),
  /** Whoever is asked is not the one who has to co-sign. */
  NOT_SUPERVISOR: nothing,
  /** Somebody who is to co-sign does not hold, on their own, what the visit asked for. */
  MAY_NOT_SUPERVISE: z.object({ practitioner: z.string() }),
  /** Something was given under the note and stands: it is signed for, or reversed, before the note can be closed. */
  GIVEN_STANDS: nothing,
  DRAFT_INCOMPLETE: z.object({ missing: z.array(z.string()) }),
  CONTENT_CHANGED: nothing,
  /** The patient refuses this until they say otherwise: a consent cannot accept it. */
  REFUSAL_STANDS: z.object({ name: z.string(), words: z.string() }),
  SIGNATURE_EMPTY: z.object({ problem: z.enum(['empty', 'dot', 'name']) }),
  /** Why a substance cannot be told as biological here. */
  CLASS_REFUSED: z.object({
    problem: z.enum([
      ...(['other-jurisdiction', 'settled-by-law', 'not-a-drug', 'not-yet'] as const),
      ...(['no-legal-basis', 'no-approver', 'stands-already', 'not-known'] as const),
    ]),
  }),
  /** Why a substance of the clinic's own cannot stand so, and in which field. */
  OWN_REFUSED: z.object({
    problem: z.enum([
      ...(['name-taken', 'unknown', 'contradicts', 'no-change', 'not-approved'] as const),
      ...(['other-jurisdiction', 'not-yet', 'stands-already', 'name-fixed'] as const),
    ]),
    field: z.string(),
  }),
  /** What the cupboard says no to: the lot, vial, product or code, and why. */
  STOCK_REFUSED: z.object({
    problem: z.enum([
      'empty',
      'frozen',
      'expired',
      'closed',
      'over-age',
      'patient',
      'identity',
      'amount',
      'gtin-taken',
      'code',
      'not-multi-dose',
      'retired',
      'in-use',
    ]),
    what: z.string(),
  }),
  /** A list has its bound: how many it takes. */
  TOO_MUCH: z.object({ what: z.string(), max: z.int() }),
  SIGNER_NOT_ALLOWED: z.object({ problem: z.enum(['minor', 'not-guardian', 'no-capacity', 'not-named']) }),
  /** Not a file that can be kept; `name` is what the window called it. */
  FILE_REFUSED: z.object({
    problem: z.enum([
      'empty',
      'too-large',
      'unknown',
      'damaged',
      'more-inside',
      'too-many-pixels',
      'active',
      'locked',
      'known',
    ]),
    name: z.string(),
  }),
  /** Signatures rest on this sheet. */
  SCAN_IN_USE: nothing,
  /** Not everything that has to be compared before a signed sheet is taken has been. */
  NOT_COMPARED: z.object({ missing: z.array(z.string()) }),
  /** The code on the paper is not that of the text at hand; the rest says of what it is, empty where that is not known here. */
  PAPER_CODE: z.object({
    problem: z.enum(['unreadable', 'unknown', 'void', 'other-consent']),
    consentId: z.string(),
    patient: z.string(),
    number: z.string(),
  }),
  CONSENT_MISSING: z.object({ missing: z.array(missingCover) }),
  ALREADY_SIGNED: nothing,
  NOT_SIGNED: nothing,
  RECORD_REFUSED: z.object({ issues: z.array(recordIssue) }),
  DOSE_REFUSED: z.object({ issues: z.array(recordIssue) }),
} as const;

export type RefusalCode = keyof typeof refusalData;
export type RefusalData<C extends RefusalCode> = z.infer<(typeof refusalData)[C]>;

type RefusalMap<C extends RefusalCode> = { [K in C]: { data: (typeof refusalData)[K] } };

/** Declares which refusals a procedure may answer with; any other is a bug and reaches the caller as one. */
export function mayRefuse<const C extends RefusalCode>(...codes: C[]): RefusalMap<C> {
  return Object.fromEntries(codes.map((code) => [code, { data: refusalData[code] }])) as RefusalMap<C>;
}
