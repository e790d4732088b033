import type { Insertable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type OverrideRow = Awaited<ReturnType<typeof findOverridesIn>>[number];

function overrides(db: Reader) {
  return db
    .selectFrom('credentialOverrides as o')
    .innerJoin('users as u', 'u.id', 'o.practitionerId')
    .leftJoin('overrideReviews as r', 'r.overrideId', 'o.id')
    .leftJoin('users as v', 'v.id', 'r.reviewedBy')
    .select(['o.id', 'o.sessionId', 'o.practitionerId', 'o.lacks', 'o.reason', 'o.at'])
    .select(['u.displayName as practitioner', 'r.outcome', 'r.words', 'r.at as reviewedAt'])
    .select('v.displayName as reviewer');
}

export function findOverridesIn(db: Reader, sessionIds: readonly string[]) {
  return overrides(db)
    .where('o.sessionId', 'in', [...sessionIds])
    .orderBy('o.at')
    .orderBy('o.id')
    .execute();
}

export function findOverride(db: Reader, id: string): Promise<OverrideRow | undefined> {
  return overrides(db).where('o.id', '=', id).executeTakeFirst();
}

/** Those that wait for a review first, then the newest. */
export function findOverrides(db: Reader, most: number): Promise<OverrideRow[]> {
  return overrides(db)
    .orderBy(({ eb }) => eb('r.at', 'is', null), 'desc')
    .orderBy('o.at', 'desc')
    .limit(most)
    .execute();
}

export async function insertOverride(tx: Tx, row: Insertable<Schema['credentialOverrides']>): Promise<void> {
  await tx.insertInto('credentialOverrides').values(row).execute();
}

export async function insertReview(tx: Tx, row: Insertable<Schema['overrideReviews']>): Promise<void> {
  await tx.insertInto('overrideReviews').values(row).execute();
}
