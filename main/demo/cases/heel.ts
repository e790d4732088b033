import type { Api } from '../../../shared/contract/index.ts';
import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { Administration, AdministrationInput } from '../../../shared/contract/administration.ts';
import type { CourseInput, SessionContent, TreatmentSession } from '../../../shared/contract/treatments.ts';
import { addDays } from '../../../shared/rules/calendar.ts';
import {
  agree,
  answerAsked,
  blankContent,
  comeIn,
  goHome,
  instantOf,
  person,
  screenPatient,
  signNote,
  write,
  type CaseClock,
  type CasePeople,
} from './steps.ts';

/** Heel: injection of a drug and laser in one visit, under one consent; the drug is disclosed as one. */

const heel = { siteId: 'site-calcaneus-medial-process', side: 'right' } as const;

export const heelPlan: ConsentPlan = {
  condition: 'Pain under the right heel for two months',
  goal: 'Stand through a working day',
  plannedSessions: 3,
  techniques: ['soft-tissue-injection', 'low-level-laser'],
  regions: [{ region: 'foot-plantar', side: 'right' }],
  sites: [heel],
  preparations: [{ parts: ['lidocaine'], route: 'periosteal' }],
};

export const heelCourse = (firstDay: string): CourseInput => ({
  complaint: 'Right heel, worst with the first steps of the day',
  regions: [{ region: 'foot-plantar', side: 'right' }],
  since: '2 months',
  goal: 'Stand through a working day',
  plannedSessions: 3,
  stopRule: 'No change after three visits: back to the referrer',
  reviewAfter: 3,
  history: [
    {
      kind: 'treatment',
      on: addDays(firstDay, -35),
      text: 'Cortisone injection into the right heel',
      result: 'No change',
      substanceId: 'methylprednisolone-acetate',
    },
    {
      kind: 'treatment',
      on: null,
      text: 'Physiotherapy, six visits',
      result: 'No change',
      substanceId: null,
    },
  ],
  surgeryDecisions: [],
});

export function heelContent(people: CasePeople, date: string): SessionContent {
  return {
    ...blankContent(),
    common: {
      painBefore: '6',
      painAfter: '5',
      patientPosition: 'prone',
      aftercareGiven: 'spoken-and-printed',
      fitToLeave: 'yes-not-driving',
      observationMinutes: '30',
    },
    findings: [
      {
        ...heel,
        id: 'heel',
        structureType: 'periosteal-tender-point',
        grade: 3,
        jumpSign: true,
        twitchOnPalpation: false,
        band: false,
        nodule: false,
        nearestJoint: 'subtalar joint',
        distanceToJointMm: '30',
        referredPain: '',
        recognisedByPatient: true,
        activity: 'not-a-trigger-point',
        resolved: false,
        examinedOn: date,
        note: '',
      },
    ],
    blocks: [
      {
        id: 'injection',
        technique: 'soft-tissue-injection',
        variant: 'periosteal',
        values: {
          needleGauge: '25G',
          needleLength: '38',
          insertionDepth: '20',
          needlesIn: '1',
          needlesOut: '1',
        },
        sites: [
          {
            ...heel,
            findingId: 'heel',
            values: { guidance: 'palpation', skinPrep: 'chlorhexidine', response: ['pain-reduced'] },
          },
        ],
      },
      {
        id: 'laser',
        technique: 'low-level-laser',
        values: {
          deviceId: people.laserId,
          laserClass: '3B',
          wavelength: '808',
          emission: 'continuous',
          averagePower: '100',
          spotArea: '0.5',
          application: 'contact',
          timePerPoint: '40',
          points: '2',
          eyeProtection: 'patient-and-staff',
        },
        sites: [{ ...heel, findingId: 'heel', values: { guidance: 'palpation' } }],
      },
    ],
    narrative: 'Medial approach with the needle on the bone; no blood on aspiration.',
    plan: 'Avoid long standing for two days. Driving only when the foot feels normal again.',
  };
}

