import { z } from 'zod';
import { consentState } from './appointments.ts';
import { auditedQuery } from './procedure.ts';
import { id, instant, line, sha256 } from './values.ts';

/**
 * `proven`: compared with something that a change would not have changed with it. `unproven`: there is nothing to compare
 * with. `broken`: it is not as it was.
 */
export const proofCheck = z.object({
  what: z.enum(['text', 'signatures', 'scan', 'lines', 'sealed', 'log', 'paper']),
  state: z.enum(['proven', 'broken', 'unproven']),
  /** Number of a log row, the start of a fingerprint, names, or a number of pages. */
  detail: z.string(),
});

/** A form that went out to be signed by hand, by its code or its file. */
export const provenForm = z.object({
  consentId: id,
  patientId: id,
  patient: z.string(),
  number: z.string(),
  /** `waiting`: not a consent yet. `void`: another text stands by now, or none. `signed`: this very text was completed. */
  state: z.enum(['waiting', 'signed', 'void']),
  printedAt: instant,
  printedBy: z.string(),
});

export const proof = z.object({
  /** What the code or file stands for; null where nothing here has it. A `copy` is a marked reprint of the archived paper. */
  asked: z.enum(['consent', 'paper', 'copy', 'form']).nullable(),
  form: provenForm.nullable(),
  copy: z.object({ number: z.int(), printedAt: instant, printedBy: z.string() }).nullable(),
  consent: z
    .object({
      id,
      patientId: id,
      patient: z.string(),
      number: z.string(),
      completedAt: instant,
      contentHash: sha256,
      /** As it stands now, whatever it was when it was signed. */
      state: consentState,
      expiresAt: instant,
      signatures: z.array(
        z.object({
          role: z.string(),
          name: z.string(),
          medium: z.enum(['screen', 'paper']),
          signedAt: instant,
        }),
      ),
      /** The next one that this patient has completed: it decides wherever both speak of the same. */
      later: z.object({ id, completedAt: instant }).nullable(),
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
   * of the consent or of its paper, the code on a form, typed or by a scanner, at least 16 digits of the fingerprint that is
   * printed on it, or the SHA-256 of a file.
   */
  consent: auditedQuery('consents.read')
    .input(z.object({ code: line(120, 1) }))
    .output(proof),
};
