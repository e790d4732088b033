import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query } from './procedure.ts';
import { id, prose, version } from './values.ts';

/** What is typed after a full stop: `.heel`. Letters, digits and hyphens, so that it ends where the word ends. */
export const phraseCode = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}-]{0,23}$/u);

/** Text that is written often, under a short code. */
export const phrase = z.object({
  id,
  code: phraseCode,
  text: prose(2000).refine((text) => text.trim() !== ''),
  /** One's own; otherwise the clinic's, which everybody who writes notes has. */
  own: z.boolean(),
  version,
});
export type Phrase = z.infer<typeof phrase>;

export const phrases = {
  /** One's own and the clinic's, by code; where both have a code, one's own comes first. */
  list: query('phrases.use').output(z.array(phrase)),
  /** The clinic's are kept by those who keep its texts. */
  save: command('phrases.use')
    .input(phrase.omit({ id: true, version: true }).extend({ id: id.nullable(), version: z.int().min(0) }))
    .output(phrase)
    .errors(mayRefuse('NAME_TAKEN', 'STALE_VERSION')),
  /** Nobody finds it any more; what was written with it stays. */
  retire: command('phrases.use')
    .input(z.object({ id, version }))
    .output(z.object({}))
    .errors(mayRefuse('STALE_VERSION')),
};
