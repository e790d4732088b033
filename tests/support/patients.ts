import type { Identity } from '../../shared/contract/patients.ts';

const blank: Identity = {
  givenName: '',
  familyName: '',
  preferredName: '',
  birthDate: '1980-01-01',
  sex: 'unknown',
  phone: '',
  secondPhone: '',
  email: '',
  addressLines: [],
  language: 'en',
  referrer: null,
  guardians: [],
  deskNote: '',
};

/** Invented people who come to the test clinic. */
export const named = {
  lukasz: {
    ...blank,
    givenName: 'Łukasz',
    familyName: 'Kowalski',
    birthDate: '1984-05-02',
    sex: 'male',
    phone: '+48 601 555 012',
  },
  siobhan: {
    ...blank,
    givenName: 'Siobhán',
    familyName: 'O’Connor',
    preferredName: 'Shiv',
    birthDate: '1979-11-30',
    sex: 'female',
    phone: '021 555 0187',
  },
  jurgen: {
    ...blank,
    givenName: 'Jürgen',
    familyName: 'Großmann',
    birthDate: '1961-02-28',
    sex: 'male',
    phone: '+49 30 5550123',
  },
  anna: {
    ...blank,
    givenName: 'Anna-Maria',
    familyName: 'van der Berg',
    birthDate: '1984-02-05',
    sex: 'female',
    phone: '082 555 0101',
  },
  achilleas: {
    ...blank,
    givenName: 'Αχιλλέας',
    familyName: 'Παπαδόπουλος',
    birthDate: '1990-07-14',
    sex: 'male',
  },
  ming: { ...blank, givenName: '明', familyName: '李', birthDate: '1975-09-09', sex: 'other' },
  suharti: { ...blank, givenName: 'Suharti', birthDate: '1968-08-17', sex: 'female' },
  thabo: {
    ...blank,
    givenName: 'Thabo',
    familyName: 'Mokoena',
    birthDate: '2015-04-10',
    sex: 'male',
    guardians: [
      {
        name: 'Lerato Mokoena',
        relation: 'mother',
        phone: '083 555 0134',
        mayConsent: true,
        authority: 'parent',
      },
    ],
  },
} as const satisfies Record<string, Identity>;

export function someone(identity: Partial<Identity>): Identity {
  return { ...blank, ...identity };
}
