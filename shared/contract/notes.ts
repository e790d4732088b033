import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { auditedQuery, command, query } from './procedure.ts';
import { grantLack } from './staff.ts';
import {
  id,
  instant,
  key,
  line,
  plainDate,
  plainTime,
  prose,
  referenceId,
  sha256,
  version,
} from './values.ts';

/** What a call was about; only in the note of a call, which is signed once all three are said. */
export const phoneContent = z.object({ caller: line(120), about: prose(2000), advice: prose(5000) });

/** When a visit took place that is recorded afterwards, on the clinic's clock, and why only now. */
export const lateEntry = z.object({ date: plainDate, time: plainTime, reason: line(300, 3) });

/** What the note of a visit or call says about its writing, beside what was written. */
export const noteFacts = {
  /** A call has no blocks, course or appointment. */
  kind: z.enum(['visit', 'phone']),
  /** Of a visit recorded afterwards: when, and why. */
  late: z.object({ recordedAt: instant, reason: z.string() }).nullable(),
  /** Who wrote into the draft last; null in one that nobody has written into. */
  savedBy: z.string().nullable(),
  /** From whom to whom the treatment went, oldest first. */
  takeovers: z.array(z.object({ from: z.string(), to: z.string(), reason: z.string(), at: instant })),
  /** A draft that was closed as entered in error; it was never signed. */
  closed: z.object({ reason: z.string(), by: z.string(), at: instant }).nullable(),
  /** Who answers for the note beside its author, and their signature; `cosigned` is null while it is awaited. */
  supervisors: z.array(
    z.object({
      id,
      name: z.string(),
      cosigned: z.object({ at: instant, statement: z.string(), contentHash: sha256 }).nullable(),
    }),
  ),
  /** Who was named to co-sign in place of whom, oldest first. */
  supervisorChanges: z.array(
    z.object({ from: z.string(), to: z.string(), reason: z.string(), by: z.string(), at: instant }),
  ),
  /** Grants that were lacking and gone against in need. */
  grantOverrides: z.array(
    z.object({ practitioner: z.string(), lacks: z.array(grantLack), reason: z.string(), at: instant }),
  ),
};

/** The same for one line of a list. */
export const noteMarks = {
  kind: z.enum(['visit', 'phone']),
  late: z.boolean(),
  /** Signed, and a supervisor has not co-signed yet. */
  awaitingCosign: z.boolean(),
  /** False: the stored note no longer has the signed hash. */
  intact: z.boolean(),
};

/** A note that waits for somebody. */
const waitingNote = z.object({
  sessionId: id,
  kind: z.enum(['visit', 'phone']),
  patient: z.object({ id, name: z.string(), number: z.string() }),
  practitionerId: id,
  practitioner: z.string(),
  startedAt: instant,
});

export const noteProcedures = {
  /** A note of a call, without a visit; whoever is named signs it. */
  beginCall: command('notes.write')
    .input(z.object({ patientId: id, practitionerId: id }))
    .output(z.object({ id })),
  /** A colleague goes on with the treatment: the draft is theirs from then on, and theirs to sign. */
  takeOver: command('notes.sign')
    .input(z.object({ id, version, reason: line(300, 3) }))
    .output(z.object({ version }))
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED', 'WRONG_STATUS')),
  /**
   * Closes a draft that nobody will sign as entered in error: one's own, or as owner anybody's. Refused while something
   * that was given under it stands.
   */
  closeDraft: command('notes.close')
    .input(z.object({ id, version, reason: line(300, 3) }))
    .output(z.object({}))
    .errors(mayRefuse('STALE_VERSION', 'ALREADY_SIGNED', 'GIVEN_STANDS')),
  /** Begun and neither signed nor closed, oldest first; at most 200. Nothing of what they say. */
  openDrafts: query('notes.close').output(z.array(waitingNote.extend({ version }))),
  /** Signed notes that wait for the co-signature of whoever asks, oldest first. */
  toCosign: auditedQuery('notes.sign').output(z.array(waitingNote.extend({ signedAt: instant }))),
  /** The supervisor's own signature over the note as it stands, amendments included. */
  cosign: command('notes.sign')
    .input(z.object({ id, statement: line(500, 3) }))
    .output(z.object({ at: instant, contentHash: sha256 }))
    .errors(mayRefuse('NOT_SIGNED', 'NOT_SUPERVISOR', 'WRONG_STATUS', 'CONTENT_CHANGED')),
  /** Signed notes that wait for somebody's co-signature: owners see everybody's, practitioners their own; at most 200. */
  awaitingCosign: query('notes.supervise').output(
    z.array(
      waitingNote.extend({
        signedAt: instant,
        /** `gone`: may not sign in any more, so that nobody waits for them in vain. */
        supervisor: z.object({ id, name: z.string(), gone: z.boolean() }),
      }),
    ),
  ),
  /** Who may be named to co-sign this note in place of somebody: whoever holds today, on their own, what its author did under supervision. */
  supervisorsFor: query('notes.supervise')
    .input(z.object({ id, fromId: id }))
    .output(z.array(z.object({ id, name: z.string() })))
    .errors(mayRefuse('NOT_SIGNED', 'WRONG_STATUS')),
  /** Names another supervisor in place of one who has not co-signed; the change stands in the note's history. */
  nameSupervisor: command('notes.supervise')
    .input(z.object({ id, fromId: id, toId: id, reason: line(300, 3) }))
    .output(z.object({}))
    .errors(
      mayRefuse('NOT_SIGNED', 'NOT_SUPERVISOR', 'MAY_NOT_SUPERVISE', 'WRONG_STATUS', 'CONTENT_CHANGED'),
    ),
  /** In an emergency: goes on against what is lacking in this visit now. It stands in the note, and an owner reviews it. */
  overrideGrants: command('notes.sign')
    .input(
      z.object({
        id,
        reason: prose(500).refine((text) => text.trim().length >= 10),
        /** What is about to be injected; left out: what stands in the note already. */
        giving: z
          .object({
            blockId: key(60),
            siteIds: z.array(referenceId).max(60),
            substanceIds: z.array(referenceId).max(6),
          })
          .optional(),
      }),
    )
    .output(z.object({ lacks: z.array(grantLack) }))
    .errors(mayRefuse('ALREADY_SIGNED', 'WRONG_STATUS')),
};
