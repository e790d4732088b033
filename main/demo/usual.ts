import type { Api } from '../../shared/contract/index.ts';
import type { PackBlock } from '../../shared/contract/packs.ts';
import type { TreatmentSession } from '../../shared/contract/treatments.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import {
  agree,
  answerAsked,
  blankContent,
  confirmVisit,
  instantOf,
  person,
  screenPatient,
  signNote,
  write,
  type CaseClock,
  type CasePeople,
} from './cases/steps.ts';
import type { DemoDesk } from './founding.ts';

type Values = PackBlock['values'];

const needling = (technique: string, values: Values, places: readonly string[]): PackBlock => ({
  technique,
  values: {
    ...{ needleDiameter: '0.25', needleTechnique: 'deep-pistoning', insertions: '2', retentionTime: '0' },
    ...values,
  },
  places: places.length === 0 ? 'none' : 'relative',
  sites: places.map((siteId) => ({
    ...{ siteId, side: 'left' },
    values: { guidance: 'palpation', skinPrep: 'alcohol-70' },
  })),
  toGive: [],
});

const laser = (deviceId: string, timePerPoint: string): PackBlock => ({
  technique: 'low-level-laser',
  values: {
    ...{ deviceId, laserClass: '3B', wavelength: '808', emission: 'continuous', averagePower: '100' },
    ...{ spotArea: '0.5', application: 'contact', timePerPoint, points: '2' },
  },
  ...{ places: 'none', sites: [], toGive: [] },
});

/** What practitioners usually do, in their order; one of them is for everybody. */
export async function keepFavourites({ practitioners, cases }: DemoDesk): Promise<void> {
  const [first, second] = practitioners;
  if (first === undefined) return;
  const neck = needling('dry-needling', { needleLength: '30', insertionDepth: '15' }, [
    'trapezius-descendens',
    'levator-scapulae',
  ]);
  const hip = needling('dry-needling', { needleLength: '60', insertionDepth: '40' }, [
    'gluteus-medius',
    'gluteus-minimus',
    'piriformis',
  ]);
  const resting = needling(
    'trigger-point-acupuncture',
    { needleLength: '40', needleTechnique: 'deep-static', insertions: '4', retentionTime: '15' },
    [],
  );
  const { packs } = first.api;
  const shared = await packs.add({ name: 'Neck and shoulder', blocks: [neck] });
  await packs.share({ ...shared, shared: true });
  await packs.add({ name: 'Hip, deep', blocks: [hip] });
  await packs.add({ name: 'Needles at rest, then laser', blocks: [resting, laser(cases.laserId, '40')] });
  await second?.api.packs.add({ name: 'Laser at tendons', blocks: [laser(cases.laserId, '30')] });
}

const shin = { siteId: 'tibialis-anterior', side: 'right' } as const;
const DAYS = 7;

/** A visit after which one needle stays in, as agreed in a line of its own; it comes out tomorrow. */
export async function leaveNeedle(
  api: Api,
  people: CasePeople,
  clock: CaseClock,
  { day, dueOn }: { day: string; dueOn: string },
): Promise<TreatmentSession> {
  clock.set(instantOf(day, '06:45'));
  const name = 'Naledi Brouwer';
  const { id: patientId } = await api.patients.register({
    identity: person({
      ...{ givenName: 'Naledi', familyName: 'Brouwer', birthDate: '1979-05-08', sex: 'female' },
      phone: '+27 21 555 0191',
    }),
    anyway: true,
  });
  await screenPatient(api, patientId);
  await agree(api, people, {
    ...{ patientId, appointmentId: null, name, whatMatters: 'Walks to work every day' },
    plan: {
      ...{ condition: 'Pain along the front of the right shin', goal: 'Walk an hour without a stop' },
      ...{ plannedSessions: 3, techniques: ['dry-needling'], preparations: [], sites: [shin] },
      regions: [{ region: 'leg-anterior', side: 'right' }],
      retained: {
        ...{ days: DAYS, removedBy: 'clinic' },
        places: [{ region: 'leg-anterior', side: 'right' }],
      },
    },
  });
  const session = await api.treatments.begin({
    ...{ patientId, appointmentId: null, courseId: null, practitionerId: people.practitioner.id },
  });
  const begun = { ...session, ...(await confirmVisit(api, session)) };
  const written = await write(api, begun, {
    ...blankContent(),
    common: {
      ...{ painBefore: '6', painAfter: '4', patientPosition: 'supine' },
      ...{ aftercareGiven: 'spoken-and-printed', fitToLeave: 'yes' },
    },
    findings: [
      {
        ...shin,
        ...{ id: 'shin', structureType: 'taut-band', grade: 3, jumpSign: true, twitchOnPalpation: true },
        ...{ band: true, nodule: false, referredPain: 'front of the ankle', recognisedByPatient: true },
        ...{ activity: 'active', resolved: false, examinedOn: day, note: '' },
      },
    ],
    blocks: [
      {
        ...{ id: 'shin', technique: 'dry-needling', variant: 'superficial' },
        values: {
          ...{
            needleDiameter: '0.2',
            needleLength: '15',
            insertionDepth: '6',
            needleTechnique: 'superficial',
          },
          ...{ insertions: '3', localTwitch: 'weak', retentionTime: '10', needlesIn: '3', needlesOut: '2' },
        },
        sites: [{ ...shin, findingId: 'shin', values: { guidance: 'palpation', skinPrep: 'alcohol-70' } }],
        retained: [{ ...shin, count: 1, dueOn, removedBy: 'clinic' }],
      },
    ],
    plan: 'The needle under the plaster comes out at the clinic; until then no bath and no football.',
  });
  return signNote(api, await answerAsked(api, written, 'Talked over with the patient and accepted'));
}

/** The last day on which that needle may still be in: tomorrow, and never later than was agreed. */
export function needleDue(today: string, day: string): string {
  const [tomorrow, last] = [addDays(today, 1), addDays(day, DAYS)];
  return tomorrow < last ? tomorrow : last;
}
