import type { ConsentTalk, RequiredSigner } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { ageOn } from '../../../shared/rules/calendar.ts';
import { fold } from '../../../shared/rules/names.ts';
import { majority, type AgeRule } from './template.rules.ts';

export interface Person {
  birthDate: string;
  guardians: readonly { name: string; relation: string; mayConsent: boolean }[];
}

function decides(capacity: ConsentTalk['capacity']): boolean {
  return (
    capacity === null ||
    (capacity.understands && capacity.remembers && capacity.weighs && capacity.communicates)
  );
}

/** Who may sign: the patient by age and capacity, and for a minor or somebody who cannot decide, those who may consent. */
export function signersOf(
  person: Person,
  talk: ConsentTalk,
  rule: AgeRule,
  today: string,
): NonNullable<ConsentRecord['signers']> {
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

/**
 * Everybody whose signature completes the document, besides the practitioner who explained: whoever decides, and those
 * who declare that it was interpreted, read aloud or witnessed. An interpreter on the line signs nothing; empty while
 * nobody who may decide has been named.
 */
export function requiredSigners(
  patientName: string,
  person: Person,
  talk: ConsentTalk,
  rule: AgeRule,
  today: string,
): RequiredSigner[] {
  const { patient, guardians } = signersOf(person, talk, rule, today);
  const own: RequiredSigner[] =
    talk.substitutes.length === 0 && patient === 'may'
      ? [{ role: 'patient', name: patientName, relation: '' }]
      : [];
  const others = talk.substitutes.flatMap(({ role, name, relation, authority }): RequiredSigner[] => {
    if (role === 'proxy')
      return patient === 'no-capacity' && authority !== '' ? [{ role, name, relation }] : [];
    const known = guardians.find((one) => fold(one.name) === fold(name));
    return known === undefined ? [] : [{ role, ...known }];
  });
  // A child with one guardian on record, or a patient with one person to decide for them: there is nothing to choose.
  const [sole, second] = guardians;
  const only: RequiredSigner[] =
    talk.substitutes.length === 0 && patient !== 'may' && sole !== undefined && second === undefined
      ? [{ role: 'guardian', ...sole }]
      : [];
  const deciding = [...own, ...only, ...others];
  if (deciding.length === 0) return [];
  const { interpreter, reader, witness } = talk;
  return [
    ...deciding,
    ...(interpreter?.reachedBy === 'in-person'
      ? [{ role: 'interpreter' as const, name: interpreter.name, relation: interpreter.language }]
      : []),
    ...(reader === null ? [] : [{ role: 'reader' as const, name: reader.name, relation: reader.reason }]),
    ...(witness === null ? [] : [{ role: 'witness' as const, name: witness.name, relation: witness.reason }]),
  ];
}
