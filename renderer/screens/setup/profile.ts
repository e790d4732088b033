import { clinicProfile, type ClinicProfile } from '../../../shared/contract/practice.ts';
import { fieldErrors, type SayIssue } from '../../ui/form.ts';

const counted = [
  'consentMonths',
  'lateCancelHours',
  'waitingLongMinutes',
  'waitingTooLongMinutes',
  'absentAfterMinutes',
] as const;
type Counted = (typeof counted)[number];

/** The profile as its form holds it: lines of the address as one text, numbers as typed. */
export type ProfileValues = Omit<ClinicProfile, 'addressLines' | Counted> & { address: string } & Record<
    Counted,
    string
  >;

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
    lateCancelHours: '24',
    waitingLongMinutes: '10',
    waitingTooLongMinutes: '20',
    absentAfterMinutes: '30',
  };
}

export function profileValues({ addressLines, ...rest }: ClinicProfile): ProfileValues {
  return { ...rest, address: addressLines.join('\n'), ...each(rest, String) };
}

function each<V, T>(values: Record<Counted, V>, as: (value: V) => T): Record<Counted, T> {
  return Object.fromEntries(counted.map((field) => [field, as(values[field])])) as Record<Counted, T>;
}

const linesOf = (address: string): string[] =>
  address
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => text !== '');

/** As the host will keep it, so that a stray newline is no difference. */
export const tidy = (values: ProfileValues): ProfileValues => ({
  ...values,
  address: linesOf(values.address).join('\n'),
});

export function profileOf({ address, ...rest }: ProfileValues): ClinicProfile {
  return { ...rest, addressLines: linesOf(address), ...each(rest, numberOf) };
}

/** An empty field is no zero. */
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

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

export interface Reconciled {
  /** Mine where I typed, theirs everywhere else. */
  values: ProfileValues;
  /** Fields that both changed and not to the same, with what they say now. */
  clashes: { field: keyof ProfileValues; text: string }[];
}

/** Brings together what two people made of one profile: `before` is what both of them started from. */
export function reconcile(before: ProfileValues, mine: ProfileValues, theirs: ProfileValues): Reconciled {
  const fields = Object.keys(theirs) as (keyof ProfileValues)[];
  const typed = fields.filter((field) => mine[field] !== before[field]);
  const clashes = typed.filter((field) => theirs[field] !== before[field] && theirs[field] !== mine[field]);
  return {
    values: { ...theirs, ...Object.fromEntries(typed.map((field) => [field, mine[field]])) },
    clashes: clashes.map((field) => ({ field, text: theirs[field] })),
  };
}
