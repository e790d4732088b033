import type { ConsentDocument, ConsentRecord, Decision, SubstanceLine } from '../../shared/contract/consents.ts';
import type { Finding } from '../../shared/contract/finding.ts';
import type { Administration, Course, TreatmentSession } from '../../shared/contract/treatments.ts';
import { loadReference } from '../../main/reference/load.ts';
import { stationery, type PaperSize, type Stationery } from '../../main/paper/page.ts';
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
  plain: { id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0a01', name: 'Łukasz Wiśniewski', birthDate: '1984-05-03', number: '000417' },
  long: {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0a02',
    name: 'Maria Guadalupe Concepción Fernández-Villanueva y Hohenlohe-Waldenburg-Schillingsfürst de la Santísima Trinidad',
    birthDate: '1931-12-31',
    number: '000418',
  },
  scripts: { id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0a03', name: 'Ελένη Παπαδοπούλου Андрей Щербаков عبد الرحمن القحطاني דוד בן־גוריון अनन्या शर्मा สมชาย ใจดี', birthDate: '2000-02-29', number: '000419' },
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
  return [stroke(300, 46, 620), stroke(3000, 30, 400), [{ x: 600, y: 2250, t: 0, p: 500 }, { x: 2400, y: 2190, t: 40, p: 620 }, { x: 5200, y: 2230, t: 90, p: 300 }]];
}

const frequency = { 'very-common': 'Very common: 10 or more in 100 treatments', common: 'Common: 1 to 10 in 100 treatments', uncommon: 'Uncommon: 1 to 10 in 1,000 treatments', rare: 'Rare: 1 to 10 in 10,000 treatments', 'very-rare': 'Very rare: fewer than 1 in 10,000 treatments', unknown: 'How often is not known' };

export function riskLines(ids: readonly string[]): ConsentDocument['risks'] {
  return ids.flatMap((id) => {
    const risk = reference.risks.get(id);
    return risk ? [{ riskId: id, name: risk.name, text: risk.patientText, severity: risk.severity, frequency: frequency[risk.frequency], reported: risk.reported ?? null, action: risk.patientAction ?? null }] : [];
  });
}

export function substanceLine(id: string, decision: Decision, more: Partial<SubstanceLine> = {}): SubstanceLine {
  const substance = reference.substances.get(id);
  if (!substance) throw new Error(`no substance ${id}`);
  const { disclosureClass } = substance;
  return {
    lineId: `substance:${id}`,
    decision,
    heading: disclosureClass === 'drug' || disclosureClass === 'vehicle' ? 'drugs' : 'biological',
    parts: [id],
    name: substance.name,
    contains: substance.components ?? [],
    disclosureClass,
    classReason: disclosureClass === 'drug' ? 'legal-class' : 'catalogue',
    purpose: [substance.purpose],
    route: 'at the surface of a bone',
    commonEffects: substance.commonEffects,
    seriousEffects: substance.seriousEffects,
    allergens: substance.allergens,
    origin: substance.origin,
    animalOrigin: substance.animalOrigin ? substance.origin.filter((one) => one.startsWith('animal')) : [],
    licence: disclosureClass === 'drug' ? 'licensed' : 'not-a-medicine',
    warnings: [],
    ...more,
  };
}

/** A consent to the injection and laser of one heel, one biological product refused. */
export function consent(change: Partial<ConsentRecord> = {}, patient: (typeof people)[keyof typeof people] = people.plain): ConsentRecord {
  const techniques = ['soft-tissue-injection', 'biopuncture', 'low-level-laser'];
  const riskIds = [...new Set(techniques.flatMap((id) => reference.techniques.get(id)?.riskIds ?? []))];
  return {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0b01',
    patientId: patient.id,
    appointmentId: null,
    status: 'agreed-with-limits',
    document: {
      template: { id: 'ims-consent', version: 1, language: 'en' },
      jurisdiction: 'DE',
      clinic: { name: 'Harbour Lane Clinic', addressLines: ['12 Harbour Lane', '20457 Hamburg'] },
      patient,
      practitioner: { id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0c01', name: 'Dr. Nokuthula van der Merwe', title: 'Physician, pain medicine' },
      plan: { condition: 'Right heel pain for two months, worse with the first steps of the morning', goal: 'Walk to work without pain', plannedSessions: 3, techniques, regions: [{ region: 'foot-plantar', side: 'right' }], sites: [], preparations: [] },
      talk: {
        whatMatters: 'I am a watchmaker and need steady hands the next day.',
        questions: [{ question: 'Can I drive home?', answer: 'Yes, unless the foot feels numb; the clinic asks before you leave.' }],
        interpreter: { name: 'Agnieszka Dąbrowska', language: 'Polish' },
        capacity: null,
      },
      introduction: ['You have pain, and you and your practitioner are thinking about the treatment on this form. Please read it, or have it read to you, and ask about anything that is not clear.', 'Many people feel less pain or move more easily afterwards. Some feel no change, and for some the effect does not last. Nobody can promise a result.'],
      techniques: techniques.map((id) => ({ lineId: `technique:${id}`, decision: 'accepted', techniqueId: id, name: reference.techniques.get(id)?.name ?? id, description: reference.techniques.get(id)?.description ?? '' })),
      regions: [{ lineId: 'region:foot-plantar:right', decision: 'accepted', region: 'foot-plantar', side: 'right', name: 'Sole and heel', lungField: false }, { lineId: 'region:thorax-posterior:right', decision: 'accepted', region: 'thorax-posterior', side: 'right', name: 'Upper and mid back', lungField: true }],
      substances: [substanceLine('lidocaine', 'accepted'), substanceLine('zeel-type-complex', 'refused', { warnings: ['You told us that you avoid products from pigs.'] })],
      risks: riskLines(riskIds),
      alternatives: ['No treatment now: wait and see how the pain develops. Some pain gets better by itself, some does not.', 'Exercises, movement and advice without needles or devices.', 'Being sent to a doctor or specialist for more tests or other care.'],
      rights: ['You decide. You may say yes to some lines and no to others.', 'You may change your mind at any time, also in the middle of a treatment. Say stop and we stop.', 'You may have a copy of this form.'],
      statements: ['I was told, in a way I understand, what is planned, why, and what may happen.', 'I was told which injected substances are drugs and which are biological, natural or device substances.', 'My yes or no to each line is what I want.'],
      flags: [{ flagId: 'anticoagulant', name: 'Blood thinner', level: 'warn', why: 'bruises and bleeds more; press longer' }],
      months: 6,
    },
    contentHash: hash,
    signatures: [
      { role: 'patient', name: patient.name, relation: '', typedName: patient.name, strokes: pen(1) as never, signedAt: at('08:41'), contentHash: hash },
      { role: 'practitioner', name: 'Dr. Nokuthula van der Merwe', relation: '', typedName: 'N. van der Merwe', strokes: pen(4) as never, signedAt: at('08:43'), contentHash: hash },
    ],
    completedAt: at('08:43'),
    expiresAt: '2027-05-23T08:43:00.000Z',
    withdrawals: [],
    intact: true,
    signers: null,
    version: 4,
    ...change,
  };
}

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    id: 'f1', structureType: 'periosteal-tender-point', siteId: 'site-calcaneus-medial-process', side: 'right', grade: 3, jumpSign: true, twitchOnPalpation: false, band: false, nodule: false,
    nearestJoint: 'ankle', distanceToJointMm: '40', referredPain: 'the arch of the foot', referredQuality: 'ache', recognisedByPatient: true, activity: 'active', ppt: ['1.8', '1.9', '1.7'], pptOtherSide: ['4.1', '4.0', '4.2'],
    resolved: false, examinedOn: '2026-11-23', note: '', ...change,
  };
}

