import { z } from 'zod';
import { referenceId } from './values.ts';

const text = z.string().min(1);
const source = z.array(z.string()).min(1);

/** To which visits something belongs: every part that is named must fit, and at least one is. */
const appliesTo = z.strictObject({
  all: z.literal(true).optional(),
  techniques: z.array(referenceId).min(1).optional(),
  delivers: z.literal('substance').optional(),
  /** A needle went in, solid or hollow. */
  needled: z.literal(true).optional(),
  lungField: z.literal(true).optional(),
  substances: z.array(referenceId).min(1).optional(),
  groups: z.array(referenceId).min(1).optional(),
});
export type AppliesTo = z.infer<typeof appliesTo>;

const lines = z.array(z.strictObject({ text, source }));

export const aftercareSheet = z.strictObject({
  id: referenceId,
  for: appliesTo,
  title: text,
  /** What is usual, what to do, when to call the clinic, when to call the emergency number. */
  expect: lines,
  do: lines,
  call: lines,
  emergency: lines,
});
export type AftercareSheet = z.infer<typeof aftercareSheet>;

/** A question that is put by telephone after a visit. */
export const followUp = z.strictObject({
  id: referenceId,
  for: appliesTo,
  /** Techniques whose own question takes its place. */
  unless: z.array(referenceId).optional(),
  title: text,
  /** Days after the visit in which the answer matters. */
  window: z.strictObject({ fromDays: z.int().min(0), untilDays: z.int().min(1).max(366) }),
  /** Days of the window by which it is asked; each one is a task. */
  askOnDays: z.array(z.int().min(0).max(366)).min(1),
  ask: z.array(text).min(1),
  /** What the patient is told at the end of the call. */
  tell: text,
  answers: z.array(z.strictObject({ id: referenceId, text, worrying: z.boolean() })).min(2),
  /** Of the question and its window. */
  source,
  /** Of the days within the window; a clinic may set its own. */
  daysSource: source,
});
export type FollowUp = z.infer<typeof followUp>;

export const aftercareFile = z.strictObject({
  meta: z.looseObject({ schemaVersion: z.literal(1) }),
  sources: z.record(z.string(), z.string()),
  sheets: z.array(aftercareSheet).min(1),
  followUps: z.array(followUp).min(1),
});
