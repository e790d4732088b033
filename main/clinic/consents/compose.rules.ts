import type {
  ConsentDocument,
  ConsentPlan,
  ConsentTalk,
  Decision,
  DocumentBlock,
  EarlierRefusal,
  SubstanceLine,
} from '../../../shared/contract/consent-document.ts';
import type { Risk, Substance } from '../../../shared/contract/reference.ts';
import { reachesNeed, reachesRegion, reachesTechnique, traitsOf } from '../../../shared/rules/limits.ts';
import type { Side } from '../../../shared/contract/values.ts';
import { headingOf, mixtureOf, strictest } from '../../../shared/rules/disclosure.ts';
import { entryOf, isNeedleTechnique } from '../../../shared/rules/reference.ts';
import { fill } from '../../../shared/rules/translations.ts';
import type { ConsentFacts } from './facts.rules.ts';
import { flagsOf } from './flags.rules.ts';
import { normalisePlan, regionLineId, regionName, substanceLineId, techniqueLineId } from './plan.rules.ts';
import { requiredSigners } from './signers.rules.ts';
import { template } from './template.rules.ts';
import { warningsFor } from './warnings.rules.ts';

type Undecided<T> = Omit<T, 'decision'>;

/**
 * The whole document from plan, talk and facts; the same input gives the same text. Decisions of `before` stay with the
 * lines whose disclosed facts are the same word for word; a line that a standing refusal reaches is refused, every other
 * line is undecided.
 */
export function compose(
  wanted: ConsentPlan,
  talk: ConsentTalk,
  facts: ConsentFacts,
  before: ConsentDocument | null,
): ConsentDocument {
  const plan = normalisePlan(wanted, facts.reference);
  const { patient, practitioner, clinic, jurisdiction, months } = facts;
  return {
    template: {
      id: template.id,
      version: template.version,
      language: template.meta.language,
      variant: 'adult',
      draftedBy: 'person',
    },
    jurisdiction,
    clinic,
    patient,
    practitioner,
    plan,
    talk,
    blocks: blocksOf(),
    techniques: decided(refusedBefore(techniqueLines(plan, facts), facts), before?.techniques),
    regions: decided(refusedBefore(regionLines(plan, facts), facts), before?.regions),
    substances: decided(refusedBefore(substanceLines(plan, facts), facts), before?.substances),
    addOns: [],
    ...(facts.refusals.length === 0 ? {} : { refusals: facts.refusals.map(({ told }) => told) }),
    risks: riskLines(plan, facts),
    alternatives: [...template.alternatives],
    rights: [...template.rights],
    statements: [...template.statements],
    flags: flagsOf(plan, facts.safety.answers, facts.reference),
    months,
    signers: requiredSigners(
      patient.name,
      facts.person,
      talk,
      facts.ageRule,
      facts.today,
      template.declarations,
    ),
    explained: template.declarations.practitioner,
  };
}

/** What stands where; the words of the clinic's own templates take this place. */
function blocksOf(): DocumentBlock[] {
  const block = (kind: DocumentBlock['kind'], paragraphs: readonly string[] = []): DocumentBlock => ({
    blockId: kind,
    kind,
    title: '',
    paragraphs: [...paragraphs],
    question: null,
  });
  return [
    block('text', template.introduction),
    ...(
      ['techniques', 'regions', 'substances', 'risks', 'alternatives', 'rights', 'statements'] as const
    ).map((kind) => block(kind)),
    block('signatures'),
  ];
}

/** Marks what a refusal that still stands reaches. */
function refusedBefore<T extends AnyLine>(lines: T[], facts: ConsentFacts): T[] {
  return lines.map((line) => {
    const found = facts.refusals.find((refusal) => linesReached(refusal, line, facts));
    return found === undefined ? line : { ...line, refusedBefore: found.told };
  });
}

type AnyLine =
  | { techniqueId: string }
  | { region: string; side: Side }
  | Pick<SubstanceLine, 'parts' | 'disclosureClass'>;

