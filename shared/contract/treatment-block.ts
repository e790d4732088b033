import { z } from 'zod';
import { chartMark } from './body-chart.ts';
import { needleRemover } from './consent-document.ts';
import { key, plainDate, prose, referenceId, side } from './values.ts';

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

/** Needles that are meant to be still in when the patient goes, at one place. Empty fields are asked before signing. */
export const retainedNeedle = z.strictObject({
  siteId: referenceId,
  side,
  count: z.int().min(1).max(60),
  /** The last day on which they may still be in. */
  dueOn: plainDate.nullable(),
  removedBy: needleRemover.nullable(),
});
export type RetainedNeedle = z.infer<typeof retainedNeedle>;

/** Needles that were not found when they were counted: how that came, and what was done about it. */
export const lostNeedles = z.strictObject({
  count: z.int().min(1).max(60),
  reason: prose(500),
  done: prose(500),
});
export type LostNeedles = z.infer<typeof lostNeedles>;

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
  /** What explains that fewer needles came out than went in; absent where all of them did. */
  retained: z.array(retainedNeedle).max(20).optional(),
  lost: lostNeedles.optional(),
});
export type ProcedureBlock = z.infer<typeof procedureBlock>;
