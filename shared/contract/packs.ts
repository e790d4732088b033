import { z } from 'zod';
import { toGive } from './block-repeat.ts';
import { mayRefuse } from './errors.ts';
import { command, query } from './procedure.ts';
import { procedureBlock } from './treatment-block.ts';
import { id, instant, line, referenceId, side, version } from './values.ts';

/** How many a practitioner keeps, and how many blocks one of them holds. */
export const PACKS = 60;
export const PACK_BLOCKS = 6;

/** Where a favourite goes: nowhere yet, always there, or on the side that is being treated and its other. */
export const packPlaces = z.enum(['none', 'fixed', 'relative']);
export type PackPlaces = z.infer<typeof packPlaces>;

/** One technique as it is usually done. With `relative` places, `left` stands for the side that is treated. */
export const packBlock = procedureBlock.pick({ technique: true, variant: true, values: true }).extend({
  places: packPlaces,
  sites: z.array(z.strictObject({ siteId: referenceId, side, values: procedureBlock.shape.values })).max(60),
  toGive: z.array(toGive).max(6),
});
export type PackBlock = z.infer<typeof packBlock>;

export const pack = z.object({
  id,
  name: line(60, 1),
  blocks: z.array(packBlock).min(1).max(PACK_BLOCKS),
  /** Everybody of the clinic sees it; only its owner changes it. */
  shared: z.boolean(),
  mine: z.boolean(),
  owner: z.string(),
  version,
});
export type Pack = z.infer<typeof pack>;

const known = z.object({ id, version });

/** What a practitioner usually does, and how a device was last set. Nothing in here is about a patient. */
export const packs = {
  /** Own ones in their order, then what others share. */
  list: query('notes.write').output(z.array(pack)),
  /** Keeps settings, places and syringes; counts, responses and what is read from a pack fall away. */
  add: command('notes.write')
    .input(z.object({ name: line(60, 1), blocks: pack.shape.blocks }))
    .output(known)
    .errors(mayRefuse('NAME_TAKEN', 'TOO_MUCH')),
  rename: command('notes.write')
    .input(known.extend({ name: line(60, 1) }))
    .output(known)
    .errors(mayRefuse('NAME_TAKEN', 'STALE_VERSION')),
  /** To every practitioner of the clinic, or back to oneself. */
  share: command('notes.sign')
    .input(known.extend({ shared: z.boolean() }))
    .output(known)
    .errors(mayRefuse('STALE_VERSION')),
  /** The whole order of one's own, first to last. */
  arrange: command('notes.write')
    .input(z.object({ ids: z.array(id).max(PACKS) }))
    .output(z.object({ arranged: z.int() }))
    .errors(mayRefuse('CONTENT_CHANGED')),
  remove: command('notes.write').input(known).output(known).errors(mayRefuse('STALE_VERSION')),
  /** Takes a removal back. */
  restore: command('notes.write')
    .input(known)
    .output(known)
    .errors(mayRefuse('NAME_TAKEN', 'STALE_VERSION', 'TOO_MUCH')),
  /**
   * How this unit was set when it was last used for this technique in a signed note: by oneself, or, where one has never
   * used it so, by whoever did last, who is named.
   */
  lastSettings: query('notes.write')
    .input(z.object({ deviceId: id, techniqueId: referenceId }))
    .output(
      z
        .object({
          usedAt: instant,
          mine: z.boolean(),
          practitioner: z.string(),
          values: procedureBlock.shape.values,
        })
        .nullable(),
    ),
};
