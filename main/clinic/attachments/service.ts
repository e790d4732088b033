import { crc32, inflateSync } from 'node:zlib';
import { v7 as newId } from 'uuid';
import { attachmentLimit, type Attachment, type Comparison } from '../../../shared/contract/attachments.ts';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { hashOf } from '../canonical.ts';
import { Refusal } from '../refusal.ts';
import { lookAt, shownName } from './rules.ts';
import {
  bearsSignatures,
  findBytes,
  findErrors,
  findHashes,
  findMark,
  findMarks,
  findSame,
  insertAttachment,
  insertError,
  isOfPatient,
  type AttachmentMark,
  type AttachmentRow,
} from './store.ts';

type Input<K extends keyof Inputs['attachments']> = Inputs['attachments'][K];

/** More than the objects of any scanned document; a stream that unpacks to more was made to fill the memory. */
const mostUnpacked = 64 * 1024 * 1024;
const tools = {
  crc32: (part: Uint8Array) => crc32(part),
  inflate: (packed: Uint8Array) => {
    try {
      return inflateSync(packed, { maxOutputLength: mostUnpacked });
    } catch {
      return null;
    }
  },
};

/** A file of which is known what it is; nothing else is ever put away. */
export interface LookedFile {
  name: string;
  mediaType: AttachmentRow['mediaType'];
  bytes: Uint8Array;
  sha256: string;
}

/** Reads files as they came in. Together they keep the limit, because they come in one act. */
export async function looked(files: readonly File[]): Promise<LookedFile[]> {
  const [first] = files;
  if (files.reduce((sum, { size }) => sum + size, 0) > attachmentLimit)
    throw new Refusal('FILE_REFUSED', { problem: 'too-large', name: shownName(first?.name ?? '') });
  const all: LookedFile[] = [];
  for (const file of files) {
    const name = shownName(file.name);
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes.length === 0) throw new Refusal('FILE_REFUSED', { problem: 'empty', name });
    const found = lookAt(bytes, tools);
    if (found.problem !== null) throw new Refusal('FILE_REFUSED', { problem: found.problem, name });
    all.push({ name, mediaType: found.mediaType, bytes, sha256: hashOf(bytes) });
  }
  return all;
}

/** Puts one file away, and where it is a signed sheet, what was printed on it and what was compared. */
export async function keep(
  tx: Tx,
  file: LookedFile,
  to: Pick<AttachmentRow, 'patientId' | 'subject' | 'subjectId' | 'contentHash' | 'entryId'> & {
    compared: readonly Comparison[];
  },
  act: Act,
): Promise<Attachment> {
  if (!(await isOfPatient(tx, to))) throw new Refusal('NOT_FOUND', { what: to.subject });
  for (const same of await findSame(tx, file.sha256)) {
    // The same picture cannot be of two papers; of the same one it may come again after a mistake.
    if (same.subjectId !== to.subjectId)
      throw new Refusal('FILE_REFUSED', { problem: 'known', name: file.name });
  }
  const row: AttachmentRow = {
    ...file,
    ...to,
    id: newId(),
    compared: JSON.stringify(to.compared),
    addedBy: act.who.displayName,
    addedAt: act.now,
  };
  await insertAttachment(tx, row);
  act.changed('attachments', row.id, row.patientId);
  return attachmentOf({ ...row, size: row.bytes.length }, undefined);
}

export async function add(
  tx: Tx,
  { file, entryId = null, ...to }: Input<'add'>,
  act: Act,
): Promise<Attachment> {
  act.about({ patientId: to.patientId });
  const [one] = await looked([file]);
  if (one === undefined) throw new Error('one file in, one file out');
  const kept = await keep(tx, one, { ...to, entryId, contentHash: null, compared: [] }, act);
  act.about({ entityId: kept.id, action: 'C', afterHash: kept.sha256 });
  return kept;
}

export async function of(db: Reader, input: Input<'of'>, act: Act): Promise<Attachment[]> {
  const all = await attachmentsOf(db, input);
  const [first] = all;
  act.about({ entityId: input.subjectId, ...(first === undefined ? {} : { patientId: first.patientId }) });
  return all;
}

/** For other domains, which say themselves what their reading is about. */
export async function attachmentsOf(
  db: Reader,
  subject: Pick<AttachmentRow, 'subject' | 'subjectId'>,
): Promise<Attachment[]> {
  const rows = await findMarks(db, subject);
  const errors = new Map(
    (
      await findErrors(
        db,
        rows.map(({ id }) => id),
      )
    ).map((error) => [error.attachmentId, error]),
  );
  return rows.map((row) => attachmentOf(row, errors.get(row.id)));
}

/** Name and hash of every file that lies with these sessions, those entered in error too. */
export async function filesOfSessions(
  db: Reader,
  ids: readonly string[],
): Promise<{ sessionId: string; id: string; name: string; sha256: string }[]> {
  return (await findHashes(db, 'session', ids)).map(({ subjectId: sessionId, ...file }) => ({
    ...{ sessionId, ...file },
  }));
}

/** The bytes of an attachment, and whether they are still those that were put away. */
export async function bytesOf(db: Reader, id: string): Promise<{ bytes: Uint8Array; found: string } | null> {
  const bytes = await findBytes(db, id);
  return bytes === undefined ? null : { bytes, found: hashOf(bytes) };
}

const endings = { 'image/png': 'png', 'image/jpeg': 'jpg', 'application/pdf': 'pdf' } as const;

export async function read(
  db: Reader,
  { id }: Input<'read'>,
  act: Act,
): Promise<Outputs['attachments']['read']> {
  const attachment = await attachmentBy(db, id);
  const kept = await bytesOf(db, id);
  if (kept === null) throw new Refusal('NOT_FOUND', { what: 'attachment' });
  act.about({ patientId: attachment.patientId, entityId: id });
  // Named by its kind: whatever the file was called, it never carries that name out of the clinic's store.
  const file = new File([Uint8Array.from(kept.bytes)], `scan.${endings[attachment.mediaType]}`, {
    type: attachment.mediaType,
  });
  return { attachment, file, intact: kept.found === attachment.sha256 };
}

export async function markInError(
  tx: Tx,
  { id, reason }: Input<'markInError'>,
  act: Act,
): Promise<Attachment> {
  const attachment = await attachmentBy(tx, id);
  act.about({ patientId: attachment.patientId, entityId: id });
  if (attachment.inError !== null) throw new Refusal('WRONG_STATUS', { status: 'in error' });
  if (await bearsSignatures(tx, id, attachment.subjectId)) throw new Refusal('SCAN_IN_USE', {});
  await insertError(tx, { attachmentId: id, reason, markedBy: act.who.displayName, at: act.now });
  act.changed('attachments', id, attachment.patientId);
  return attachmentBy(tx, id);
}

async function attachmentBy(db: Reader, id: string): Promise<Attachment> {
  const row = await findMark(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'attachment' });
  const [error] = await findErrors(db, [id]);
  return attachmentOf(row, error);
}

function attachmentOf(
  {
    compared,
    id,
    patientId,
    subject,
    subjectId,
    entryId,
    contentHash,
    name,
    mediaType,
    ...row
  }: AttachmentMark,
  error: { reason: string; markedBy: string; at: string } | undefined,
): Attachment {
  return {
    ...{ id, patientId, subject, subjectId, entryId, contentHash, name, mediaType, size: row.size },
    ...{ sha256: row.sha256, addedBy: row.addedBy, addedAt: row.addedAt },
    compared: JSON.parse(compared) as Comparison[],
    inError: error === undefined ? null : { reason: error.reason, by: error.markedBy, at: error.at },
  };
}
