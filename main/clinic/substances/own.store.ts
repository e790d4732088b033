import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

/** The newest version of each own substance, in the order in which they were first entered. */
export function findOwn(db: Reader): Promise<Selectable<Schema['ownStanding']>[]> {
  return db.selectFrom('ownStanding').selectAll().orderBy('id').execute();
}

export function findVersions(db: Reader, id: string): Promise<Selectable<Schema['ownSubstances']>[]> {
  return db.selectFrom('ownSubstances').selectAll().where('id', '=', id).orderBy('version', 'desc').execute();
}

export function findOwnApprovals(db: Reader, substanceId: string) {
  return db
    .selectFrom('ownApprovals as a')
    .leftJoin('ownApprovalEnds as e', 'e.approvalId', 'a.id')
    .selectAll('a')
    .select(['e.at as endedAt', 'e.reason as endReason', 'e.by as endedBy'])
    .where('a.substanceId', '=', substanceId)
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
}

/** With its row among the substances, blocked: the gate knows of it from the first moment. */
export async function insertVersion(
  tx: Tx,
  row: Selectable<Schema['ownSubstances']>,
  name: string,
): Promise<void> {
  const blocked = { disclosureClass: 'drug', classReason: 'unknown-counts-as-drug', injectable: 0 } as const;
  await tx
    .insertInto('substances')
    .values({ ...{ id: row.id, name, ...blocked }, updatedAt: row.at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await tx.insertInto('ownSubstances').values(row).execute();
}

export async function insertOwnApproval(tx: Tx, row: Selectable<Schema['ownApprovals']>): Promise<void> {
  await tx.insertInto('ownApprovals').values(row).execute();
}

export async function insertOwnApprovalEnd(
  tx: Tx,
  row: Selectable<Schema['ownApprovalEnds']>,
): Promise<void> {
  await tx.insertInto('ownApprovalEnds').values(row).execute();
}
