import type { Api } from '../../../shared/contract/index.ts';
import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { Finding } from '../../../shared/contract/finding.ts';
import type { CourseInput, Measured, SessionContent } from '../../../shared/contract/treatments.ts';
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

/** Knee after a ski accident: healed, yet hardly walking. The points lie far from the knee. */

const sites = [
  { siteId: 'gluteus-minimus', length: '75', depth: '55', grade: 4 },
  { siteId: 'quadratus-lumborum', length: '50', depth: '30', grade: 3 },
  { siteId: 'adductor-magnus', length: '60', depth: '40', grade: 3 },
  { siteId: 'vastus-lateralis', length: '50', depth: '30', grade: 4 },
] as const;

export const kneePlan: ConsentPlan = {
  condition: 'Pain of the left knee after a healed ski injury; walking almost impossible',
  goal: 'Walk to the shops and climb stairs without tablets',
  plannedSessions: 8,
  techniques: ['dry-needling'],
  regions: [
    { region: 'pelvis-gluteal', side: 'left' },
    { region: 'lumbar', side: 'left' },
    { region: 'thigh-medial', side: 'left' },
    { region: 'thigh-anterior', side: 'left' },
  ],
  sites: sites.map(({ siteId }) => ({ siteId, side: 'left' as const })),
  preparations: [],
};

export const kneeCourse = (firstDay: string): CourseInput => ({
  complaint: 'Left knee, walking almost impossible',
  regions: [{ region: 'knee', side: 'left' }],
  since: '11 months, after a ski accident',
  goal: 'Walk to the shops and climb stairs without tablets',
  plannedSessions: 8,
  stopRule: 'No change after four visits: stop and think again',
  reviewAfter: 4,
  history: [
    {
      kind: 'injury',
      on: addDays(firstDay, -330),
      text: 'Ski accident: ligaments and muscles torn, fractures of tibia and fibula',
      result: 'Healed on examination and imaging',
      substanceId: null,
    },
    {
      kind: 'medicine',
      on: null,
      text: 'Analgesic tablets every day',
      result: 'Dulls the pain for some hours',
      substanceId: null,
    },
  ],
  surgeryDecisions: [],
});

function findingsOn(date: string, visit: number): Finding[] {
  const easing = Math.floor((visit - 1) / 2);
  return sites.map(({ siteId, grade }) => ({
    id: siteId,
    structureType: 'taut-band',
    siteId,
    side: 'left',
    grade: Math.max(0, grade - easing),
    jumpSign: grade - easing >= 3,
    twitchOnPalpation: true,
    band: true,
    nodule: false,
    referredPain: siteId === 'gluteus-minimus' ? 'down the outside of the leg to the knee' : 'into the knee',
    recognisedByPatient: visit < 6,
    activity: visit < 6 ? 'active' : 'latent',
    resolved: grade - easing <= 0,
    examinedOn: date,
    note: '',
  }));
}

/** A block for each needle length; the pain before each of the eight visits falls from 9 to 2. */
const painBefore = ['9', '8', '7', '6', '5', '4', '3', '2'];
const analgesicDays = ['7', '6', '5', '3', '2', '1', '0', '0'];

export function kneeContent(date: string, visit: number): SessionContent {
  return {
    ...blankContent(),
    common: {
      painBefore: painBefore[Math.min(visit, 8) - 1] ?? '2',
      patientPosition: 'side-lying-right',
      aftercareGiven: 'spoken',
      fitToLeave: 'yes',
      observationMinutes: '10',
    },
    findings: findingsOn(date, visit),
    blocks: sites.map(({ siteId, length, depth }) => ({
      id: siteId,
      technique: 'dry-needling',
      variant: 'radiculopathic-segmental',
      values: {
        needleDiameter: '0.3',
        needleLength: length,
        insertionDepth: depth,
        needleTechnique: 'deep-pistoning',
        insertions: '2',
        localTwitch: 'strong',
        retentionTime: '5',
        needlesIn: '2',
        needlesOut: '2',
      },
      sites: [
        {
          siteId,
          side: 'left',
          findingId: siteId,
          values: {
            guidance: 'palpation',
            skinPrep: 'alcohol-70',
            response: ['local-twitch'],
            ...(siteId === 'quadratus-lumborum' ? { safeDirection: true } : {}),
          },
        },
      ],
    })),
    narrative: '',
    plan: 'Walk a little every day; note the days with tablets.',
  };
}

export interface KneeCase {
  patientId: string;
  courseId: string;
  consentId: string;
}

