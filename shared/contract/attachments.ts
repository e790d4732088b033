import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { auditedQuery, command } from './procedure.ts';
import { id, instant, line, sha256 } from './values.ts';

const attachmentSubject = z.enum(['consent', 'session', 'course', 'patient']);

const mediaType = z.enum(['image/png', 'image/jpeg', 'application/pdf']);

/** What a person has laid side by side and found the same, before a signed sheet is taken. */
export const comparison = z.enum(['patient', 'code', 'signatures', 'decisions']);
export type Comparison = z.infer<typeof comparison>;

/** Most bytes of one file, and of all pages of a signed form together: 25 MiB. */
export const attachmentLimit = 25 * 1024 * 1024;

export const attachment = z.object({
  id,
  patientId: id,
  subject: attachmentSubject,
  subjectId: id,
  /** Of a course: the entry of its history that it shows; null of what lies with the whole. */
  entryId: id.nullable(),
  /** Of a signed sheet, the text that was printed on it; null of everything else. */
  contentHash: sha256.nullable(),
  name: z.string(),
  mediaType,
  /** Bytes. */
  size: z.int(),
  sha256,
  compared: z.array(comparison),
  addedBy: z.string(),
  addedAt: instant,
  inError: z.object({ reason: z.string(), by: z.string(), at: instant }).nullable(),
});
export type Attachment = z.infer<typeof attachment>;

const subjectOf = { subject: attachmentSubject, subjectId: id };

export const attachments = {
  /**
   * Keeps a PNG, a JPEG or a PDF, told by its bytes and never by its name. Nothing with code in it is taken: see
   * FILE_REFUSED. A signed consent form comes by `consents.attachPaper`.
   */
  add: command('attachments.write')
    .input(z.object({ patientId: id, ...subjectOf, entryId: id.nullable().default(null), file: z.file() }))
    .output(attachment)
    .errors(mayRefuse('FILE_REFUSED')),
  of: auditedQuery('attachments.read').input(z.object(subjectOf)).output(z.array(attachment)),
  /** The file as it came in; `intact` is false when its bytes are no longer those that were put away. */
  read: auditedQuery('attachments.read')
    .input(z.object({ id }))
    .output(z.object({ attachment, file: z.file(), intact: z.boolean() })),
  /** Nothing is deleted: it stays, marked. A sheet that bears signatures cannot be marked while they stand. */
  markInError: command('attachments.write')
    .input(z.object({ id, reason: line(500, 1) }))
    .output(attachment)
    .errors(mayRefuse('SCAN_IN_USE', 'WRONG_STATUS')),
};
