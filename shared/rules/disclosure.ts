import type { Substance } from '../contract/reference.ts';
import type { DisclosureClass } from '../contract/values.ts';
import type { Reference } from './reference.ts';

/** Where a line stands on the consent: drugs and what carries them, or everything else. */
export type DisclosureHeading = 'drugs' | 'biological';

export type ClassReason =
  /** The legal class of the jurisdiction and the catalogue agree. */
  | 'legal-class'
  /** The legal class of the jurisdiction is a drug's, whatever the substance is made of. */
  | 'drug-in-law'
  /** No legal class is known here, so it counts as a drug. */
  | 'unknown-counts-as-drug'
  /** The clinic's jurisdiction is not set or not listed, and the catalogue says drug until it is. */
  | 'jurisdiction-unset-counts-as-drug'
  /** Catalogue and legal class contradict each other, so it counts as a drug. */
  | 'conflict-counts-as-drug'
  /** No jurisdiction, and the catalogue's own label is safe to keep. */
  | 'catalogue'
  | 'vehicle'
  /** Lowered from drug to biological by a named approver. */
  | 'clinic-approval';

export type EffectiveClass = {
  disclosureClass: DisclosureClass;
  heading: DisclosureHeading;
  reason: ClassReason;
  /** The legal class that decided, where one did. */
  legalClass: string | null;
};

/** The clinic's decision to tell patients that a substance is biological, not a drug. */
export type ClassApproval = {
  substanceId: string;
  jurisdiction: string;
  legalBasis: string;
  approvedBy: string;
  /** Plain date; holds from that day on. */
  approvedOn: string;
};

/** Members of the European Union, whose medicines law the `EU` column describes. */
const EU = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** Names under which the reference data may keep a jurisdiction, most exact first; empty when unset. */
export function jurisdictionNames(jurisdiction: string): string[] {
  const name = jurisdiction.trim().toUpperCase();
  if (name === '' || name === 'UNSET' || name === 'DEFAULT') return [];
  if (name === 'GB' || name === 'UK') return ['UK'];
  return EU.has(name) ? [name, 'EU'] : [name];
}

/** Strictest first: what a mixture is called when any part is. */
const STRICTNESS: readonly DisclosureClass[] = [
  'drug',
  'biological-substance',
  'device-substance',
  'vehicle',
];

export function strictest(classes: readonly DisclosureClass[]): DisclosureClass {
  return STRICTNESS.find((one) => classes.includes(one)) ?? 'drug';
}

/** A vehicle is legally a medicine in most places: it is listed with the drugs, and hides no class of what it carries. */
export function headingOf(disclosureClass: DisclosureClass): DisclosureHeading {
  return disclosureClass === 'drug' || disclosureClass === 'vehicle' ? 'drugs' : 'biological';
}

function outcome(
  disclosureClass: DisclosureClass,
  reason: ClassReason,
  legalClass: string | null,
): EffectiveClass {
  return { disclosureClass, heading: headingOf(disclosureClass), reason, legalClass };
}

/** What the clinic entered and nobody has approved, or of which it does not know what it is made from. */
function isUnknown({ own, origin }: Substance): boolean {
  return own !== undefined && (!own.approved || origin.includes('unknown'));
}

function byLaw(reference: Reference, substance: Substance, jurisdiction: string): EffectiveClass {
  const base = substance.disclosureClass;
  const name = jurisdictionNames(jurisdiction).find((one) => Object.hasOwn(substance.legalClass, one));
  const legal = name === undefined ? undefined : substance.legalClass[name];
  if (isUnknown(substance)) return outcome('drug', 'unknown-counts-as-drug', legal ?? null);
  if (base === 'vehicle') return outcome('vehicle', 'vehicle', null);
  if (legal === undefined) {
    return substance.treatAsDrugWhenJurisdictionUnset
      ? outcome('drug', 'jurisdiction-unset-counts-as-drug', null)
      : outcome(base, 'catalogue', null);
  }
  if (legal === 'check-locally') return outcome('drug', 'unknown-counts-as-drug', legal);
  const label = reference.data.substances.meta.legalToDisclosure[legal];
  if (label === base) return outcome(base, 'legal-class', legal);
  return outcome('drug', label === 'drug' ? 'drug-in-law' : 'conflict-counts-as-drug', legal);
}

