import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { auditedQuery, command, query } from './procedure.ts';
import { id, instant, key, line, prose } from './values.ts';

/**
 * What a refusal is about: a technique, a region (`knee`, or `knee:left`), one substance, a chemical group (`corticosteroid`),
 * a class of disclosure (`drug`), or what something is made from (`animal-porcine`; `animal` for any animal).
 */
export const limitKind = z.enum(['technique', 'region', 'substance', 'group', 'class', 'origin']);
export type LimitKind = z.infer<typeof limitKind>;

export const spokenHow = z.enum(['spoken', 'phone', 'written']);

/** Who said it to whom, and how; the words as they were said. */
const said = { words: prose(1000), saidBy: z.string(), receivedBy: z.string(), at: instant };

/** One refusal of a patient. It outlives every document until the patient changes their mind, and blocks whatever it reaches. */
export const limit = z.object({
  id,
  kind: limitKind,
  refId: z.string(),
  name: z.string(),
  ...said,
  how: z.enum(['consent', ...spokenHow.options]),
  /** The consent whose line was refused. */
  consentId: id.nullable(),
  lifted: z.object({ ...said, how: spokenHow }).nullable(),
});
export type PatientLimit = z.infer<typeof limit>;

const words = prose(1000).refine((text) => text.trim() !== '');
const saying = { words, saidBy: line(200, 1), how: spokenHow };

export const limits = {
  /** What can be refused, by the names that the reference data has for it. */
  choices: query('practice.read').output(
    z.array(z.object({ kind: limitKind, refId: z.string(), name: z.string() })),
  ),
  /** Newest first, with those that were lifted. */
  ofPatient: auditedQuery('consents.read')
    .input(z.object({ patientId: id }))
    .output(z.array(limit)),
  /** Takes down what a patient refuses; holds at once, also in a treatment that has begun. */
  record: command('limits.record')
    .input(z.object({ patientId: id, kind: limitKind, refId: key(160), ...saying }))
    .output(limit),
  /**
   * The patient has changed their mind. What they refused may be asked again; only a consent signed after this allows it.
   * Everything that refuses the same thing is lifted with it.
   */
  lift: command('limits.lift')
    .input(z.object({ id, ...saying }))
    .output(limit)
    .errors(mayRefuse('WRONG_STATUS')),
};
