import { v7 as newId } from 'uuid';
import type { Cover } from '../../../../shared/contract/consents.ts';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { Inputs } from '../../../../shared/contract/index.ts';
import type {
  SessionContent,
  SessionLine,
  SessionView,
  TreatmentSession,
} from '../../../../shared/contract/treatments.ts';
import type { Reader, Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { startTreatment } from '../../appointments/service.ts';
import { patientHeader } from '../../patients/service.ts';
import { noteUsed } from '../../recall/service.ts';
import { Refusal } from '../../refusal.ts';
import { requirePractitioner } from '../../staff/service.ts';
import { checkSession } from './checks.service.ts';
import { askedOf, courseOf, courseRow } from '../course/course-view.service.ts';
import { findCourse } from '../course/course.store.ts';
import { actAt, lateStart } from '../note/late.service.ts';
import { linesOf } from '../note/lines.service.ts';
import { findClosure } from '../note/notes.store.ts';
import { repeatFor } from './repeat.service.ts';
import {
  findPreviousSession,
  findSession,
  findSessionOfAppointment,
  findSignedNote,
  insertSession,
  updateSession,
  type SessionRow,
} from '../store.ts';
import { sessionOf } from './views.service.ts';

export const emptyContent: SessionContent = {
  common: {},
  findings: [],
  blocks: [],
  narrative: '',
  plan: '',
  reasons: {},
};

export async function sessionRow(db: Reader, id: string): Promise<SessionRow> {
  const row = await findSession(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'session' });
  return row;
}

/** The row as it may be written: unsigned, and of the version that the writer has read. */
export async function openDraft(
  tx: Tx,
  known: { id: string; version?: number },
  act: Act,
): Promise<SessionRow> {
  const row = await sessionRow(tx, known.id);
  if ((await findSignedNote(tx, row.id)) !== undefined) throw new Refusal('ALREADY_SIGNED', {});
  if ((await findClosure(tx, row.id)) !== undefined) throw new Refusal('ALREADY_SIGNED', {});
  if (known.version !== undefined && known.version !== row.version) throw await stale(tx, row, act);
  return row;
}

/** The loser of two windows gets what the winner wrote, beside its own text. */
export async function stale(tx: Tx, row: SessionRow, act: Act): Promise<Refusal> {
  return new Refusal('STALE_VERSION', {
    currentVersion: row.version,
    current: await sessionOf(tx, row, act.reference),
  });
}

export async function begin(
  tx: Tx,
  { late, ...input }: Inputs['treatments']['begin'],
  act: Act,
): Promise<TreatmentSession> {
  await patientHeader(tx, input.patientId);
  await requirePractitioner(tx, input.practitionerId);
  const linked =
    input.appointmentId === null ? undefined : await findSessionOfAppointment(tx, input.appointmentId);
  const isClosed = linked !== undefined && (await findClosure(tx, linked.id)) !== undefined;
  const running = isClosed ? undefined : linked;
  if (running !== undefined) {
    if (running.patientId !== input.patientId) throw new Refusal('NOT_FOUND', { what: 'appointment' });
    act.about({ patientId: running.patientId, entityId: running.id, version: running.version });
    return sessionOf(tx, running, act.reference);
  }
  if (input.courseId !== null) await requireCourseOf(tx, input.courseId, input.patientId);
  if (input.appointmentId !== null) await startTreatment(tx, { ...input, id: input.appointmentId }, act);
  const id = newId();
  await insertSession(tx, {
    ...input,
    id,
    // The draft that was closed keeps the appointment: it is part of what was written down.
    appointmentId: isClosed ? null : input.appointmentId,
    ...lateStart(late, act),
    content: JSON.stringify(emptyContent),
    safetyConfirmedAt: null,
    consentConfirmedAt: null,
    consentConfirmedBy: null,
    version: 1,
  });
  announceSession({ id, patientId: input.patientId, version: 1 }, act);
  return sessionOf(tx, await sessionRow(tx, id), act.reference);
}

export async function open(db: Reader, input: { id: string }, act: Act): Promise<SessionView> {
  const row = await sessionRow(db, input.id);
  act.about({ patientId: row.patientId, entityId: row.id, version: row.version });
  const session = await sessionOf(db, row, act.reference);
  const course = row.courseId === null ? undefined : await findCourse(db, row.courseId);
  const previous = await findPreviousSession(db, row.patientId, row.startedAt);
  return {
    session,
    patient: await patientHeader(db, row.patientId),
    course: course === undefined ? null : await courseOf(db, course, act),
    asked: course === undefined ? [] : await askedOf(db, course.id, row.id),
    previous: previous === undefined ? null : await sessionOf(db, previous, act.reference),
    ...(await checkSession(db, session, act)),
    repeat: session.signedAt === null ? await repeatFor(db, session, act) : null,
  };
}