function linesReached(
  refusal: ConsentFacts['refusals'][number],
  line: AnyLine,
  { reference, standings }: ConsentFacts,
): boolean {
  if ('techniqueId' in line) return reachesTechnique(refusal, line.techniqueId);
  if ('region' in line) return reachesRegion(refusal, line.region, line.side);
  const traits = (id: string) => traitsOf(reference, id, standings.get(id)?.disclosureClass ?? 'drug');
  const { disclosureClass } = line;
  return line.parts.some((id) => reachesNeed(refusal, { kind: 'substance', id, disclosureClass }, traits));
}

function decided<
  T extends { lineId: string; decision: Decision; refusedBefore?: EarlierRefusal | undefined },
>(lines: Undecided<T>[], before: readonly T[] | undefined): T[] {
  const earlier = new Map(
    (before ?? []).map(({ decision, ...line }) => [line.lineId, { decision, facts: sorted(line) }]),
  );
  return lines.map((line) => {
    if (line.refusedBefore !== undefined) return { ...line, decision: 'refused' } as unknown as T;
    const known = earlier.get(line.lineId);
    return { ...line, decision: known?.facts === sorted(line) ? known.decision : 'undecided' } as T;
  });
}

/** Same content, same text, whatever the order in which the keys were written or read back. */
function sorted(line: object): string {
  return JSON.stringify(Object.entries(line).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function techniqueLines(
  plan: ConsentPlan,
  { reference }: ConsentFacts,
): Undecided<ConsentDocument['techniques'][number]>[] {
  return plan.techniques.map((techniqueId) => {
    const { name, description } = entryOf(reference.techniques, techniqueId);
    return {
      lineId: techniqueLineId(techniqueId),
      techniqueId,
      name,
      description: template.techniques[techniqueId] ?? description,
    };
  });
}

/** A region with any site over the lung is disclosed as such as soon as a needle is planned: the site is chosen later. */
function regionLines(
  plan: ConsentPlan,
  { reference }: ConsentFacts,
): Undecided<ConsentDocument['regions'][number]>[] {
  const needles =
    plan.techniques.some((id) => isNeedleTechnique(reference, id)) || plan.preparations.length > 0;
  return plan.regions.map(({ region, side }) => ({
    lineId: regionLineId(region, side),
    region,
    side,
    name: regionName(region, side, reference),
    lungField:
      needles &&
      [...reference.sites.values()].some((site) => site.region === region && site.lungField === true),
  }));
}

function substanceLines(plan: ConsentPlan, facts: ConsentFacts): Undecided<SubstanceLine>[] {
  const { reference } = facts;
  const instead = plan.techniques
    .map((id) => entryOf(reference.techniques, id))
    .filter(({ family }) => family !== 'needle-injection')
    .map(({ name }) => fill(template.without.technique, { technique: name }));
  const lines = plan.preparations.map(({ parts, route }) => substanceLine(parts, route, instead, facts));
  return lines.toSorted((a, b) => Number(a.heading === 'biological') - Number(b.heading === 'biological'));
}

function substanceLine(
  ids: readonly string[],
  route: string | null,
  instead: readonly string[],
  facts: ConsentFacts,
): Undecided<SubstanceLine> {
  const parts = ids.map((id) => {
    const substance = entryOf(facts.reference.substances, id);
    const standing = facts.standings.get(id);
    return {
      substance,
      disclosureClass: standing?.disclosureClass ?? 'drug',
      reason: standing?.classReason ?? 'unknown-counts-as-drug',
    };
  });
  const mixture = mixtureOf(parts);
  const substances = parts.map(({ substance }) => substance);
  const words = mixture.origin.map((code) => template.origin[code] ?? code);
  return {
    lineId: substanceLineId(ids),
    heading: headingOf(mixture.disclosureClass),
    parts: [...ids],
    name: substances.map(({ name }) => name).join(' + '),
    contains: [...new Set(substances.flatMap(({ components }) => components ?? []))],
    disclosureClass: strictest(parts.map((part) => part.disclosureClass)),
    classReason:
      parts.length > 1 ? 'mixture-takes-strictest' : (parts[0]?.reason ?? 'unknown-counts-as-drug'),
    purpose: substances.map(({ name, purpose }) => (substances.length > 1 ? `${name}: ${purpose}` : purpose)),
    route: route === null ? null : (template.route[route] ?? route),
    commonEffects: mixture.commonEffects,
    seriousEffects: mixture.seriousEffects,
    allergens: mixture.allergens,
    origin: words,
    animalOrigin: mixture.origin
      .filter((code) => template.animalOrigin.includes(code))
      .map((code) => template.origin[code] ?? code),
    ownBlood: mixture.origin.includes('human-autologous') ? template.ownBlood : null,
    without: [
      ...instead,
      ...(substances.length > 1
        ? substances.map(({ name }) => fill(template.without.part, { part: name }))
        : []),
      template.without.none,
    ],
    licence: worstLicence(substances.map((substance) => licenceOf(substance, facts.jurisdiction))),
    warnings: warningsFor(substances, facts.safety, facts.reference),
  };
}

type Licence = SubstanceLine['licence'];

/** Worst first: what a mixture is said to be when any part is. */
const LICENCES: readonly Licence[] = [
  'unapproved',
  'check-locally',
  'off-label-usual',
  'not-a-medicine',
  'licensed',
];

function worstLicence(all: readonly Licence[]): Licence {
  return LICENCES.find((licence) => all.includes(licence)) ?? 'check-locally';
}

/** Injectable homeopathic and complementary products are licensed nowhere without a closer look. */
function licenceOf(substance: Substance, jurisdiction: string): Licence {
  const name = { DE: 'EU', IE: 'EU' }[jurisdiction] ?? jurisdiction;
  switch (substance.legalClass[name]) {
    case 'medicine':
    case 'biological-medicine':
      return substance.offLabelUsual === true || substance.purpose.includes('off-label')
        ? 'off-label-usual'
        : 'licensed';
    case 'unapproved-product':
      return 'unapproved';
    case 'medical-device':
    case 'autologous-blood-product':
      return 'not-a-medicine';
    default:
      return 'check-locally';
  }
}

const SEVERITY = ['serious', 'significant', 'mild'];
const FREQUENCY = ['very-common', 'common', 'uncommon', 'rare', 'very-rare', 'unknown'];

/** Risks of the techniques and of the substances; none is left out for being rare, and the lung comes first where it lies underneath. */
function riskLines(plan: ConsentPlan, facts: ConsentFacts): ConsentDocument['risks'] {
  const { reference } = facts;
  const substances = plan.preparations
    .flatMap(({ parts }) => parts)
    .map((id) => entryOf(reference.substances, id));
  const named = new Set(plan.techniques.flatMap((id) => entryOf(reference.techniques, id).riskIds));
  const lung = regionLines(plan, facts).some(({ lungField }) => lungField);
  const applies = (risk: Risk): boolean => {
    if (risk.id === 'pneumothorax' && lung) return true;
    const ofSubstance = risk.substances?.some((match) =>
      substances.some(({ id, group }) => match === id || match === `group:${group}`),
    );
    if (ofSubstance !== undefined) return ofSubstance;
    return named.has(risk.id) || risk.techniques.some((id) => plan.techniques.includes(id));
  };
  const rank = (risk: Risk): number =>
    (risk.id === 'pneumothorax' && lung ? -100 : 0) +
    SEVERITY.indexOf(risk.severity) * 10 +
    FREQUENCY.indexOf(risk.frequency);
  return [...reference.risks.values()]
    .filter(applies)
    .toSorted((a, b) => rank(a) - rank(b))
    .map((risk) => ({
      riskId: risk.id,
      name: risk.name,
      text:
        risk.id === 'pneumothorax' && lung ? `${template.lungField} ${risk.patientText}` : risk.patientText,
      severity: risk.severity,
      frequency: template.frequency[risk.frequency] ?? risk.frequency,
      reported: risk.reported ?? null,
      action: risk.patientAction ?? null,
    }));
}