/** Legal classes that no approval can lower: the law has said that this is a medicine. */
const SETTLED_DRUG = new Set(['medicine', 'biological-medicine']);

/**
 * Why an approval does not hold, or null when it does. It must lower a drug whose class is unknown, conflicting or
 * unapproved to biological, name the clinic's own jurisdiction, a legal basis and an approver, and not lie in the future
 * (rule `class-default`).
 */
export function approvalProblem(
  reference: Reference,
  substance: Substance,
  jurisdiction: string,
  approval: ClassApproval,
  today: string,
):
  | 'not-this-substance'
  | 'other-jurisdiction'
  | 'no-legal-basis'
  | 'no-approver'
  | 'not-yet'
  | 'settled-by-law'
  | 'not-a-drug'
  | 'not-known'
  | null {
  if (approval.substanceId !== substance.id) return 'not-this-substance';
  const [own] = jurisdictionNames(jurisdiction);
  if (own === undefined || own !== jurisdictionNames(approval.jurisdiction)[0]) return 'other-jurisdiction';
  if (approval.legalBasis.trim() === '') return 'no-legal-basis';
  if (approval.approvedBy.trim() === '') return 'no-approver';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(approval.approvedOn) || approval.approvedOn > today) return 'not-yet';
  if (isUnknown(substance)) return 'not-known';
  const law = byLaw(reference, substance, jurisdiction);
  if (law.disclosureClass !== 'drug') return 'not-a-drug';
  if (substance.disclosureClass !== 'biological-substance' || SETTLED_DRUG.has(law.legalClass ?? ''))
    return 'settled-by-law';
  return null;
}

/**
 * The class in which the patient is told of a substance. Not a legal status.
 * Unknown and conflicting count as drug; only an approval that holds makes it less strict.
 */
export function effectiveClass(
  reference: Reference,
  substance: Substance,
  jurisdiction: string,
  approval?: { given: ClassApproval; today: string },
): EffectiveClass {
  const law = byLaw(reference, substance, jurisdiction);
  if (
    !approval ||
    approvalProblem(reference, substance, jurisdiction, approval.given, approval.today) !== null
  )
    return law;
  return outcome('biological-substance', 'clinic-approval', law.legalClass);
}

export type Mixture = {
  parts: string[];
  disclosureClass: DisclosureClass;
  heading: DisclosureHeading;
  allergens: string[];
  commonEffects: string[];
  seriousEffects: string[];
  origin: string[];
  animalOrigin: boolean;
};

/** What one syringe is: the strictest class and everything that any part can do (rule `class-mixture`). */
export function mixtureOf(
  parts: readonly { substance: Substance; disclosureClass: DisclosureClass }[],
): Mixture {
  const disclosureClass = strictest(parts.map((part) => part.disclosureClass));
  const union = (of: (substance: Substance) => readonly string[]) => [
    ...new Set(parts.flatMap(({ substance }) => of(substance))),
  ];
  return {
    parts: parts.map(({ substance }) => substance.id),
    disclosureClass,
    heading: headingOf(disclosureClass),
    allergens: union((substance) => substance.allergens),
    commonEffects: union((substance) => substance.commonEffects),
    seriousEffects: union((substance) => substance.seriousEffects),
    origin: union((substance) => substance.origin),
    animalOrigin: parts.some(({ substance }) => substance.animalOrigin === true),
  };
}

/**
 * Why a substance cannot be given at all: `placeholder`, because it only keeps room for one that the clinic enters itself;
 * `disabled`, because it ships switched off; `unapproved`, because nobody answers yet for what the clinic has entered.
 */
export function notInjectable(substance: Substance): 'placeholder' | 'disabled' | 'unapproved' | null {
  if (substance.own !== undefined) return substance.own.approved ? null : 'unapproved';
  if (substance.placeholder === true) return 'placeholder';
  return substance.enabledDefault === false ? 'disabled' : null;
}
