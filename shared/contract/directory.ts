import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { command, query } from './procedure.ts';
import { id, instant, languageTag, line, referenceId, version } from './values.ts';

/** Monday is 1, Sunday 7. */
const weekday = z.int().min(1).max(7);

/** What a practitioner lets be said of them. */
export const listing = z.object({
  languages: z.array(languageTag).max(20),
  /** Where they are seen, for example a town or district; empty: at the clinic's address. */
  place: line(80),
  acceptsNew: z.boolean(),
  seesChildren: z.boolean(),
  /** Listed only from their own word on; null: not listed. */
  agreedAt: instant.nullable(),
  version: z.int().min(0),
});
export type Listing = z.infer<typeof listing>;

/** What is looked for. Traditional acupuncture is another profession: it is asked for apart and never beside the rest. */
export const directoryFilter = z.object({
  traditional: z.boolean(),
  techniqueId: referenceId.nullable(),
  place: line(80),
  language: languageTag.nullable(),
  weekday: weekday.nullable(),
  acceptsNew: z.boolean(),
  seesChildren: z.boolean(),
});
export type DirectoryFilter = z.infer<typeof directoryFilter>;

export const directoryEntry = z.object({
  id,
  name: z.string(),
  title: z.string(),
  /** Techniques for which every credential is valid today. */
  techniques: z.array(z.object({ id: referenceId, name: z.string() })),
  /** Of those, the ones that are done under supervision, and whose. */
  supervised: z.array(z.object({ id: referenceId, by: z.string() })),
  languages: z.array(languageTag),
  place: z.string(),
  weekdays: z.array(weekday),
  acceptsNew: z.boolean(),
  seesChildren: z.boolean(),
});
export type DirectoryEntry = z.infer<typeof directoryEntry>;

export const directory = {
  /**
   * Who here offers what, by name: people whose credentials for it are all valid today and who agreed to be listed. An
   * order by name says nothing of who is better.
   */
  find: query('staff.read').input(directoryFilter).output(z.array(directoryEntry)),
  /** The same as a file that another program reads. */
  file: query('staff.read')
    .input(directoryFilter)
    .output(z.object({ file: z.file(), entries: z.int() })),
  own: query('directory.own').output(listing),
  /** One's own entry, by nobody but oneself; `listed` is the word that it may be shown. */
  saveOwn: command('directory.own')
    .input(
      listing
        .omit({ agreedAt: true, version: true })
        .extend({ listed: z.boolean(), version: z.int().min(0) }),
    )
    .output(z.object({ version, agreedAt: instant.nullable() }))
    .errors(mayRefuse('STALE_VERSION')),
};
