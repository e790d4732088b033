import type { Reader, Schema, Tx } from '../../db/schema.ts';

export function findDeaths(
  db: Reader,
  ids: readonly string[],
): Promise<{ patientId: string; diedOn: string }[]> {
  return db
    .selectFrom('patientDeaths')
    .select(['patientId', 'diedOn'])
    .where('patientId', 'in', [...ids])
    .execute();
}

export async function putDeath(tx: Tx, row: Schema['patientDeaths']): Promise<void> {
  await tx
    .insertInto('patientDeaths')
    .values(row)
    .onConflict((conflict) => conflict.column('patientId').doUpdateSet(row))
    .execute();
}

export async function deleteDeath(tx: Tx, patientId: string): Promise<void> {
  await tx.deleteFrom('patientDeaths').where('patientId', '=', patientId).execute();
}
