import type { Api } from '../../shared/contract/index.ts';
import type { VisitMeasure } from '../../shared/contract/course-record.ts';
import type { ConsentPlan } from '../../shared/contract/consent-document.ts';
import type { CourseInput, SessionContent, TreatmentSession } from '../../shared/contract/treatments.ts';
import { agree, answerAsked, blankContent, write, type CasePeople } from './cases/steps.ts';
import type { Draw } from './random.ts';

/** The everyday complaints of the other patients: one place, dry needling, a plain course. */
const complaints = [
  {
    siteId: 'gastrocnemius-medialis',
    region: 'leg-posterior',
    text: 'Calf that cramps at night',
    goal: 'Sleep through the night',
    length: '40',
    depth: '20',
  },
  {
    siteId: 'gluteus-medius',
    region: 'pelvis-gluteal',
    text: 'Ache over the hip when lying on the side',
    goal: 'Lie on either side',
    length: '60',
    depth: '40',
  },
  {
    siteId: 'brachioradialis',
    region: 'forearm-posterior',
    text: 'Elbow that hurts when lifting a cup',
    goal: 'Cook without pain',
    length: '25',
    depth: '12',
  },
  {
    siteId: 'vastus-medialis',
    region: 'thigh-anterior',
    text: 'Front of the thigh, worse on stairs',
    goal: 'Take the stairs',
    length: '40',
    depth: '25',
  },
] as const;

export type Complaint = (typeof complaints)[number] & { side: 'left' | 'right' };

export function complain(draw: Draw): Complaint {
  return { ...draw.pick(complaints), side: draw.pick(['left', 'right'] as const) };
}

export function planOf({ siteId, region, side, text, goal }: Complaint): ConsentPlan {
  return {
    condition: text,
    goal,
    plannedSessions: 4,
    techniques: ['dry-needling'],
    regions: [{ region, side }],
    sites: [{ siteId, side }],
    preparations: [],
  };
}

export function courseOf({ region, side, text, goal }: Complaint): CourseInput {
  return {
    complaint: text,
    regions: [{ region, side }],
    since: 'some weeks',
    goal,
    plannedSessions: 4,
    stopRule: 'No change after three visits: look again',
    reviewAfter: 3,
    history: [],
    surgeryDecisions: [],
  };
}

/** Opens a course and has the patient agree to it. */
export async function beginCourse(
  api: Api,
  people: CasePeople,
  patient: { id: string; name: string },
  complaint: Complaint,
): Promise<string> {
  const course = await api.treatments.openCourse({ patientId: patient.id, course: courseOf(complaint) });
  await agree(api, people, {
    patientId: patient.id,
    appointmentId: null,
    plan: planOf(complaint),
    name: patient.name,
  });
  return course.id;
}

/** A short note of one visit, signed where nothing stands against it; else it stays a draft, as it would in a clinic. */
export async function noteVisit(
  api: Api,
  visit: {
    session: TreatmentSession;
    complaint: Complaint;
    date: string;
    pain: number;
    measured?: VisitMeasure[];
  },
): Promise<'signed' | 'draft'> {
  const written = await write(api, visit.session, {
    ...contentOf(visit),
    ...(visit.measured !== undefined && { measured: visit.measured }),
  });
  const answered = await answerAsked(api, written, 'Talked over with the patient and palpated anew');
  const { issues, cover } = await api.treatments.open({ id: answered.id });
  if (!cover.covered || issues.some(({ level }) => level === 'refuse')) return 'draft';
  await api.treatments.sign({ id: answered.id, version: answered.version });
  return 'signed';
}

function contentOf({
  complaint,
  date,
  pain,
}: {
  complaint: Complaint;
  date: string;
  pain: number;
}): SessionContent {
  const { siteId, side, length, depth } = complaint;
  return {
    ...blankContent(),
    common: {
      painBefore: String(pain),
      painAfter: String(Math.max(0, pain - 2)),
      patientPosition: 'prone',
      aftercareGiven: 'spoken',
      fitToLeave: 'yes',
      observationMinutes: '10',
    },
    findings: [
      {
        id: 'point',
        structureType: 'taut-band',
        siteId,
        side,
        grade: Math.min(4, Math.max(1, Math.ceil(pain / 2))),
        jumpSign: pain > 5,
        twitchOnPalpation: true,
        band: true,
        nodule: false,
        referredPain: '',
        recognisedByPatient: true,
        activity: 'active',
        resolved: false,
        examinedOn: date,
        note: '',
      },
    ],
    blocks: [
      {
        id: 'needling',
        technique: 'dry-needling',
        variant: 'deep-trigger-point',
        values: {
          needleDiameter: '0.3',
          needleLength: length,
          insertionDepth: depth,
          needleTechnique: 'deep-pistoning',
          insertions: '2',
          localTwitch: 'strong',
          retentionTime: '0',
          needlesIn: '2',
          needlesOut: '2',
        },
        sites: [
          {
            siteId,
            side,
            findingId: 'point',
            values: { guidance: 'palpation', skinPrep: 'alcohol-70', response: ['local-twitch'] },
          },
        ],
      },
    ],
    narrative: '',
    plan: 'Stretch daily; come back in a week.',
  };
}
