import { z } from 'zod';
import { mayRefuse, missingCover } from './errors.ts';
import { languageStanding } from './languages.ts';
import { auditedQuery, command, query } from './procedure.ts';
import {
  disclosureClass,
  id,
  instant,
  key,
  line,
  plainDate,
  prose,
  referenceId,
  sha256,
  side,
  strokes,
  version,
} from './values.ts';

/** Nothing is decided for the patient: every line starts `undecided`. */
export const decision = z.enum(['undecided', 'accepted', 'refused']);
export type Decision = z.infer<typeof decision>;

export const plannedRegion = z.object({ region: referenceId, side });

/** One syringe as planned: a single substance, or several mixed, which then take the strictest class among them. */
export const preparation = z.object({
  parts: z.array(referenceId).min(1).max(6),
  route: referenceId.nullable(),
});

/** What is meant to be done; the document composes itself from it. */
export const consentPlan = z.object({
  condition: prose(1000),
  goal: prose(500),
  plannedSessions: z.int().min(1).max(50),
  techniques: z.array(referenceId).min(1).max(13),
  /** Every region on its two sides and in the midline at most. */
  regions: z.array(plannedRegion).min(1).max(66),
  /** Sites, where already known; one over the lung field brings the pneumothorax risk in. */
  sites: z.array(z.object({ siteId: referenceId, side })).max(60),
  preparations: z.array(preparation).max(20),
});
export type ConsentPlan = z.infer<typeof consentPlan>;

/** What was said in the talk. */
export const consentTalk = z.object({
  whatMatters: prose(1000),
  questions: z.array(z.object({ question: prose(500), answer: prose(1000) })).max(20),
  interpreter: z.object({ name: line(200, 1), language: line(60, 1) }).nullable(),
  /** Doubt about capacity: the four parts, each seen and ticked. Null when not in doubt. */
  capacity: z
    .object({
      understands: z.boolean(),
      remembers: z.boolean(),
      weighs: z.boolean(),
      communicates: z.boolean(),
      note: prose(500),
    })
    .nullable(),
});
export type ConsentTalk = z.infer<typeof consentTalk>;

/** A refusal said earlier that reaches a line: until it is lifted the line stays refused. */
export const earlierRefusal = z.object({
  limitId: id,
  name: z.string(),
  words: z.string(),
  saidBy: z.string(),
  how: z.enum(['consent', 'spoken', 'phone', 'written']),
  on: plainDate,
});
export type EarlierRefusal = z.infer<typeof earlierRefusal>;

const decidable = { lineId: key(700), decision, refusedBefore: earlierRefusal.optional() };

export const techniqueLine = z.object({
  ...decidable,
  techniqueId: referenceId,
  name: z.string(),
  description: z.string(),
});
export const regionLine = z.object({
  ...decidable,
  region: referenceId,
  side,
  name: z.string(),
  lungField: z.boolean(),
});

/** One injected substance or mixture: what it is, and whether it is a drug. */
export const substanceLine = z.object({
  ...decidable,
  heading: z.enum(['drugs', 'biological']),
  parts: z.array(referenceId).min(1),
  name: z.string(),
  /** What a product is made of, where its label lists several things. */
  contains: z.array(z.string()),
  disclosureClass,
  /** Code of why it has this class (`medicine-in-EU`, `unknown-counts-as-drug`, `mixture-takes-strictest`, …). */
  classReason: z.string(),
  purpose: z.array(z.string()),
  route: z.string().nullable(),
  commonEffects: z.array(z.string()),
  seriousEffects: z.array(z.string()),
  allergens: z.array(z.string()),
  origin: z.array(z.string()),
  animalOrigin: z.array(z.string()),
  licence: z.enum(['licensed', 'off-label-usual', 'unapproved', 'not-a-medicine', 'check-locally']),
  /** Allergies and safety answers of this patient that meet this substance. */
  warnings: z.array(z.string()),
});
export type SubstanceLine = z.infer<typeof substanceLine>;

export const riskLine = z.object({
  riskId: referenceId,
  name: z.string(),
  text: z.string(),
  severity: z.enum(['mild', 'significant', 'serious']),
  frequency: z.string(),
  reported: z.string().nullable(),
  action: z.string().nullable(),
});

/** Exactly what is shown to the patient; frozen as canonical JSON when the patient signs. */
export const consentDocument = z.object({
  template: z.object({ id: referenceId, version: z.int(), language: z.string() }),
  jurisdiction: z.string(),
  clinic: z.object({ name: z.string(), addressLines: z.array(z.string()) }),
  patient: z.object({ id, name: z.string(), birthDate: plainDate, number: z.string() }),
  practitioner: z.object({ id, name: z.string(), title: z.string() }),
  plan: consentPlan,
  talk: consentTalk,
  introduction: z.array(z.string()),
  techniques: z.array(techniqueLine),
  regions: z.array(regionLine),
  substances: z.array(substanceLine),
  risks: z.array(riskLine),
  /** Everything that the patient refuses beyond this plan too; absent where they refuse nothing. */
  refusals: z.array(earlierRefusal).optional(),
  alternatives: z.array(z.string()),
  rights: z.array(z.string()),
  statements: z.array(z.string()),
  flags: z.array(
    z.object({
      flagId: referenceId,
      name: z.string(),
      level: z.enum(['block', 'warn', 'note']),
      why: z.string(),
    }),
  ),
  months: z.int(),
});
export type ConsentDocument = z.infer<typeof consentDocument>;

export const signerRole = z.enum(['patient', 'guardian', 'practitioner']);

