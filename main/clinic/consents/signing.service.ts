import type { Inputs } from '../../../shared/contract/index.ts';
import type { ConsentDocument, RequiredSigner } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord, ConsentSignature } from '../../../shared/contract/consents.ts';
import { reachesNeed, traitsOf } from '../../../shared/rules/limits.ts';
import { fold } from '../../../shared/rules/names.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { freeze } from '../canonical.ts';
import { keepRefusedLines, refusalsOf, standingNow } from '../limits/service.ts';
import { Refusal } from '../refusal.ts';
import { standings } from '../substances/service.ts';
import { compose } from './compose.rules.ts';
import { change, currentDraft } from './drafting.service.ts';
import { factsFor, personOf } from './people.service.ts';
import { documentOf, draftSignatures, lacksOf, recordBy, signersFor } from './record.service.ts';
import { comingOfAge, expiryOf, linesOf, signatureProblem, type LineRow } from './rules.ts';
import { sealOf } from './seal.service.ts';
import { ageRuleOf } from './template.rules.ts';
import { assertTerm } from './term.service.ts';
import { deleteDraft, insertConsent, insertLines, reopeningsOf, type DraftRow } from './store.ts';

type Input<K extends keyof Inputs['consents']> = Inputs['consents'][K];

/** One of the signatures that the document asks for, under exactly what was shown; from the first on the text is frozen. */
export async function sign(tx: Tx, input: Input<'sign'>, act: Act): Promise<ConsentRecord> {
  const draft = await currentDraft(tx, input.id, input.version, act);
  const document = documentOf(draft);
  const before = draftSignatures(draft);
  const shown = freeze(document);
  if (shown.sha256 !== input.contentHash) throw new Refusal('CONTENT_CHANGED', {});
  await assertSignable(tx, draft, document, act);
  const signer = await signerOf(tx, draft, document, input, act);
  if (before.some(({ role, name }) => role === signer.role && name === signer.name))
    throw new Refusal('ALREADY_SIGNED', {});
  const signature = signed(input, signer.role, signer, shown.sha256, act);
  return change(
    tx,
    draft,
    { document: shown.text, contentHash: shown.sha256, signatures: JSON.stringify([...before, signature]) },
    act,
  );
}

/** Back to the talk. The signature goes; that it was there stays in the audit. */
export async function reopen(tx: Tx, { id, version }: Input<'reopen'>, act: Act): Promise<ConsentRecord> {
  const draft = await draftOrSigned(() => currentDraft(tx, id, version, act));
  if (draft.contentHash === null) throw new Refusal('WRONG_STATUS', { status: 'draft' });
  return change(tx, draft, { contentHash: null, signatures: '[]' }, act);
}

/** Completes the consent: the same text, both signatures, its lines as rows; nothing can change it afterwards. */
export async function countersign(tx: Tx, input: Input<'countersign'>, act: Act): Promise<ConsentRecord> {
  const draft = await currentDraft(tx, input.id, input.version, act);
  const document = documentOf(draft);
  const signatures = draftSignatures(draft);
  if (draft.contentHash === null || unsigned(document, signatures).length > 0)
    throw new Refusal('NOT_SIGNED', {});
  await assertNothingSince(tx, draft.patientId, signatures, act);
  await assertTerm(tx, draft.patientId, document.plan);
  const text = freeze(document);
  const hashes = [input.contentHash, draft.contentHash, ...signatures.map(({ contentHash }) => contentHash)];
  if (hashes.some((hash) => hash !== text.sha256)) throw new Refusal('CONTENT_CHANGED', {});
  await assertComplete(tx, draft, document, act);
  const signer = { name: act.who.displayName, relation: '', mark: false };
  const own = signed(input, 'practitioner', signer, text.sha256, act);
  const { id, patientId, appointmentId, practitionerId } = draft;
  const lines = linesOf(document);
  await insertLines(tx, id, lines);
  const saidBy = document.signers[0]?.name ?? document.patient.name;
  await keepRefusals(tx, lines, { consentId: id, patientId, saidBy }, act);
  await insertConsent(
    tx,
    {
      id,
      patientId,
      appointmentId,
      practitionerId,
      document: text.text,
      contentHash: text.sha256,
      completedAt: act.now,
      expiresAt: await termOf(tx, draft, document, act),
      courseId: document.plan.term?.courseId ?? null,
      visits: document.plan.term?.visits ?? null,
    },
    [...signatures, own].map((signature) => ({ ...signature, strokes: JSON.stringify(signature.strokes) })),
  );
  await deleteDraft(tx, id);
  const afterHash = await sealOf(tx, id);
  act.about({ patientId, entityId: id, action: 'C', ...(afterHash === null ? {} : { afterHash }) });
  act.changed('consents', id, patientId);
  if (appointmentId !== null) act.changed('appointments', appointmentId, patientId);
  return recordBy(tx, id, act);
}

