import { z } from 'zod';
import { command, query } from './procedure.ts';
import { line } from './values.ts';

/** Word lists that ship with the program. */
export const dictionaryName = z.enum(['en', 'en-gb']);
export type DictionaryName = z.infer<typeof dictionaryName>;

/** One word: letters of any script, with apostrophes and hyphens within. */
export const learnableWord = line(60, 2).regex(/^\p{L}[\p{L}\p{M}]*(['’-][\p{L}\p{M}]+)*$/u);

/**
 * Spelling is looked at in the window itself, with a dictionary that ships: no word of a note leaves the clinic, and
 * none is sent even to the host unless somebody lets it be learned.
 */
export const spelling = {
  /** Whether whoever asks wants it, with which dictionary of the clinic's English, and the words they have taught it. */
  mine: query('phrases.use').output(
    z.object({ checks: z.boolean(), dictionary: dictionaryName, learned: z.array(z.string()) }),
  ),
  /** A dictionary as Hunspell writes it, and the words that this clinic knows besides: its trade's, products' and people's. */
  dictionary: query('phrases.use')
    .input(z.object({ name: dictionaryName }))
    .output(z.object({ aff: z.string(), dic: z.string(), known: z.array(z.string()) })),
  /** For oneself: whoever writes in another language has it off. */
  choose: command('phrases.use')
    .input(z.object({ checks: z.boolean() }))
    .output(z.object({})),
  /** From now on this word is right in what one writes oneself; known already: nothing happens. */
  learn: command('phrases.use')
    .input(z.object({ word: learnableWord }))
    .output(z.object({})),
  forget: command('phrases.use')
    .input(z.object({ word: learnableWord }))
    .output(z.object({})),
};
