import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { Api } from '../../../shared/contract/index.ts';
import { agree, instantOf, person, screenPatient, type CaseClock, type CasePeople } from './steps.ts';

// Two consents in which more people take part: a child with both parents, and a man who needs an interpreter and a reader.

const plan: ConsentPlan = {
  condition: 'Pain in the calf after training',
  goal: 'Run and play again',
  plannedSessions: 3,
  techniques: ['dry-needling'],
  regions: [{ region: 'leg-posterior', side: 'right' }],
  sites: [],
  preparations: [],
};

/** The child agrees; the practice asked for both parents. */
export async function childConsent(api: Api, people: CasePeople, clock: CaseClock, day: string) {
  clock.set(instantOf(day, '06:10'));
  const parents = [
    { name: 'Ilse Vermeulen', relation: 'mother' },
    { name: 'Pieter Vermeulen', relation: 'father' },
  ];
  const { id: patientId } = await api.patients.register({
    identity: person({
      givenName: 'Anouk',
      familyName: 'Vermeulen',
      birthDate: '2014-09-17',
      sex: 'female',
      guardians: parents.map((one) => ({
        ...one,
        phone: '',
        mayConsent: true,
        authority: 'birth certificate',
      })),
    }),
    anyway: false,
  });
  await screenPatient(api, patientId);
  await agree(api, people, {
    patientId,
    appointmentId: null,
    plan,
    name: 'Anouk Vermeulen',
    whatMatters: 'A race in six weeks; afraid of needles',
    talk: {
      substitutes: parents.map((one) => ({
        role: 'guardian',
        ...one,
        authority: 'birth certificate',
        seenBy: people.practitioner.name,
      })),
      assent: { given: 'yes', words: 'If mum stays with me', reasonToGoOn: '' },
      chaperone: { answer: 'accepted', name: 'Rosa Lindqvist' },
      questions: [
        {
          question: 'Does it hurt?',
          answer: 'A short cramp; you say stop and we stop.',
          askedBy: 'Anouk Vermeulen',
        },
      ],
      teachBack: 'A thin needle goes into the tight spot. It may be sore tomorrow.',
    },
  });
}

export async function interpretedConsent(api: Api, people: CasePeople, clock: CaseClock, day: string) {
  clock.set(instantOf(day, '06:30'));
  const { id: patientId } = await api.patients.register({
    identity: person({
      givenName: 'Yusuf',
      familyName: 'Abdirahman',
      birthDate: '1971-04-12',
      sex: 'male',
      phone: '+27 21 555 0163',
      language: 'so',
    }),
    anyway: false,
  });
  await screenPatient(api, patientId);
  await agree(api, people, {
    patientId,
    appointmentId: null,
    plan: { ...plan, condition: 'Pain in the calf when walking', goal: 'Stand through a shift' },
    name: 'Yusuf Abdirahman',
    whatMatters: 'Drives a delivery van; cannot miss a day',
    talk: {
      interpreter: {
        name: 'Hodan Warsame',
        language: 'Somali',
        reachedBy: 'in-person',
        reach: '',
        declared: false,
      },
      reader: { name: 'Rosa Lindqvist', reason: 'reads little English' },
      witness: { name: 'Thandi Mokoena', why: 'policy', reason: '' },
      questions: [
        {
          question: 'May I drive home?',
          answer: 'Yes, if the leg is not numb; we ask before you leave.',
          askedBy: 'Yusuf Abdirahman',
        },
      ],
      teachBack: 'Needles without medicine. I can say stop.',
    },
  });
}
