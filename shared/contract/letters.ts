import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query } from './procedure.ts';
import { instant, line, pdf, prose, referenceId } from './values.ts';

/** For whom a letter is shaped; it proposes the address where that is on record. */
export const letterRecipient = z.enum([
  'referrer',
  'surgeon',
  'family-doctor',
  'patient',
  'insurer',
  'other',
]);
export type LetterRecipient = z.infer<typeof letterRecipient>;

const words = z.object({
  recipient: letterRecipient,
  name: line(80, 1),
  /** With fields in braces, see `letterFields`; a line all of whose fields are empty is left out of the letter. */
  text: prose(6000).refine((text) => text.trim() !== ''),
});
export type LetterWording = z.infer<typeof words>;

/** 0: as it shipped; from 1 on what the clinic wrote. */
const number = z.int().min(0);

const version = words.extend({
  number,
  retired: z.boolean(),
  /** null for what shipped. */
  changed: z.object({ by: z.string(), at: instant }).nullable(),
});

export const letterTemplate = version.extend({
  id: referenceId,
  /** Whether a text of this id ships, to which the clinic can return. */
  shipped: z.boolean(),
});
export type LetterTemplate = z.infer<typeof letterTemplate>;

/** Which one is meant, and from which version on it is changed. */
const known = z.object({ id: referenceId, number });

export const letters = {
  /** Every template as it stands, by recipient and name; retired ones come last. */
  list: query('templates.write').output(z.array(letterTemplate)),
  /** Every version that was in use, newest first, down to the one that shipped. */
  history: query('templates.write')
    .input(z.object({ id: referenceId }))
    .output(z.array(version)),
  /** Writes a version beside the earlier ones; `id` null makes a template. One that was retired is in use again. */
  save: command('templates.write')
    .input(words.extend({ id: referenceId.nullable(), number }))
    .output(letterTemplate)
    .errors(mayRefuse('LETTER_REFUSED', 'NAME_TAKEN', 'STALE_VERSION')),
  /** Nobody chooses it any more; letters that were written with it stay. */
  retire: command('templates.write')
    .input(known)
    .output(letterTemplate)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  /** The words that shipped, as one more version; refused for a template that the clinic has made. */
  restore: command('templates.write')
    .input(known)
    .output(letterTemplate)
    .errors(mayRefuse('STALE_VERSION', 'NAME_TAKEN')),
  /** What such a letter looks like for an invented patient, on the clinic's letterhead. */
  preview: query('templates.write')
    .input(words.pick({ recipient: true, text: true }))
    .output(z.object({ file: pdf, text: z.string() }))
    .errors(mayRefuse('LETTER_REFUSED')),
};
