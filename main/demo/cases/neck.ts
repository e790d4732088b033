import type { ChartStroke } from '../../../shared/contract/body-chart.ts';
import type { Api } from '../../../shared/contract/index.ts';
import type { CourseInput, SessionContent } from '../../../shared/contract/treatments.ts';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
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
  weeksAfter,
  write,
  type CaseClock,
  type CasePeople,
} from './steps.ts';
import { xRayOfNeck } from '../x-ray.ts';

/** Neck and shoulder: an operation was suggested; three visits of dry needling make it unnecessary for now. */

const trapezius = { siteId: 'trapezius-descendens', side: 'right' } as const;
const levator = { siteId: 'levator-scapulae', side: 'right' } as const;

/** Drawn on the side of the head: up the neck, behind the ear, over the temple. */
const toTemple: ChartStroke = {
  figure: 'head-right',
  points: [
    [3083, 8570],
    [2930, 7057],
    [3313, 5786],
    [3620, 4938],
    [3697, 3486],
    [4387, 2517],
    [5537, 2154],
    [6533, 2517],
    [6687, 3243],
    [5767, 3607],
    [5000, 3243],
    [4387, 3486],
    [4310, 5059],
    [3850, 5907],
    [3697, 7359],
    [3850, 8570],
  ],
};

/** Over the lung: palpated, skin cleaned, needle directed away. */
const needledSafely = { guidance: 'palpation', skinPrep: 'alcohol-70', safeDirection: true };

export const neckPlan: ConsentPlan = {
  condition: 'Pain in the neck and the right shoulder',
  goal: 'Sleep through the night and turn the head while driving',
  plannedSessions: 3,
  techniques: ['dry-needling'],
  regions: [
    { region: 'shoulder-girdle', side: 'right' },
    { region: 'neck-posterior', side: 'right' },
  ],
  sites: [trapezius, levator],
  preparations: [],
};

export const neckCourse = (firstDay: string): CourseInput => ({
  complaint: 'Neck and right shoulder, spreading to the temple',
  regions: [
    { region: 'neck-posterior', side: 'right' },
    { region: 'shoulder-girdle', side: 'right' },
  ],
  since: '14 months',
  goal: 'Sleep through the night and turn the head while driving',
  plannedSessions: 3,
  stopRule: 'No change after two visits: back to the surgeon',
  reviewAfter: 2,
  history: [
    {
      kind: 'imaging',
      on: addDays(firstDay, -130),
      text: 'X-ray: narrowed discs C5-C6',
      result: '',
      substanceId: null,
    },
    {
      kind: 'treatment',
      on: null,
      text: 'Analgesic and anti-inflammatory tablets',
      result: 'No lasting relief',
      substanceId: null,
    },
  ],
  surgeryDecisions: [
    {
      state: 'suggested',
      on: addDays(firstDay, -110),
      reason: 'Narrowed discs C5-C6 on the X-ray',
      reviewedBy: 'Mr Adeyemi Okafor, spinal surgeon',
    },
  ],
});

function findingsOn(date: string, grades: readonly [number, number]): Finding[] {
  const common = { twitchOnPalpation: false, nodule: false, resolved: false, examinedOn: date, note: '' };
  return [
    {
      ...common,
      ...trapezius,
      id: 'trapezius',
      structureType: 'taut-band',
      grade: grades[0],
      jumpSign: grades[0] >= 3,
      band: true,
      bandLengthMm: '35',
      needleResistance: 'bone-like',
      referredPain: 'up the neck to the right temple',
      referredQuality: 'ache',
      referredArea: [toTemple],
      recognisedByPatient: true,
      activity: 'active',
    },
    {
      ...common,
      ...levator,
      id: 'levator',
      structureType: 'tender-point-soft-tissue',
      grade: grades[1],
      jumpSign: false,
      band: false,
      referredPain: '',
      activity: 'latent',
    },
  ];
}

export interface NeckVisit {
  date: string;
  pain: { before: string; after: string };
  grades: readonly [number, number];
}

/** What is typed in one visit; tests change a single value of it. */
export function neckContent(visit: NeckVisit): SessionContent {
  return {
    ...blankContent(),
    common: {
      painBefore: visit.pain.before,
      painAfter: visit.pain.after,
      patientPosition: 'prone',
      aftercareGiven: 'spoken-and-printed',
      fitToLeave: 'yes',
      observationMinutes: '10',
    },
    findings: findingsOn(visit.date, visit.grades),
    blocks: [
      {
        id: 'needling',
        technique: 'dry-needling',
        variant: 'deep-trigger-point',
        values: {
          needleDiameter: '0.25',
          needleLength: '30',
          insertionDepth: '15',
          needleTechnique: 'deep-pistoning',
          insertions: '4',
          localTwitch: 'strong',
          retentionTime: '0',
          needlesIn: '4',
          needlesOut: '4',
        },
        sites: [
          {
            ...trapezius,
            findingId: 'trapezius',
            values: { ...needledSafely, response: ['local-twitch', 'referred-pain-reproduced'] },
          },
          { ...levator, findingId: 'levator', values: { ...needledSafely, response: ['local-twitch'] } },
        ],
      },
    ],
    narrative:
      'Taut band held between two fingers and lifted off the chest wall; needle directed away from the ribs.',
    plan: 'Stretch twice a day. Come at once, or call an ambulance, if breathless or in chest pain.',
  };
}

