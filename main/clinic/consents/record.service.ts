import type { ConsentDocument } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord, ConsentSignature } from '../../../shared/contract/consents.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { paperCodeText } from '../../../shared/rules/paper-code.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { freeze, hashOf } from '../canonical.ts';
import { Refusal } from '../refusal.ts';
import { findPaperForm } from './paper.store.ts';
import { personOf } from './people.service.ts';
import { asksChaperone, documentLacking, linesOf, statusOf, type LineRow } from './rules.ts';
import { peopleLacking, signersOf } from './signers.rules.ts';
import { sealOf } from './seal.service.ts';
import {
  findConsent,
  findDraft,
  keptOf,
  linesIn,
  signaturesOf,
  withdrawalsIn,
  type ConsentRow,
  type DraftRow,
} from './store.ts';
import { ageRuleOf } from './template.rules.ts';

/** A draft or a completed consent of that id; a draft keeps its id when it is completed. */
export async function recordBy(db: Reader, id: string, act: Act): Promise<ConsentRecord> {
  const draft = await findDraft(db, id);
  if (draft !== undefined) return draftRecord(db, draft, act);
  const consent = await findConsent(db, id);
  if (consent === undefined) throw new Refusal('NOT_FOUND', { what: 'consent' });
  return consentRecord(db, consent, act);
}

/** What was read and signed in completed consents, without who withdrew what of it since. */
export async function agreedTexts(
  db: Reader,
  ids: readonly string[],
): Promise<{ document: ConsentDocument; completedAt: string }[]> {
  const found = [];
  for (const id of ids) {
    const consent = await findConsent(db, id);
    if (consent !== undefined)
      found.push({ document: documentOf(consent), completedAt: consent.completedAt });
  }
  return found;
}

export function documentOf(row: { document: string }): ConsentDocument {
  return JSON.parse(row.document) as ConsentDocument;
}

export function draftSignatures(draft: DraftRow): ConsentSignature[] {
  return JSON.parse(draft.signatures) as ConsentSignature[];
}

export async function draftRecord(db: Reader, draft: DraftRow, act: Act): Promise<ConsentRecord> {
  const document = documentOf(draft);
  const signatures = draftSignatures(draft);
  const contentHash = freeze(document).sha256;
  return {
    id: draft.id,
    patientId: draft.patientId,
    appointmentId: draft.appointmentId,
    status: signatures.length > 0 ? 'explained' : 'draft',
    document,
    contentHash,
    signatures,
    completedAt: null,
    expiresAt: null,
    withdrawals: [],
    intact:
      draft.contentHash === null ||
      (draft.contentHash === contentHash && signatures.every((one) => one.contentHash === contentHash)),
    signers: await signersFor(db, draft.patientId, document, act),
    lacks: await lacksOf(db, draft.patientId, document, act),
    ...(await printed(db, draft.id, draft.contentHash)),
    version: draft.version,
  };
}

export async function signersFor(
  db: Reader,
  patientId: string,
  document: ConsentDocument,
  act: Act,
): Promise<NonNullable<ConsentRecord['signers']>> {
  const person = await personOf(db, patientId);
  return signersOf(
    person,
    document.talk,
    ageRuleOf(act.clinic.jurisdiction),
    dateAt(act.now, act.clinic.zone),
  );
}

/** What must be there before anybody signs, in the order in which it is asked for. */
export async function lacksOf(
  db: Reader,
  patientId: string,
  document: ConsentDocument,
  act: Act,
): Promise<string[]> {
  const { condition, identity, questions, blocks, lines } = documentLacking(document);
  const people = peopleLacking(
    { patient: document.patient.name, practitioner: document.practitioner.name },
    await personOf(db, patientId),
    document.talk,
    ageRuleOf(act.clinic.jurisdiction),
    dateAt(act.now, act.clinic.zone),
    asksChaperone(document),
  );
  return [...condition, ...identity, ...questions, ...people, ...blocks, ...lines];
}

async function consentRecord(db: Reader, consent: ConsentRow, act: Act): Promise<ConsentRecord> {
  const document = documentOf(consent);
  const signatures = await signaturesOf(db, consent.id);
  const withdrawals = await withdrawalsIn(db, [consent.id]);
  // The stored text itself is hashed, not what was read from it: a change that parses to the same value is a change.
  const found = hashOf(consent.document);
  return {
    id: consent.id,
    patientId: consent.patientId,
    appointmentId: consent.appointmentId,
    status: statusOf(await keptOf(db, consent.id), act.now),
    document,
    contentHash: consent.contentHash,
    signatures: signatures.map(({ consentId: _, strokes, ...signature }) => ({
      ...signature,
      strokes: JSON.parse(strokes),
    })),
    completedAt: consent.completedAt,
    expiresAt: consent.expiresAt,
    withdrawals: withdrawals.map(({ consentId: _, ...withdrawal }) => withdrawal),
    intact: found === consent.contentHash && signatures.every(({ contentHash }) => contentHash === found),
    signers: null,
    lacks: [],
    ...(await printed(db, consent.id, consent.contentHash)),
    version: 1 + withdrawals.length,
  };
}

/** The form of this very text that went out to be signed by hand; a draft that is not frozen has none. */
async function printed(
  db: Reader,
  id: string,
  contentHash: string | null,
): Promise<Pick<ConsentRecord, 'paper'>> {
  const form = contentHash === null ? undefined : await findPaperForm(db, id, contentHash);
  if (form === undefined) return {};
  return { paper: { code: paperCodeText(id, form.contentHash), printedAt: form.printedAt } };
}

/** A completed consent as it lies in the store, with what its text says and the fingerprint of the whole. */
export async function storedConsent(db: Reader, id: string) {
  const consent = await findConsent(db, id);
  const seal = await sealOf(db, id);
  if (consent === undefined || seal === null) return null;
  return {
    consent,
    signatures: await signaturesOf(db, id),
    lines: (await linesIn(db, [id])).map(({ consentId: _, ...line }) => line),
    said: readableLines(consent),
    seal,
  };
}

/** Null where the text can no longer be read: whoever changed it may have broken it altogether. */
function readableLines(row: { document: string }): LineRow[] | null {
  try {
    return linesOf(documentOf(row));
  } catch {
    return null;
  }
}

/** The decided lines of many consents, each under its consent, without reading a text. */
export async function decidedLinesOf(
  db: Reader,
  consentIds: readonly string[],
): Promise<ReadonlyMap<string, LineRow[]>> {
  return Map.groupBy(await linesIn(db, consentIds), ({ consentId }) => consentId);
}
