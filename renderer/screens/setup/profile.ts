import { clinicProfile, type ClinicProfile } from '../../../shared/contract/practice.ts';
import { fieldErrors, type SayIssue } from '../../ui/form.ts';

/** The profile as its form holds it: lines of the address as one text, the months as typed. */
export type ProfileValues = Omit<ClinicProfile, 'addressLines' | 'consentMonths'> & {
  address: string;
  consentMonths: string;
};

export function newProfile(): ProfileValues {
  return {
    name: '',
    address: '',
    phone: '',
    email: '',
    registration: '',
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    jurisdiction: 'unset',
    language: 'en',
    paper: 'A4',
    letterheadNote: '',
    dayStart: '08:00',
    dayEnd: '18:00',
    consentMonths: '6',
  };
}

export function profileValues({ addressLines, consentMonths, ...rest }: ClinicProfile): ProfileValues {
  return { ...rest, address: addressLines.join('\n'), consentMonths: String(consentMonths) };
}

export function profileOf({ address, consentMonths, ...rest }: ProfileValues): ClinicProfile {
  const addressLines = address
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  return { ...rest, addressLines, consentMonths: Number(consentMonths) };
}

/** The contract's own schema, its messages put under the form's fields. */
export function checkProfile(values: ProfileValues, say: SayIssue): Record<string, string> {
  const result = clinicProfile.safeParse(profileOf(values));
  if (result.success) return {};
  return fieldErrors(
    result.error.issues.map((issue) =>
      issue.path[0] === 'addressLines' ? { ...issue, path: ['address'] } : issue,
    ),
    say,
  );
}

/** The fields that somebody else has changed since the form was filled, with what they say now. */
export function changedElsewhere(
  before: ProfileValues,
  now: ProfileValues,
): { field: keyof ProfileValues; text: string }[] {
  const fields = Object.keys(now) as (keyof ProfileValues)[];
  return fields.filter((field) => before[field] !== now[field]).map((field) => ({ field, text: now[field] }));
}
