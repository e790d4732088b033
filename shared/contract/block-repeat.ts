import { z } from 'zod';
import { procedureBlock } from './treatment-block.ts';
import { decimalText, id, instant, line, referenceId, side } from './values.ts';

/** One substance of a syringe as it is usually drawn: what is read from the pack on the day is not in it. */
const partToGive = z.object({
  substanceId: referenceId,
  productName: line(120),
  containerType: referenceId.or(z.literal('')),
  strengthValue: decimalText,
  strengthUnit: line(40),
  /** mL of this substance per point. */
  volumePerPoint: decimalText,
  offLabel: z.boolean(),
});
export type AdministrationPart = z.infer<typeof partToGive>;

/** A syringe that is suggested and not given: it fills the form, and the gate decides when it is recorded. */
export const toGive = z.object({
  techniqueId: referenceId,
  parts: z.array(partToGive).min(1).max(6),
  points: z.int().min(1).max(300),
  /** Where it went; empty where a favourite goes anywhere. */
  sites: z.array(z.object({ siteId: referenceId, side })).max(60),
  route: referenceId,
});
export type ToGive = z.infer<typeof toGive>;

/** Something of the last treatment that no longer fits, and why. */
const leftOut = z.object({
  what: z.enum(['technique', 'place', 'device', 'substance']),
  /** Technique, `siteId:side`, device or substance. */
  id: z.string(),
  techniqueId: z.string(),
  why: z.enum(['refused', 'contraindicated', 'retired', 'recalled', 'service-overdue', 'unknown']),
  /** The patient's words, the file's reason, or the day on which the service was due; may be empty. */
  says: z.string(),
});

/**
 * What can be taken over from the patient's last treatment: techniques, settings and places. Never results, responses,
 * counts, findings or injections.
 */
export const repeat = z.object({
  sessionId: id,
  startedAt: instant,
  blocks: z.array(procedureBlock.omit({ id: true })),
  toGive: z.array(toGive),
  leftOut: z.array(leftOut),
});
export type Repeat = z.infer<typeof repeat>;
