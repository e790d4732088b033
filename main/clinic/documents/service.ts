import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { PaperForm } from '../../../shared/contract/consent-paper.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { Rendered } from '../../../shared/contract/documents.ts';
import type { Db, Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { hashOf } from '../canonical.ts';
import { findPaperForm, printToSign, recordBy, type DrawnForm } from '../consents/service.ts';
import { Refusal } from '../refusal.ts';
import { sessionBy, standingOfSession } from '../treatments/service.ts';
import { archivedPaper, handedOut, rendered, type SignedPaper } from './archive.service.ts';
import { draw, type DrawingRoom, type Source } from './drawing.service.ts';
import { findDocument, findDocumentsOf } from './store.ts';
import { courseView, summaryView } from './views.service.ts';

/** Dated, numbered and on the clinic's letterhead as it is now; an archived paper keeps all three. */
export function sheet(
  act: Act,
  contentHash: string | null,
): Pick<Source, 'profile' | 'documentId' | 'drawnAt' | 'contentHash'> {
  return { profile: act.clinic, documentId: newId(), drawnAt: act.now, contentHash };
}

export async function draft(source: Source, title: string, room: DrawingRoom): Promise<Rendered> {
  return rendered(await draw(source, 'draft', room), title, 'draft', source.kind);
}

async function signed(
  db: Db,
  paper: SignedPaper,
  copy: boolean,
  act: Act,
  room: DrawingRoom,
): Promise<Rendered> {
  return handedOut(db, await archivedPaper(db, paper, room), copy, act, room);
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
    act,
    room,
  );
  if (!copy) act.about({ afterHash: paper.sha256 });
  return paper;
}

/** The form as it will go out, drawn before the act that freezes its text and writes it down. */
export async function drawPaperForm(
  db: Reader,
  { id }: { id: string },
  act: Act,
  room: DrawingRoom,
): Promise<DrawnForm> {
  const record = await recordBy(db, id, act);
  const source: Source = { kind: 'consent', view: bare(record), ...sheet(act, record.contentHash) };
  return { documentId: source.documentId, sha256: hashOf(await draw(source, 'form', room)) };
}

export async function letOutForm(
  tx: Tx,
  input: Inputs['documents']['printToSign'],
  drawn: DrawnForm,
  act: Act,
): Promise<PaperForm> {
  const { paper } = await printToSign(tx, input, drawn, act);
  if (paper === undefined) throw new Error('a form that was let out is on record');
  return paper;
}

/** The same file as the one that was let out, while its text still waits for signatures. */
export async function paperForm(
  db: Db,
  { id }: { id: string },
  act: Act,
  room: DrawingRoom,
): Promise<Rendered> {
  const record = await recordBy(db, id, act);
  act.about({ patientId: record.patientId, entityId: id });
  const form = await findPaperForm(db, id, record.contentHash);
  if (form === undefined || record.paper === undefined || record.completedAt !== null)
    throw new Refusal('WRONG_STATUS', { status: record.status });
  const source: Source = {
    ...{ kind: 'consent', view: bare(record), profile: act.clinic },
    ...{ documentId: form.documentId, drawnAt: form.printedAt, contentHash: form.contentHash },
  };
  return rendered(await draw(source, 'form', room), 'Consent, to be signed', 'form', 'consent-to-sign');
}

/** What a form shows of its draft: nothing that changes between its printing and its return. */
function bare(record: ConsentRecord): ConsentRecord {
  const { paper: _, ...shown } = record;
  return { ...shown, status: 'draft', signatures: [], version: 1 };
}

export async function treatmentSummary(
  db: Db,
  { id, copy }: { id: string; copy: boolean },
  act: Act,
  room: DrawingRoom,
): Promise<Rendered> {
  const session = await sessionBy(db, id, act);
  const { cover, hits } = await standingOfSession(db, session, act);
  const source: Source = {
    kind: 'treatment-summary',
    view: { ...(await summaryView(db, session, cover.consentIds, act)), hits },
    ...sheet(act, session.contentHash),
  };
  // Said last: what the view is read from names its own subjects.
  act.about({ patientId: session.patientId, entityId: id });
  const title = 'Treatment summary';
  if (session.signedAt === null) return draft(source, title, room);
  const print = {
    contentHash: session.contentHash,
    amendments: session.amendments.map(({ contentHash }) => contentHash),
    cosignatures: session.supervisors.flatMap(({ cosigned }) => cosigned?.contentHash ?? []),
    ...(session.supervisorChanges.length > 0 && { passedOn: session.supervisorChanges }),
    files: source.view.files,
    intact: session.intact,
  };
  return signed(db, { subjectId: id, patientId: session.patientId, title, print, source }, copy, act, room);
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
  return signed(db, { subjectId: courseId, patientId, title, print: view, source }, false, act, room);
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
  return handedOut(db, row, copy, act, room);
}
