import type { Selectable } from 'kysely';
import type { DisclosureClass } from '../../../shared/contract/values.ts';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type SubstanceRow = Selectable<Schema['substances']>;

/** Rows that stand as they are keep their day; only a change is dated anew. */
export async function putSubstances(tx: Tx, rows: readonly SubstanceRow[]): Promise<void> {
  for (const row of rows) {
    await tx
      .insertInto('substances')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet({
            name: row.name,
            disclosureClass: row.disclosureClass,
            classReason: row.classReason,
            injectable: row.injectable,
            updatedAt: row.updatedAt,
          })
          .where((eb) =>
            eb.or([
              eb('substances.name', '<>', row.name),
              eb('substances.disclosureClass', '<>', row.disclosureClass),
              eb('substances.classReason', '<>', row.classReason),
              eb('substances.injectable', '<>', row.injectable),
            ]),
          ),
      )
      .execute();
  }
}

/** What the catalogue no longer names stays for the record, and cannot be injected. */
export async function retireAllBut(tx: Tx, ids: readonly string[], at: string): Promise<void> {
  await tx
    .updateTable('substances')
    .set({ injectable: 0, disclosureClass: 'drug', classReason: 'not-in-catalogue', updatedAt: at })
    .where('id', 'not in', ids)
    .where('classReason', '<>', 'not-in-catalogue')
    .execute();
}

export function findSubstances(db: Reader): Promise<SubstanceRow[]> {
  return db.selectFrom('substances').selectAll().orderBy('id').execute();
}

export async function findSubstance(
  db: Reader,
  id: string,
): Promise<{ disclosureClass: DisclosureClass; classReason: string; injectable: 0 | 1 } | undefined> {
  return db
    .selectFrom('substances')
    .select(['disclosureClass', 'classReason', 'injectable'])
    .where('id', '=', id)
    .executeTakeFirst();
}
