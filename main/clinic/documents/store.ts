import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type DocumentRow = Selectable<Schema['documents']>;

/** The paper that was drawn from this very content. */
export function findDrawn(
  db: Reader,
  of: Pick<DocumentRow, 'kind' | 'subjectId' | 'sourceHash'>,
): Promise<DocumentRow | undefined> {
  return db
    .selectFrom('documents')
    .selectAll()
    .where('kind', '=', of.kind)
    .where('subjectId', '=', of.subjectId)
    .where('sourceHash', '=', of.sourceHash)
    .executeTakeFirst();
}

export function findDocument(db: Reader, id: string): Promise<DocumentRow | undefined> {
  return db.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findDocumentsOf(db: Reader, patientId: string) {
  return db
    .selectFrom('documents')
    .select(['id', 'kind', 'title', 'archivedAt', 'sha256'])
    .select(({ fn }) => fn<number>('octet_length', ['bytes']).as('size'))
    .where('patientId', '=', patientId)
    .orderBy('archivedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export type CopyRow = Selectable<Schema['documentCopies']>;

export async function lastCopy(db: Reader, documentId: string): Promise<number> {
  const row = await db
    .selectFrom('documentCopies')
    .select('number')
    .where('documentId', '=', documentId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** False where another window has let out the copy of that number. */
export async function insertCopy(tx: Tx, row: CopyRow): Promise<boolean> {
  if ((await lastCopy(tx, row.documentId)) >= row.number) return false;
  await tx.insertInto('documentCopies').values(row).execute();
  return true;
}

export async function insertDocument(tx: Tx, row: DocumentRow): Promise<void> {
  await tx.insertInto('documents').values(row).execute();
}
