import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Rendered } from '../../../shared/contract/documents.ts';
import type { Db, Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { freeze } from '../canonical.ts';
import { recordBy } from '../consents/service.ts';
import { Refusal } from '../refusal.ts';
import { courseProgress, coverOfSession, sessionBy } from '../treatments/service.ts';
import {
  archivedPaper,
  drawnRow,
  handedOut,
  putAway,
  rendered,
  type SignedPaper,
} from './archive.service.ts';
import { draw, type DrawingRoom, type Source } from './drawing.service.ts';
import { findDocument, findDocumentsOf, type DocumentRow } from './store.ts';
import { courseView, letterView, summaryView } from './views.service.ts';

/** Dated, numbered and on the clinic's letterhead as it is now; an archived paper keeps all three. */
function sheet(
  act: Act,
  contentHash: string | null,
): Pick<Source, 'profile' | 'documentId' | 'drawnAt' | 'contentHash'> {
  return { profile: act.clinic, documentId: newId(), drawnAt: act.now, contentHash };
}

async function draft(source: Source, title: string, room: DrawingRoom): Promise<Rendered> {
  return rendered(await draw(source, 'draft', room), title, 'draft', source.kind);
}

async function signed(db: Db, paper: SignedPaper, copy: boolean, room: DrawingRoom): Promise<Rendered> {
  return handedOut(await archivedPaper(db, paper, room), copy, room);
}

export async function consent(
  db: Db,
  { id, copy }: { id: string; copy: boolean },
  act: Act,
  room: DrawingRoom,
): Promise<Rendered> {
  const record = await recordBy(db, id, act);
  act.about({ patientId: record.patientId, entityId: id });
  const source: Source = { kind: 'consent', view: record, ...sheet(act, record.contentHash) };
  const title = 'Consent';
  if (record.completedAt === null) return draft(source, title, room);
  const print = {
    contentHash: record.contentHash,
    withdrawals: record.withdrawals.map((one) => one.id),
    expired: record.status === 'expired',
    intact: record.intact,
  };
  const paper = await signed(
    db,
    { subjectId: id, patientId: record.patientId, title, print, source },
    copy,
    room,
  );
  if (!copy) act.about({ afterHash: paper.sha256 });
  return paper;
}

export async function treatmentSummary(
  db: Db,
  { id, copy }: { id: string; copy: boolean },
  act: Act,
  room: DrawingRoom,
): Promise<Rendered> {
  const session = await sessionBy(db, id, act);
  const { consentIds } = await coverOfSession(db, session, act);
  const source: Source = {
    kind: 'treatment-summary',
    view: await summaryView(db, session, consentIds, act),
    ...sheet(act, session.contentHash),
  };
  // Said last: what the view is read from names its own subjects.
  act.about({ patientId: session.patientId, entityId: id });
  const title = 'Treatment summary';
  if (session.signedAt === null) return draft(source, title, room);
  const print = {
    contentHash: session.contentHash,
    amendments: session.amendments.map(({ contentHash }) => contentHash),
    intact: session.intact,
  };
  return signed(db, { subjectId: id, patientId: session.patientId, title, print, source }, copy, room);
}

/** Draft while a visit of the course is not signed. */
export async function courseSummary(
  db: Db,
  { courseId }: { courseId: string },
  act: Act,
  room: DrawingRoom,
): Promise<Rendered> {
  const view = await courseView(db, courseId, act);
  const { patientId } = view.course;
  act.about({ patientId, entityId: courseId });
  const source: Source = { kind: 'course-summary', view, ...sheet(act, null) };
  const title = 'Course summary';
  if (view.sessions.some(({ status }) => status === 'draft')) return draft(source, title, room);
  return signed(db, { subjectId: courseId, patientId, title, print: view, source }, false, room);
}

/** The letter as it will be sent, drawn before the transaction that files it. */
export async function drawLetter(
  db: Reader,
  input: Inputs['documents']['writeLetter'],
  act: Act,
  room: DrawingRoom,
): Promise<DocumentRow> {
  if (input.text.trim() === '') throw new Refusal('DRAFT_INCOMPLETE', { missing: ['text'] });
  const progress = await courseProgress(db, { id: input.courseId }, act);
  const to = {
    name: input.to.name,
    addressLines: input.to.addressLines.filter((line) => line.trim() !== ''),
  };
  const view = await letterView(db, { to, text: input.text }, progress, act);
  const source: Source = { kind: 'letter', view, ...sheet(act, freeze(view).sha256) };
  const paper = {
    subjectId: source.documentId,
    patientId: progress.course.patientId,
    title: `Letter to ${to.name}`,
    print: source,
    source,
  };
  return drawnRow(paper, room);
}

export async function writeLetter(tx: Tx, row: DocumentRow, act: Act): Promise<{ documentId: string }> {
  const { id } = await putAway(tx, row);
  act.about({ patientId: row.patientId, entityId: id, action: 'C' });
  act.changed('documents', id, row.patientId);
  return { documentId: id };
}

export async function ofPatient(
  db: Reader,
  { patientId }: { patientId: string },
  act: Act,
): Promise<Outputs['documents']['ofPatient']> {
  act.about({ patientId });
  return (await findDocumentsOf(db, patientId)).map(({ size, ...row }) => ({ ...row, bytes: size }));
}

export async function fromArchive(
  db: Db,
  { id, copy }: { id: string; copy: boolean },
  act: Act,
  room: DrawingRoom,
): Promise<Rendered> {
  const row = await findDocument(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'document' });
  act.about({ patientId: row.patientId, entityId: id });
  return handedOut(row, copy, room);
}