export function administration(change: Partial<Administration> = {}): Administration {
  return {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0d01', syringeId: 's1', sessionId: 'x', blockId: 'b1', consentId: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0b01', disclosureClass: 'drug', substanceId: 'lidocaine', substanceName: 'Lidocaine (lignocaine) plain',
    productName: 'Xylonor 1 %', lotNumber: 'LX-20417', expiryDate: '2027-09-30', containerType: 'single-dose-ampoule', firstOpenedOn: null, strengthValue: '1', strengthUnit: '%', volumePerPoint: '1', offLabel: false, collectionId: '',
    points: 1, totalVolume: '1', doseMg: '10', sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right' }], route: 'periosteal', aspiration: 'negative', givenAt: at('09:12'), givenBy: 'Dr. Nokuthula van der Merwe', reversedAt: null, reversalReason: null, ...change,
  };
}

export function session(change: Partial<TreatmentSession> = {}): TreatmentSession {
  return {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0e01', patientId: people.plain.id, courseId: null, appointmentId: null, practitionerId: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0c01', practitionerName: 'Dr. Nokuthula van der Merwe', startedAt: at('09:00'), status: 'signed', sessionNumber: 1,
    content: {
      common: { painBefore: '6', painAfter: '5' },
      findings: [finding(), finding({ id: 'f2', structureType: 'taut-band', siteId: 'gastrocnemius-medialis', grade: 2, jumpSign: false, bandLengthMm: '35', needleResistance: 'bone-like', referredPain: '', ppt: [], pptOtherSide: [] })],
      blocks: [
        { id: 'b1', technique: 'soft-tissue-injection', values: { needleGauge: '27G', needleLength: '40', insertionDepth: '12', needlesIn: '1', needlesOut: '1', needleLot: 'HN-882' }, sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right', findingId: 'f1', values: { guidance: 'palpation', skinPrep: 'chlorhexidine', response: ['pain-reduced'] } }] },
        { id: 'b2', technique: 'low-level-laser', values: { deviceId: 'd1', laserClass: '3B', wavelength: '808', emission: 'continuous', averagePower: '100', spotArea: '0.5', timePerPoint: '40', points: '2', eyeProtection: 'patient-and-staff' }, sites: [{ siteId: 'site-calcaneus-medial-process', side: 'right', findingId: 'f1', values: { response: ['no-change'] } }] },
      ],
      narrative: 'Two points at the inner side of the heel bone, both known to the patient. Tolerated well.',
      plan: 'Stretching of the calf twice a day; see again in one week.',
      reasons: {},
    },
    administrations: [administration()], safetyConfirmedAt: at('08:55'), signedAt: at('09:31'), signedBy: 'Dr. Nokuthula van der Merwe', contentHash: hash, intact: true, amendments: [], version: 9, ...change,
  };
}

export function course(change: Partial<Course> = {}): Course {
  return {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0f01', patientId: people.plain.id, complaint: 'Left knee after a ski accident; walking almost impossible', regions: [{ region: 'knee', side: 'left' }], since: 'February 2025', goal: 'Walk stairs and do without pain medicine', plannedSessions: 8, stopRule: 'No change after three visits',
    history: [{ kind: 'injury', on: '2025-02-11', text: 'Ski fall: ligaments and muscles torn, fractures', result: 'healed', substanceId: null }, { kind: 'medicine', on: null, text: 'Daily pain medicine', result: 'partial relief', substanceId: null }],
    surgeryDecisions: [{ state: 'suggested', on: '2026-03-02', reason: 'Persisting pain', reviewedBy: 'Dr. Ilse Brandt' }, { state: 'not-now', on: '2026-10-30', reason: 'Walks without aid; pain 2', reviewedBy: 'Dr. Ilse Brandt' }],
    startedOn: '2026-08-03', endedOn: '2026-10-30', sessionsSoFar: 8, version: 3, ...change,
  };
}