/** Saves as typed: an unfinished note is not a wrong one. What signing will ask for is listed beside it. */
export async function save(
  tx: Tx,
  input: { id: string; version: number; content: SessionContent; courseId: string | null },
  act: Act,
): Promise<{ version: number; issues: RecordIssue[]; cover: Cover }> {
  const row = await openDraft(tx, input, act);
  refuseMixedKinds(row, input);
  if (input.courseId !== null) await requireCourseOf(tx, input.courseId, row.patientId);
  const techniques = JSON.stringify(input.content.blocks.map(({ technique }) => technique));
  const change = {
    ...{ content: JSON.stringify(input.content), courseId: input.courseId, techniques },
    savedBy: act.who.userId,
  };
  if (!(await updateSession(tx, input, change))) throw await stale(tx, row, act);
  const saved = { ...row, ...change, savedByName: act.who.displayName, version: input.version + 1 };
  await noteUsed(tx, saved, input.content);
  announceSession(saved, act);
  const { issues, cover } = await checkSession(tx, await sessionOf(tx, saved, act.reference), act);
  return { version: saved.version, issues, cover };
}

/** The safety questions were asked again: good for the day of the visit. */
export async function confirmSafety(
  tx: Tx,
  input: { id: string; version: number },
  act: Act,
): Promise<{ version: number; safetyConfirmedAt: string }> {
  const row = await openDraft(tx, input, act);
  const { now } = actAt(row, act);
  if (!(await updateSession(tx, input, { safetyConfirmedAt: now }))) throw await stale(tx, row, act);
  announceSession({ ...row, version: input.version + 1 }, act);
  return { version: input.version + 1, safetyConfirmedAt: now };
}

/**
 * The patient says again, at this visit, that they agree; where substances are injected, they are read to them first.
 * What was once read at this visit stays read.
 */
export async function confirmConsent(
  tx: Tx,
  input: { id: string; version: number; substancesRead: boolean },
  act: Act,
): Promise<{ version: number; consentConfirmedAt: string; substancesRead: boolean }> {
  const row = await openDraft(tx, input, act);
  const { now } = actAt(row, act);
  if (now < row.startedAt)
    throw new Refusal('RECORD_REFUSED', {
      issues: [{ level: 'refuse', code: 'clock-behind', params: { since: row.startedAt } }],
    });
  const substancesRead = input.substancesRead || row.substancesRead === 1;
  const change = {
    consentConfirmedAt: now,
    consentConfirmedBy: act.who.displayName,
    substancesRead: substancesRead ? (1 as const) : (0 as const),
  };
  if (!(await updateSession(tx, input, change))) throw await stale(tx, row, act);
  announceSession({ ...row, version: input.version + 1 }, act);
  return { version: input.version + 1, consentConfirmedAt: now, substancesRead };
}

export async function sessionsOf(db: Reader, input: { patientId: string }, act: Act): Promise<SessionLine[]> {
  act.about({ patientId: input.patientId });
  return linesOf(db, input, act.reference);
}

/** The note of a call says who called, about what and what was advised; that of a visit never does. */
function refuseMixedKinds(
  { kind }: SessionRow,
  { content, courseId }: { content: SessionContent; courseId: string | null },
): void {
  const wrong =
    kind === 'visit'
      ? content.phone !== undefined && 'phone'
      : (courseId !== null && 'courseId') ||
        (content.blocks.length > 0 && 'blocks') ||
        (content.findings.length > 0 && 'findings');
  if (wrong !== false)
    throw new Refusal('INVALID', { field: `content.${wrong}`, problem: 'not-in-this-kind' });
}

export function announceSession(row: Pick<SessionRow, 'id' | 'patientId' | 'version'>, act: Act): void {
  act.about({ patientId: row.patientId, entityId: row.id, version: row.version });
  act.changed('treatments', row.id, row.patientId);
}

async function requireCourseOf(tx: Tx, courseId: string, patientId: string): Promise<void> {
  const course = await courseRow(tx, courseId);
  if (course.patientId !== patientId) throw new Refusal('NOT_FOUND', { what: 'course' });
}
