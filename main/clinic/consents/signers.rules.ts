import type {
  ConsentTalk,
  RequiredSigner,
  Substitute,
  TemplateVariant,
} from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { ageOn } from '../../../shared/rules/calendar.ts';
import { fold } from '../../../shared/rules/names.ts';
import { fill } from '../../../shared/rules/translations.ts';
import { majority, type AgeRule, type ConsentTemplate } from './template.rules.ts';

export interface Person {
  birthDate: string;
  guardians: readonly { name: string; relation: string; mayConsent: boolean }[];
}

type Capacity = ConsentTalk['capacity'];
type Signers = NonNullable<ConsentRecord['signers']>;

export const CAPACITY_PARTS = ['understands', 'remembers', 'weighs', 'communicates'] as const;

function decides(capacity: Capacity): boolean {
  return capacity === null || CAPACITY_PARTS.every((part) => capacity[part] === true);
}

/** Who may sign: the patient by age and capacity, and for a minor or somebody who cannot decide, those who may consent. */
export function signersOf(person: Person, talk: ConsentTalk, rule: AgeRule, today: string): Signers {
  const age = ageOn(person.birthDate, today);
  const assessed = talk.capacity !== null && decides(talk.capacity);
  const oldEnough =
    age >= rule.aloneFrom || (rule.withMaturityFrom !== null && age >= rule.withMaturityFrom && assessed);
  const patient = !decides(talk.capacity) ? 'no-capacity' : oldEnough ? 'may' : 'minor';
  const others = age < majority || patient !== 'may';
  const guardians = others
    ? person.guardians
        .filter(({ mayConsent }) => mayConsent)
        .map(({ name, relation }) => ({ name, relation }))
    : [];
  return { patient, guardians, basis: rule.sources };
}

/** Why somebody who is named may not decide for this patient; null where they may. */
function problemOf(one: Substitute, at: number, all: readonly Substitute[], who: Signers): string | null {
  const name = fold(one.name);
  if (all.findIndex((other) => fold(other.name) === name) < at) return 'substitute-twice';
  if (one.role === 'guardian')
    return who.guardians.some((known) => fold(known.name) === name) ? null : 'not-guardian';
  if (who.patient !== 'no-capacity') return 'proxy-not-needed';
  if (one.authority.trim() === '') return 'proxy-authority';
  return one.seenBy.trim() === '' ? 'proxy-seen' : null;
}

interface Deciding {
  role: 'patient' | Substitute['role'];
  name: string;
  relation: string;
}

/** Whoever decides: a patient who may always signs; for one who may not, everybody who is named, as many as the clinic wants. */
function deciding(patientName: string, talk: ConsentTalk, who: Signers): Deciding[] {
  const named = talk.substitutes.map(({ role, name, relation }): Deciding => {
    const known = role === 'guardian' && who.guardians.find((one) => fold(one.name) === fold(name));
    return known ? { role, ...known } : { role, name, relation };
  });
  if (who.patient === 'may') return [{ role: 'patient', name: patientName, relation: '' }, ...named];
  // With one person on record who may consent there is nothing to choose.
  const [sole, second] = who.guardians;
  return named.length === 0 && sole !== undefined && second === undefined
    ? [{ role: 'guardian', ...sole }]
    : named;
}

/** For whom the form is worded: whoever decides reads it. */
export function variantFor(person: Person, talk: ConsentTalk, rule: AgeRule, today: string): TemplateVariant {
  const { patient } = signersOf(person, talk, rule, today);
  if (patient === 'may') return 'adult';
  return patient === 'minor' || ageOn(person.birthDate, today) < majority ? 'guardian' : 'no-capacity';
}

/**
 * Everybody whose signature completes the document, besides the practitioner who explained: whoever decides, and those
 * who declare that it was interpreted, read aloud or witnessed. An interpreter on the line signs nothing. Empty while
 * nobody is named, or somebody is who may not decide.
 */
