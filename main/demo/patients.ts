import type { Allergy, Guardian, Identity, Medicine } from '../../shared/contract/patients.ts';
import type { Inputs } from '../../shared/contract/index.ts';
import { addDays, ageOn } from '../../shared/rules/calendar.ts';
import { person } from './cases/steps.ts';
import { nameGroups, oneNames, oneNameShare, referrers, streets, suburbs, type NameGroup } from './names.ts';
import { newDraw, type Draw } from './random.ts';

type Safety = Inputs['patients']['recordSafety']['safety'];

/** One invented patient: who they are, and what they answered when they were asked. */
export interface DemoPatient {
  identity: Identity;
  script: string;
  /** Null for those who have not been asked yet. */
  safety: Omit<Safety, 'version'> | null;
}

const asked = 0.86;
const ages: readonly (readonly [readonly [number, number], number])[] = [
  [[7, 17], 6],
  [[18, 34], 20],
  [[35, 54], 36],
  [[55, 74], 30],
  [[75, 93], 8],
];

/** Questions that people answer with yes, and how often; those left out are answered no. */
const yesShares: Readonly<Record<string, number>> = {
  antiplatelet: 0.07,
  anticoagulant: 0.04,
  diabetes: 0.07,
  'vasovagal-history': 0.06,
  'metal-allergy': 0.05,
  'adhesive-allergy': 0.05,
  'nsaid-allergy': 0.03,
  'prosthetic-joint': 0.04,
  'thyroid-disease': 0.04,
  'asteraceae-allergy': 0.02,
  'cardiac-implant': 0.015,
  'latex-allergy': 0.02,
  'lung-risk': 0.02,
  epilepsy: 0.01,
};

const allergies: readonly Allergy[] = [
  { substance: 'Penicillin', reaction: 'Rash', substanceId: null },
  { substance: 'Plasters', reaction: 'Blisters under the plaster', substanceId: null },
  { substance: 'Lidocaine', reaction: 'Swelling after a dental injection', substanceId: 'lidocaine' },
  { substance: 'Diclofenac', reaction: 'Wheezing', substanceId: 'diclofenac' },
  { substance: 'Arnica', reaction: 'Itching rash', substanceId: 'arnica-homeopathic' },
  { substance: 'Nickel', reaction: 'Rash from buttons', substanceId: null },
];
const medicines: readonly Medicine[] = [
  { name: 'Paracetamol', dose: '500 mg when needed', since: '' },
  { name: 'Ibuprofen', dose: '400 mg when needed', since: '' },
  { name: 'Amlodipine', dose: '5 mg a day', since: '3 years' },
  { name: 'Metformin', dose: '850 mg twice a day', since: '6 years' },
  { name: 'Levothyroxine', dose: '75 µg a day', since: '9 years' },
  { name: 'Amitriptyline', dose: '10 mg at night', since: '4 months' },
];

/** The first patients of a longer list are those of a shorter one with the same seed. */
export function inventPatients(
  count: number,
  seed: number,
  today: string,
  questions: readonly string[],
): DemoPatient[] {
  const names = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const patient = invent(newDraw(seed, `patient ${index}`), index, today, questions, names);
    names.add(nameOf(patient.identity));
    return patient;
  });
}

function nameOf({ givenName, familyName }: Identity): string {
  return `${givenName} ${familyName}`;
}

function invent(
  draw: Draw,
  index: number,
  today: string,
  questions: readonly string[],
  taken: ReadonlySet<string>,
): DemoPatient {
  const sex = draw.chance(0.57) ? ('female' as const) : ('male' as const);
  const [youngest, oldest] = draw.weighted(ages);
  const birthDate = addDays(today, -draw.between(youngest * 365 + 20, oldest * 365 + 300));
  const group = draw.weighted(nameGroups);
  const names = draw.chance(oneNameShare)
    ? { givenName: draw.pick(oneNames), familyName: '' }
    : fullNames(draw, group, sex, taken);
  const minor = ageOn(birthDate, today) < 18;
  const known = {
    ...names,
    birthDate,
    sex: draw.chance(0.985) ? sex : ('other' as const),
    preferredName: draw.chance(0.06) ? (names.givenName.split(/[ -]/)[0] ?? '').slice(0, 3) : '',
    phone: minor ? '' : phone(draw),
    email: draw.chance(0.55) ? `patient.${String(index + 1).padStart(4, '0')}@post.example` : '',
    addressLines: [`${draw.between(1, 140)} ${draw.pick(streets)}`, draw.pick(suburbs)],
    language: group.language,
    referrer: draw.chance(0.35) ? { name: draw.pick(referrers), addressLines: ['Cape Town'] } : null,
    guardians: minor ? [guardian(draw, group, names.familyName)] : [],
    deskNote: draw.chance(0.05)
      ? draw.pick([
          'Needs the ground-floor room',
          'Prefers the phone to e-mail',
          'Comes by dial-a-ride, may be late',
        ])
      : '',
  };
  return {
    identity: person(known),
    script: names.familyName === '' ? 'One name' : group.script,
    safety: draw.chance(asked) ? answers(draw, birthDate, today, questions) : null,
  };
}

function fullNames(
  draw: Draw,
  group: NameGroup,
  sex: 'female' | 'male',
  taken: ReadonlySet<string>,
): { givenName: string; familyName: string } {
  for (let attempt = 0; ; attempt++) {
    const first = draw.pick(group[sex]);
    // Small groups run out of pairs: then a second given name tells two people apart, as it does in life.
    const second = attempt > 3 ? ` ${draw.pick(group[sex])}` : '';
    const names = { givenName: first + second, familyName: draw.pick(group.family) };
    if (!taken.has(`${names.givenName} ${names.familyName}`) || attempt > 40) return names;
  }
}

function guardian(draw: Draw, group: NameGroup, familyName: string): Guardian {
  const mother = draw.chance(0.7);
  const given = draw.pick(mother ? group.female : group.male);
  return {
    name: `${given} ${familyName}`.trim(),
    relation: mother ? 'Mother' : 'Father',
    phone: phone(draw),
    mayConsent: true,
    authority: 'Parental responsibility',
  };
}

function phone(draw: Draw): string {
  return `+27 21 555 ${String(draw.between(200, 9999)).padStart(4, '0')}`;
}

function answers(
  draw: Draw,
  birthDate: string,
  today: string,
  questions: readonly string[],
): Omit<Safety, 'version'> {
  const age = ageOn(birthDate, today);
  const allergic = draw.chance(0.24);
  const treated = draw.chance(0.42);
  const weighed = draw.chance(0.6);
  return {
    allergyState: allergic ? 'listed' : 'none-known',
    allergies: allergic ? [draw.pick(allergies)] : [],
    medicineState: treated ? 'listed' : 'none-known',
    medicines: treated ? [draw.pick(medicines)] : [],
    weight: weighed
      ? { kg: String(age < 18 ? 3 * age + draw.between(2, 10) : draw.between(49, 112)), measuredOn: today }
      : null,
    heightCm: weighed ? String(age < 18 ? 84 + 5 * age + draw.between(0, 8) : draw.between(150, 196)) : null,
    answers: questions.map((flagId) => ({
      flagId,
      answer: draw.chance(yesShares[flagId] ?? 0) ? ('yes' as const) : ('no' as const),
      regions: [],
      side: null,
      note: '',
    })),
  };
}
