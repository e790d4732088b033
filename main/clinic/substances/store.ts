import { sql, type Selectable } from 'kysely';
import type { DisclosureClass } from '../../../shared/contract/values.ts';
import { every } from '../../db/prepared.ts';
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

export const findSubstances = every((db) => db.selectFrom('substances').selectAll().orderBy('id'));

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

/** Brings what the gate knows of substances and sites to what the reference data says; rows that stand are left alone. */
export async function putTraits(
  tx: Tx,
  traits: readonly Selectable<Schema['substanceTraits']>[],
  sites: readonly Selectable<Schema['siteRegions']>[],
): Promise<void> {
  const keyOf = (row: { substanceId: string; kind: string; value: string }) =>
    `${row.substanceId} ${row.kind} ${row.value}`;
  const known = await tx.selectFrom('substanceTraits').selectAll().execute();
  const wanted = new Set(traits.map(keyOf));
  for (const row of known.filter((one) => !wanted.has(keyOf(one)))) {
    await tx
      .deleteFrom('substanceTraits')
      .where('substanceId', '=', row.substanceId)
      .where('kind', '=', row.kind)
      .where('value', '=', row.value)
      .execute();
  }
  const there = new Set(known.map(keyOf));
  for (const row of traits.filter((one) => !there.has(keyOf(one))))
    await tx.insertInto('substanceTraits').values(row).execute();
  const regions = new Map(
    (await tx.selectFrom('siteRegions').selectAll().execute()).map(({ siteId, region }) => [siteId, region]),
  );
  for (const row of sites.filter(({ siteId, region }) => regions.get(siteId) !== region)) {
    await tx
      .insertInto('siteRegions')
      .values(row)
      .onConflict((conflict) => conflict.column('siteId').doUpdateSet({ region: row.region }))
      .execute();
  }
}

export const findFacts = every((db) => db.selectFrom('substanceFacts').selectAll());

/** What is said for the first time has not changed; what is said otherwise has, at this moment or just after the last change. */
export async function putFacts(
  tx: Tx,
  rows: readonly { substanceId: string; facts: string }[],
  now: string,
): Promise<void> {
  const known = new Map((await findFacts(tx)).map((row) => [row.substanceId, row.facts]));
  for (const { substanceId, facts } of rows) {
    const before = known.get(substanceId);
    if (before === undefined)
      await tx.insertInto('substanceFacts').values({ substanceId, facts, changedAt: null }).execute();
    else if (before !== facts)
      await tx
        .updateTable('substanceFacts')
        .set({
          facts,
          // The clock of the computer may have been set back since.
          changedAt: sql<string>`CASE WHEN changedAt >= ${now} THEN strftime('%Y-%m-%dT%H:%M:%fZ', changedAt, '+0.001 seconds') ELSE ${now} END`,
        })
        .where('substanceId', '=', substanceId)
        .execute();
  }
}
