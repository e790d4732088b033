import { z } from 'zod';
import {
  disclosureClass,
  id,
  key,
  languageTag,
  line,
  plainDate,
  prose,
  referenceId,
  side,
} from './values.ts';

/** Nothing is decided for the patient: every line starts `undecided`. */
export const decision = z.enum(['undecided', 'accepted', 'refused']);
export type Decision = z.infer<typeof decision>;

export const plannedRegion = z.object({ region: referenceId, side });

/** One syringe as planned: a single substance, or several mixed, which then take the strictest class among them. */
export const preparation = z.object({
  parts: z.array(referenceId).min(1).max(6),
  route: referenceId.nullable(),
});

/** Who takes out a needle that stays in when the patient goes home. */
export const needleRemover = z.enum(['clinic', 'patient']);
export type NeedleRemover = z.infer<typeof needleRemover>;

/** Needles that are meant to stay in when the patient goes home; each place is a line of its own. */
export const plannedRetained = z.object({
  places: z.array(plannedRegion).min(1).max(12),
  /** Days at most, as the clinic decides. */
  days: z.int().min(1).max(30),
  removedBy: needleRemover,
});

/** What a clinic may ask besides the treatment. */
export const addOnId = z.enum(['photo', 'research', 'teaching']);

/** Whichever comes first: the last day of the months, the last of the visits, the end of the course. */
export const consentTerm = z.object({
  months: z.int().min(1).max(12),
  visits: z.int().min(1).max(50).nullable(),
  courseId: id.nullable(),
});

/** What is meant to be done; the document composes itself from it. */
export const consentPlan = z.object({
  condition: prose(1000),
  goal: prose(500),
  plannedSessions: z.int().min(1).max(50),
  techniques: z.array(referenceId).min(1).max(13),
  /** Every region on its two sides and in the midline at most. */
  regions: z.array(plannedRegion).min(1).max(66),
  /** Sites, where already known; one over the lung field brings the pneumothorax risk in. */
  sites: z.array(z.object({ siteId: referenceId, side })).max(60),
  preparations: z.array(preparation).max(20),
  /** Absent where every needle comes out before the patient goes, which is the rule. */
  retained: plannedRetained.optional(),
  /** What is asked besides the treatment; nothing unless chosen. */
  addOns: z.array(addOnId).max(3).optional(),
  /** How long it is to hold; the clinic's months and the patient's running course where nothing is said. */
  term: consentTerm.optional(),
});
export type ConsentPlan = z.infer<typeof consentPlan>;

/** What showed that this is the right patient; two of them before anything is completed. */
export const identityItem = z.enum([
  'name',
  'birth-date',
  'address',
  'phone',
  'patient-number',
  'photo-document',
]);
export type IdentityItem = z.infer<typeof identityItem>;

/** Somebody who decides for the patient: a guardian of a minor, or a proxy whose authority was seen on paper. */
export const substitute = z.object({
  role: z.enum(['guardian', 'proxy']),
  name: line(200, 1),
  relation: line(60),
  /** What gives the authority, as seen (`birth certificate`, `power of attorney of 2024-03-01`); a proxy needs one. */
  authority: line(200),
  /** Who of the clinic has seen that document; a proxy's must have been seen. */
  seenBy: line(200),
});
export type Substitute = z.infer<typeof substitute>;

