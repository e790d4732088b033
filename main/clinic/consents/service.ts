import type { Inputs } from '../../../shared/contract/index.ts';
import type { ConsentRecord, ConsentStatus, Cover, consentLine } from '../../../shared/contract/consents.ts';
import type { z } from 'zod';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { coverFor } from './cover.service.ts';
import { documentOf, recordBy } from './record.service.ts';
import { endOf, foremost, stateOf, statusOf, type ConsentState } from './rules.ts';
import { consentMarksOf, consentsOf, draftMarksOf, draftsOf } from './store.ts';

export { ageRuleOf } from './template.rules.ts';
export {
  consentForNeedle,
  consentForSubstance,
  coverAsOf,
  coverFor,
  requireCover,
  type SessionPlan,
} from './cover.service.ts';
export { attachPaper, paperStanding, printToSign, type DrawnForm } from './on-paper.service.ts';
export {
  findPaperForm,
  findPaperFormByFile,
  findPaperForms,
  findPaperWaiting,
  type PaperFormRow,
} from './paper.store.ts';
export { countersign, reopen, sign } from './signing.service.ts';
export { decide, discard, prepare, revise } from './drafting.service.ts';
export { languages, wordsIn, type WordsIn } from './languages.service.ts';
export type { RemovalWords } from './removal.words.ts';
export { withdraw, withdrawAll } from './withdrawing.service.ts';
export { ofAgeOn } from './people.service.ts';
export { endOf, statusOf } from './rules.ts';
export { decidedLinesOf } from './record.service.ts';
export { agreedTexts, recordBy, storedConsent } from './record.service.ts';
export { consentPdf } from './consent.pdf.ts';

/** A form that has been printed is frozen, and still nobody has signed. */
const unsignedYet = '[]';

type ConsentLine = z.infer<typeof consentLine>;

export async function open(db: Reader, { id }: Inputs['consents']['open'], act: Act): Promise<ConsentRecord> {
  const record = await recordBy(db, id, act);
  act.about({ patientId: record.patientId, entityId: id, version: record.version });
  return record;
}

/** Every consent of the patient with its drafts, newest first, each in one line. */
export async function ofPatient(
  db: Reader,
  { patientId }: Inputs['consents']['ofPatient'],
  act: Act,
): Promise<ConsentLine[]> {
  act.about({ patientId });
  const drafts = await draftsOf(db, [patientId]);
  const consents = await consentsOf(db, patientId);
  const marks = await consentMarksOf(db, [patientId]);
  const statuses = new Map(marks.map((mark) => [mark.id, statusOf(mark, act.now)]));
  return [
    ...drafts.map((draft) =>
      lineOf(
        { ...draft, completedAt: null, expiresAt: null },
        draft.signatures === unsignedYet ? 'draft' : 'explained',
      ),
    ),
    ...consents.map((consent) => lineOf(consent, statuses.get(consent.id) ?? 'agreed')),
  ];
}

export async function covers(
  db: Reader,
  { patientId, plan }: Inputs['consents']['covers'],
  act: Act,
): Promise<Cover> {
  act.about({ patientId });
  return coverFor(db, patientId, plan, act.now, act.reference);
}

/** What the desk sees of each patient's consents without reading any of them. */
export async function consentStatesOf(
  db: Reader,
  patientIds: readonly string[],
  now: string,
): Promise<ReadonlyMap<string, ConsentState>> {
  const ids = [...new Set(patientIds)];
  const states = new Map<string, ConsentState[]>(ids.map((id) => [id, []]));
  for (const { patientId, signed } of await draftMarksOf(db, ids)) {
    states.get(patientId)?.push(signed ? 'awaiting-countersign' : 'draft');
  }
  const marks = await consentMarksOf(db, ids);
  for (const { patientId, state } of statesOf(marks, now)) states.get(patientId)?.push(state);
  return new Map([...states].map(([id, all]) => [id, foremost(all)]));
}

export interface ConsentSummary {
  id: string;
  patientId: string;
  state: ConsentState;
  signedAt: string | null;
  expiresAt: string | null;
}

/** The consents of one patient as the side panel lists them: state and dates, no content. */
export async function consentSummariesOf(
  db: Reader,
  patientId: string,
  now: string,
): Promise<ConsentSummary[]> {
  const drafts = (await draftsOf(db, [patientId])).map(({ id, signatures }) => ({
    id,
    patientId,
    state: signatures === unsignedYet ? ('draft' as const) : ('awaiting-countersign' as const),
    signedAt: null,
    expiresAt: null,
  }));
  return [...drafts, ...statesOf(await consentMarksOf(db, [patientId]), now)];
}

function statesOf(marks: Awaited<ReturnType<typeof consentMarksOf>>, now: string): ConsentSummary[] {
  return marks.map((mark) => {
    const expiresAt = endOf(mark);
    const state = stateOf(statusOf(mark, now), expiresAt, now);
    return { id: mark.id, patientId: mark.patientId, state, signedAt: mark.completedAt, expiresAt };
  });
}

function lineOf(
  row: { id: string; document: string; completedAt: string | null; expiresAt: string | null },
  status: ConsentStatus,
): ConsentLine {
  const document = documentOf(row);
  const namesUnder = (heading: 'drugs' | 'biological') =>
    document.substances.filter((line) => line.heading === heading).map(({ name }) => name);
  const decided = [
    ...document.techniques,
    ...document.regions,
    ...(document.retained ?? []),
    ...document.substances,
  ];
  return {
    id: row.id,
    status,
    techniques: document.techniques.map(({ name }) => name),
    drugs: namesUnder('drugs'),
    biologicals: namesUnder('biological'),
    refused: decided.filter(({ decision }) => decision === 'refused').map(({ name }) => name),
    practitioner: document.practitioner.name,
    completedAt: row.completedAt,
    expiresAt: row.expiresAt,
  };
}
export { techniquesCovered } from './techniques.service.ts';
export { sampleConsent } from './sample.service.ts';
