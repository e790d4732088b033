import { z } from 'zod';
import { decimalText, id, instant, line, plainDate, prose } from './values.ts';

/**
 * What is measured. `nprs` 0-10 and `vas` 0-100 mm are pain; `psfs` the patient's own activities, 0-10 with 10 as before;
 * `global-change` 1-7 with 4 as no change; `analgesic-days` 0-7 of the last seven; `walking-minutes`; `stairs` 0-3, `aid` 0-3
 * and `work` 0-2 are steps in own words; `questionnaire` is the total of a form that is not contained here.
 */
export const outcomeMeasure = z.enum([
  'nprs',
  'psfs',
  'vas',
  'global-change',
  'analgesic-days',
  'walking-minutes',
  'stairs',
  'aid',
  'work',
  'questionnaire',
]);
export type OutcomeMeasure = z.infer<typeof outcomeMeasure>;

/** Of pain medicine: the dose as taken, and whether it is an opioid. Of a questionnaire: its version or language. */
export const outcomeDetails = z.object({
  dose: line(80).optional(),
  opioid: z.boolean().optional(),
  version: line(60).optional(),
});
export type OutcomeDetails = z.infer<typeof outcomeDetails>;

/** Taken at a visit and part of its note: saved as typed, an outcome of the course once the note is signed. */
export const visitMeasure = z.object({
  measure: outcomeMeasure,
  item: line(200),
  moment: z.enum(['before', 'after']),
  value: prose(20),
  details: outcomeDetails,
});
export type VisitMeasure = z.infer<typeof visitMeasure>;

/** Change of one measure with its wording code; never says cured. */
export const measuredChange = z.object({
  measure: outcomeMeasure,
  item: z.string(),
  from: decimalText,
  to: decimalText,
  band: z.string(),
});
export type MeasuredChange = z.infer<typeof measuredChange>;

/** What is decided when a course has gone its visits without meaningful change. */
export const reviewDecision = z.enum(['change-plan', 'refer', 'stop', 'go-on']);

/** Why a course ends. None says cured. */
export const endReason = z.enum([
  'goal-reached',
  'no-meaningful-change',
  'referred',
  'patient-stopped',
  'adverse-event',
  'other',
]);
export type EndReason = z.infer<typeof endReason>;

const happened = { id, at: instant, by: z.string(), /** Visits counted by then. */ visits: z.int() };

/** What was decided about the course as a whole; append-only. */
export const courseEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('plan'),
    ...happened,
    plannedFrom: z.int(),
    plannedTo: z.int(),
    reason: z.string(),
  }),
  z.object({ kind: z.literal('review'), ...happened, decision: reviewDecision, reason: z.string() }),
  z.object({
    kind: z.literal('ended'),
    ...happened,
    why: endReason,
    reason: z.string(),
    advice: z.string(),
    /** As the figures stood on that day. */
    result: z.array(measuredChange),
    analgesicStoppedOn: plainDate.nullable(),
  }),
  z.object({ kind: z.literal('reopened'), ...happened, reason: z.string() }),
]);
export type CourseEvent = z.infer<typeof courseEvent>;

/** The course has had its number of visits since the last decision, and nothing shows a meaningful change for the better. */
export const courseReview = z.object({
  why: z.enum(['no-change', 'worse', 'not-measured']),
  /** Finished visits since the start or the last decision. */
  visits: z.int(),
});
export type CourseReview = z.infer<typeof courseReview>;
