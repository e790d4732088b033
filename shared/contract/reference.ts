import { z } from 'zod';
import { aftercareFile } from './aftercare.ts';
import { bodyChart } from './body-chart.ts';
import { labelsFile } from './labels.ts';
import { disclosureClass, referenceId } from './values.ts';

/** Keys into the `sources` of the same file; a figure without one is not shown. */
const source = z.array(z.string()).min(1);
const sources = z.record(z.string(), z.string());
const text = z.string().min(1);

/** Lowest and highest value, both allowed. */
export const range = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low <= high, 'lowest above highest');

export const fieldType = z.enum([
  'refs',
  'ref',
  'datetime',
  'date',
  'integer',
  'number',
  'enum',
  'multi-enum',
  'text',
  'string',
  'string-list',
  'boolean',
  'derived',
]);

/** One thing that is recorded. `hard`: outside is refused. `warn`: outside is asked for a reason. `unit` is UCUM. */
export const fieldDefinition = z.strictObject({
  key: z.string().regex(/^[a-z][A-Za-z]*$/),
  label: text,
  type: fieldType,
  unit: text.optional(),
  hard: range.optional(),
  warn: range.optional(),
  required: z.boolean().optional(),
  options: z.array(text).min(1).optional(),
  note: text.optional(),
  source,
});
export type FieldDefinition = z.infer<typeof fieldDefinition>;

export const fieldGroup = z.strictObject({
  id: referenceId,
  label: text,
  source,
  fields: z.array(fieldDefinition).min(1),
});

const fieldOverride = z.strictObject({
  hard: range.optional(),
  warn: range.optional(),
  options: z.array(text).min(1).optional(),
});

export const technique = z.strictObject({
  id: referenceId,
  name: text,
  family: z.enum(['needle-dry', 'needle-injection', 'light', 'electrical', 'magnetic', 'traditional']),
  /** `not-ims`: recorded apart, own consent, own credential, never counted as IMS. */
  imsScope: z.enum(['ims', 'ims-possible', 'not-ims']),
  description: text,
  fieldGroups: z.array(referenceId).min(1),
  credentials: z.array(referenceId),
  riskIds: z.array(referenceId),
  variants: z.array(referenceId).optional(),
  delivers: z.enum(['none', 'substance', 'light', 'current', 'magnetic-field']),
  defaultEnabled: z.boolean(),
  overrides: z.record(z.string(), fieldOverride).optional(),
  extraFields: z.array(fieldDefinition).optional(),
  notes: z.array(text).optional(),
  source,
});
export type Technique = z.infer<typeof technique>;

export const credentialType = z.strictObject({
  id: referenceId,
  label: text,
  what: text,
  expires: z.enum(['required', 'optional']),
  warnDays: z.int().positive(),
  source,
});

export const findingTypeId = z.enum([
  'tender-point-soft-tissue',
  'tender-point-attachment',
  'taut-band',
  'periosteal-tender-point',
]);
export const siteKind = z.enum(['muscle', 'attachment', 'ligament', 'fascia', 'periosteal']);

const findingType = z.strictObject({
  id: findingTypeId,
  label: text,
  /** Which of the three kinds of the IMS description it belongs to. */
  seedKind: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  extra: z.array(text),
  siteKinds: z.array(siteKind).min(1),
  source,
});

const testVector = z.looseObject({ id: referenceId, source });

export const techniquesFile = z.strictObject({
  meta: z.looseObject({ schemaVersion: z.literal(1) }),
  sources,
  /** Outer diameter of a hollow needle in mm by gauge (ISO 9626). */
  hollowGaugeMm: z.record(z.string().regex(/^\d+G$/), z.number().positive()),
  fieldGroups: z.array(fieldGroup),
  entries: z.array(technique).min(1),
  credentialTypes: z.array(credentialType),
  findingTypes: z.array(findingType),
  tendernessGrades: z.array(
    z.strictObject({ id: referenceId, grade: z.int().min(0).max(4), label: text, source }),
  ),
  findingActivity: z.array(z.strictObject({ id: referenceId, label: text, source })),
  rules: z.array(
    z.strictObject({
      id: referenceId,
      appliesTo: text,
      level: z.enum(['block', 'warn']),
      test: text,
      message: text,
      source,
    }),
  ),
  testVectors: z.array(testVector),
});

