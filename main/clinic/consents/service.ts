import type { Inputs } from '../../../shared/contract/index.ts';
import type { ConsentRecord, Cover, consentLine } from '../../../shared/contract/consents.ts';
import type { z } from 'zod';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { coverFor } from './cover.service.ts';
import { documentOf, recordBy } from './record.service.ts';
import {
  foremost,
  linesOf,
  stateOf,
  statusOf,
  undecidedLines,
  type ConsentState,
  type Standing,
} from './rules.ts';
import {
  consentMarksOf,
  consentsOf,
  draftMarksOf,
  draftsOf,
  linesIn,
  withdrawalsIn,
  type WithdrawalRow,
} from './store.ts';

export { consentForSubstance, coverAsOf, coverFor, requireCover, type SessionPlan } from './cover.service.ts';
export {
  attachPaper,
  paperStanding,
  printToSign,
  type DrawnForm,
  type PaperState,
} from './on-paper.service.ts';
export { findPaperForm, findPaperFormByFile, findPaperForms, type PaperFormRow } from './paper.store.ts';
export { countersign, reopen, sign } from './signing.service.ts';
export { decide, discard, prepare, revise } from './drafting.service.ts';
export { languages, wordsIn } from './languages.service.ts';
export { withdraw } from './withdrawing.service.ts';
export { decidedLinesOf } from './record.service.ts';
export { recordBy, storedConsent } from './record.service.ts';
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
  const withdrawals = await withdrawalsIn(
    db,
    consents.map(({ id }) => id),
  );
  return [
    ...drafts.map((draft) =>
      lineOf({ ...draft, completedAt: null, expiresAt: null }, draft.signatures !== unsignedYet, [], act.now),
    ),
    ...consents.map((consent) =>
      lineOf(
        consent,
        true,
        withdrawals.filter(({ consentId }) => consentId === consent.id),
        act.now,
      ),
    ),
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
  for (const { patientId, state } of await statesOf(db, marks, now)) states.get(patientId)?.push(state);
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
  return [...drafts, ...(await statesOf(db, await consentMarksOf(db, [patientId]), now))];
}

async function statesOf(
  db: Reader,
  marks: Awaited<ReturnType<typeof consentMarksOf>>,
  now: string,
): Promise<ConsentSummary[]> {
  const ids = marks.map(({ id }) => id);
  const lines = Map.groupBy(await linesIn(db, ids), ({ consentId }) => consentId);
  const withdrawals = Map.groupBy(await withdrawalsIn(db, ids), ({ consentId }) => consentId);
  return marks.map(({ id, patientId, completedAt, expiresAt }) => {
    const standing = standingOf({ completedAt, expiresAt }, lines.get(id) ?? [], withdrawals.get(id) ?? []);
    return {
      id,
      patientId,
      state: stateOf(statusOf(standing, now), expiresAt, now),
      signedAt: completedAt,
      expiresAt,
    };
  });
}

function standingOf(
  dates: { completedAt: string | null; expiresAt: string | null },
  lines: Standing['lines'],
  withdrawals: readonly WithdrawalRow[],
): Standing {
  return {
    ...dates,
    signed: true,
    lines,
    withdrawnAll: withdrawals.some(({ scope }) => scope === 'all'),
    withdrawnLines: new Set(withdrawals.flatMap(({ lineIds }) => lineIds)),
  };
}

function lineOf(
  row: { id: string; document: string; completedAt: string | null; expiresAt: string | null },
  signed: boolean,
  withdrawals: readonly WithdrawalRow[],
  now: string,
): ConsentLine {
  const document = documentOf(row);
  const lines = undecidedLines(document).length === 0 ? linesOf(document) : [];
  const namesUnder = (heading: 'drugs' | 'biological') =>
    document.substances.filter((line) => line.heading === heading).map(({ name }) => name);
  const decided = [...document.techniques, ...document.regions, ...document.substances];
  return {
    id: row.id,
    status: statusOf({ ...standingOf(row, lines, withdrawals), signed }, now),
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
