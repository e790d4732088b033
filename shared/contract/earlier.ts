import { z } from 'zod';
import { finding } from './finding.ts';
import { auditedQuery } from './procedure.ts';
import { blockSite, procedureBlock } from './treatment-block.ts';
import { id, instant } from './values.ts';

/** What an earlier visit put on the body chart; of a block's values only what shows there. */
export const earlierVisit = z.object({
  sessionId: id,
  startedAt: instant,
  findings: z.array(finding),
  blocks: z.array(
    procedureBlock
      .pick({ id: true, technique: true, values: true })
      .extend({ sites: z.array(blockSite.pick({ siteId: true, side: true, mark: true, values: true })) }),
  ),
});
export type EarlierVisit = z.infer<typeof earlierVisit>;

/** A finding that was still there when it was last examined. */
export const openFinding = z.object({
  finding,
  /** When that was. */
  startedAt: instant,
});
export type OpenFinding = z.infer<typeof openFinding>;

export const earlierProcedures = {
  /**
   * The visits of the course before this one, newest first, at most 30; without a course the one visit before. Visits entered in
   * error are left out. `open`: each finding of theirs as last examined, where it was not resolved.
   */
  earlierVisits: auditedQuery('notes.read')
    .input(z.object({ id }))
    .output(z.object({ visits: z.array(earlierVisit), open: z.array(openFinding) })),
};