export const legalClass = z.enum([
  'medicine',
  'biological-medicine',
  'homeopathic-medicine',
  'complementary-medicine',
  'medical-device',
  'autologous-blood-product',
  'unapproved-product',
  'check-locally',
]);

/** mg and mg/kg. A local anaesthetic has `perKg`; a steroid or anti-inflammatory has `perDoseMg`. */
export const maxDose = z.strictObject({
  perKg: z.number().positive().optional(),
  unit: z.literal('mg/kg').optional(),
  default: z.strictObject({ capMg: z.number().positive() }).optional(),
  byJurisdiction: z
    .record(
      z.string(),
      z.strictObject({ capMg: z.number().positive(), perKg: z.number().positive().optional() }),
    )
    .optional(),
  capMgPer24h: z.number().positive().optional(),
  regionCaps: z
    .array(
      z.strictObject({
        regions: z.array(referenceId).min(1),
        capMg: z.number().positive(),
        windowHours: z.number().positive(),
      }),
    )
    .optional(),
  /** Flags under which every limit of the substance is two thirds. */
  reduceByThirdFor: z.array(referenceId).optional(),
  windowHours: z.number().positive().optional(),
  /** Below this age no limit is computed; a prescriber types one. */
  minAgeYears: z.int().positive().optional(),
  perDoseMg: z.number().positive().optional(),
  warnOnly: z.boolean().optional(),
  maxPerSitePer12Months: z.int().positive().optional(),
  minIntervalDays: z.int().positive().optional(),
  maxDays: z.int().positive().optional(),
  /** How far the figure was looked up. */
  confidence: text,
  note: text.optional(),
});

/** What the clinic's own rows and jurisdiction make of a substance. */
export const substanceStanding = z.strictObject({
  disclosureClass,
  classReason: text,
  heading: z.enum(['drugs', 'biological']),
  injectable: z.boolean(),
  notInjectableBecause: z.enum(['placeholder', 'disabled', 'unapproved']).nullable(),
});

export const substance = z.strictObject({
  id: referenceId,
  name: text,
  disclosureClass,
  origin: z.array(text),
  legalClass: z.record(z.string(), legalClass),
  atc: z.string().nullable(),
  group: referenceId,
  strengths: z.array(text),
  purpose: text,
  commonEffects: z.array(text),
  seriousEffects: z.array(text),
  allergens: z.array(text),
  treatAsDrugWhenJurisdictionUnset: z.boolean(),
  maxDose: maxDose.optional(),
  siteBlocks: z.array(referenceId).optional(),
  contraFlags: z.array(referenceId).optional(),
  animalOrigin: z.boolean().optional(),
  autologous: z.boolean().optional(),
  offLabelUsual: z.boolean().optional(),
  components: z.array(text).optional(),
  edgeCase: text.optional(),
  doseNote: text.optional(),
  enabledDefault: z.boolean().optional(),
  /** Not a substance but room for one: not injectable until the clinic has named it. */
  placeholder: z.boolean().optional(),
  source,
  /** Entered by the clinic itself, absent in the file. */
  own: z
    .strictObject({
      version: z.int().positive(),
      /** Somebody answers for this very version in the clinic's jurisdiction; blocked, and a drug, until then. */
      approved: z.boolean(),
      /** How it is usually given, and whether it is licensed for that here. */
      routes: z.array(referenceId),
      licence: z.enum(['licensed', 'off-label', 'unapproved']),
    })
    .optional(),
  /** Filled in by the clinic's service, absent in the file. */
  standing: substanceStanding.optional(),
});
export type Substance = z.infer<typeof substance>;

export const substancesFile = z.strictObject({
  meta: z.looseObject({
    schemaVersion: z.literal(1),
    legalClassValues: z.array(legalClass),
    legalToDisclosure: z.record(legalClass, disclosureClass),
  }),
  sources,
  classes: z.array(
    z.strictObject({
      id: disclosureClass,
      label: text,
      rule: text,
      consentSection: z.enum(['drug', 'biological', 'drug-list-line']),
      source,
    }),
  ),
  entries: z.array(substance).min(1),
  rules: z.array(z.strictObject({ id: referenceId, text, source })),
  testVectors: z.array(testVector),
});

