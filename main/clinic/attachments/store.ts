import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type AttachmentRow = Selectable<Schema['attachments']>;
/** Everything but the bytes, which are read only when they are shown. */
export type AttachmentMark = Omit<AttachmentRow, 'bytes'> & { size: number };
export type ErrorRow = Selectable<Schema['attachmentErrors']>;

const tables = {
  consent: ['consentDrafts', 'consents'],
  session: ['treatmentSessions'],
  course: ['courses'],
} as const;

/** Asked here, because consents and treatments in turn keep their scans in this domain. */
export async function isOfPatient(
  db: Reader,
  {
    subject,
    subjectId,
    patientId,
    entryId,
  }: Pick<AttachmentRow, 'subject' | 'subjectId' | 'patientId' | 'entryId'>,
): Promise<boolean> {
  if (entryId !== null && !(await isInHistory(db, subject, subjectId, entryId))) return false;
  if (subject === 'patient') {
    if (subjectId !== patientId) return false;
    return (
      (await db.selectFrom('patients').select('id').where('id', '=', patientId).executeTakeFirst()) !==
      undefined
    );
  }
  for (const table of tables[subject]) {
    const row = await db
      .selectFrom(table as 'consents')
      .select('id')
      .where('id', '=', subjectId)
      .where('patientId', '=', patientId)
      .executeTakeFirst();
    if (row !== undefined) return true;
  }
  return false;
}

async function isInHistory(
  db: Reader,
  subject: AttachmentRow['subject'],
  courseId: string,
  entryId: string,
): Promise<boolean> {
  if (subject !== 'course') return false;
  const course = await db
    .selectFrom('courses')
    .select('content')
    .where('id', '=', courseId)
    .executeTakeFirst();
  const { history } = JSON.parse(course?.content ?? '{"history":[]}') as { history: { id?: string }[] };
  return history.some(({ id }) => id === entryId);
}

function marks(db: Reader) {
  return db
    .selectFrom('attachments')
    .select(['id', 'patientId', 'subject', 'subjectId', 'contentHash', 'entryId', 'name', 'mediaType'])
    .select(['sha256', 'compared', 'addedBy', 'addedAt'])
    .select(({ fn }) => fn<number>('octet_length', ['bytes']).as('size'));
}

export function findMarks(
  db: Reader,
  { subject, subjectId }: Pick<AttachmentRow, 'subject' | 'subjectId'>,
): Promise<AttachmentMark[]> {
  return marks(db)
    .where('subject', '=', subject)
    .where('subjectId', '=', subjectId)
    .orderBy('addedAt')
    .orderBy('id')
    .execute();
}

/** Of many subjects of a kind at once: what each file was called and its hash. */
export function findHashes(db: Reader, subject: AttachmentRow['subject'], subjectIds: readonly string[]) {
  return db
    .selectFrom('attachments')
    .select(['id', 'subjectId', 'name', 'sha256'])
    .where('subject', '=', subject)
    .where('subjectId', 'in', [...subjectIds])
    .execute();
}

export function findMark(db: Reader, id: string): Promise<AttachmentMark | undefined> {
  return marks(db).where('id', '=', id).executeTakeFirst();
}

/** Where the same bytes are kept already. */
export function findSame(db: Reader, sha256: string): Promise<AttachmentMark[]> {
  return marks(db).where('sha256', '=', sha256).execute();
}

export async function findBytes(db: Reader, id: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('attachments').select('bytes').where('id', '=', id).executeTakeFirst();
  return row?.bytes;
}

export function findErrors(db: Reader, ids: readonly string[]): Promise<ErrorRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return db.selectFrom('attachmentErrors').selectAll().where('attachmentId', 'in', ids).execute();
}

export async function insertAttachment(tx: Tx, row: AttachmentRow): Promise<void> {
  await tx.insertInto('attachments').values(row).execute();
}

export async function insertError(tx: Tx, row: ErrorRow): Promise<void> {
  await tx.insertInto('attachmentErrors').values(row).execute();
}

/** Whether a signature rests on the sheet: of a completed consent, or of one that waits for its countersignature. */
export async function bearsSignatures(db: Reader, id: string, consentId: string): Promise<boolean> {
  const signed = await db
    .selectFrom('consentSignatures')
    .select('consentId')
    .where('scanId', '=', id)
    .executeTakeFirst();
  if (signed !== undefined) return true;
  const draft = await db
    .selectFrom('consentDrafts')
    .select('signatures')
    .where('id', '=', consentId)
    .executeTakeFirst();
  return draft?.signatures.includes(`"scanId":"${id}"`) ?? false;
}
