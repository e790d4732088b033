import type {
  SessionContent,
  SessionLine,
  TreatmentSession,
} from '../../../../shared/contract/treatments.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { Reader } from '../../../db/schema.ts';
import { findGivenInSession } from '../injection/administration.store.ts';
import { administrationOf } from '../injection/given-rows.ts';
import { noteFactsOf } from '../note/note-facts.service.ts';
import { findSupervisors } from '../note/notes.store.ts';
import { countsAsIms } from '../rules.ts';
import { brokenAmong } from '../note/soundness.service.ts';
import {
  findAmendments,
  findCounted,
  findSignedNote,
  type AmendmentRow,
  type SessionLineRow,
  type SessionRow,
} from '../store.ts';

export function statusOf(
  signed: boolean,
  amendments: readonly Pick<AmendmentRow, 'kind'>[],
  closed = false,
): TreatmentSession['status'] {
  if (!signed) return closed ? 'entered-in-error' : 'draft';
  if (amendments.some(({ kind }) => kind === 'entered-in-error')) return 'entered-in-error';
  return amendments.length > 0 ? 'amended' : 'signed';
}

export async function sessionOf(
  db: Reader,
  row: SessionRow,
  reference: Reference,
): Promise<TreatmentSession> {
  const [given, note, amendments] = [
    await findGivenInSession(db, row.id),
    await findSignedNote(db, row.id),
    await findAmendments(db, row.id),
  ];
  const content = JSON.parse(row.content) as SessionContent;
  const administrations = given.map(administrationOf);
  const supervisors = note === undefined ? [] : await findSupervisors(db, [row.id]);
  const facts = await noteFactsOf(db, row, supervisors);
  return {
    ...facts,
    id: row.id,
    patientId: row.patientId,
    courseId: row.courseId,
    appointmentId: row.appointmentId,
    practitionerId: row.practitionerId,
    practitionerName: row.practitionerName,
    startedAt: row.startedAt,
    status: statusOf(note !== undefined, amendments, facts.closed !== null),
    sessionNumber: await numberInCourse(db, row, content, reference),
    content,
    administrations,
    safetyConfirmedAt: row.safetyConfirmedAt,
    consentConfirmedAt: row.consentConfirmedAt,
    consentConfirmedBy: row.consentConfirmedBy,
    substancesRead: row.substancesRead === 1,
    signedAt: note?.signedAt ?? null,
    signedBy: note?.signedBy ?? null,
    contentHash: note?.contentHash ?? null,
    intact: note === undefined || (await brokenAmong(db, [row.id])).size === 0,
    amendments: amendments.map(({ id, kind, reason, text, author, at, contentHash }) => ({
      id,
      kind,
      reason,
      text,
      author,
      at,
      contentHash,
    })),
    version: row.version,
  };
}

/** Counted, never typed: the visits of the course up to this one. Traditional acupuncture and errors do not count. */
async function numberInCourse(
  db: Reader,
  row: SessionRow,
  content: SessionContent,
  reference: Reference,
): Promise<number> {
  if (row.courseId === null) return 1;
  const visits = await findCounted(db, row.courseId);
  const earlier = visits.filter(
    (visit) => visit.id !== row.id && visit.startedAt <= row.startedAt && isCounted(visit, reference),
  ).length;
  return (
    earlier +
    (countsAsIms(
      content.blocks.map(({ technique }) => technique),
      reference,
    )
      ? 1
      : 0)
  );
}

export function isCounted({ techniques }: Pick<SessionRow, 'techniques'>, reference: Reference): boolean {
  return countsAsIms(JSON.parse(techniques) as string[], reference);
}

export function lineOf(row: SessionLineRow, intact: boolean, reference: Reference): SessionLine {
  const techniques = [...new Set(JSON.parse(row.techniques) as string[])];
  return {
    id: row.id,
    startedAt: row.startedAt,
    status: row.inError ? 'entered-in-error' : row.amended ? 'amended' : row.signed ? 'signed' : 'draft',
    practitionerName: row.practitionerName,
    techniques: techniques.map((id) => reference.techniques.get(id)?.name ?? id),
    substances: JSON.parse(row.substances) as string[],
    painBefore: row.painBefore,
    painAfter: row.painAfter,
    kind: row.kind,
    late: row.recordedAt !== null,
    awaitingCosign: row.inError === 0 && row.awaited > 0,
    intact,
  };
}
