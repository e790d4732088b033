import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Rendered } from '../../../shared/contract/documents.ts';
import type { LetterRecipient } from '../../../shared/contract/letters.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { fillLetter } from '../../../shared/rules/letter-text.ts';
import type { Db, Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { freeze } from '../canonical.ts';
import { wordingBy, templateBy } from '../letters/service.ts';
import { patientIdentity } from '../patients/service.ts';
import { stationeryOf } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { courseProgress, letterFacts, type LetterView } from '../treatments/service.ts';
import { drawnRow, putAway } from './archive.service.ts';
import type { DrawingRoom, Source } from './drawing.service.ts';
import { draft, sheet } from './service.ts';
import type { DocumentRow } from './store.ts';
import { courseView, letterView } from './views.service.ts';

type LetterInput = Omit<Parameters<typeof letterView>[1], 'template'> & {
  courseId: string;
  template: { id: string; number: number } | null;
};

async function letterSource(
  db: Reader,
  input: LetterInput,
  act: Act,
): Promise<{ source: Source; patientId: string; title: string }> {
  if (input.text.trim() === '') throw new Refusal('DRAFT_INCOMPLETE', { missing: ['text'] });
  const progress = await courseProgress(db, { id: input.courseId }, act);
  const bare = ({ name, addressLines }: LetterInput['to']) => ({
    name,
    addressLines: addressLines.filter((line) => line.trim() !== ''),
  });
  const letter = {
    ...input,
    to: bare(input.to),
    copyTo: input.copyTo.map(bare),
    template: input.template === null ? null : await wordingBy(db, input.template),
  };
  const view = await letterView(db, letter, progress, act);
  const source: Source = { kind: 'letter', view, ...sheet(act, freeze(view).sha256) };
  return { source, patientId: progress.course.patientId, title: titleOf(view) };
}

/** Says which wording it was begun with, because that may have become another since. */
function titleOf({ to, template }: LetterView): string {
  if (template === null) return `Letter to ${to.name}`;
  return `Letter to ${to.name} (${template.name}${template.number === 0 ? '' : `, version ${template.number}`})`;
}

/** The letter as it will be sent, drawn before the transaction that files it. */
export async function drawLetter(
  db: Reader,
  input: LetterInput,
  act: Act,
  room: DrawingRoom,
): Promise<DocumentRow> {
  const { source, patientId, title } = await letterSource(db, input, act);
  const subjectId = source.documentId;
  return drawnRow({ subjectId, patientId, title, print: source, source }, room);
}

/** What it will look like; nothing is filed. */
export async function previewLetter(
  db: Db,
  input: LetterInput,
  act: Act,
  room: DrawingRoom,
): Promise<Rendered> {
  const { source, patientId, title } = await letterSource(db, input, act);
  act.about({ patientId, entityId: input.courseId });
  return draft({ ...source, contentHash: null }, title, room);
}

/** An address where one is known, and a text filled from the course. */
export async function draftLetter(
  db: Reader,
  { courseId, templateId, recipient: typed }: Inputs['documents']['draftLetter'],
  act: Act,
): Promise<Outputs['documents']['draftLetter']> {
  const view = await courseView(db, courseId, act);
  const { patientId, surgeryDecisions } = view.course;
  const identity = await patientIdentity(db, patientId);
  act.about({ patientId, entityId: courseId });
  const template = await templateBy(db, templateId);
  const nobody = { name: '', addressLines: [] };
  const suggested = surgeryDecisions.findLast(({ state }) => state === 'suggested' || state === 'planned');
  const known: Partial<Record<LetterRecipient, { name: string; addressLines: string[] }>> = {
    referrer: identity.referrer ?? nobody,
    surgeon: { ...nobody, name: suggested?.reviewedBy ?? '' },
    patient: { name: view.patient.name, addressLines: identity.addressLines },
  };
  const to = known[template.recipient] ?? nobody;
  const { words } = stationeryOf(act.clinic, act.resources);
  const ends = {
    recipient: to.name === '' ? (typed ?? '') : to.name,
    author: act.who.displayName,
    clinic: act.clinic.name,
    today: dateAt(act.now, act.clinic.zone),
  };
  const facts = letterFacts(view, ends, { reference: act.reference, words, zone: act.clinic.zone });
  return {
    to,
    text: fillLetter(template.text, facts),
    template: { id: templateId, number: template.number },
  };
}

export async function writeLetter(tx: Tx, row: DocumentRow, act: Act): Promise<{ documentId: string }> {
  const { id } = await putAway(tx, row);
  act.about({ patientId: row.patientId, entityId: id, action: 'C' });
  act.changed('documents', id, row.patientId);
  return { documentId: id };
}
