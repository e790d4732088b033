import type { Reader } from '../../../db/schema.ts';

// What stands in the tables about signed notes, for whoever compares it with what was signed.

/** Those without a signature are left out. */
export function findSignedTexts(db: Reader, sessionIds: readonly string[]) {
  return db
    .selectFrom('treatmentSessions as s')
    .innerJoin('signedNotes as n', 'n.sessionId', 's.id')
    .select(['s.content as written', 's.kind', 's.recordedAt', 's.lateReason'])
    .select(['s.patientId', 's.courseId', 's.appointmentId', 's.practitionerId', 's.startedAt'])
    .select(['s.safetyConfirmedAt', 's.consentConfirmedAt', 's.consentConfirmedBy', 's.substancesRead'])
    .select(['n.content', 'n.contentHash', 'n.signedBy', 'n.signedAt', 'n.sessionId'])
    .where('s.id', 'in', [...sessionIds])
    .execute();
}

export type SignedText = Awaited<ReturnType<typeof findSignedTexts>>[number];

export function findAmendmentsOf(db: Reader, sessionIds: readonly string[]) {
  return db
    .selectFrom('noteAmendments')
    .selectAll()
    .where('sessionId', 'in', [...sessionIds])
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export function findTakeoversOf(db: Reader, sessionIds: readonly string[]) {
  return db
    .selectFrom('sessionTakeovers')
    .select(['sessionId', 'reason', 'at'])
    .where('sessionId', 'in', [...sessionIds])
    .orderBy('number')
    .execute();
}

/** Every hash that the log says was signed, amended, co-signed or passed on under one of these notes. */
export function findLoggedHashes(db: Reader, sessionIds: readonly string[]) {
  return db
    .selectFrom('audit')
    .select(['entityId as sessionId', 'afterHash as hash'])
    .where('entityId', 'in', [...sessionIds])
    .where('afterHash', 'is not', null)
    .where('procedure', 'like', 'treatments.%')
    .orderBy('seq')
    .$narrowType<{ sessionId: string; hash: string }>()
    .execute();
}