export interface NeckCase {
  patientId: string;
  courseId: string;
  consentId: string;
  name: string;
}

/** Registers, screens, opens the course and agrees on it; no visit yet. */
export async function openNeckCase(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  firstDay: string,
  plan: ConsentPlan = neckPlan,
): Promise<NeckCase> {
  clock.set(instantOf(firstDay, '07:00'));
  const name = 'Solveig Marchetti';
  const { id: patientId } = await api.patients.register({
    identity: person({
      givenName: 'Solveig',
      familyName: 'Marchetti',
      birthDate: '1974-05-19',
      sex: 'female',
      phone: '+27 21 555 0141',
      referrer: {
        name: 'Mr Adeyemi Okafor',
        addressLines: ['Spine Clinic', '4 Hill Road', 'Cape Town 8001'],
      },
    }),
    anyway: false,
  });
  await screenPatient(api, patientId, { weight: { kg: '68', measuredOn: firstDay } });
  const course = await api.treatments.openCourse({ patientId, course: neckCourse(firstDay) });
  const imaging = course.history.find(({ kind }) => kind === 'imaging');
  await api.attachments.add({
    ...{ patientId, subject: 'course', subjectId: course.id, entryId: imaging?.id ?? null },
    file: new File([xRayOfNeck(patientId)], 'x-ray-neck.png', { type: 'image/png' }),
  });
  const consent = await agree(api, people, { patientId, appointmentId: null, plan, name });
  return { patientId, courseId: course.id, consentId: consent.id, name };
}

const why =
  'Band lifted off the chest wall, depth held at 15 mm, direction away from the lung; one side only';

export function neckVisits(firstDay: string): NeckVisit[] {
  return [
    { date: firstDay, pain: { before: '7', after: '5' }, grades: [3, 2] },
    { date: weeksAfter(firstDay, 1), pain: { before: '4', after: '3' }, grades: [2, 1] },
    { date: weeksAfter(firstDay, 2), pain: { before: '2', after: '2' }, grades: [1, 0] },
  ];
}

export async function neckVisit(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  neck: NeckCase,
  visit: NeckVisit,
  time = '08:00',
): Promise<string> {
  const { appointmentId, session } = await comeIn(api, people, clock, {
    patientId: neck.patientId,
    courseId: neck.courseId,
    date: visit.date,
    time,
    minutes: 30,
  });
  const written = await answerAsked(api, await write(api, session, neckContent(visit)), why);
  const moment = visit.pain.before === '7' ? 'baseline' : 'before';
  await api.treatments.recordOutcomes({
    courseId: neck.courseId,
    sessionId: session.id,
    outcomes: [
      {
        measure: 'nprs',
        item: 'neck-posterior:right',
        moment,
        value: visit.pain.before,
        measuredOn: visit.date,
      },
    ],
  });
  await signNote(api, written);
  await goHome(api, appointmentId);
  return session.id;
}

/** The whole case: three visits, the operation put off, the letter to the surgeon. */
export async function playNeck(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  firstDay: string,
): Promise<NeckCase & { sessionIds: string[]; letterId: string }> {
  const neck = await openNeckCase(api, people, clock, firstDay);
  const sessionIds: string[] = [];
  for (const visit of neckVisits(firstDay)) sessionIds.push(await neckVisit(api, people, clock, neck, visit));
  const [course] = await api.treatments.coursesOf({ patientId: neck.patientId });
  if (course === undefined) throw new Error('the course is gone');
  const decision = {
    state: 'not-now' as const,
    on: weeksAfter(firstDay, 2),
    reason: 'Pain fell from 7 to 2; sleeps through; no weakness',
    reviewedBy: people.practitioner.name,
  };
  const { version } = await api.treatments.reviseCourse({
    id: course.id,
    version: course.version,
    course: { ...course, surgeryDecisions: [...course.surgeryDecisions, decision] },
  });
  await api.courses.end({
    ...{ id: course.id, version, why: 'goal-reached' },
    reason: 'Sleeps through the night and turns the head while driving',
    advice: 'Keep moving the neck daily; come back early if pain or weakness returns.',
  });
  const { documentId } = await api.documents.writeLetter({
    courseId: neck.courseId,
    to: { name: 'Mr Adeyemi Okafor', addressLines: ['Spine Clinic', '4 Hill Road', 'Cape Town 8001'] },
    text: 'Thank you for asking me to see this patient. After three visits of dry needling to the right upper trapezius and levator scapulae, pain fell from 7 to 2 of 10, which is above the change that patients call meaningful. We decided together not to go on to surgery now, and to look again in three months or earlier if pain or weakness comes back.',
  });
  return { ...neck, sessionIds, letterId: documentId };
}
