import type { Finding } from '../../shared/contract/finding.ts';
import type { Administration } from '../../shared/contract/administration.ts';
import type { Course, TreatmentSession } from '../../shared/contract/treatments.ts';
import { loadReference } from '../../main/reference/load.ts';
import { stationery, type PaperSize, type Stationery } from '../../main/paper/stationery.ts';
import type { Conformance } from '../../main/paper/pdfkit.ts';
import type { PenStrokes } from '../../main/paper/signature.ts';

const resources = new URL('../../resources/', import.meta.url).pathname;
export const reference = loadReference(`${resources}reference`);

export const documentId = '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0a11';
export const hash = '9f2c41d07be35a68'.repeat(4);
export const at = (time: string) => `2026-11-23T${time}:00.000Z`;

export function paperOf(size: PaperSize = 'A4', conformance: Conformance = 'PDF/A-3a'): Stationery {
  return stationery(`${resources}fonts`, {
    size,
    conformance,
    zone: 'Europe/Berlin',
    letterhead: {
      name: 'Harbour Lane Clinic',
      addressLines: ['12 Harbour Lane', '20457 Hamburg', 'Germany'],
      phone: '+49 40 555 0131',
      email: 'desk@harbourlane.example',
      registration: 'IK 260500000',
      note: '',
    },
  });
}

export const people = {
  plain: {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0a01',
    name: 'Łukasz Wiśniewski',
    birthDate: '1984-05-03',
    number: '000417',
  },
  long: {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0a02',
    name: 'Maria Guadalupe Concepción Fernández-Villanueva y Hohenlohe-Waldenburg-Schillingsfürst de la Santísima Trinidad',
    birthDate: '1931-12-31',
    number: '000418',
  },
  scripts: {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0a03',
    name: 'Ελένη Παπαδοπούλου Андрей Щербаков عبد الرحمن القحطاني דוד בן־גוריון अनन्या शर्मा สมชาย ใจดี 王小明 김민준',
    birthDate: '2000-02-29',
    number: '000419',
  },
} as const;

/** A hand's way over a signing pad. */
export function pen(seed: number): PenStrokes {
  const stroke = (from: number, length: number, height: number) =>
    Array.from({ length }, (_, index) => ({
      x: Math.round(from + index * 55 + 160 * Math.sin(index / 2.1 + seed)),
      y: Math.round(1500 + height * Math.sin(index / 1.7 + seed) * (1 - index / (length * 1.6)) + index * 4),
      t: index * 12,
      p: Math.round(350 + 260 * Math.sin(index / 3 + seed)),
    }));
  return [
    stroke(300, 46, 620),
    stroke(3000, 30, 400),
    [
      { x: 600, y: 2250, t: 0, p: 500 },
      { x: 2400, y: 2190, t: 40, p: 620 },
      { x: 5200, y: 2230, t: 90, p: 300 },
    ],
  ];
}

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    id: 'f1',
    structureType: 'periosteal-tender-point',
    siteId: 'site-calcaneus-medial-process',
    side: 'right',
    grade: 3,
    jumpSign: true,
    twitchOnPalpation: false,
    band: false,
    nodule: false,
    nearestJoint: 'ankle',
    distanceToJointMm: '40',
    referredPain: 'the arch of the foot',
    referredQuality: 'ache',
    recognisedByPatient: true,
    activity: 'active',
    ppt: ['1.8', '1.9', '1.7'],
    pptOtherSide: ['4.1', '4.0', '4.2'],
    resolved: false,
    examinedOn: '2026-11-23',
    note: '',
    ...change,
  };
}

export function administration(change: Partial<Administration> = {}): Administration {
  return {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0d01',
    syringeId: 's1',
    sessionId: 'x',
    blockId: 'b1',
    consentId: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0b01',
    disclosureClass: 'drug',
    substanceId: 'lidocaine',
    substanceName: 'Lidocaine (lignocaine) plain',
    productName: 'Xylonor 1 %',
    lotNumber: 'LX-20417',
    expiryDate: '2027-09-30',
    containerType: 'single-dose-ampoule',
    firstOpenedOn: null,
    strengthValue: '1',
    strengthUnit: '%',
    volumePerPoint: '1',
    offLabel: false,
    collectionId: '',
    points: 1,
    totalVolume: '1',
    doseMg: '10',
    sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right' }],
    route: 'periosteal',
    aspiration: 'negative',
    givenAt: at('09:12'),
    givenBy: 'Dr. Nokuthula van der Merwe',
    reversedAt: null,
    reversalReason: null,
    ...change,
  };
}

