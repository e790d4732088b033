import { z } from 'zod';
import { comparison } from './attachments.ts';
import { signerRole } from './consent-document.ts';
import { id, instant, line, plainDate, sha256, version } from './values.ts';

/** The form of exactly the present text that went out to be signed by hand. It counts for nothing until it comes back. */
export const paperForm = z.object({
  /** As it is printed, for eyes: five groups of four signs. */
  code: z.string(),
  printedAt: instant,
});
export type PaperForm = z.infer<typeof paperForm>;

export const printToSign = z.object({ id, version, contentHash: sha256 });

/** A signed form on its way into the record: its pages, what was compared, and who has signed on it. */
export const signedPaper = z.object({
  id,
  version,
  contentHash: sha256,
  /** As read from the picture or typed from the paper. */
  code: line(120, 1),
  /** In the order of the pages; together at most 25 MiB. */
  files: z.array(z.file()).min(1).max(20),
  compared: z.array(comparison).max(4),
  /** The day written beside the signatures: not before the form was printed, not after today. */
  signedOn: plainDate,
  /** Everybody who has not signed yet, each with the name as it stands in letters on the paper. */
  signers: z
    .array(z.object({ role: signerRole, name: line(200, 1), typedName: line(200) }))
    .min(1)
    .max(12),
});
