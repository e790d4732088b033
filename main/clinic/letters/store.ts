import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type VersionRow = Selectable<Schema['letterTemplateVersions']>;

/** Of each template the version that stands. */
export function findStanding(db: Reader): Promise<VersionRow[]> {
  return db
    .selectFrom('letterTemplateVersions as v')
    .selectAll()
    .where(({ eb, selectFrom }) =>
      eb(
        'v.number',
        '=',
        selectFrom('letterTemplateVersions as w')
          .select(({ fn }) => fn.max('w.number').as('number'))
          .whereRef('w.templateId', '=', 'v.templateId'),
      ),
    )
    .execute();
}

/** Newest first. */
export function findVersions(db: Reader, templateId: string): Promise<VersionRow[]> {
  return db
    .selectFrom('letterTemplateVersions')
    .selectAll()
    .where('templateId', '=', templateId)
    .orderBy('number', 'desc')
    .execute();
}

export async function insertVersion(tx: Tx, row: VersionRow): Promise<void> {
  await tx.insertInto('letterTemplateVersions').values(row).execute();
}