/** 1 mL of lidocaine 1 % on the bone: 10 mg. */
export function lidocaine(today: string): AdministrationInput {
  return {
    blockId: 'injection',
    parts: [
      {
        substanceId: 'lidocaine',
        productName: 'Lidocaine 1 % ampoule 5 mL',
        lotNumber: 'LD-24 117',
        expiryDate: addDays(today, 400),
        containerType: 'single-dose-ampoule',
        firstOpenedOn: null,
        strengthValue: '1',
        strengthUnit: '%',
        volumePerPoint: '1',
        offLabel: false,
        collectionId: '',
      },
    ],
    points: 1,
    sites: [heel],
    route: 'periosteal',
    aspiration: 'negative',
    reasons: {},
  };
}

/** The plant product of the variant, alone or as the second part of one syringe. */
export function complex(today: string): AdministrationInput['parts'][number] {
  return {
    substanceId: 'traumeel-type-complex',
    productName: 'Homeopathic complex ampoule 2.2 mL',
    lotNumber: 'HC 0931-B',
    expiryDate: addDays(today, 300),
    containerType: 'single-dose-ampoule',
    firstOpenedOn: null,
    strengthValue: '1',
    strengthUnit: '{homeopathic_potency}',
    volumePerPoint: '1',
    offLabel: false,
    collectionId: '',
  };
}

/** What the practitioner adds in the variant that must be asked about: a second steroid after five weeks. */
export function triamcinolone(today: string): AdministrationInput {
  const base = lidocaine(today);
  return {
    ...base,
    parts: base.parts.map((part) => ({
      ...part,
      substanceId: 'triamcinolone-acetonide',
      productName: 'Triamcinolone acetonide 10 mg/mL',
      lotNumber: 'TA-5502',
      strengthValue: '10',
      strengthUnit: 'mg/mL',
    })),
  };
}

export interface HeelCase {
  patientId: string;
  courseId: string;
  consent: ConsentRecord;
  name: string;
}

export async function registerHeel(
  api: Api,
  clock: CaseClock,
  day: string,
): Promise<{ patientId: string; courseId: string; name: string }> {
  clock.set(instantOf(day, '07:20'));
  const { id: patientId } = await api.patients.register({
    identity: person({
      givenName: 'Thandeka',
      familyName: 'Oyelaran-Voss',
      birthDate: '1968-02-29',
      sex: 'female',
      phone: '+27 21 555 0177',
    }),
    anyway: false,
  });
  await screenPatient(api, patientId, {
    weight: { kg: '80', measuredOn: day },
    yes: ['recent-steroid-injection'],
  });
  const course = await api.treatments.openCourse({ patientId, course: heelCourse(day) });
  return { patientId, courseId: course.id, name: 'Thandeka Oyelaran-Voss' };
}

export async function openHeelCase(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  day: string,
  plan: ConsentPlan = heelPlan,
): Promise<HeelCase> {
  const { patientId, courseId, name } = await registerHeel(api, clock, day);
  const consent = await agree(api, people, {
    patientId,
    appointmentId: null,
    plan,
    name,
    whatMatters: 'Works on her feet as a chef',
  });
  return { patientId, courseId, name, consent };
}

export interface HeelVisit {
  appointmentId: string;
  session: TreatmentSession;
}

/** In the room, note typed, nothing given yet. */
export async function heelVisit(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  known: Pick<HeelCase, 'patientId' | 'courseId'>,
  day: string,
  time = '10:00',
): Promise<HeelVisit> {
  const { appointmentId, session } = await comeIn(api, people, clock, {
    patientId: known.patientId,
    courseId: known.courseId,
    date: day,
    time,
    minutes: 30,
  });
  return { appointmentId, session: await write(api, session, heelContent(people, day)) };
}

export async function playHeel(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  day: string,
): Promise<HeelCase & { sessionId: string; given: Administration[] }> {
  const known = await openHeelCase(api, people, clock, day);
  const { appointmentId, session } = await heelVisit(api, people, clock, known, day);
  const given = await api.treatments.administer({ sessionId: session.id, administration: lidocaine(day) });
  await api.treatments.recordOutcomes({
    courseId: known.courseId,
    sessionId: session.id,
    outcomes: [
      { measure: 'nprs', item: 'foot-plantar:right', moment: 'baseline', value: '6', measuredOn: day },
      { measure: 'nprs', item: 'foot-plantar:right', moment: 'after', value: '5', measuredOn: day },
    ],
  });
  await signNote(api, await answerAsked(api, session, 'Talked over with the patient and accepted'));
  await goHome(api, appointmentId);
  return { ...known, sessionId: session.id, given };
}
