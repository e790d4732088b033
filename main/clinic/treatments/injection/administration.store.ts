import { sql, type Selectable } from 'kysely';
import { every } from '../../../db/prepared.ts';
import type { Reader, Schema, Tx } from '../../../db/schema.ts';

export type AdministrationRow = Selectable<Schema['administrations']>;
export type GivenRow = AdministrationRow & {
  substanceName: string;
  givenByName: string;
  reversedAt: string | null;
  reversalReason: string | null;
};

export async function insertAdministration(tx: Tx, row: AdministrationRow): Promise<void> {
  await tx.insertInto('administrations').values(row).execute();
}

/** Everything given, reversed or not, in the order in which it was given. */
export function given(db: Reader) {
  return db
    .selectFrom('administrations as a')
    .innerJoin('substances as s', 's.id', 'a.substanceId')
    .innerJoin('users as u', 'u.id', 'a.givenBy')
    .leftJoin('administrationReversals as r', 'r.syringeId', 'a.syringeId')
    .selectAll('a')
    .select([
      's.name as substanceName',
      'u.displayName as givenByName',
      'r.at as reversedAt',
      'r.reason as reversalReason',
    ])
    .orderBy('a.givenAt')
    .orderBy('a.id');
}

export const findGivenInSession = every((db, sessionId: string) =>
  given(db).where('a.sessionId', '=', sessionId),
);

export function findGivenInSessions(db: Reader, sessionIds: readonly string[]): Promise<GivenRow[]> {
  return given(db)
    .where('a.sessionId', 'in', [...sessionIds])
    .execute();
}

/** What was given and kept in a course, but for visits entered in error. */
export function findGivenInCourse(db: Reader, courseId: string): Promise<GivenRow[]> {
  return given(db)
    .innerJoin('treatmentSessions as t', 't.id', 'a.sessionId')
    .where('t.courseId', '=', courseId)
    .where('r.at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('noteAmendments as n')
            .select('n.id')
            .whereRef('n.sessionId', '=', 't.id')
            .where('n.kind', '=', 'entered-in-error'),
        ),
      ),
    )
    .execute();
}

export function findSyringe(db: Reader, syringeId: string): Promise<GivenRow[]> {
  return given(db).where('a.syringeId', '=', syringeId).execute();
}

/** What the patient was given and kept since an instant, in whatever session. */
export function findGivenSince(db: Reader, patientId: string, since: string): Promise<GivenRow[]> {
  return given(db)
    .where('a.patientId', '=', patientId)
    .where('a.givenAt', '>=', since)
    .where('r.at', 'is', null)
    .execute();
}

/** What one person gave and did not take back since an instant, newest first. */
export function findLastBy(db: Reader, userId: string, since: string, limit: number): Promise<GivenRow[]> {
  return given(db)
    .clearOrderBy()
    .where('a.givenBy', '=', userId)
    .where('a.givenAt', '>=', since)
    .where('r.at', 'is', null)
    .orderBy('a.givenAt', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute();
}

export async function insertReversal(
  tx: Tx,
  row: Selectable<Schema['administrationReversals']>,
): Promise<void> {
  await tx.insertInto('administrationReversals').values(row).execute();
}

/** Whose blood each collection is, as first used in this clinic. */
export async function findCollectionOwners(
  db: Reader,
  collectionIds: readonly string[],
): Promise<Map<string, string>> {
  const ids = collectionIds.filter((id) => id !== '');
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('administrations')
    .select([sql<string>`details ->> '$.collectionId'`.as('collectionId'), 'patientId'])
    .where(sql<boolean>`details ->> '$.collectionId' <> ''`)
    .where(sql<string>`details ->> '$.collectionId'`, 'in', ids)
    .orderBy('givenAt', 'desc')
    .execute();
  return new Map(rows.map(({ collectionId, patientId }) => [collectionId, patientId]));
}
