import { z } from 'zod';
import { chartMark } from './body-chart.ts';
import { key, prose, referenceId, side } from './values.ts';

/** Numbers travel as decimal text, lists as ids, dates as `YYYY-MM-DD`. */
export const blockValue = z.union([prose(2000), z.boolean(), z.array(prose(120)).max(60)]);
export type BlockValue = z.infer<typeof blockValue>;

const values = z.record(z.string().regex(/^[a-z][A-Za-z]{0,59}$/), blockValue);

/** One muscle or attachment that the block treats; both sides are two sites. */
export const blockSite = z.strictObject({
  siteId: referenceId,
  side,
  findingId: key(60).optional(),
  /** What differs from the block's own values here, and what is only known per site (guidance, depth, response). */
  values,
  mark: chartMark.optional(),
});
export type BlockSite = z.infer<typeof blockSite>;

/**
 * One technique as given in one visit. A value in `values` holds at every site unless the site says otherwise;
 * needle counts and device settings are of the whole block. Injected substances are administrations that name the block.
 */
export const procedureBlock = z.strictObject({
  id: key(60),
  technique: referenceId,
  variant: referenceId.optional(),
  values,
  sites: z.array(blockSite).max(60),
});
export type ProcedureBlock = z.infer<typeof procedureBlock>;
