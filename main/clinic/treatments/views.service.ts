import type { Administration, AdministrationInput } from '../../../shared/contract/administration.ts';
import type { SessionContent, SessionLine, TreatmentSession } from '../../../shared/contract/treatments.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { Reader } from '../../db/schema.ts';
import { findGivenInSession, type GivenRow } from './administration.store.ts';
import { isSound, noteFactsOf } from './note-facts.service.ts';
import { findSupervisors } from './notes.store.ts';
import { countsAsIms } from './rules.ts';
import {
  findAmendments,
  findCounted,
  findSignedNote,
  type AmendmentRow,
  type SessionLineRow,
  type SessionRow,
} from './store.ts';

/** What a row of `administrations` keeps beside its own columns. */
export type AdministrationDetails = Pick<
  Administration,
  | 'containerType'
  | 'firstOpenedOn'
  | 'strengthValue'
  | 'strengthUnit'
  | 'volumePerPoint'
  | 'offLabel'
  | 'collectionId'
  | 'points'
  | 'sites'
  | 'route'
  | 'aspiration'
  | 'stock'
  | 'brought'
> &
  Pick<AdministrationInput, 'reasons' | 'idealKg' | 'prescribed'>;

export function administrationOf(row: GivenRow): Administration {
  const {
    reasons: _,
    idealKg: __,
    prescribed: ___,
    ...details
  } = JSON.parse(row.details) as AdministrationDetails;
  return {
    ...details,
    id: row.id,
    syringeId: row.syringeId,
    sessionId: row.sessionId,
    blockId: row.blockId,
    consentId: row.consentId,
    substanceId: row.substanceId,
    substanceName: row.substanceName,
    disclosureClass: row.disclosureClass,
    productName: row.productName,
    lotNumber: row.lotNumber,
    expiryDate: row.expiryDate,
    totalVolume: row.totalVolume,
    doseMg: row.doseMg,
    givenAt: row.givenAt,
    givenBy: row.givenByName,
    reversedAt: row.reversedAt,
    reversalReason: row.reversalReason,
  };
}

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
    intact:
      note === undefined ||
      isSound(note, amendments, supervisors, {
        content,
        administrations,
        kind: facts.kind,
        late: facts.late,
      }),
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
