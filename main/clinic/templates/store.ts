import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type VersionRow = Selectable<Schema['templateVersions']> & {
  retiredAt: string | null;
  retiredBy: string | null;
};
export type DraftRow = Selectable<Schema['templateDrafts']>;
export type TextRow = Selectable<Schema['templateTexts']>;
export type ApprovalRow = Selectable<Schema['templateApprovals']>;

/** Every version of these templates, newest first. */
export function findVersions(db: Reader, templateIds: readonly string[]): Promise<VersionRow[]> {
  return db
    .selectFrom('templateVersions as v')
    .leftJoin('templateRetirements as r', (join) =>
      join.onRef('r.templateId', '=', 'v.templateId').onRef('r.version', '=', 'v.version'),
    )
    .selectAll('v')
    .select(['r.retiredAt', 'r.retiredBy'])
    .where('v.templateId', 'in', [...templateIds])
    .orderBy('v.templateId')
    .orderBy('v.version', 'desc')
    .execute();
}

export async function insertVersion(tx: Tx, row: Omit<VersionRow, 'retiredAt' | 'retiredBy'>): Promise<void> {
  await tx.insertInto('templateVersions').values(row).execute();
}

export async function insertRetirement(
  tx: Tx,
  row: Selectable<Schema['templateRetirements']>,
): Promise<void> {
  await tx.insertInto('templateRetirements').values(row).execute();
}

export function findDrafts(db: Reader): Promise<DraftRow[]> {
  return db.selectFrom('templateDrafts').selectAll().execute();
}

export function findDraft(db: Reader, templateId: string): Promise<DraftRow | undefined> {
  return db.selectFrom('templateDrafts').selectAll().where('templateId', '=', templateId).executeTakeFirst();
}

export async function putDraft(tx: Tx, row: DraftRow): Promise<void> {
  await tx
    .insertInto('templateDrafts')
    .values(row)
    .onConflict((conflict) => conflict.column('templateId').doUpdateSet(row))
    .execute();
}

export async function deleteDraft(tx: Tx, templateId: string): Promise<void> {
  await tx.deleteFrom('templateDrafts').where('templateId', '=', templateId).execute();
}

export function findReviews(db: Reader): Promise<Selectable<Schema['templateReviews']>[]> {
  return db.selectFrom('templateReviews').selectAll().execute();
}

export async function putReview(tx: Tx, row: Selectable<Schema['templateReviews']>): Promise<void> {
  await tx
    .insertInto('templateReviews')
    .values(row)
    .onConflict((conflict) => conflict.column('templateId').doUpdateSet(row))
    .execute();
}

/** What the clinic has written in a language, for all templates. */
export function findTexts(db: Reader, language: string): Promise<TextRow[]> {
  return db.selectFrom('templateTexts').selectAll().where('language', '=', language).execute();
}

export async function putText(tx: Tx, row: TextRow): Promise<void> {
  await tx
    .insertInto('templateTexts')
    .values(row)
    .onConflict((conflict) => conflict.columns(['templateId', 'language', 'textKey']).doUpdateSet(row))
    .execute();
}

export async function deleteText(
  tx: Tx,
  { templateId, language, textKey }: Pick<TextRow, 'templateId' | 'language' | 'textKey'>,
): Promise<void> {
  await tx
    .deleteFrom('templateTexts')
    .where('templateId', '=', templateId)
    .where('language', '=', language)
    .where('textKey', '=', textKey)
    .execute();
}

export function findApprovals(db: Reader, language: string): Promise<ApprovalRow[]> {
  return db.selectFrom('templateApprovals').selectAll().where('language', '=', language).execute();
}

export async function insertApproval(tx: Tx, row: ApprovalRow): Promise<void> {
  await tx.insertInto('templateApprovals').values(row).execute();
}

export function findWordApprovals(db: Reader): Promise<Selectable<Schema['wordApprovals']>[]> {
  return db.selectFrom('wordApprovals').selectAll().execute();
}

export async function insertWordApproval(tx: Tx, row: Selectable<Schema['wordApprovals']>): Promise<void> {
  await tx.insertInto('wordApprovals').values(row).execute();
}
