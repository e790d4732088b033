import type { ConsentDocument, EarlierRefusal } from '../../../shared/contract/consent-document.ts';
import type { LimitKind } from '../../../shared/contract/limits.ts';
import type { SafetyRecord } from '../../../shared/contract/patients.ts';
import type { DisclosureClass } from '../../../shared/contract/values.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { DocumentTemplates } from '../../../shared/rules/template-text.ts';
import type { Fallback } from '../../../shared/rules/translations.ts';
import type { DocumentWords } from './languages.rules.ts';
import type { Person } from './signers.rules.ts';
import type { AgeRule } from './template.rules.ts';

export type Allergy = SafetyRecord['allergies'][number];
export type SafetyAnswer = SafetyRecord['answers'][number];

/** Everything that a document is composed from besides the plan and the talk. */
export interface ConsentFacts {
  patient: ConsentDocument['patient'];
  /** Age and those who may decide for the patient, by which rule, on which day. */
  person: Person;
  ageRule: AgeRule;
  today: string;
  practitioner: ConsentDocument['practitioner'];
  clinic: ConsentDocument['clinic'];
  jurisdiction: string;
  /** Months that the consent will hold. */
  months: number;
  reference: Reference;
  /** What is written down, and what the patient reads: in the language of the talk. */
  english: DocumentWords;
  words: DocumentWords & { readonly fallbacks: readonly Fallback[] };
  templates: DocumentTemplates;
  /** Class of each substance in this clinic, as the store has it. */
  standings: ReadonlyMap<
    string,
    { disclosureClass: DisclosureClass; classReason: string; injectable: boolean }
  >;
  /** What the patient refuses until they say otherwise, newest first. */
  refusals: readonly { kind: LimitKind; refId: string; told: EarlierRefusal }[];
  safety: { allergies: readonly Allergy[]; answers: readonly SafetyAnswer[] };
}
