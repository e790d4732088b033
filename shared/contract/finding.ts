import { z } from 'zod';
import { chartArea, chartMark } from './body-chart.ts';
import { decimalText, key, plainDate, prose, referenceId, side } from './values.ts';

/** Pressure pain threshold in kgf/cm2 (1 cm2 tip), as decimal text; 0.1 to 20, asked above 12. */
const pressure = decimalText;

/**
 * An abnormal structure as examined on one day. The three kinds of the IMS description are four structure types:
 * tender points in soft tissue or at attachments, taut bands, tender points over periosteum.
 * Segments, trigger point criteria and distance from the complaint are derived, never typed.
 */
export const finding = z.strictObject({
  id: key(60),
  /** The finding of an earlier visit that this one re-examines. */
  continues: key(60).optional(),
  structureType: z.enum([
    'tender-point-soft-tissue',
    'tender-point-attachment',
    'taut-band',
    'periosteal-tender-point',
  ]),
  siteId: referenceId,
  side,
  /** Tenderness 0 none, 1 mild, 2 moderate with grimace, 3 pulls away, 4 cannot be touched. Absent: not examined yet; nothing is signed so. */
  grade: z.int().min(0).max(4).optional(),
  jumpSign: z.boolean(),
  twitchOnPalpation: z.boolean(),
  band: z.boolean(),
  bandLengthMm: decimalText.optional(),
  /** What the needle felt: bone-like resistance marks a taut band in the IMS description. */
  needleResistance: z.enum(['none', 'firm', 'bone-like']).optional(),
  nodule: z.boolean(),
  noduleSizeMm: decimalText.optional(),
  attachmentSiteId: referenceId.optional(),
  nearestJoint: prose(80).optional(),
  distanceToJointMm: decimalText.optional(),
  /** Where pressure sends the pain, in the patient's words; no fixed map is expected. */
  referredPain: prose(300),
  referredQuality: z.enum(['ache', 'burn', 'tingle', 'other']).optional(),
  /** The same, drawn on the body. */
  referredArea: chartArea.optional(),
  /** The same, chosen from a list. */
  referredRegions: z
    .array(z.strictObject({ region: referenceId, side }))
    .max(12)
    .optional(),
  recognisedByPatient: z.boolean().optional(),
  activity: z.enum(['active', 'latent', 'not-assessed', 'not-a-trigger-point']),
  suspectedOrigin: z.enum(['muscle', 'joint', 'nerve', 'organ']).optional(),
  ppt: z.array(pressure).max(3).optional(),
  /** Same point of the other side; recorded whenever `ppt` is. */
  pptOtherSide: z.array(pressure).max(3).optional(),
  resolved: z.boolean(),
  examinedOn: plainDate,
  note: prose(500),
  mark: chartMark.optional(),
});
export type Finding = z.infer<typeof finding>;
