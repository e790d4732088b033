import type { Selectable } from 'kysely';
import { first } from '../../db/prepared.ts';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type PaperFormRow = Selectable<Schema['consentPaperForms']>;

export const findPaperForm = first((db, consentId: string, contentHash: string) =>
  db
    .selectFrom('consentPaperForms')
    .selectAll()
    .where('consentId', '=', consentId)
    .where('contentHash', '=', contentHash),
);

/** Forms whose text begins like the one that a code names; hardly ever more than one. */
export function findPaperForms(db: Reader, hashStart: string): Promise<PaperFormRow[]> {
  return db
    .selectFrom('consentPaperForms')
    .selectAll()
    .where('contentHash', '>=', hashStart)
    .where('contentHash', '<', `${hashStart}g`)
    .orderBy('printedAt', 'desc')
    .execute();
}

export function findPaperFormByFile(db: Reader, sha256: string): Promise<PaperFormRow | undefined> {
  return db.selectFrom('consentPaperForms').selectAll().where('sha256', '=', sha256).executeTakeFirst();
}

export async function insertPaperForm(tx: Tx, row: PaperFormRow): Promise<void> {
  await tx.insertInto('consentPaperForms').values(row).execute();
}

/** Forms whose very text still waits for the signatures that were to be made by hand, the oldest first; at most 500. */
export function findPaperWaiting(db: Reader) {
  return (
    db
      // Drafts are few and forms are kept for good: the drafts come first.
      .selectFrom('consentDrafts as d')
      .crossJoin('consentPaperForms as f')
      .whereRef('f.consentId', '=', 'd.id')
      .whereRef('f.contentHash', '=', 'd.contentHash')
      .select(['f.consentId', 'f.contentHash', 'f.printedAt', 'd.patientId', 'd.practitionerId'])
      .select(['d.document', 'd.signatures'])
      .orderBy('f.printedAt')
      .limit(500)
      .execute()
  );
}
