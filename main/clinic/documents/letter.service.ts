import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { LetterTemplate, Rendered } from '../../../shared/contract/documents.ts';
import type { Db, Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { freeze } from '../canonical.ts';
import { patientIdentity } from '../patients/service.ts';
import { stationeryOf } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { courseProgress, letterText } from '../treatments/service.ts';
import { drawnRow, putAway } from './archive.service.ts';
import type { DrawingRoom, Source } from './drawing.service.ts';
import { draft, sheet } from './service.ts';
import type { DocumentRow } from './store.ts';
import { courseView, letterView } from './views.service.ts';

type LetterInput = Parameters<typeof letterView>[1] & { courseId: string };

async function letterSource(
  db: Reader,
  input: LetterInput,
  act: Act,
): Promise<{ source: Source; patientId: string; name: string }> {
  if (input.text.trim() === '') throw new Refusal('DRAFT_INCOMPLETE', { missing: ['text'] });
  const progress = await courseProgress(db, { id: input.courseId }, act);
  const bare = ({ name, addressLines }: LetterInput['to']) => ({
    name,
    addressLines: addressLines.filter((line) => line.trim() !== ''),
  });
  const letter = { ...input, to: bare(input.to), copyTo: input.copyTo.map(bare) };
  const view = await letterView(db, letter, progress, act);
  const source: Source = { kind: 'letter', view, ...sheet(act, freeze(view).sha256) };
  return { source, patientId: progress.course.patientId, name: letter.to.name };
}

/** The letter as it will be sent, drawn before the transaction that files it. */
export async function drawLetter(
  db: Reader,
  input: LetterInput,
  act: Act,
  room: DrawingRoom,
): Promise<DocumentRow> {
  const { source, patientId, name } = await letterSource(db, input, act);
  const subjectId = source.documentId;
  return drawnRow({ subjectId, patientId, title: `Letter to ${name}`, print: source, source }, room);
}

/** What it will look like; nothing is filed. */
export async function previewLetter(
  db: Db,
  input: LetterInput,
  act: Act,
  room: DrawingRoom,
): Promise<Rendered> {
  const { source, patientId, name } = await letterSource(db, input, act);
  act.about({ patientId, entityId: input.courseId });
  return draft({ ...source, contentHash: null }, `Letter to ${name}`, room);
}

/** An address where one is known, and a text filled from the course. */
export async function draftLetter(
  db: Reader,
  { courseId, template }: Inputs['documents']['draftLetter'],
  act: Act,
): Promise<Outputs['documents']['draftLetter']> {
  const view = await courseView(db, courseId, act);
  const { patientId, surgeryDecisions } = view.course;
  const identity = await patientIdentity(db, patientId);
  act.about({ patientId, entityId: courseId });
  const nobody = { name: '', addressLines: [] };
  const suggested = surgeryDecisions.findLast(({ state }) => state === 'suggested' || state === 'planned');
  const known: Record<LetterTemplate, { name: string; addressLines: string[] }> = {
    referrer: identity.referrer ?? nobody,
    surgeon: { ...nobody, name: suggested?.reviewedBy ?? '' },
    'family-doctor': nobody,
    patient: { name: view.patient.name, addressLines: identity.addressLines },
  };
  const { words } = stationeryOf(act.clinic, act.resources);
  const text = letterText(template, view, act.reference, { words, zone: act.clinic.zone });
  return { to: known[template], text };
}

export async function writeLetter(tx: Tx, row: DocumentRow, act: Act): Promise<{ documentId: string }> {
  const { id } = await putAway(tx, row);
  act.about({ patientId: row.patientId, entityId: id, action: 'C' });
  act.changed('documents', id, row.patientId);
  return { documentId: id };
}
