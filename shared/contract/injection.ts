import { z } from 'zod';
import { decimalText, disclosureClass, id, instant, line, plainDate, referenceId, side } from './values.ts';

/** A dose of the last twelve months that was not reversed, in whatever visit and by whomever. */
const earlierDose = z.object({
  substanceId: referenceId,
  productName: z.string(),
  strengthUnit: z.string(),
  /** mg; null where the strength is not a mass. */
  doseMg: decimalText.nullable(),
  totalMl: decimalText,
  /** Units, where the strength is one of units. */
  units: decimalText.nullable(),
  sites: z.array(z.object({ siteId: referenceId, side })),
  at: instant,
  on: plainDate,
  inVisit: z.boolean(),
});

/** Everything that the dose limits of the next syringe rest on, so that the screen reckons as the host does. */
export const doseFacts = z.object({
  earlier: z.array(earlierDose),
  /** Steroids given here or told of; the day may not be known. */
  steroids: z.array(z.object({ on: plainDate.nullable(), region: z.string(), side })),
  patient: z.object({
    ageYears: z.int(),
    weight: z.object({ kg: decimalText, measuredOn: plainDate }).nullable(),
    heightCm: decimalText.nullable(),
    /** Safety flags answered with yes. */
    flags: z.array(z.string()),
  }),
  jurisdiction: z.string(),
  now: instant,
  today: plainDate,
});
export type DoseFacts = z.infer<typeof doseFacts>;

/** How a substance was given last: to this patient, or by this practitioner to anybody. */
export const lastGiven = z.object({
  of: z.enum(['patient', 'practitioner']),
  on: plainDate,
  parts: z
    .array(
      z.object({
        substanceId: referenceId,
        productName: z.string(),
        strengthValue: z.string(),
        strengthUnit: z.string(),
        volumePerPoint: decimalText,
        offLabel: z.boolean(),
      }),
    )
    .min(1),
  points: z.int(),
  route: z.string(),
  aspiration: z.string(),
});
export type LastGiven = z.infer<typeof lastGiven>;

/** Which injections a register lists; both days count. */
export const injectionFilter = z.object({
  from: plainDate,
  to: plainDate,
  practitionerId: id.nullable(),
  substanceId: referenceId.nullable(),
  /** A lot as it is written on the label; empty for every lot. */
  lot: line(60),
});
export type InjectionFilter = z.infer<typeof injectionFilter>;

/** One substance of one syringe. */
export const injectionLine = z.object({
  id,
  at: instant,
  sessionId: id,
  patientId: id,
  patient: z.string(),
  number: z.string(),
  birthDate: z.string(),
  substanceId: referenceId,
  substanceName: z.string(),
  disclosureClass,
  productName: z.string(),
  lotNumber: z.string(),
  expiryDate: plainDate,
  strengthValue: z.string(),
  strengthUnit: z.string(),
  totalVolume: decimalText,
  doseMg: decimalText.nullable(),
  points: z.int(),
  sites: z.array(z.object({ siteId: referenceId, side })),
  route: z.string(),
  givenBy: z.string(),
  /** Out of the cupboard, brought by the patient, or typed by hand. */
  source: z.enum(['stock', 'brought', 'typed']),
  reversal: z.object({ at: instant, reason: z.string() }).nullable(),
  note: z.enum(['draft', 'signed', 'amended', 'entered-in-error']),
});
export type InjectionLine = z.infer<typeof injectionLine>;