export const site = z.strictObject({
  id: referenceId,
  kind: siteKind,
  name: text,
  latin: text,
  region: referenceId,
  sided: z.boolean(),
  nerve: text,
  /** Approximate; textbooks differ by a segment. */
  segments: z.array(text),
  referredPain: text,
  cautions: z.array(referenceId),
  /** The lung lies underneath. */
  lungField: z.boolean().optional(),
  /** A bleed here cannot be pressed. */
  deepNotCompressible: z.boolean().optional(),
  segmentNote: text.optional(),
  source,
});
export type Site = z.infer<typeof site>;

export const musclesFile = z.strictObject({
  meta: z.looseObject({ schemaVersion: z.literal(1) }),
  sources,
  cautions: z.array(z.strictObject({ id: referenceId, text, source })),
  entries: z.array(site).min(1),
});

export const screeningLevel = z.enum(['block', 'warn', 'note']);
export type ScreeningLevel = z.infer<typeof screeningLevel>;

export const overrideRoute = z.enum([
  'never',
  'guardian-consent',
  'patient-changes-mind',
  'doctor-review',
  'cardiology-letter',
  'specialist-letter',
  'oncology-letter',
]);
export type OverrideRoute = z.infer<typeof overrideRoute>;

export const screeningFlag = z.strictObject({
  id: referenceId,
  name: text,
  kind: z.enum(['state', 'medication', 'condition', 'device', 'site', 'allergy', 'preference']),
  /** The patient question; null where the planned site or the record answers. */
  ask: text.nullable(),
  effects: z.array(
    z.strictObject({
      to: referenceId,
      level: screeningLevel,
      where: referenceId,
      why: text,
      override: overrideRoute.optional(),
    }),
  ),
  /** `match` is a substance id, `group:<group>` or `animalOrigin`. */
  substanceEffects: z.array(z.strictObject({ match: text, level: screeningLevel, why: text })).optional(),
  /** Days an answer stands, the day it was given included; 365 when absent. */
  reviewDays: z.int().min(1).max(365).optional(),
  source,
});
export type ScreeningFlag = z.infer<typeof screeningFlag>;

export const contraindicationsFile = z.strictObject({
  meta: z.looseObject({ schemaVersion: z.literal(1) }),
  sources,
  whereMap: z.record(referenceId, z.array(text).min(1)),
  techniqueGroups: z.array(
    z.strictObject({ id: referenceId, key: referenceId, techniques: z.array(referenceId).min(1), source }),
  ),
  entries: z.array(screeningFlag).min(1),
});

/** What a safety answer means for the treatment, as a patient reads it; by flag. */
export const patientWordsFile = z.strictObject({
  meta: z.looseObject({ schemaVersion: z.literal(1) }),
  flags: z.record(referenceId, text),
});

export const risk = z.strictObject({
  id: referenceId,
  name: text,
  patientText: text,
  severity: z.enum(['mild', 'significant', 'serious']),
  frequency: z.enum(['very-common', 'common', 'uncommon', 'rare', 'very-rare', 'unknown']),
  /** A counted rate in its study's words; absent = the class is a cautious estimate. */
  reported: text.optional(),
  techniques: z.array(referenceId).min(1),
  substances: z.array(text).optional(),
  material: z.boolean(),
  patientAction: text.optional(),
  note: text.optional(),
  source,
});
export type Risk = z.infer<typeof risk>;

export const risksFile = z.strictObject({
  meta: z.looseObject({
    schemaVersion: z.literal(1),
    frequencyScale: z.record(z.string(), text),
    severityScale: z.record(z.string(), text),
  }),
  sources,
  entries: z.array(risk).min(1),
});

/** All reference data as it travels to a screen; plain JSON. */
export const reference = z.object({
  techniques: techniquesFile,
  substances: substancesFile,
  muscles: musclesFile,
  contraindications: contraindicationsFile,
  risks: risksFile,
  labels: labelsFile,
  bodyChart,
  aftercare: aftercareFile,
  patientWords: patientWordsFile,
});
export type ReferenceData = z.infer<typeof reference>;
