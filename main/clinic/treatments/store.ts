import { sql, type Insertable, type Selectable } from 'kysely';
import { every, first } from '../../db/prepared.ts';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type SessionRow = Selectable<Schema['treatmentSessions']> & {
  practitionerName: string;
  savedByName: string | null;
};
export type SignedNoteRow = Selectable<Schema['signedNotes']>;
export type AmendmentRow = Selectable<Schema['noteAmendments']>;

function sessions(db: Reader) {
  return db
    .selectFrom('treatmentSessions as s')
    .innerJoin('users as u', 'u.id', 's.practitionerId')
    .leftJoin('users as w', 'w.id', 's.savedBy')
    .selectAll('s')
    .select(['u.displayName as practitionerName', 'w.displayName as savedByName']);
}

/** A visit that took place: no call, and neither its signed note nor its draft was entered in error. */
const aVisit = sql<boolean>`s.kind = 'visit'
  AND NOT EXISTS (SELECT 1 FROM noteAmendments a WHERE a.sessionId = s.id AND a.kind = 'entered-in-error')
  AND NOT EXISTS (SELECT 1 FROM sessionClosures c WHERE c.sessionId = s.id)`;

export const findSession = first((db, id: string) => sessions(db).where('s.id', '=', id));

export function findSessionOfAppointment(db: Reader, appointmentId: string): Promise<SessionRow | undefined> {
  return sessions(db).where('s.appointmentId', '=', appointmentId).executeTakeFirst();
}