export async function openKneeCase(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  firstDay: string,
): Promise<KneeCase> {
  clock.set(instantOf(firstDay, '07:10'));
  const name = 'Bjarne Achterberg';
  const { id: patientId } = await api.patients.register({
    identity: person({
      givenName: 'Bjarne',
      familyName: 'Achterberg',
      birthDate: '1983-11-02',
      sex: 'male',
      phone: '+27 21 555 0162',
    }),
    anyway: false,
  });
  await screenPatient(api, patientId, {
    weight: { kg: '84', measuredOn: firstDay },
    medicines: [{ name: 'Paracetamol', dose: '3 g a day', since: '11 months' }],
  });
  const course = await api.treatments.openCourse({ patientId, course: kneeCourse(firstDay) });
  const consent = await agree(api, people, {
    patientId,
    appointmentId: null,
    plan: kneePlan,
    name,
    whatMatters: 'Works as a mountain guide and must be able to trust the leg',
  });
  return { patientId, courseId: course.id, consentId: consent.id };
}

export function activities(
  date: string,
  moment: 'baseline' | 'review',
  scores: { walk: string; stairs: string; weight: string },
): Measured[] {
  return [
    { measure: 'psfs', item: 'Walk for ten minutes', moment, value: scores.walk, measuredOn: date },
    { measure: 'psfs', item: 'Climb stairs', moment, value: scores.stairs, measuredOn: date },
    { measure: 'psfs', item: 'Bear weight on the left leg', moment, value: scores.weight, measuredOn: date },
  ];
}

/** How far and how the patient gets about, in minutes and in steps of each scale. */
function gettingAbout(
  date: string,
  moment: 'baseline' | 'before' | 'review',
  [minutes, stairs, aid, work]: readonly [string, string, string, string],
): Measured[] {
  const said = { item: '', moment, measuredOn: date };
  return [
    { measure: 'walking-minutes', value: minutes, ...said },
    { measure: 'stairs', value: stairs, ...said },
    { measure: 'aid', value: aid, ...said },
    { measure: 'work', value: work, ...said },
  ];
}

/** At the first visit, and half way; the look back says the rest. */
const about: Readonly<Record<number, readonly [string, string, string, string]>> = {
  1: ['2', '0', '2', '0'],
  4: ['10', '1', '1', '0'],
};

/** One of the weekly visits, 1 to 8; a ninth is possible and warned of. */
export async function kneeVisit(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  knee: KneeCase,
  visit: number,
  firstDay: string,
): Promise<string> {
  const date = weeksAfter(firstDay, visit - 1);
  const { appointmentId, session } = await comeIn(api, people, clock, {
    patientId: knee.patientId,
    courseId: knee.courseId,
    date,
    time: '09:00',
    minutes: 40,
  });
  const pain = painBefore[Math.min(visit, 8) - 1] ?? '2';
  const days = analgesicDays[Math.min(visit, 8) - 1] ?? '0';
  await api.treatments.recordOutcomes({
    courseId: knee.courseId,
    sessionId: session.id,
    outcomes: [
      {
        measure: 'nprs',
        item: 'knee:left',
        moment: visit === 1 ? 'baseline' : 'before',
        value: pain,
        measuredOn: date,
      },
      {
        measure: 'analgesic-days',
        item: 'Paracetamol',
        moment: visit === 1 ? 'baseline' : 'before',
        value: days,
        measuredOn: date,
      },
      ...(about[visit] === undefined
        ? []
        : gettingAbout(date, visit === 1 ? 'baseline' : 'before', about[visit])),
      ...(visit === 1 ? activities(date, 'baseline', { walk: '0', stairs: '0', weight: '1' }) : []),
    ],
  });
  const why = 'Palpated and agreed with the patient; needle angled away from kidney, lung and vessels';
  await signNote(api, await answerAsked(api, await write(api, session, kneeContent(date, visit)), why));
  await goHome(api, appointmentId);
  return session.id;
}

/** The look back after the eighth visit: pain, the three activities, and a second week without tablets. */
export async function kneeReview(
  api: Api,
  clock: CaseClock,
  knee: KneeCase,
  firstDay: string,
): Promise<void> {
  const date = weeksAfter(firstDay, 8);
  clock.set(instantOf(date, '09:00'));
  await api.treatments.recordOutcomes({
    courseId: knee.courseId,
    sessionId: null,
    outcomes: [
      { measure: 'nprs', item: 'knee:left', moment: 'review', value: '2', measuredOn: date },
      { measure: 'analgesic-days', item: 'Paracetamol', moment: 'review', value: '0', measuredOn: date },
      ...activities(date, 'review', { walk: '8', stairs: '7', weight: '9' }),
      ...gettingAbout(date, 'review', ['60', '2', '0', '1']),
    ],
  });
}

export async function playKnee(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  firstDay: string,
): Promise<KneeCase & { sessionIds: string[] }> {
  const knee = await openKneeCase(api, people, clock, firstDay);
  const sessionIds: string[] = [];
  for (let visit = 1; visit <= 8; visit++)
    sessionIds.push(await kneeVisit(api, people, clock, knee, visit, firstDay));
  await kneeReview(api, clock, knee, firstDay);
  return { ...knee, sessionIds };
}
