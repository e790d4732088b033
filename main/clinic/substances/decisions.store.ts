import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type ApprovalRow = Selectable<Schema['classApprovals']> & {
  endedAt: string | null;
  endReason: string | null;
  endedBy: string | null;
};

/** Every decision that was ever taken, newest first, with how it ended. */
export function findApprovals(db: Reader): Promise<ApprovalRow[]> {
  return db
    .selectFrom('classApprovals as a')
    .leftJoin('classApprovalEnds as e', 'e.approvalId', 'a.id')
    .selectAll('a')
    .select(['e.at as endedAt', 'e.reason as endReason', 'e.by as endedBy'])
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
}

export async function insertApproval(tx: Tx, row: Selectable<Schema['classApprovals']>): Promise<void> {
  await tx.insertInto('classApprovals').values(row).execute();
}

export async function insertApprovalEnd(tx: Tx, row: Selectable<Schema['classApprovalEnds']>): Promise<void> {
  await tx.insertInto('classApprovalEnds').values(row).execute();
}

/** Oldest first, so that of each substance the last one counts. */
export function findReviews(db: Reader): Promise<Selectable<Schema['substanceReviews']>[]> {
  return db.selectFrom('substanceReviews').selectAll().orderBy('at').orderBy('id').execute();
}

export async function insertReview(tx: Tx, row: Selectable<Schema['substanceReviews']>): Promise<void> {
  await tx.insertInto('substanceReviews').values(row).execute();
}