export function session(change: Partial<TreatmentSession> = {}): TreatmentSession {
  return {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0e01',
    patientId: people.plain.id,
    courseId: null,
    appointmentId: null,
    practitionerId: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0c01',
    practitionerName: 'Dr. Nokuthula van der Merwe',
    startedAt: at('09:00'),
    ...{ kind: 'visit', late: null, savedBy: null, takeovers: [], closed: null },
    ...{ supervisors: [], supervisorChanges: [], grantOverrides: [] },
    status: 'signed',
    sessionNumber: 1,
    content: {
      common: { painBefore: '6', painAfter: '5' },
      findings: [
        finding(),
        finding({
          id: 'f2',
          structureType: 'taut-band',
          siteId: 'gastrocnemius-medialis',
          grade: 2,
          jumpSign: false,
          bandLengthMm: '35',
          needleResistance: 'bone-like',
          referredPain: '',
          ppt: [],
          pptOtherSide: [],
        }),
      ],
      blocks: [
        {
          id: 'b1',
          technique: 'soft-tissue-injection',
          values: {
            needleGauge: '27G',
            needleLength: '40',
            insertionDepth: '12',
            needlesIn: '1',
            needlesOut: '1',
            needleLot: 'HN-882',
          },
          sites: [
            {
              siteId: 'site-calcaneus-medial-process',
              side: 'right',
              findingId: 'f1',
              values: { guidance: 'palpation', skinPrep: 'chlorhexidine', response: ['pain-reduced'] },
            },
          ],
        },
        {
          id: 'b2',
          technique: 'low-level-laser',
          values: {
            deviceId: 'd1',
            laserClass: '3B',
            wavelength: '808',
            emission: 'continuous',
            averagePower: '100',
            spotArea: '0.5',
            timePerPoint: '40',
            points: '2',
            eyeProtection: 'patient-and-staff',
          },
          sites: [
            {
              siteId: 'site-calcaneus-medial-process',
              side: 'right',
              findingId: 'f1',
              values: { response: ['no-change'] },
            },
          ],
        },
      ],
      narrative: 'Two points at the inner side of the heel bone, both known to the patient. Tolerated well.',
      plan: 'Stretching of the calf twice a day; see again in one week.',
      reasons: {},
    },
    administrations: [administration()],
    safetyConfirmedAt: at('08:55'),
    consentConfirmedAt: at('08:57'),
    consentConfirmedBy: 'Dr. Nokuthula van der Merwe',
    substancesRead: true,
    signedAt: at('09:31'),
    signedBy: 'Dr. Nokuthula van der Merwe',
    contentHash: hash,
    intact: true,
    amendments: [],
    version: 9,
    ...change,
  };
}

export function course(change: Partial<Course> = {}): Course {
  return {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0f01',
    patientId: people.plain.id,
    complaint: 'Left knee after a ski accident; walking almost impossible',
    regions: [{ region: 'knee', side: 'left' }],
    since: 'February 2025',
    goal: 'Walk stairs and do without pain medicine',
    plannedSessions: 8,
    stopRule: 'No change after three visits',
    reviewAfter: 3,
    review: null,
    history: [
      {
        kind: 'injury',
        on: '2025-02-11',
        text: 'Ski fall: ligaments and muscles torn, fractures',
        result: 'healed',
        substanceId: null,
      },
      {
        kind: 'medicine',
        on: null,
        text: 'Daily pain medicine',
        result: 'partial relief',
        substanceId: null,
      },
    ],
    surgeryDecisions: [
      { state: 'suggested', on: '2026-03-02', reason: 'Persisting pain', reviewedBy: 'Dr. Ilse Brandt' },
      {
        state: 'not-now',
        on: '2026-10-30',
        reason: 'Walks without aid; pain 2',
        reviewedBy: 'Dr. Ilse Brandt',
      },
    ],
    startedOn: '2026-08-03',
    endedOn: '2026-10-30',
    sessionsSoFar: 8,
    version: 3,
    ...change,
  };
}
