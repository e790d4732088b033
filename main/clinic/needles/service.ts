import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { NeedleLeftIn } from '../../../shared/contract/needles.ts';
import type {
  LostNeedles,
  ProcedureBlock,
  RetainedNeedle,
} from '../../../shared/contract/treatment-block.ts';
import { addDays, dateAt } from '../../../shared/rules/calendar.ts';
import type { RecordIssue } from '../../../shared/contract/errors.ts';
import { siteKey } from '../../../shared/rules/block-form.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { consentForNeedle, recordBy, wordsIn, type WordsIn } from '../consents/service.ts';
import { report } from '../events/service.ts';
import { patientHeader } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { endNeedleTask, remindOfNeedle } from '../tasks/service.ts';
import type { SheetView } from './removal-sheet.pdf.ts';
import {
  findNeedle,
  findNeedlesDue,
  findNeedlesOf,
  findRemovals,
  insertNeedle,
  insertRemoval,
  type NeedleMark,
  type RemovalRow,
} from './store.ts';

export { removalSheetPdf } from './removal-sheet.pdf.ts';

/** A visit, as far as its needles go. */
export interface Visit {
  id: string;
  patientId: string;
  courseId: string | null;
  startedAt: string;
  blocks: readonly ProcedureBlock[];
}

/** What a needle that stays in lacks beside its count: longer than agreed, or taken out by somebody else than agreed. */
export async function retainedIssues(db: Reader, visit: Visit, act: Act): Promise<RecordIssue[]> {
  const issues: RecordIssue[] = [];
  for (const { block, left } of leftIn(visit)) {
    const agreed = await agreedFor(db, visit, left, act);
    if (agreed === null) continue;
    const at = { at: block.id, fieldKey: 'needlesOut' };
    const last = addDays(dateAt(visit.startedAt, act.clinic.zone), agreed.days);
    const params = { site: siteKey(left), days: String(agreed.days) };
    if (left.dueOn !== null && left.dueOn > last)
      issues.push({ level: 'refuse', code: 'needle-left-too-long', ...at, params });
    if (left.removedBy !== null && left.removedBy !== agreed.removedBy)
      issues.push({ level: 'ask', code: 'needle-left-other-remover', ...at, params });
  }
  return issues;
}

/** Writes down with the note what stays in; the store's own gate asks for the consent again. */
export async function keepRetained(tx: Tx, visit: Visit, act: Act): Promise<void> {
  for (const { block, left } of leftIn(visit)) {
    const { siteId, side, count, dueOn, removedBy } = left;
    const agreed = await agreedFor(tx, visit, left, act);
    if (agreed === null || dueOn === null || removedBy === null)
      throw new Error(`a needle stays in at ${siteKey(left)} on nobody's word`);
    await insertNeedle(tx, {
      ...{ id: newId(), patientId: visit.patientId, sessionId: visit.id, blockId: block.id },
      ...{ siteId, side, count, dueOn, removedBy },
      consentId: agreed.consentId,
      leftAt: act.now,
      leftOn: dateAt(visit.startedAt, act.clinic.zone),
      leftBy: act.who.displayName,
    });
    const { patientId, id: sessionId } = visit;
    await remindOfNeedle(tx, { patientId, sessionId, notes: notesOf(left, act), dueOn }, act);
  }
  for (const { lost } of visit.blocks) if (lost !== undefined) await reportLost(tx, visit, lost, act);
}

/** How many and where, as the task list says it. */
function notesOf({ count, siteId, side }: Pick<NeedleMark, 'count' | 'siteId' | 'side'>, act: Act): string {
  return `${count} at ${act.reference.sites.get(siteId)?.name ?? siteId}, ${side}`;
}

/** A needle that was not found is a near miss until it turns out to be more. */
async function reportLost(
  tx: Tx,
  { id, patientId, courseId, startedAt }: Visit,
  { count, reason, done }: LostNeedles,
  act: Act,
): Promise<void> {
  await report(
    tx,
    {
      ...{ patientId, courseId, sessionId: id, kind: 'near-miss', severity: 'mild' },
      happenedOn: dateAt(startedAt, act.clinic.zone),
      words: `Needles not found: ${count}. ${reason.trim()} Done: ${done.trim()}`,
      details: { nearMiss: 'needle-count' },
    },
    act,
  );
}

function leftIn({ blocks }: Visit): { block: ProcedureBlock; left: RetainedNeedle }[] {
  return blocks.flatMap((block) => (block.retained ?? []).map((left) => ({ block, left })));
}

