import { z } from 'zod';
import { auditedQuery } from './procedure.ts';
import { id, instant, line, sha256 } from './values.ts';

/**
 * `proven`: compared with something that a change would not have changed with it. `unproven`: there is nothing to compare
 * with. `broken`: it is not as it was.
 */
export const proofCheck = z.object({
  what: z.enum(['text', 'signatures', 'lines', 'sealed', 'log', 'paper']),
  state: z.enum(['proven', 'broken', 'unproven']),
  /** Number of a log row, or the start of a fingerprint. */
  detail: z.string(),
});

export const proof = z.object({
  /** What the code or file stands for; null where nothing here has it. */
  asked: z.enum(['consent', 'paper']).nullable(),
  consent: z
    .object({
      id,
      patientId: id,
      patient: z.string(),
      number: z.string(),
      completedAt: instant,
      contentHash: sha256,
    })
    .nullable(),
  checks: z.array(proofCheck),
  /** Nothing is broken. Says nothing about who held the pen: the signatures are simple electronic ones. */
  sound: z.boolean(),
});
export type Proof = z.infer<typeof proof>;

export const proofs = {
  /**
   * Checks a completed consent against its own fingerprints, the archive and the log, without any network. `code`: the id
   * of the consent or of its paper, at least 16 digits of the fingerprint that is printed on it, or the SHA-256 of a file.
   */
  consent: auditedQuery('consents.read')
    .input(z.object({ code: line(120, 1) }))
    .output(proof),
};
