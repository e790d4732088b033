import type { Inputs } from '../../../shared/contract/index.ts';
import { comparison } from '../../../shared/contract/attachments.ts';
import type { ConsentRecord, ConsentSignature } from '../../../shared/contract/consents.ts';
import { dateAt, dayBounds } from '../../../shared/rules/calendar.ts';
import { fold } from '../../../shared/rules/names.ts';
import { isCodeOf, readPaperCode } from '../../../shared/rules/paper-code.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { keep, looked } from '../attachments/service.ts';
import { freeze } from '../canonical.ts';
import { patientHeader } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { change, currentDraft } from './drafting.service.ts';
import { findPaperForm, findPaperForms, insertPaperForm, type PaperFormRow } from './paper.store.ts';
import { documentOf, draftSignatures, recordBy } from './record.service.ts';
import { assertSignable, unsigned } from './signing.service.ts';
import { findConsent, findDraft, type DraftRow } from './store.ts';

/** The form as it was drawn, before the act that lets it out. */
export interface DrawnForm {
  documentId: string;
  sha256: string;
}

/**
 * Freezes a draft in which nothing is missing but signatures, so that what is printed stays what is signed. Printing the
 * same text again lets out the same paper.
 */
export async function printToSign(
  tx: Tx,
  { id, version, contentHash }: Inputs['documents']['printToSign'],
  drawn: DrawnForm,
  act: Act,
): Promise<ConsentRecord> {
  const draft = await currentDraft(tx, id, version, act);
  const document = documentOf(draft);
  const text = freeze(document);
  if (text.sha256 !== contentHash) throw new Refusal('CONTENT_CHANGED', {});
  await assertSignable(tx, draft, document, act);
  if (unsigned(document, draftSignatures(draft)).length === 0) throw new Refusal('ALREADY_SIGNED', {});
  if ((await findPaperForm(tx, id, contentHash)) === undefined)
    await insertPaperForm(tx, {
      ...drawn,
      consentId: id,
      contentHash,
      patientId: draft.patientId,
      printedBy: act.who.displayName,
      printedAt: act.now,
    });
  act.about({ afterHash: contentHash });
  if (draft.contentHash !== null) return recordBy(tx, id, act);
  return change(tx, draft, { document: text.text, contentHash }, act);
}

/** Takes a signed sheet: its pages are put away and everybody who had to sign on it has signed by hand. */
export async function attachPaper(
  tx: Tx,
  input: Inputs['consents']['attachPaper'],
  act: Act,
): Promise<ConsentRecord> {
  const draft = await currentDraft(tx, input.id, input.version, act);
  const document = documentOf(draft);
  const form = await formOf(tx, draft, input.code, act);
  if (input.contentHash !== form.contentHash || freeze(document).sha256 !== form.contentHash)
    throw new Refusal('CONTENT_CHANGED', {});
  await assertSignable(tx, draft, document, act);
  const before = draftSignatures(draft);
  const wanted = unsigned(document, before);
  if (wanted.length === 0) throw new Refusal('ALREADY_SIGNED', {});
  const missing = comparison.options.filter((point) => !input.compared.includes(point));
  if (missing.length > 0) throw new Refusal('NOT_COMPARED', { missing });
  assertDay(input.signedOn, form, act);
  const names = namesOf(wanted, input.signers);
  const files = await looked(input.files);
  const kept = [];
  const to = {
    patientId: draft.patientId,
    subject: 'consent' as const,
    subjectId: draft.id,
    contentHash: form.contentHash,
    entryId: null,
    compared: comparison.options,
  };
  for (const file of files) kept.push(await keep(tx, file, to, act));
  const [first] = kept;
  if (first === undefined) throw new Error('a signed paper has a page');
  const signatures = wanted.map(({ role, name, relation }, at): ConsentSignature => ({
    ...{ role, name, relation, typedName: names[at] ?? '' },
    ...{ strokes: [], medium: 'paper', scanId: first.id },
    signedAt: dayBounds(input.signedOn, act.clinic.zone).from,
    contentHash: form.contentHash,
  }));
  act.about({ afterHash: freeze(kept.map(({ sha256 }) => sha256)).sha256 });
  return change(tx, draft, { signatures: JSON.stringify([...before, ...signatures]) }, act);
}

/** The printed form that the code names, when it is that of the draft at hand; else says of what it is. */
async function formOf(db: Reader, draft: DraftRow, typed: string, act: Act): Promise<PaperFormRow> {
  const unknown = { consentId: '', patient: '', number: '' };
  const code = readPaperCode(typed);
  if (code === null) throw new Refusal('PAPER_CODE', { problem: 'unreadable', ...unknown });
  const forms = await findPaperForms(db, code.hashStart);
  const form = forms.find(({ consentId, contentHash }) => isCodeOf(code, consentId, contentHash));
  if (form === undefined) throw new Refusal('PAPER_CODE', { problem: 'unknown', ...unknown });
  if (form.consentId === draft.id && form.contentHash === draft.contentHash) return form;
  const { name: patient, number } = await patientHeader(db, form.patientId);
  const problem = form.consentId === draft.id ? 'void' : 'other-consent';
  act.about({ patientId: draft.patientId, entityId: draft.id });
  throw new Refusal('PAPER_CODE', { problem, consentId: form.consentId, patient, number });
}

function assertDay(signedOn: string, form: PaperFormRow, act: Act): void {
  const printed = dateAt(form.printedAt, act.clinic.zone);
  const problem =
    signedOn < printed ? 'before-printing' : signedOn > dateAt(act.now, act.clinic.zone) ? 'future' : null;
  if (problem !== null) throw new Refusal('INVALID', { field: 'signedOn', problem });
}

/** The names in letters of exactly those who had to sign. */
function namesOf(
  wanted: readonly { role: string; name: string }[],
  given: Inputs['consents']['attachPaper']['signers'],
): string[] {
  const same = (a: { role: string; name: string }, b: { role: string; name: string }) =>
    a.role === b.role && fold(a.name) === fold(b.name);
  if (given.some((one) => !wanted.some((other) => same(one, other))) || given.length > wanted.length)
    throw new Refusal('SIGNER_NOT_ALLOWED', { problem: 'not-named' });
  return wanted.map((one) => {
    const found = given.find((other) => same(one, other));
    if (found === undefined) throw new Refusal('NOT_COMPARED', { missing: [`signature:${one.name}`] });
    if (found.typedName.trim() === '') throw new Refusal('SIGNATURE_EMPTY', { problem: 'name' });
    return found.typedName;
  });
}

type PaperState = 'waiting' | 'signed' | 'void';

/** Which form a code or file stands for, and whether it still is the text that is to be or has been signed. */
export async function paperStanding(db: Reader, form: PaperFormRow): Promise<PaperState> {
  const draft = await findDraft(db, form.consentId);
  if (draft !== undefined) return draft.contentHash === form.contentHash ? 'waiting' : 'void';
  const consent = await findConsent(db, form.consentId);
  return consent?.contentHash === form.contentHash ? 'signed' : 'void';
}
