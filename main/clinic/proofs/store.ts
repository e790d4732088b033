import type { Reader } from '../../db/schema.ts';

export async function findConsentId(
  db: Reader,
  code: { id: string } | { fingerprint: string },
): Promise<string | undefined> {
  const found = db.selectFrom('consents').select('id');
  const row =
    'id' in code
      ? await found.where('id', '=', code.id).executeTakeFirst()
      : await found
          .where('contentHash', '>=', code.fingerprint)
          .where('contentHash', '<', `${code.fingerprint}g`)
          .executeTakeFirst();
  return row?.id;
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
