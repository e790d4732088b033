import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

type NeedleRow = Selectable<Schema['retainedNeedles']>;
export type RemovalRow = Selectable<Schema['needleRemovals']>;
export type NeedleMark = NeedleRow & { remaining: number };

/** As many as anybody will call in a day. */
const MOST = 500;

export async function insertNeedle(tx: Tx, row: NeedleRow): Promise<void> {
  await tx.insertInto('retainedNeedles').values(row).execute();
}

export async function insertRemoval(tx: Tx, row: RemovalRow): Promise<void> {
  await tx.insertInto('needleRemovals').values(row).execute();
}

function marks(db: Reader) {
  return db
    .selectFrom('retainedNeedles')
    .innerJoin('needlesStillIn', 'needlesStillIn.needleId', 'retainedNeedles.id')
    .selectAll('retainedNeedles')
    .select('needlesStillIn.remaining');
}

export function findNeedle(db: Reader, id: string): Promise<NeedleMark | undefined> {
  return marks(db).where('retainedNeedles.id', '=', id).executeTakeFirst();
}

export function findNeedlesOf(db: Reader, patientId: string): Promise<NeedleMark[]> {
  return marks(db)
    .where('retainedNeedles.patientId', '=', patientId)
    .orderBy('retainedNeedles.leftAt', 'desc')
    .orderBy('retainedNeedles.id')
    .execute();
}

/** Still in and to be out by that day. */
export function findNeedlesDue(db: Reader, by: string): Promise<NeedleMark[]> {
  return marks(db)
    .where('retainedNeedles.dueOn', '<=', by)
    .where('needlesStillIn.remaining', '>', 0)
    .orderBy('retainedNeedles.dueOn')
    .orderBy('retainedNeedles.id')
    .limit(MOST)
    .execute();
}

export async function findRemovals(db: Reader, needleIds: readonly string[]): Promise<RemovalRow[]> {
  if (needleIds.length === 0) return [];
  return db
    .selectFrom('needleRemovals')
    .selectAll()
    .where('needleId', 'in', needleIds)
    .orderBy('at')
    .orderBy('id')
    .execute();
}