export function requiredSigners(
  patientName: string,
  person: Person,
  talk: ConsentTalk,
  rule: AgeRule,
  today: string,
  says: ConsentTemplate['declarations'],
): RequiredSigner[] {
  const who = signersOf(person, talk, rule, today);
  if (talk.substitutes.some((one, at, all) => problemOf(one, at, all, who) !== null)) return [];
  const own = deciding(patientName, talk, who);
  const [first] = own;
  if (first === undefined) return [];
  const { interpreter, reader, witness } = talk;
  const marks = witness?.why === 'mark';
  const others: Omit<RequiredSigner, 'mark'>[] = [];
  if (interpreter?.reachedBy === 'in-person')
    others.push({
      role: 'interpreter',
      name: interpreter.name,
      relation: interpreter.language,
      statement: says.interpreter,
    });
  if (reader !== null)
    others.push({ role: 'reader', name: reader.name, relation: reader.reason, statement: says.reader });
  if (witness !== null)
    others.push({
      role: 'witness',
      name: witness.name,
      relation: witness.reason,
      statement: marks ? fill(says.witnessOfMark, { name: first.name }) : says.witness,
    });
  return [
    ...own.map((one) => ({
      ...one,
      statement: fill(says[one.role], { name: patientName }),
      mark: marks && one === first,
    })),
    ...others.map((one) => ({ ...one, mark: false })),
  ];
}

/** What the talk still lacks about the people in it, as codes; a name stands after the colon where it is about one. */
export function peopleLacking(
  { patient, practitioner }: { patient: string; practitioner: string },
  person: Person,
  talk: ConsentTalk,
  rule: AgeRule,
  today: string,
  /** Whether a place is planned at which a chaperone is offered. */
  asksChaperone = false,
): string[] {
  const who = signersOf(person, talk, rule, today);
  const capacity = capacityLacking(talk.capacity, today);
  const refused = talk.substitutes.flatMap((one, at, all) => {
    const problem = problemOf(one, at, all, who);
    return problem === null ? [] : [`${problem}:${one.name}`];
  });
  const own = deciding(patient, talk, who);
  const nobody = refused.length === 0 && !capacity.includes('capacity') && own.length === 0;
  const { interpreter, reader, witness, chaperone, assent } = talk;
  const decides = new Set([patient, ...own.map(({ name }) => name)].map(fold));
  const others = new Set(
    [practitioner, interpreter?.name ?? '', reader?.name ?? '', chaperone?.name ?? ''].map(fold),
  );
  const onTheLine = interpreter !== null && interpreter.reachedBy !== 'in-person';
  const lacking: [boolean, string][] = [
    [nobody, 'signers'],
    [who.patient === 'minor' && assent === null, 'assent'],
    [who.patient === 'minor' && assent?.given === 'no' && assent.reasonToGoOn.trim() === '', 'assent-reason'],
    [onTheLine && interpreter.reach.trim() === '', 'interpreter-reach'],
    [onTheLine && !interpreter.declared, 'interpreter-declared'],
    [interpreter !== null && decides.has(fold(interpreter.name)), 'interpreter-self'],
    [reader !== null && reader.reason.trim() === '', 'reader-reason'],
    [reader !== null && decides.has(fold(reader.name)), 'reader-self'],
    [witness !== null && (decides.has(fold(witness.name)) || others.has(fold(witness.name))), 'witness-self'],
    [asksChaperone && chaperone === null, 'chaperone'],
    [chaperone?.answer === 'not-offered' && (chaperone.reason ?? '').trim() === '', 'chaperone-reason'],
    [chaperone?.answer === 'accepted' && chaperone.name.trim() === '', 'chaperone-name'],
  ];
  return [...capacity, ...refused, ...lacking.flatMap(([holds, code]) => (holds ? [code] : []))];
}

function capacityLacking(capacity: Capacity, today: string): string[] {
  if (capacity === null) return [];
  const seen = CAPACITY_PARTS.every((part) => capacity[part] !== null);
  return [
    ...(seen ? [] : ['capacity']),
    ...(capacity.on === null || capacity.on > today ? ['capacity-date'] : []),
    ...(seen && !decides(capacity) && capacity.support.trim() === '' ? ['capacity-support'] : []),
  ];
}