export const consentSignature = z.object({
  role: signerRole,
  name: z.string(),
  relation: z.string(),
  typedName: z.string(),
  strokes,
  signedAt: instant,
  contentHash: sha256,
});
export type ConsentSignature = z.infer<typeof consentSignature>;

export const withdrawal = z.object({
  id,
  /** `all`, or the lines that are withdrawn. */
  scope: z.enum(['all', 'lines']),
  lineIds: z.array(z.string()),
  how: z.enum(['spoken', 'phone', 'written']),
  words: z.string(),
  receivedBy: z.string(),
  at: instant,
});

export const consentStatus = z.enum([
  'draft',
  'explained',
  'agreed',
  'agreed-with-limits',
  'refused',
  'partly-withdrawn',
  'withdrawn',
  'expired',
]);
export type ConsentStatus = z.infer<typeof consentStatus>;

export const consentRecord = z.object({
  id,
  patientId: id,
  appointmentId: id.nullable(),
  status: consentStatus,
  document: consentDocument,
  /** SHA-256 of the document's canonical JSON as it stands; a signature names the one that was read. */
  contentHash: sha256,
  signatures: z.array(consentSignature),
  completedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  withdrawals: z.array(withdrawal),
  /** False when the stored text no longer has the hash that was signed. */
  intact: z.boolean(),
  /** Who may sign for this patient by age and capacity, and by which law; null once it is complete. */
  signers: z
    .object({
      patient: z.enum(['may', 'minor', 'no-capacity']),
      guardians: z.array(z.object({ name: z.string(), relation: z.string() })),
      basis: z.array(z.string()),
    })
    .nullable(),
  version,
});
export type ConsentRecord = z.infer<typeof consentRecord>;

export const consentLine = z.object({
  id,
  status: consentStatus,
  techniques: z.array(z.string()),
  drugs: z.array(z.string()),
  biologicals: z.array(z.string()),
  refused: z.array(z.string()),
  practitioner: z.string(),
  completedAt: instant.nullable(),
  expiresAt: instant.nullable(),
});

/** What a session is about to do, for the cover question. */
export const coverPlan = z.object({
  techniques: z.array(referenceId).max(13),
  sites: z.array(z.object({ siteId: referenceId, side })).max(200),
  preparations: z.array(z.object({ parts: z.array(referenceId).min(1).max(6) })).max(30),
});
export const cover = z.object({
  covered: z.boolean(),
  consentIds: z.array(id),
  missing: z.array(missingCover),
});
export type Cover = z.infer<typeof cover>;

const known = z.object({ id, version });
const signing = known.extend({ contentHash: sha256, typedName: line(200), strokes });

export const consents = {
  /** Opens a draft for the patient; `plan` is prefilled by the gate with whatever it found missing. */
  prepare: command('consents.prepare')
    .input(z.object({ patientId: id, appointmentId: id.nullable(), practitionerId: id, plan: consentPlan }))
    .output(consentRecord),
  open: auditedQuery('consents.read').input(z.object({ id })).output(consentRecord),
  /** Changes plan or talk of a draft; the document is composed anew and keeps the decisions whose line is unchanged. */
  revise: command('consents.prepare')
    .input(known.extend({ plan: consentPlan, talk: consentTalk }))
    .output(consentRecord)
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED')),
  decide: command('consents.prepare')
    .input(
      known.extend({
        decisions: z
          .array(z.object({ lineId: key(700), decision }))
          .min(1)
          .max(150),
      }),
    )
    .output(consentRecord)
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED', 'REFUSAL_STANDS')),
  /** The patient's or guardian's signature; freezes the document as shown. */
  sign: command('consents.prepare')
    .input(signing.extend({ role: z.enum(['patient', 'guardian']), name: line(200, 1), relation: line(60) }))
    .output(consentRecord)
    .errors(
      mayRefuse(
        'STALE_VERSION',
        'ALREADY_SIGNED',
        'CONTENT_CHANGED',
        'DRAFT_INCOMPLETE',
        'SIGNATURE_EMPTY',
        'SIGNER_NOT_ALLOWED',
      ),
    ),
  /** Back to the talk before the countersignature; the signature is dropped, the audit keeps that it was there. */
  reopen: command('consents.prepare')
    .input(known)
    .output(consentRecord)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  /** The practitioner who explained; completes the consent, which nothing can change afterwards. */
  countersign: command('consents.countersign')
    .input(signing)
    .output(consentRecord)
    .errors(
      mayRefuse(
        'STALE_VERSION',
        'ALREADY_SIGNED',
        'NOT_SIGNED',
        'CONTENT_CHANGED',
        'DRAFT_INCOMPLETE',
        'SIGNATURE_EMPTY',
      ),
    ),
  discard: command('consents.prepare')
    .input(known)
    .output(z.object({}))
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED')),
  withdraw: command('consents.withdraw')
    .input(
      z.object({
        id,
        scope: z.enum(['all', 'lines']),
        lineIds: z.array(key(700)).max(150),
        how: z.enum(['spoken', 'phone', 'written']),
        words: prose(1000),
      }),
    )
    .output(consentRecord)
    .errors(mayRefuse('NOT_SIGNED', 'WRONG_STATUS')),
  ofPatient: auditedQuery('consents.read')
    .input(z.object({ patientId: id }))
    .output(z.array(consentLine)),
  /** Languages that ship beside English, each with what it lacks and whether a person has approved it. */
  languages: query('consents.read').output(z.array(languageStanding)),
  /** Reads what the patient has agreed to and refused, so the reading is recorded. */
  covers: auditedQuery('consents.read')
    .input(z.object({ patientId: id, plan: coverPlan }))
    .output(cover),
};
