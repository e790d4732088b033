import { identity, type Guardian, type Identity } from '../../../shared/contract/patients.ts';

export const emptyIdentity: Identity = {
  givenName: '',
  familyName: '',
  preferredName: '',
  birthDate: '',
  sex: 'unknown',
  phone: '',
  secondPhone: '',
  email: '',
  addressLines: [],
  language: '',
  referrer: null,
  guardians: [],
  deskNote: '',
};

export const emptyGuardian: Guardian = {
  name: '',
  relation: '',
  phone: '',
  mayConsent: false,
  authority: '',
};

/** What was typed into a search box becomes a name: the last word the family name, a single word alone. */
export function nameFromText(text: string): Pick<Identity, 'givenName' | 'familyName'> {
  const words = text
    .replace(/\d[\d/. -]*/g, ' ')
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  return {
    givenName: words.slice(0, Math.max(1, words.length - 1)).join(' '),
    familyName: words.length > 1 ? (words.at(-1) ?? '') : '',
  };
}

export { identity };

/** The fields in which two versions of a person differ, for whoever lost the race. */
export function differences(
  mine: Identity,
  theirs: Identity,
): { field: keyof Identity; mine: string; theirs: string }[] {
  return (Object.keys(mine) as (keyof Identity)[])
    .filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]))
    .map((field) => ({ field, mine: say(mine[field]), theirs: say(theirs[field]) }));
}

function say(value: unknown): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(say).join(', ') || '–';
  return Object.values(value as object)
    .map(say)
    .join(' · ');
}
