import { z } from 'zod';
import {
  decision,
  consentPlan,
  identityItem,
  consentTalk,
  signerRole,
  consentDocument,
} from './consent-document.ts';
import { paperForm, signedPaper } from './consent-paper.ts';
import { mayRefuse, missingCover } from './errors.ts';
import { languageStanding } from './languages.ts';
import { auditedQuery, command, query } from './procedure.ts';
import { id, instant, key, line, prose, referenceId, sha256, side, strokes, version } from './values.ts';

export const consentSignature = z.object({
  role: z.enum([...signerRole.options, 'practitioner']),
  name: z.string(),
  relation: z.string(),
  typedName: z.string(),
  /** Empty on paper: there the scan of the signed sheet shows the ink, and `signedAt` begins the day written on it. */
  strokes,
  medium: z.enum(['screen', 'paper']),
  scanId: id.nullable(),
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
  /** Every line of it has been decided anew in a later consent. */
  'superseded',
  /** Something became known that must be talked about before anything goes on. */
  'invalidated',
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
  /** What is still missing before anybody signs, as codes and line ids; empty once it can be signed. */
  lacks: z.array(z.string()),
  /** Absent where no form of this very text was printed to be signed by hand; a draft with one is frozen. */
  paper: paperForm.optional(),
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
  /** Where a needle stays in when the patient goes home. */
  retained: z
    .array(z.object({ siteId: referenceId, side }))
    .max(60)
    .optional(),
});
export const cover = z.object({
  covered: z.boolean(),
  consentIds: z.array(id),
  missing: z.array(missingCover),
});
export type Cover = z.infer<typeof cover>;

/** To what the patient says stop, how, and in which words. */
const stopping = {
  scope: z.enum(['all', 'lines']),
  lineIds: z.array(key(700)).max(150),
  how: z.enum(['spoken', 'phone', 'written']),
  words: prose(1000),
};

const known = z.object({ id, version });
const signing = known.extend({ contentHash: sha256, typedName: line(200), strokes });

export const consents = {
  /** Opens a draft for the patient; `plan` is prefilled by the gate with whatever it found missing. */
  prepare: command('consents.prepare')
    .input(
      z.object({
        patientId: id,
        appointmentId: id.nullable(),
        practitionerId: id,
        /** What was checked before the document opened; empty while it is prepared without the patient. */
        identity: z.array(identityItem).max(6).default([]),
        plan: consentPlan,
      }),
    )
    .output(consentRecord),
  open: auditedQuery('consents.read').input(z.object({ id })).output(consentRecord),
  /** Changes plan or talk of a draft; the document is composed anew and keeps the decisions whose line is unchanged. */
  revise: command('consents.prepare')
    .input(known.extend({ plan: consentPlan, talk: consentTalk }))
    .output(consentRecord)
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED')),
  /** Any number of lines, but of drugs one in each call: each is acknowledged by itself. */
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
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED', 'REFUSAL_STANDS', 'DRAFT_INCOMPLETE')),
  /** One signature of those that the document asks for; the first freezes it as shown. */
  sign: command('consents.prepare')
    .input(signing.extend({ role: signerRole, name: line(200, 1) }))
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
  /** Takes the form that was printed and signed by hand: exactly this text, its code, its pages, and what was compared. */
  attachPaper: command('consents.prepare')
    .input(signedPaper)
    .output(consentRecord)
    .errors(
      mayRefuse(
        'STALE_VERSION',
        'ALREADY_SIGNED',
        'PAPER_CODE',
        'CONTENT_CHANGED',
        'DRAFT_INCOMPLETE',
        'NOT_COMPARED',
        'SIGNER_NOT_ALLOWED',
        'SIGNATURE_EMPTY',
        'FILE_REFUSED',
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
    .input(z.object({ id, ...stopping }))
    .output(consentRecord)
    .errors(mayRefuse('NOT_SIGNED', 'WRONG_STATUS')),
  /** The same of every consent of the patient that could still open the gate, in one act: what is stopped is stopped everywhere. */
  withdrawAll: command('consents.withdraw')
    .input(z.object({ patientId: id, ...stopping }))
    .output(z.object({ consentIds: z.array(id) }))
    .errors(mayRefuse('WRONG_STATUS')),
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