function agreedFor(db: Reader, { id, patientId }: Visit, { siteId, side }: RetainedNeedle, act: Act) {
  return consentForNeedle(db, { patientId, siteId, side, now: act.now, sessionId: id }, act.reference);
}

export async function ofPatient(
  db: Reader,
  { patientId }: Inputs['needles']['ofPatient'],
  act: Act,
): Promise<NeedleLeftIn[]> {
  act.about({ patientId });
  return viewsOf(db, await findNeedlesOf(db, patientId), act);
}

/** What is still in, in the language in which the patient agreed to it. */
export async function sheetOf(
  db: Reader,
  patientId: string,
  act: Act,
): Promise<Omit<SheetView, 'nextVisit'> & { words: WordsIn }> {
  const { reference } = act;
  const rows = (await findNeedlesOf(db, patientId)).filter(({ remaining }) => remaining > 0);
  const [newest] = rows;
  const language =
    newest === undefined ? 'en' : (await recordBy(db, newest.consentId, act)).document.template.language;
  const words = wordsIn(reference, language);
  return {
    patient: await patientHeader(db, patientId),
    needles: rows.map(({ siteId, side, ...row }) => {
      const site = reference.sites.get(siteId);
      return {
        ...row,
        place: words.region(site?.region ?? siteId, side),
        structure: site?.name ?? siteId,
      };
    }),
    watch: words.template.retained.watch,
    words,
  };
}

/** Everything in the clinic that is still in and should be out by then. */
export async function due(
  db: Reader,
  { by }: Inputs['needles']['due'],
  act: Act,
): Promise<Outputs['needles']['due']> {
  const found: Outputs['needles']['due'] = [];
  for (const view of await viewsOf(db, await findNeedlesDue(db, by), act)) {
    const { name, number } = await patientHeader(db, view.patientId);
    found.push({ ...view, patient: name, number });
  }
  return found;
}

export async function recordRemoval(
  tx: Tx,
  input: Inputs['needles']['recordRemoval'],
  act: Act,
): Promise<NeedleLeftIn> {
  const needle = await findNeedle(tx, input.id);
  if (needle === undefined) throw new Refusal('NOT_FOUND', { what: 'needle' });
  const { id, patientId, leftOn, remaining } = needle;
  act.about({ patientId, entityId: id, action: 'U' });
  if (remaining === 0) throw new Refusal('WRONG_STATUS', { status: 'out' });
  if (input.count > remaining) throw new Refusal('INVALID', { field: 'count', problem: 'too-many' });
  if (input.removedOn < leftOn) throw new Refusal('INVALID', { field: 'removedOn', problem: 'before-left' });
  if (input.removedOn > dateAt(act.now, act.clinic.zone))
    throw new Refusal('INVALID', { field: 'removedOn', problem: 'in-future' });
  const words = input.words.trim();
  const removedBy = input.removedBy.trim();
  if (removedBy === '') throw new Refusal('INVALID', { field: 'removedBy', problem: 'empty' });
  if (input.how === 'not-found' && words === '')
    throw new Refusal('INVALID', { field: 'words', problem: 'empty' });
  const { count, how, removedOn } = input;
  await insertRemoval(tx, {
    ...{ id: newId(), needleId: id, count, how, removedBy, removedOn, words },
    recordedBy: act.who.displayName,
    at: act.now,
  });
  if (count === remaining) {
    const { sessionId } = needle;
    await endNeedleTask(tx, { patientId, sessionId, notes: notesOf(needle, act) }, words, act);
  }
  act.changed('treatments', undefined, patientId);
  const [view] = await viewsOf(tx, [{ ...needle, remaining: remaining - count }], act);
  if (view === undefined) throw new Error('a needle that was found is shown');
  return view;
}

async function viewsOf(db: Reader, rows: readonly NeedleMark[], act: Act): Promise<NeedleLeftIn[]> {
  const today = dateAt(act.now, act.clinic.zone);
  const removals = Map.groupBy(
    await findRemovals(
      db,
      rows.map(({ id }) => id),
    ),
    ({ needleId }) => needleId,
  );
  return rows.map(({ blockId: _, consentId: __, leftAt: ___, ...row }) => ({
    ...row,
    overdue: row.remaining > 0 && row.dueOn < today,
    removals: (removals.get(row.id) ?? []).map(shown),
  }));
}

function shown({ needleId: _, ...removal }: RemovalRow): NeedleLeftIn['removals'][number] {
  return removal;
}
