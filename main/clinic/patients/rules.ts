import type { Identity, PatientLine, SafetyRecord } from '../../../shared/contract/patients.ts';
import { birthDateProblem } from '../../../shared/rules/calendar.ts';
import { fold, phoneKey, readName } from '../../../shared/rules/names.ts';
import { Refusal } from '../refusal.ts';

/** As printed and said: `P-000123`. */
export function numberText(number: number): string {
  return `P-${String(number).padStart(6, '0')}`;
}

export function fullName({ givenName, familyName }: Pick<Identity, 'givenName' | 'familyName'>): string {
  return `${givenName} ${familyName}`.trim();
}

/** Where a list puts the person: family name first, folded. */
export function sortKeyOf({ givenName, familyName }: Pick<Identity, 'givenName' | 'familyName'>): string {
  return fold(`${familyName} ${givenName}`);
}

/** Folded words under which the person is found; names of several words also run together (`vanderberg`). */
export function searchWords(names: readonly string[]): string[] {
  const folded = names.map(fold).filter((name) => name !== '');
  return [...new Set(folded.flatMap((name) => [...name.split(' '), name.replaceAll(' ', '')]))];
}

/** Text of the three-letter index: the words and the digits of every phone number. */
export function trigramText(words: readonly string[], phones: readonly string[]): string {
  return [...words, ...phones.map(phoneKey).filter((digits) => digits.length >= 3)].join(' ');
}

/**
 * The identity as it is kept: NFC, single spaces. Refuses what cannot be a person's name, a birth date in the future or
 * more than 130 years ago, a phone without digits and an e-mail address without `@`.
 */
export function readIdentity(identity: Identity, today: string): Identity {
  const { referrer, guardians, birthDate } = identity;
  const problem = birthDateProblem(birthDate, today);
  if (problem !== null && problem !== 'ask-very-old') throw invalid('identity.birthDate', problem);
  const read = tidied({
    ...identity,
    givenName: nameOf('givenName', identity.givenName),
    familyName: nameOf('familyName', identity.familyName),
    preferredName: nameOf('preferredName', identity.preferredName),
    referrer: referrer === null ? null : { ...referrer, name: nameOf('referrer.name', referrer.name) },
    guardians: guardians.map((one, at) => ({ ...one, name: nameOf(`guardians.${at}.name`, one.name) })),
  });
  if (fullName(read) === '') throw invalid('identity.givenName', 'empty');
  for (const field of ['phone', 'secondPhone'] as const) {
    if (read[field] !== '' && phoneKey(read[field]) === '') throw invalid(`identity.${field}`, 'no-digits');
  }
  if (read.email !== '' && !/^[^\s@]+@[^\s@]+$/.test(read.email))
    throw invalid('identity.email', 'not-an-address');
  return read;
}

function nameOf(field: string, text: string): string {
  if (text === '') return '';
  const reading = readName(text);
  if (!reading.ok) throw invalid(`identity.${field}`, reading.problem);
  return reading.value;
}

function tidied<T>(value: T): T {
  if (typeof value === 'string') return value.normalize('NFC') as T;
  if (Array.isArray(value)) return value.map(tidied) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, tidied(part)])) as T;
}

function invalid(field: string, problem: string): Refusal<'INVALID'> {
  return new Refusal('INVALID', { field, problem });
}

/** A line for those who check the clinic and treat nobody: initials and year of birth. */
export function maskedLine(line: PatientLine): PatientLine {
  return {
    ...line,
    name: initials(line.name),
    preferredName: '',
    birthDate: line.birthDate.slice(0, 4),
    phone: '',
    flagged: false,
  };
}

/** The same for a whole record; the day of birth becomes the first of its year. */
export function maskedIdentity(identity: Identity): Identity {
  const { givenName, familyName, birthDate, sex, language } = identity;
  return {
    givenName: initials(givenName),
    familyName: initials(familyName),
    preferredName: '',
    birthDate: `${birthDate.slice(0, 4)}-01-01`,
    sex,
    phone: '',
    secondPhone: '',
    email: '',
    addressLines: [],
    language,
    referrer: null,
    guardians: [],
    deskNote: '',
  };
}

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Of the first words only: with its point an initial may be longer than its word. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return words
    .slice(0, 12)
    .map((word) => {
      const first = letters.segment(word)[Symbol.iterator]().next().value?.segment ?? '';
      return `${first.length > 12 ? String.fromCodePoint(first.codePointAt(0) ?? 0) : first}.`;
    })
    .join(' ');
}

/** Something must be read before treating: an allergy, or a safety question answered with yes. */
export function isFlagged({ allergies, answers }: Pick<SafetyRecord, 'allergies' | 'answers'>): boolean {
  return allergies.length > 0 || answers.some(({ answer }) => answer === 'yes');
}