/** What became known since the first signature was not talked about: back to the talk. */
async function assertNothingSince(
  tx: Tx,
  patientId: string,
  signatures: readonly ConsentSignature[],
  act: Act,
): Promise<void> {
  const first = signatures.map(({ signedAt }) => signedAt).toSorted()[0] ?? act.now;
  if ((await reopeningsOf(tx, patientId)).some((at) => at > first && at <= act.now))
    throw new Refusal('CONTENT_CHANGED', {});
}

/** Its months, but no guardian's word beyond the day on which the patient decides alone. */
async function termOf(tx: Tx, draft: DraftRow, document: ConsentDocument, act: Act): Promise<string> {
  const full = expiryOf(act.now, document.months, act.clinic.zone);
  if (!draftSignatures(draft).some(({ role }) => role === 'guardian')) return full;
  const { birthDate } = await personOf(tx, draft.patientId);
  const ofAge = comingOfAge(birthDate, ageRuleOf(act.clinic.jurisdiction).aloneFrom, act.clinic.zone);
  return ofAge > act.now && ofAge < full ? ofAge : full;
}

/** What was refused stands beyond the document, unless an earlier refusal that still stands says so already. */
async function keepRefusals(
  tx: Tx,
  lines: readonly LineRow[],
  from: { consentId: string; patientId: string; saidBy: string },
  act: Act,
): Promise<void> {
  const refused = lines.flatMap(({ kind, refId, decision, disclosureClass }) =>
    decision === 'refused' && kind !== 'lung-field' && kind !== 'retained-needle' && kind !== 'add-on'
      ? [{ kind, refId, need: { kind, id: refId, disclosureClass: disclosureClass ?? undefined } }]
      : [],
  );
  if (refused.length === 0) return;
  const stand = standingNow(await refusalsOf(tx, from.patientId));
  const known = await standings(tx);
  const traits = (id: string) => traitsOf(act.reference, id, known.get(id)?.disclosureClass ?? 'drug');
  const fresh = refused.filter(({ need }) => !stand.some((limit) => reachesNeed(limit, need, traits)));
  await keepRefusedLines(
    tx,
    fresh.map(({ kind, refId }) => ({ kind, refId })),
    from,
    act,
  );
}

/** Nothing is missing but signatures, and the text still says what is true. */
export async function assertSignable(
  tx: Tx,
  draft: DraftRow,
  document: ConsentDocument,
  act: Act,
): Promise<void> {
  await assertStillTrue(tx, draft, document, act);
  await assertComplete(tx, draft, document, act);
}

/** An allergy, a class or a name may have changed since the talk: then the patient must see the new text first. */
async function assertStillTrue(tx: Tx, draft: DraftRow, document: ConsentDocument, act: Act): Promise<void> {
  const facts = await factsFor(tx, draft.patientId, draft.practitionerId, document, act);
  const now = compose(document.plan, document.talk, facts, document);
  if (freeze(now).sha256 !== freeze(document).sha256) throw new Refusal('CONTENT_CHANGED', {});
}

async function assertComplete(
  db: Reader,
  draft: DraftRow,
  document: ConsentDocument,
  act: Act,
): Promise<void> {
  const missing = await lacksOf(db, draft.patientId, document, act);
  if (missing.length > 0) throw new Refusal('DRAFT_INCOMPLETE', { missing });
}

/** Who signs, by the name and relation on record: what is typed beside the signature is kept apart. */
async function signerOf(
  db: Reader,
  draft: DraftRow,
  document: ConsentDocument,
  { role, name }: Input<'sign'>,
  act: Act,
): Promise<RequiredSigner> {
  const { patient } = await signersFor(db, draft.patientId, document, act);
  if (role === 'patient' && patient !== 'may') throw new Refusal('SIGNER_NOT_ALLOWED', { problem: patient });
  const wanted = document.signers.find(
    (one) => one.role === role && (role === 'patient' || fold(one.name) === fold(name)),
  );
  if (wanted === undefined)
    throw new Refusal('SIGNER_NOT_ALLOWED', { problem: role === 'guardian' ? 'not-guardian' : 'not-named' });
  return wanted;
}

/** Who of those that the document names has not signed. */
export function unsigned(
  document: ConsentDocument,
  signatures: readonly ConsentSignature[],
): RequiredSigner[] {
  return document.signers.filter(
    ({ role, name }) => !signatures.some((one) => one.role === role && one.name === name),
  );
}

function signed(
  input: { strokes: ConsentSignature['strokes']; typedName: string },
  role: ConsentSignature['role'],
  { name, relation, mark }: { name: string; relation: string; mark: boolean },
  contentHash: string,
  act: Act,
): ConsentSignature {
  const problem = signatureProblem(input.strokes, input.typedName, mark);
  if (problem !== null) throw new Refusal('SIGNATURE_EMPTY', { problem });
  return {
    role,
    name,
    relation,
    typedName: input.typedName,
    strokes: input.strokes,
    medium: 'screen',
    scanId: null,
    signedAt: act.now,
    contentHash,
  };
}

/** A completed consent cannot be reopened: for `reopen` that is a status, not a signature. */
async function draftOrSigned(find: () => Promise<DraftRow>): Promise<DraftRow> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'ALREADY_SIGNED')
      throw new Refusal('WRONG_STATUS', { status: 'completed' });
    throw error;
  }
}
