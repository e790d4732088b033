import { z } from 'zod';
import {
  decimalText,
  disclosureClass,
  id,
  instant,
  key,
  line,
  plainDate,
  prose,
  referenceId,
  side,
} from './values.ts';

/** One substance in one syringe. Rows of the same syringe share `syringeId` and the class of the mixture. */
export const administrationPart = z.object({
  substanceId: referenceId,
  productName: line(120, 1),
  lotNumber: line(60),
  expiryDate: plainDate,
  containerType: referenceId,
  firstOpenedOn: plainDate.nullable(),
  strengthValue: decimalText,
  /** UCUM or product unit, from the reference field `strengthUnit`. */
  strengthUnit: line(40),
  /** mL of this substance per point. */
  volumePerPoint: decimalText,
  offLabel: z.boolean(),
  collectionId: line(60),
  /** Out of the clinic's own cupboard: product, lot, expiry and container are then those of the lot. */
  stock: z
    .object({
      lotId: id,
      vialId: id.nullable(),
      /** mL that were drawn or opened and not given. */
      wasteMl: decimalText,
    })
    .nullable()
    .optional(),
});

export const administrationInput = z.object({
  blockId: key(60),
  parts: z.array(administrationPart).min(1).max(6),
  points: z.int().min(1).max(300),
  sites: z
    .array(z.object({ siteId: referenceId, side }))
    .min(1)
    .max(60),
  route: referenceId,
  aspiration: referenceId,
  reasons: z.record(key(160), prose(500)),
  /** Ideal body weight in kg, typed where the body mass index is 30 or more. */
  idealKg: decimalText.optional(),
  /** Weak for a reason that no safety answer names: a local anaesthetic is asked about from half of its limit (dose-frail). */
  frail: z.boolean().optional(),
  /** Limits in mg that a prescriber sets for a patient below the age of automatic limits. */
  prescribed: z
    .array(z.object({ substanceId: referenceId, limitMg: decimalText, reason: line(300, 3) }))
    .max(6)
    .optional(),
});
export type AdministrationInput = z.infer<typeof administrationInput>;

export const administration = administrationPart.extend({
  id,
  syringeId: id,
  sessionId: id,
  blockId: z.string(),
  consentId: id,
  /** The class in which it was disclosed and given. */
  disclosureClass,
  substanceName: z.string(),
  points: z.int(),
  /** mL of this substance in all. */
  totalVolume: decimalText,
  /** mg; null where the strength is not a mass. */
  doseMg: decimalText.nullable(),
  sites: z.array(z.object({ siteId: referenceId, side })),
  route: z.string(),
  aspiration: z.string(),
  /** Out of the clinic's cupboard, but brought by the patient. */
  brought: z.boolean().optional(),
  givenAt: instant,
  givenBy: z.string(),
  reversedAt: instant.nullable(),
  reversalReason: z.string().nullable(),
});
export type Administration = z.infer<typeof administration>;
