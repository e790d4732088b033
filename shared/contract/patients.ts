import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { auditedQuery, command, query } from './procedure.ts';
import { decimalText, id, instant, line, plainDate, prose, referenceId, side, version } from './values.ts';

export const guardian = z.object({
  name: line(200, 1),
  relation: line(60, 1),
  phone: line(40),
  /** May consent for the patient; the adult who brings a child is not always the one who may. */
  mayConsent: z.boolean(),
  authority: line(200),
});
export type Guardian = z.infer<typeof guardian>;

/** Asked not to be contacted at all, or not by telephone. */
export const contactWish = z.enum(['as-usual', 'not-by-phone', 'none']);
export type ContactWish = z.infer<typeof contactWish>;

/** People with a single name leave `familyName` empty. */
export const identity = z.object({
  givenName: line(200),
  familyName: line(200),
  preferredName: line(200),
  birthDate: plainDate,
  sex: z.enum(['female', 'male', 'other', 'unknown']),
  phone: line(40),
  secondPhone: line(40),
  email: line(120),
  addressLines: z.array(line(100)).max(5),
  language: line(35),
  /** Who sent the patient, and where the summary goes. */
  referrer: z.object({ name: line(200), addressLines: z.array(line(100)).max(5) }).nullable(),
  guardians: z.array(guardian).max(6),
  /** Shown at the desk; no clinical content. */
  deskNote: prose(500),
});
export type Identity = z.infer<typeof identity>;

/** `none-known` is said by a person; `not-asked` is the start. */
export const asked = z.enum(['not-asked', 'none-known', 'listed']);

export const allergy = z.object({
  substance: line(120, 1),
  reaction: line(200),
  substanceId: referenceId.nullable(),
});
export type Allergy = z.infer<typeof allergy>;
export const medicine = z.object({ name: line(120, 1), dose: line(80), since: line(40) });
export type Medicine = z.infer<typeof medicine>;

export const safetyAnswer = z.object({
  flagId: referenceId,
  answer: z.enum(['yes', 'no', 'unknown']),
  /** Regions or sides that the answer is about, where the flag asks for a place. */
  regions: z.array(referenceId).max(22),
  side: side.nullable(),
  note: line(300),
  confirmedAt: instant,
  confirmedBy: z.string(),
});
export type SafetyAnswer = z.infer<typeof safetyAnswer>;

/** Body weight with its day; dose limits need one no older than 180 days. */
export const weight = z.object({ kg: decimalText, measuredOn: plainDate });

export const safetyRecord = z.object({
  allergyState: asked,
  allergies: z.array(allergy),
  medicineState: asked,
  medicines: z.array(medicine),
  answers: z.array(safetyAnswer),
  weight: weight.nullable(),
  heightCm: decimalText.nullable(),
  version,
});
export type SafetyRecord = z.infer<typeof safetyRecord>;

/** One line of a result list: nothing clinical. */
export const patientLine = z.object({
  id,
  /** Short clinic number, printed as second identifier with the birth date. */
  number: z.string(),
  name: z.string(),
  preferredName: z.string(),
  birthDate: z.string(),
  phone: z.string(),
  /** Something must be read before treating; its content needs `safety.read`. */
  flagged: z.boolean(),
  /** Shown wherever the person is listed; nothing can be booked. */
  deceased: z.boolean(),
});
export type PatientLine = z.infer<typeof patientLine>;

export const patientRecord = z.object({
  id,
  number: z.string(),
  identity,
  /** True for roles that see initials and the year of birth alone; the birth date then says 1 January. */
  masked: z.boolean(),
  version,
  registeredAt: instant,
  flagged: z.boolean(),
  diedOn: plainDate.nullable(),
  /** Null for roles that may not read it. */
  safety: safetyRecord.nullable(),
});
export type PatientRecord = z.infer<typeof patientRecord>;

const safetyInput = safetyRecord.omit({ answers: true }).extend({
  /** Answers confirmed now; those left out keep their earlier day. */
  answers: z.array(safetyAnswer.omit({ confirmedAt: true, confirmedBy: true })).max(80),
});

export const patients = {
  /** As typed: any part of any name, birth date (any usual form) or phone; folded, so `lukasz` finds `Łukasz`. */
  search: query('patients.read')
    .input(z.object({ text: z.string().max(120), limit: z.int().min(1).max(50) }))
    .output(z.array(patientLine)),
  open: auditedQuery('patients.read').input(z.object({ id })).output(patientRecord),
  /** Refuses a likely duplicate unless `anyway` says that the list was looked at. */
  register: command('patients.write')
    .input(z.object({ identity, anyway: z.boolean() }))
    .output(z.object({ id, number: z.string(), version }))
    .errors(mayRefuse('POSSIBLE_DUPLICATE')),
  revise: command('patients.write')
    .input(z.object({ id, identity, version }))
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION')),
  /** Records allergies, medicines, weight and the safety answers that were confirmed in this talk. */
  recordSafety: command('safety.write')
    .input(z.object({ id, safety: safetyInput }))
    .output(safetyRecord)
    .errors(mayRefuse('STALE_VERSION')),
  /** Null takes a mistake back. Visits that are booked stay to be cancelled one by one. */
  recordDeath: command('patients.write')
    .input(z.object({ id, diedOn: plainDate.nullable() }))
    .output(z.object({ diedOn: plainDate.nullable() })),
  /** The patients that this person opened last. */
  recent: query('patients.read').output(z.array(patientLine)),
};
