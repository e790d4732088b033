import type { Reader } from '../../db/schema.ts';

/** Completed consents that answer to a code: hardly ever more than one. */
export function findConsents(
  db: Reader,
  code: { id: string } | { fingerprint: string },
): Promise<{ id: string; contentHash: string }[]> {
  const found = db.selectFrom('consents').select(['id', 'contentHash']);
  return 'id' in code
    ? found.where('id', '=', code.id).execute()
    : found
        .where('contentHash', '>=', code.fingerprint)
        .where('contentHash', '<', `${code.fingerprint}g`)
        .execute();
}

/** The copy that this very file is, with the archived paper that it was drawn from. */
export function findCopy(db: Reader, fingerprint: string) {
  return db
    .selectFrom('documentCopies')
    .innerJoin('documents', 'documents.id', 'documentCopies.documentId')
    .select(['documents.id', 'documents.subjectId', 'number', 'printedAt', 'printedBy'])
    .where('documentCopies.sha256', '=', fingerprint)
    .where('documents.kind', '=', 'consent')
    .executeTakeFirst();
}

/** The archived consent paper with that id or these very bytes; `bytes` are hashed anew by who asks. */
export function findPaper(db: Reader, code: { id: string } | { fingerprint: string }) {
  const found = db
    .selectFrom('documents')
    .select(['id', 'subjectId', 'sha256'])
    .where('kind', '=', 'consent');
  return 'id' in code
    ? found.where('id', '=', code.id).executeTakeFirst()
    : found
        .where('sha256', '>=', code.fingerprint)
        .where('sha256', '<', `${code.fingerprint}g`)
        .executeTakeFirst();
}

export function findPapers(db: Reader, consentId: string) {
  return db
    .selectFrom('documents')
    .select(['id', 'sha256', 'bytes'])
    .where('kind', '=', 'consent')
    .where('subjectId', '=', consentId)
    .orderBy('id')
    .execute();
}

/** Log rows about a consent that carry a fingerprint. */
export function findSealed(db: Reader, entityId: string) {
  return db
    .selectFrom('audit')
    .select(['seq', 'procedure', 'afterHash'])
    .where('entityId', '=', entityId)
    .where('outcome', '=', 'done')
    .where('afterHash', 'is not', null)
    .orderBy('seq')
    .execute();
}
