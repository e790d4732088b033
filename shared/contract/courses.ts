import { z } from 'zod';
import { endReason, outcomeDetails, reviewDecision } from './course-record.ts';
import { mayRefuse } from './errors.ts';
import { command } from './procedure.ts';
import { course, outcome } from './treatments.ts';
import { decimalText, id, line, prose, version } from './values.ts';

const known = z.object({ id, version });

export const courses = {
  /** What is done now that the visits have brought no meaningful change: the prompt rests until as many more have passed. */
  review: command('notes.write')
    .input(z.object({ id, decision: reviewDecision, reason: line(500, 3) }))
    .output(course)
    .errors(mayRefuse('WRONG_STATUS')),
  /** Ends a course with the reason and the advice given; the result in figures is taken down as it stands. */
  end: command('notes.write')
    .input(known.extend({ why: endReason, reason: prose(500), advice: prose(2000) }))
    .output(course)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  /** Takes an ended course up again. */
  reopen: command('notes.write')
    .input(known.extend({ reason: line(500, 3) }))
    .output(course)
    .errors(mayRefuse('STALE_VERSION', 'WRONG_STATUS')),
  /** Takes back a wrongly entered outcome and, with `value`, writes the right one beside it; nothing is deleted. */
  correctOutcome: command('notes.write')
    .input(
      z.object({
        outcomeId: id,
        reason: line(300, 3),
        right: z.object({ value: decimalText, details: outcomeDetails }).nullable(),
      }),
    )
    .output(z.array(outcome))
    .errors(mayRefuse('WRONG_STATUS')),
};