/** The latest visit of the patient before an instant that was not entered in error. */
export function findPreviousSession(
  db: Reader,
  patientId: string,
  before: string,
): Promise<SessionRow | undefined> {
  return sessions(db)
    .where('s.patientId', '=', patientId)
    .where('s.startedAt', '<', before)
    .where(aVisit)
    .orderBy('s.startedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertSession(tx: Tx, row: Insertable<Schema['treatmentSessions']>): Promise<void> {
  await tx.insertInto('treatmentSessions').values(row).execute();
}

/** False when another window has saved meanwhile. */
export async function updateSession(
  tx: Tx,
  known: { id: string; version: number },
  change: Partial<
    Pick<
      SessionRow,
      | 'content'
      | 'courseId'
      | 'safetyConfirmedAt'
      | 'techniques'
      | 'consentConfirmedAt'
      | 'consentConfirmedBy'
      | 'substancesRead'
      | 'savedBy'
    >
  >,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('treatmentSessions')
    .set({ ...change, version: known.version + 1 })
    .where('id', '=', known.id)
    .where('version', '=', known.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export const findSignedNote = first((db, sessionId: string) =>
  db.selectFrom('signedNotes').selectAll().where('sessionId', '=', sessionId),
);

export async function insertSignedNote(tx: Tx, row: SignedNoteRow): Promise<void> {
  await tx.insertInto('signedNotes').values(row).execute();
}

export const findAmendments = every((db, sessionId: string) =>
  db.selectFrom('noteAmendments').selectAll().where('sessionId', '=', sessionId).orderBy('at').orderBy('id'),
);

export async function insertAmendment(tx: Tx, row: AmendmentRow): Promise<void> {
  await tx.insertInto('noteAmendments').values(row).execute();
}

export interface SessionLineRow {
  id: string;
  courseId: string | null;
  appointmentId: string | null;
  startedAt: string;
  practitionerName: string;
  /** Technique ids as a JSON list. */
  techniques: string;
  /** Names of what was given, as a JSON list. */
  substances: string;
  painBefore: string | null;
  painAfter: string | null;
  kind: 'visit' | 'phone';
  recordedAt: string | null;
  signed: 0 | 1;
  amended: 0 | 1;
  /** Supervisors who have not co-signed. */
  awaited: number;
  inError: 0 | 1;
}

/** Newest first; the content of each visit stays where it is. */
export function findSessionLines(
  db: Reader,
  of: { patientId: string } | { courseId: string },
): Promise<SessionLineRow[]> {
  return db
    .selectFrom('treatmentSessions as s')
    .innerJoin('users as u', 'u.id', 's.practitionerId')
    .select([
      's.id',
      's.courseId',
      's.appointmentId',
      's.startedAt',
      's.techniques',
      's.painBefore',
      's.painAfter',
      's.kind',
      's.recordedAt',
      'u.displayName as practitionerName',
    ])
    .select([
      sql<string>`(SELECT json_group_array(DISTINCT n.name) FROM administrations a JOIN substances n ON n.id = a.substanceId
        WHERE a.sessionId = s.id AND NOT EXISTS (SELECT 1 FROM administrationReversals r WHERE r.syringeId = a.syringeId))`.as(
        'substances',
      ),
      sql<0 | 1>`EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = s.id)`.as('signed'),
      sql<0 | 1>`EXISTS (SELECT 1 FROM noteAmendments a WHERE a.sessionId = s.id)`.as('amended'),
      sql<
        0 | 1
      >`EXISTS (SELECT 1 FROM noteAmendments a WHERE a.sessionId = s.id AND a.kind = 'entered-in-error')
        OR EXISTS (SELECT 1 FROM sessionClosures c WHERE c.sessionId = s.id)`.as('inError'),
      sql<number>`(SELECT count(*) FROM awaitedCosignatures v WHERE v.sessionId = s.id)`.as('awaited'),
    ])
    .where(({ eb }) =>
      'courseId' in of ? eb('s.courseId', '=', of.courseId) : eb('s.patientId', '=', of.patientId),
    )
    .orderBy('s.startedAt', 'desc')
    .execute();
}

/** Visits of a course that were not entered in error, with their techniques: what is counted. */
export function findCounted(
  db: Reader,
  courseId: string,
): Promise<(Pick<SessionRow, 'id' | 'startedAt' | 'techniques'> & { signed: 0 | 1 })[]> {
  return counted(db, courseId)
    .select(['s.id', 's.startedAt', 's.techniques'])
    .select(sql<0 | 1>`EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = s.id)`.as('signed'))
    .execute();
}

/** What was written at the visits of a course whose notes are not signed yet. */
export async function findUnsigned(
  db: Reader,
  courseId: string,
): Promise<Pick<SessionRow, 'startedAt' | 'content'>[]> {
  return db
    .selectFrom('treatmentSessions as s')
    .leftJoin('signedNotes as n', 'n.sessionId', 's.id')
    .select(['s.startedAt', 's.content'])
    .where('s.courseId', '=', courseId)
    .where('n.sessionId', 'is', null)
    .where(aVisit)
    .orderBy('s.startedAt')
    .execute();
}

/** What was written at those visits, oldest first. */
export async function findContents(db: Reader, courseId: string): Promise<string[]> {
  const rows = await counted(db, courseId).select('s.content').orderBy('s.startedAt').execute();
  return rows.map(({ content }) => content);
}

function counted(db: Reader, courseId: string) {
  return db.selectFrom('treatmentSessions as s').where('s.courseId', '=', courseId).where(aVisit);
}

export interface AppointmentSession {
  appointmentId: string;
  sessionId: string;
  signed: boolean;
}

export async function findSessionsOfAppointments(
  db: Reader,
  appointmentIds: readonly string[],
): Promise<AppointmentSession[]> {
  if (appointmentIds.length === 0) return [];
  const rows = await db
    .selectFrom('treatmentSessions as s')
    .leftJoin('signedNotes as n', 'n.sessionId', 's.id')
    .leftJoin('sessionClosures as c', 'c.sessionId', 's.id')
    .select(['s.appointmentId', 's.id as sessionId', 'n.signedAt', 'c.at as closedAt'])
    .where('s.appointmentId', 'in', [...appointmentIds])
    .execute();
  return rows.flatMap(({ appointmentId, sessionId, signedAt, closedAt }) =>
    appointmentId === null || closedAt !== null
      ? []
      : [{ appointmentId, sessionId, signed: signedAt !== null }],
  );
}
