import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type LimitRow = Selectable<Schema['limits']>;
export type LiftRow = Selectable<Schema['limitLifts']>;
export type KnownLimit = LimitRow & { lift: LiftRow | null };

export async function findLimits(db: Reader, patientIds: readonly string[]): Promise<KnownLimit[]> {
  const rows = await db
    .selectFrom('limits')
    .selectAll()
    .where('patientId', 'in', patientIds)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const lifts = await db
    .selectFrom('limitLifts')
    .selectAll()
    .where('limitId', 'in', db.selectFrom('limits').select('id').where('patientId', 'in', patientIds))
    .execute();
  const of = new Map(lifts.map((lift) => [lift.limitId, lift]));
  return rows.map((row) => ({ ...row, lift: of.get(row.id) ?? null }));
}

export async function patientOfLimit(db: Reader, id: string): Promise<string | undefined> {
  const row = await db.selectFrom('limits').select('patientId').where('id', '=', id).executeTakeFirst();
  return row?.patientId;
}

export async function insertLimits(tx: Tx, rows: readonly LimitRow[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('limits').values(rows).execute();
}

export async function insertLift(tx: Tx, row: LiftRow): Promise<void> {
  await tx.insertInto('limitLifts').values(row).execute();
}