/** What was said in the talk, who said it, and who else was there. */
export const consentTalk = z.object({
  /** Language of the document that the patient reads or hears. */
  language: languageTag,
  identity: z.array(identityItem).max(6),
  whatMatters: prose(1000),
  /** A question with an empty answer is still open, and nothing can be signed. */
  questions: z.array(z.object({ question: prose(500), answer: prose(1000), askedBy: line(200) })).max(20),
  /** What this treatment is expected to do for this patient, and how sure that is. */
  benefit: prose(1000),
  /** What was said about the price. */
  costs: prose(500),
  /** What the patient said in their own words when asked what will be done. */
  teachBack: prose(1000),
  /** Answers to the questions of the template, by block. */
  answers: z.array(z.object({ blockId: key(60), answer: z.array(line(500)).max(20) })).max(60),
  /** Empty: the patient decides. */
  substitutes: z.array(substitute).max(2),
  /** What a child who does not decide alone says to it; to go on against a no, the reason is written down. */
  assent: z
    .object({
      given: z.enum(['yes', 'no', 'not-able']),
      words: prose(500),
      reasonToGoOn: prose(500),
    })
    .nullable(),
  interpreter: z
    .object({
      name: line(200, 1),
      language: line(60, 1),
      reachedBy: z.enum(['in-person', 'phone', 'video']),
      /** On the line: which service and number, and that the declaration was said. Who is there signs instead. */
      reach: line(200),
      declared: z.boolean(),
    })
    .nullable(),
  /** Who read the document aloud to somebody who cannot read it, and why. */
  reader: z.object({ name: line(200, 1), reason: line(200) }).nullable(),
  witness: z
    .object({
      name: line(200, 1),
      /** `mark`: whoever decides cannot write and makes a mark; `policy`: the clinic wants a witness. */
      why: z.enum(['mark', 'policy']),
      reason: line(200),
    })
    .nullable(),
  /** The name is that of the chaperone who was there; where none was offered, the reason says why. Null: nobody asked. */
  chaperone: z
    .object({
      answer: z.enum(['accepted', 'declined', 'not-offered']),
      name: line(200),
      reason: line(200).optional(),
    })
    .nullable(),
  /** Doubt about capacity, or the maturity of a minor: four parts, each null until it was seen. Null when not in doubt. */
  capacity: z
    .object({
      understands: z.boolean().nullable(),
      remembers: z.boolean().nullable(),
      weighs: z.boolean().nullable(),
      communicates: z.boolean().nullable(),
      note: prose(500),
      /** When the practitioner assessed it: it is about this decision on this day. */
      on: plainDate.nullable(),
      /** What was done so that the patient could decide alone; needed where a part was not seen. */
      support: prose(500),
    })
    .nullable(),
});
export type ConsentTalk = z.infer<typeof consentTalk>;

/** A refusal said earlier that reaches a line: until it is lifted the line stays refused. */
export const earlierRefusal = z.object({
  limitId: id,
  name: z.string(),
  words: z.string(),
  saidBy: z.string(),
  how: z.enum(['consent', 'spoken', 'phone', 'written']),
  on: plainDate,
});
export type EarlierRefusal = z.infer<typeof earlierRefusal>;

/** A template's building block: what stands where, in which order and under which heading. */
export const blockKind = z.enum([
  'text',
  'information',
  'question',
  'techniques',
  'regions',
  'substances',
  'risks',
  'alternatives',
  'rights',
  'add-ons',
  'statements',
  'signatures',
]);

export const blockQuestion = z.object({
  answers: z.enum(['yes-no', 'one-of', 'several', 'text', 'number']),
  options: z.array(z.string()),
  required: z.boolean(),
  /** Empty while nobody has answered. */
  answer: z.array(z.string()),
});
export const documentBlock = z.object({
  blockId: key(60),
  kind: blockKind,
  title: z.string(),
  paragraphs: z.array(z.string()),
  question: blockQuestion.nullable(),
});
export type DocumentBlock = z.infer<typeof documentBlock>;

/** For whom a template is worded. */
export const templateVariant = z.enum(['adult', 'guardian', 'no-capacity']);
export type TemplateVariant = z.infer<typeof templateVariant>;

const decidable = {
  lineId: key(700),
  decision,
  /** Print of what the line discloses, the same in every language: a decision stays while it is the same. */
  facts: z.string(),
  refusedBefore: earlierRefusal.optional(),
};

export const techniqueLine = z.object({
  ...decidable,
  techniqueId: referenceId,
  name: z.string(),
  description: z.string(),
});
export const regionLine = z.object({
  ...decidable,
  region: referenceId,
  side,
  name: z.string(),
  lungField: z.boolean(),
});

