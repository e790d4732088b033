import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { ConsentDocument, ConsentTalk } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { freeze } from '../canonical.ts';
import { patientIdentity } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { requirePractitioner } from '../staff/service.ts';
import { compose } from './compose.rules.ts';
import type { ConsentFacts } from './facts.rules.ts';
import { factsFor } from './people.service.ts';
import { planProblem } from './plan.rules.ts';
import { documentOf, draftRecord } from './record.service.ts';
import { decidedLines, identified } from './rules.ts';
import { template } from './template.rules.ts';
import { assertTerm, withTerm } from './term.service.ts';
import {
  deleteDraft,
  findConsent,
  findDraft,
  insertDraft,
  isAppointmentOf,
  updateDraft,
  type DraftRow,
} from './store.ts';

type Input<K extends keyof Inputs['consents']> = Inputs['consents'][K];

export const untold: ConsentTalk = {
  language: template.meta.language,
  identity: [],
  whatMatters: '',
  questions: [],
  benefit: '',
  costs: '',
  teachBack: '',
  answers: [],
  substitutes: [],
  assent: null,
  interpreter: null,
  reader: null,
  witness: null,
  chaperone: null,
  capacity: null,
};

/** The patient's own language where the words ship in it. */
function spoken(language: string, { reference }: Act): string {
  const [own = ''] = language.toLowerCase().split('-');
  return reference.translations.has(own) ? own : untold.language;
}

/** Opens a draft: the document composes itself from the plan, with nothing decided. */
export async function prepare(tx: Tx, input: Input<'prepare'>, act: Act): Promise<ConsentRecord> {
  await requirePractitioner(tx, input.practitionerId);
  if (input.appointmentId !== null && !(await isAppointmentOf(tx, input.appointmentId, input.patientId)))
    throw new Refusal('NOT_FOUND', { what: 'appointment' });
  const { language } = await patientIdentity(tx, input.patientId);
  const talk: ConsentTalk = {
    ...untold,
    language: spoken(language, act),
    identity: [...new Set(input.identity)],
  };
  const facts = await factsFor(tx, input.patientId, input.practitionerId, { plan: input.plan, talk }, act);
  assertPlan(input.plan, facts);
  const plan = await withTerm(tx, input.patientId, input.plan, act);
  await assertTerm(tx, input.patientId, plan);
  const draft: DraftRow = {
    id: newId(),
    patientId: input.patientId,
    appointmentId: input.appointmentId,
    practitionerId: input.practitionerId,
    document: freeze(compose(plan, talk, facts, null)).text,
    contentHash: null,
    signatures: '[]',
    createdAt: act.now,
    updatedAt: act.now,
    version: 1,
  };
  await insertDraft(tx, draft);
  tell(act, draft, 'C');
  return draftRecord(tx, draft, act);
}

/** Composes anew from a changed plan or talk, and from what has become known since. */
export async function revise(
  tx: Tx,
  { id, version, plan, talk }: Input<'revise'>,
  act: Act,
): Promise<ConsentRecord> {
  const draft = await openDraft(tx, id, version, act);
  const facts = await factsFor(tx, draft.patientId, draft.practitionerId, { plan, talk }, act);
  assertPlan(plan, facts);
  await assertTerm(tx, draft.patientId, plan);
  return write(tx, draft, compose(plan, talk, facts, documentOf(draft)), act);
}

/** Takes down what the patient says to single lines. */
export async function decide(
  tx: Tx,
  { id, version, decisions }: Input<'decide'>,
  act: Act,
): Promise<ConsentRecord> {
  const draft = await openDraft(tx, id, version, act);
  const document = documentOf(draft);
  // The document is not opened to anybody before it is sure that it is theirs.
  if (!identified(document.talk)) throw new Refusal('DRAFT_INCOMPLETE', { missing: ['identity'] });
  const lines = new Map(decidedLines(document).map((line) => [line.lineId, line]));
  const drugs = new Set(
    document.substances.filter(({ heading }) => heading === 'drugs').map(({ lineId }) => lineId),
  );
  // A drug is acknowledged by itself; whoever sends several answers at once has not asked for each.
  if (new Set(decisions.map(({ lineId }) => lineId).filter((id) => drugs.has(id))).size > 1)
    throw new Refusal('INVALID', { field: 'decisions', problem: 'one-drug-each' });
  for (const { lineId, decision } of decisions) {
    const line = lines.get(lineId);
    if (line === undefined) throw new Refusal('INVALID', { field: 'decisions', problem: 'unknown-line' });
    if (decision !== 'refused' && 'refusedBefore' in line && line.refusedBefore !== undefined)
      throw new Refusal('REFUSAL_STANDS', { name: line.refusedBefore.name, words: line.refusedBefore.words });
    line.decision = decision;
  }
  return write(tx, draft, document, act);
}

export async function discard(
  tx: Tx,
  { id, version }: Input<'discard'>,
  act: Act,
): Promise<Record<never, never>> {
  const draft = await openDraft(tx, id, version, act);
  await deleteDraft(tx, draft.id);
  tell(act, draft, 'D');
  return {};
}

/** The draft as the caller knows it, and not yet signed. A completed consent is signed for good. */
async function openDraft(tx: Tx, id: string, version: number, act: Act): Promise<DraftRow> {
  const draft = await currentDraft(tx, id, version, act);
  if (draft.contentHash !== null) throw new Refusal('ALREADY_SIGNED', {});
  return draft;
}

export async function currentDraft(db: Reader, id: string, version: number, act: Act): Promise<DraftRow> {
  const draft = await findDraft(db, id);
  if (draft === undefined) {
    if ((await findConsent(db, id)) !== undefined) throw new Refusal('ALREADY_SIGNED', {});
    throw new Refusal('NOT_FOUND', { what: 'consent' });
  }
  act.about({ patientId: draft.patientId, entityId: id, version: draft.version });
  if (draft.version !== version)
    throw new Refusal('STALE_VERSION', {
      currentVersion: draft.version,
      current: await draftRecord(db, draft, act),
    });
  return draft;
}

function assertPlan(plan: ConsentDocument['plan'], facts: ConsentFacts): void {
  const problem = planProblem(plan, facts.reference, (id) => facts.standings.get(id)?.injectable === true);
  if (problem !== null) throw new Refusal('INVALID', problem);
}

async function write(tx: Tx, draft: DraftRow, document: ConsentDocument, act: Act): Promise<ConsentRecord> {
  return change(tx, draft, { document: freeze(document).text }, act);
}

/** Writes the next version of a draft and tells the other windows. */
export async function change(
  tx: Tx,
  draft: DraftRow,
  changed: Partial<Omit<DraftRow, 'id' | 'version'>>,
  act: Act,
): Promise<ConsentRecord> {
  const next = { ...draft, ...changed, updatedAt: act.now };
  const { id: _, version: __, ...columns } = next;
  if (!(await updateDraft(tx, draft, columns))) {
    const current = (await findDraft(tx, draft.id)) ?? draft;
    throw new Refusal('STALE_VERSION', {
      currentVersion: current.version,
      current: await draftRecord(tx, current, act),
    });
  }
  const written = { ...next, version: draft.version + 1 };
  tell(act, written, 'U');
  return draftRecord(tx, written, act);
}

function tell(act: Act, draft: DraftRow, action: 'C' | 'U' | 'D'): void {
  act.about({ patientId: draft.patientId, entityId: draft.id, version: draft.version, action });
  act.changed('consents', draft.id, draft.patientId);
  if (draft.appointmentId !== null) act.changed('appointments', draft.appointmentId, draft.patientId);
}
