import type {
  ConsentDocument,
  ConsentPlan,
  ConsentTalk,
  Decision,
  EarlierRefusal,
  RetainedLine,
  SubstanceLine,
} from '../../../shared/contract/consent-document.ts';
import type { Risk, Substance } from '../../../shared/contract/reference.ts';
import { reachesNeed, reachesRegion, reachesTechnique, traitsOf } from '../../../shared/rules/limits.ts';
import type { Side } from '../../../shared/contract/values.ts';
import { headingOf, mixtureOf, strictest } from '../../../shared/rules/disclosure.ts';
import { entryOf, isNeedleTechnique } from '../../../shared/rules/reference.ts';
import { counted, fill } from '../../../shared/rules/translations.ts';
import { blocksOf, saidIn } from './blocks.rules.ts';
import { printOf } from '../../reference/translations.ts';
import type { ConsentFacts } from './facts.rules.ts';
import { flagsOf } from './flags.rules.ts';
import { leftInEnglish, type DocumentWords } from './languages.rules.ts';
import {
  normalisePlan,
  regionLineId,
  retainedLineId,
  substanceLineId,
  techniqueLineId,
} from './plan.rules.ts';
import { requiredSigners } from './signers.rules.ts';
import { warningsFor } from './warnings.rules.ts';

type Undecided<T> = Omit<T, 'decision' | 'facts'>;

/** Whose words a line is made of, and the parts about its techniques in them. */
interface Voice {
  words: DocumentWords;
  described: ReadonlyMap<string, string>;
}

/**
 * The whole document from plan, talk and facts, in the language of the talk; the same input gives the same text. Decisions
 * of `before` stay with the lines that disclose the same, in whatever language; a line that a standing refusal reaches is
 * refused, every other line is undecided.
 */
export function compose(
  wanted: ConsentPlan,
  talk: ConsentTalk,
  facts: ConsentFacts,
  before: ConsentDocument | null,
): ConsentDocument {
  const plan = normalisePlan(wanted, facts.reference);
  const { patient, practitioner, clinic, jurisdiction, templates, words } = facts;
  const months = plan.term?.months ?? facts.months;
  const { declarations } = words.template;
  const values = {
    patientName: patient.name,
    practitionerName: practitioner.name,
    clinicName: clinic.name,
    condition: plan.condition,
    goal: plan.goal,
    plannedSessions: String(plan.plannedSessions),
    months: String(months),
  };
  const said = saidIn(templates, plan, values, 'told');
  const told: Voice = { words, described: said.described };
  const english: Voice = {
    words: facts.english,
    described: saidIn(templates, plan, values, 'english').described,
  };
  const { blocks, answers } = blocksOf(said.blocks, talk, before);
  const lines = <T extends AnyLine & Decided>(
    make: (voice: Voice) => Undecided<T>[],
    kept: readonly T[] | undefined,
  ) => decided<T>(refusedBefore(withFacts(make(told), make(english)), facts), kept);
  const document = {
    jurisdiction,
    clinic,
    patient,
    practitioner,
    plan,
    talk: { ...talk, answers },
    blocks,
    techniques: lines<TechniqueLine>((voice) => techniqueLines(plan, voice), before?.techniques),
    regions: lines<RegionLine>((voice) => regionLines(plan, facts, voice), before?.regions),
    substances: lines<SubstanceLine>((voice) => substanceLines(plan, facts, voice), before?.substances),
    ...(plan.retained === undefined
      ? {}
      : { retained: lines<RetainedLine>((voice) => retainedLines(plan, voice), before?.retained) }),
    addOns: decided<AddOnLine>(
      withFacts(said.addOns, saidIn(templates, plan, values, 'english').addOns),
      before?.addOns,
    ),
    ...(facts.refusals.length === 0 ? {} : { refusals: facts.refusals.map(({ told: one }) => one) }),
    risks: riskLines(plan, facts, words),
    alternatives: said.alternatives,
    rights: said.rights,
    statements: said.statements,
    flags: flagsOf(plan, facts.safety.answers, facts.reference, words.reference),
    months,
    signers: requiredSigners(patient.name, facts.person, talk, facts.ageRule, facts.today, declarations),
    explained: declarations.practitioner,
  };
  return {
    template: {
      id: templates.frame.id,
      version: templates.frame.version,
      language: templates.language,
      variant: templates.variant,
      draftedBy: templates.readByPerson ? 'person' : 'machine',
      parts: [...templates.parts.values()].map(({ id, version }) => ({ id, version })),
      untranslated: new Set([...said.left, ...leftInEnglish(words, document)]).size,
    },
    ...document,
  };
}