/** One injected substance or mixture: what it is, and whether it is a drug. */
export const substanceLine = z.object({
  ...decidable,
  heading: z.enum(['drugs', 'biological']),
  parts: z.array(referenceId).min(1),
  name: z.string(),
  /** What a product is made of, where its label lists several things. */
  contains: z.array(z.string()),
  disclosureClass,
  /** Code of why it has this class (`medicine-in-EU`, `unknown-counts-as-drug`, `mixture-takes-strictest`, …). */
  classReason: z.string(),
  purpose: z.array(z.string()),
  route: z.string().nullable(),
  commonEffects: z.array(z.string()),
  seriousEffects: z.array(z.string()),
  allergens: z.array(z.string()),
  origin: z.array(z.string()),
  animalOrigin: z.array(z.string()),
  /** How the patient's own blood is handled; null where none is in it. */
  ownBlood: z.string().nullable(),
  /** What can be done without this substance. */
  without: z.array(z.string()),
  licence: z.enum(['licensed', 'off-label-usual', 'unapproved', 'not-a-medicine', 'check-locally']),
  /** Allergies and safety answers of this patient that meet this substance. */
  warnings: z.array(z.string()),
});
export type SubstanceLine = z.infer<typeof substanceLine>;

/** A needle that stays in at one place when the patient goes home; without an accepted line none stays. */
export const retainedLine = z.object({
  ...decidable,
  region: referenceId,
  side,
  name: z.string(),
  days: z.int(),
  removedBy: needleRemover,
  /** What it is, how long, who takes it out, what can happen, what to watch for, and what is done without it. */
  text: z.array(z.string()),
});
export type RetainedLine = z.infer<typeof retainedLine>;

/** What is asked besides the treatment; a no to it changes nothing else. */
export const addOnLine = z.object({
  lineId: key(700),
  decision,
  facts: z.string(),
  addOnId,
  name: z.string(),
  description: z.string(),
});

export const riskLine = z.object({
  riskId: referenceId,
  name: z.string(),
  text: z.string(),
  severity: z.enum(['mild', 'significant', 'serious']),
  frequency: z.string(),
  reported: z.string().nullable(),
  action: z.string().nullable(),
});

/** Who signs besides the practitioner who explained. */
export const signerRole = z.enum(['patient', 'guardian', 'proxy', 'interpreter', 'reader', 'witness']);
export type SignerRole = z.infer<typeof signerRole>;
export const requiredSigner = z.object({
  role: signerRole,
  name: z.string(),
  relation: z.string(),
  /** What is declared by signing. */
  statement: z.string(),
  /** Makes a mark that the witness sees, instead of a signature. */
  mark: z.boolean(),
});
export type RequiredSigner = z.infer<typeof requiredSigner>;

/** Exactly what is shown to the patient; frozen as canonical JSON when the patient signs. */
export const consentDocument = z.object({
  template: z.object({
    id: referenceId,
    version: z.int(),
    language: z.string(),
    variant: templateVariant,
    /** Who worded it in this language: what a machine drafted says so until a person has approved it. */
    draftedBy: z.enum(['machine', 'person']),
    /** Versions of the parts about the planned techniques. */
    parts: z.array(z.object({ id: referenceId, version: z.int() })),
    /** Texts that stand in English because the language has no present one for them. */
    untranslated: z.int(),
  }),
  jurisdiction: z.string(),
  clinic: z.object({ name: z.string(), addressLines: z.array(z.string()) }),
  patient: z.object({ id, name: z.string(), birthDate: plainDate, number: z.string() }),
  practitioner: z.object({ id, name: z.string(), title: z.string() }),
  plan: consentPlan,
  talk: consentTalk,
  /** In the order in which they are read. */
  blocks: z.array(documentBlock),
  techniques: z.array(techniqueLine),
  regions: z.array(regionLine),
  substances: z.array(substanceLine),
  /** Absent where no needle is meant to stay in. */
  retained: z.array(retainedLine).optional(),
  addOns: z.array(addOnLine),
  risks: z.array(riskLine),
  /** Everything that the patient refuses beyond this plan too; absent where they refuse nothing. */
  refusals: z.array(earlierRefusal).optional(),
  alternatives: z.array(z.string()),
  rights: z.array(z.string()),
  statements: z.array(z.string()),
  flags: z.array(
    z.object({
      flagId: referenceId,
      name: z.string(),
      level: z.enum(['block', 'warn', 'note']),
      why: z.string(),
    }),
  ),
  months: z.int(),
  /** Everybody whose signature completes it, besides the practitioner; empty while nobody can decide. */
  signers: z.array(requiredSigner),
  /** What the practitioner declares by the countersignature. */
  explained: z.string(),
});
export type ConsentDocument = z.infer<typeof consentDocument>;
