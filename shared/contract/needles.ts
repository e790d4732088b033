import { z } from 'zod';
import { needleRemover } from './consent-document.ts';
import { mayRefuse } from './errors.ts';
import { auditedQuery, command } from './procedure.ts';
import { id, instant, line, plainDate, prose, referenceId, side } from './values.ts';

/** `not-found`: gone from where it was, and not seen since; what was done about it is written down. */
export const removalHow = z.enum(['removed', 'fell-out', 'not-found']);

export const needleRemoval = z.object({
  id,
  count: z.int(),
  how: removalHow,
  removedBy: z.string(),
  removedOn: plainDate,
  words: z.string(),
  recordedBy: z.string(),
  at: instant,
});

/** Needles that were left in on purpose at one place. */
export const needleLeftIn = z.object({
  id,
  patientId: id,
  sessionId: id,
  siteId: referenceId,
  side,
  count: z.int(),
  /** How many of them are still in, as far as anybody has told. */
  remaining: z.int(),
  leftOn: plainDate,
  /** The last day on which they may still be in. */
  dueOn: plainDate,
  removedBy: needleRemover,
  leftBy: z.string(),
  /** Still in after that day. */
  overdue: z.boolean(),
  removals: z.array(needleRemoval),
});
export type NeedleLeftIn = z.infer<typeof needleLeftIn>;

export const needles = {
  /** What was left in, newest first, with what became of it. */
  ofPatient: auditedQuery('notes.read')
    .input(z.object({ patientId: id }))
    .output(z.array(needleLeftIn)),
  /** Everywhere in the clinic what is still in and should be out by then, the oldest day first; at most 500. */
  due: auditedQuery('notes.read')
    .input(z.object({ by: plainDate }))
    .output(z.array(needleLeftIn.extend({ patient: z.string(), number: z.string() }))),
  /** Takes down that they are out: how many, how, by whom, on which day. Nothing of it can be changed afterwards. */
  recordRemoval: command('notes.write')
    .input(
      z.object({
        id,
        count: z.int().min(1).max(60),
        how: removalHow,
        removedBy: line(120, 1),
        removedOn: plainDate,
        words: prose(500),
      }),
    )
    .output(needleLeftIn)
    .errors(mayRefuse('WRONG_STATUS')),
};