/** Says of each line what it discloses, alike in every language: the print of its English words. */
function withFacts<T extends object>(told: readonly T[], english: readonly T[]): (T & { facts: string })[] {
  return told.map((line, index) => ({ ...line, facts: printOf(sorted(english[index] ?? line)) }));
}

/** Marks what a refusal that still stands reaches. */
function refusedBefore<T extends object>(lines: T[], facts: ConsentFacts): T[] {
  return lines.map((line) => {
    const found = facts.refusals.find((refusal) => linesReached(refusal, line as unknown as AnyLine, facts));
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

interface Decided {
  lineId: string;
  decision: Decision;
  facts: string;
  refusedBefore?: EarlierRefusal | undefined;
}

function decided<T extends Decided>(
  lines: (Undecided<T> & { facts: string })[],
  before: readonly T[] | undefined,
): T[] {
  const earlier = new Map((before ?? []).map((line) => [line.lineId, line]));
  return lines.map((made) => {
    const line = made as unknown as Omit<Decided, 'decision'>;
    if (line.refusedBefore !== undefined) return { ...line, decision: 'refused' } as unknown as T;
    const known = earlier.get(line.lineId);
    // A refusal that was lifted is asked anew.
    const same = known?.facts === line.facts && known.refusedBefore === undefined;
    return { ...line, decision: same ? known.decision : 'undecided' } as unknown as T;
  });
}

/** Same content, same text, whatever the order in which the keys were written or read back. */
function sorted(line: object): string {
  return JSON.stringify(Object.entries(line).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

type TechniqueLine = ConsentDocument['techniques'][number];
type RegionLine = ConsentDocument['regions'][number];
type AddOnLine = ConsentDocument['addOns'][number];

function techniqueLines(plan: ConsentPlan, { words, described }: Voice): Undecided<TechniqueLine>[] {
  return plan.techniques.map((techniqueId) => {
    const { name, description } = entryOf(words.reference.techniques, techniqueId);
    return {
      lineId: techniqueLineId(techniqueId),
      techniqueId,
      name,
      description: described.get(techniqueId) ?? description,
    };
  });
}

/** A region with any site over the lung is disclosed as such as soon as a needle is planned: the site is chosen later. */
function regionLines(
  plan: ConsentPlan,
  { reference }: Pick<ConsentFacts, 'reference'>,
  { words }: Voice,
): Undecided<RegionLine>[] {
  const needles =
    plan.techniques.some((id) => isNeedleTechnique(reference, id)) || plan.preparations.length > 0;
  return plan.regions.map(({ region, side }) => ({
    lineId: regionLineId(region, side),
    region,
    side,
    name: words.region(region, side),
    lungField:
      needles &&
      [...reference.sites.values()].some((site) => site.region === region && site.lungField === true),
  }));
}

/** Each place by itself: a yes for one is none for another. */
function retainedLines(
  { retained }: ConsentPlan,
  { words: { language, template, region: named } }: Voice,
): Undecided<RetainedLine>[] {
  if (retained === undefined) return [];
  const { places, days, removedBy } = retained;
  const { name, what, days: howLong, removedBy: who, risk, watch, without } = template.retained;
  return places.map(({ region, side }) => ({
    lineId: retainedLineId(region, side),
    ...{ region, side, days, removedBy },
    name: fill(name, { place: named(region, side) }),
    text: [what, counted(language, howLong, days), who[removedBy], risk, ...watch, without],
  }));
}

function substanceLines(
  plan: ConsentPlan,
  facts: ConsentFacts,
  { words }: Voice,
): Undecided<SubstanceLine>[] {
  const { reference } = words;
  const instead = plan.techniques
    .map((id) => entryOf(reference.techniques, id))
    .filter(({ family }) => family !== 'needle-injection')
    .map(({ name }) => fill(words.template.without.technique, { technique: name }));
  const lines = plan.preparations.map(({ parts, route }) =>
    substanceLine(parts, route, instead, facts, words),
  );
  return lines.toSorted((a, b) => Number(a.heading === 'biological') - Number(b.heading === 'biological'));
}

function substanceLine(
  ids: readonly string[],
  route: string | null,
  instead: readonly string[],
  facts: ConsentFacts,
  words: DocumentWords,
): Undecided<SubstanceLine> {
  const { template } = words;
  const parts = ids.map((id) => {
    const substance = entryOf(facts.reference.substances, id);
    const standing = facts.standings.get(id);
    return {
      substance,
      disclosureClass: standing?.disclosureClass ?? 'drug',
      reason: standing?.classReason ?? 'unknown-counts-as-drug',
    };
  });
  const mixture = mixtureOf(
    parts.map((part) => ({ ...part, substance: entryOf(words.reference.substances, part.substance.id) })),
  );
  const substances = ids.map((id) => entryOf(words.reference.substances, id));
  const inEnglish = parts.map(({ substance }) => substance);
  const origin = mixture.origin.map((code) => template.origin[code] ?? code);
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
    route: routeOf(route, inEnglish, template.route),
    commonEffects: mixture.commonEffects,
    seriousEffects: mixture.seriousEffects,
    allergens: mixture.allergens,
    origin,
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
    licence: worstLicence(inEnglish.map((substance) => licenceOf(substance, facts.jurisdiction))),
    warnings: warningsFor(inEnglish, facts.safety, facts.reference, words),
  };
}

/** As planned; where nothing is planned, every way in which an entry of the clinic's own is usually given. */
function routeOf(
  planned: string | null,
  substances: readonly Substance[],
  words: Readonly<Record<string, string>>,
): string | null {
  const usual = planned === null ? substances.flatMap(({ own }) => own?.routes ?? []) : [planned];
  return usual.length === 0 ? null : [...new Set(usual)].map((route) => words[route] ?? route).join(', ');
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

const OWN_LICENCE = {
  licensed: 'licensed',
  'off-label': 'off-label-usual',
  unapproved: 'unapproved',
} as const;

/**
 * Injectable homeopathic and complementary products are licensed nowhere without a closer look. Of its own entries the
 * clinic says it, but not more than the legal class allows.
 */
function licenceOf(substance: Substance, jurisdiction: string): Licence {
  const byLaw = licenceInLaw(substance, jurisdiction);
  if (substance.own === undefined || byLaw === 'unapproved' || byLaw === 'not-a-medicine') return byLaw;
  return OWN_LICENCE[substance.own.licence];
}

function licenceInLaw(substance: Substance, jurisdiction: string): Licence {
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
function riskLines(plan: ConsentPlan, facts: ConsentFacts, words: DocumentWords): ConsentDocument['risks'] {
  const { reference } = facts;
  const substances = plan.preparations
    .flatMap(({ parts }) => parts)
    .map((id) => entryOf(reference.substances, id));
  const named = new Set(plan.techniques.flatMap((id) => entryOf(reference.techniques, id).riskIds));
  const { template } = words;
  const lung = regionLines(plan, facts, { words, described: new Map() }).some(({ lungField }) => lungField);
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
    .map(({ id }) => entryOf(words.reference.risks, id))
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
