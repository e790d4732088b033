import type { ConsentDocument, Decision, SubstanceLine } from '../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import { at, hash, pen, people, reference } from './samples.ts';

const frequency = {
  'very-common': 'Very common: 10 or more in 100 treatments',
  common: 'Common: 1 to 10 in 100 treatments',
  uncommon: 'Uncommon: 1 to 10 in 1,000 treatments',
  rare: 'Rare: 1 to 10 in 10,000 treatments',
  'very-rare': 'Very rare: fewer than 1 in 10,000 treatments',
  unknown: 'How often is not known',
};

export function riskLines(ids: readonly string[]): ConsentDocument['risks'] {
  return ids.flatMap((id) => {
    const risk = reference.risks.get(id);
    return risk
      ? [
          {
            riskId: id,
            name: risk.name,
            text: risk.patientText,
            severity: risk.severity,
            frequency: frequency[risk.frequency],
            reported: risk.reported ?? null,
            action: risk.patientAction ?? null,
          },
        ]
      : [];
  });
}

export function substanceLine(
  id: string,
  decision: Decision,
  more: Partial<SubstanceLine> = {},
): SubstanceLine {
  const substance = reference.substances.get(id);
  if (!substance) throw new Error(`no substance ${id}`);
  const { disclosureClass } = substance;
  return {
    lineId: `substance:${id}`,
    decision,
    facts: '',
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
    ownBlood: null,
    without: ['No injection of it at all: your other answers stay as they are.'],
    warnings: [],
    ...more,
  };
}

/** A consent to the injection and laser of one heel, one biological product refused. */
export function consent(
  change: Partial<ConsentRecord> = {},
  patient: (typeof people)[keyof typeof people] = people.plain,
): ConsentRecord {
  const techniques = ['soft-tissue-injection', 'biopuncture', 'low-level-laser'];
  const riskIds = [...new Set(techniques.flatMap((id) => reference.techniques.get(id)?.riskIds ?? []))];
  return {
    id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0b01',
    patientId: patient.id,
    appointmentId: null,
    status: 'agreed-with-limits',
    document: {
      template: {
        id: 'ims-consent',
        version: 1,
        language: 'en',
        variant: 'adult',
        draftedBy: 'person',
        parts: [],
        untranslated: 0,
      },
      jurisdiction: 'DE',
      clinic: { name: 'Harbour Lane Clinic', addressLines: ['12 Harbour Lane', '20457 Hamburg'] },
      patient,
      practitioner: {
        id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0c01',
        name: 'Dr. Nokuthula van der Merwe',
        title: 'Physician, pain medicine',
      },
      plan: {
        condition: 'Right heel pain for two months, worse with the first steps of the morning',
        goal: 'Walk to work without pain',
        plannedSessions: 3,
        techniques,
        regions: [{ region: 'foot-plantar', side: 'right' }],
        sites: [],
        preparations: [],
      },
      talk: {
        language: 'en',
        identity: ['name', 'birth-date'],
        teachBack: '',
        answers: [],
        substitutes: [],
        assent: null,
        reader: null,
        witness: null,
        chaperone: null,
        whatMatters: 'I am a watchmaker and need steady hands the next day.',
        questions: [
          {
            question: 'Can I drive home?',
            answer: 'Yes, unless the foot feels numb; the clinic asks before you leave.',
            askedBy: '',
          },
        ],
        interpreter: {
          name: 'Agnieszka Dąbrowska',
          language: 'Polish',
          reachedBy: 'phone',
          reach: 'Telephone interpreters, call 4711',
          declared: true,
        },
        benefit: '',
        costs: '',
        capacity: null,
      },
      blocks: [
        {
          blockId: 'introduction',
          kind: 'text',
          title: '',
          paragraphs: [
            'You have pain, and you and your practitioner are thinking about the treatment on this form. Please read it, or have it read to you, and ask about anything that is not clear.',
            'Many people feel less pain or move more easily afterwards. Some feel no change, and for some the effect does not last. Nobody can promise a result.',
          ],
          question: null,
        },
      ],
      techniques: techniques.map((id) => ({
        lineId: `technique:${id}`,
        decision: 'accepted',
        facts: '',
        techniqueId: id,
        name: reference.techniques.get(id)?.name ?? id,
        description: reference.techniques.get(id)?.description ?? '',
      })),
      regions: [
        {
          lineId: 'region:foot-plantar:right',
          decision: 'accepted',
          facts: '',
          region: 'foot-plantar',
          side: 'right',
          name: 'Sole and heel',
          lungField: false,
        },
        {
          lineId: 'region:thorax-posterior:right',
          decision: 'accepted',
          facts: '',
          region: 'thorax-posterior',
          side: 'right',
          name: 'Upper and mid back',
          lungField: true,
        },
      ],
      substances: [
        substanceLine('lidocaine', 'accepted'),
        substanceLine('zeel-type-complex', 'refused', {
          warnings: ['You told us that you avoid products from pigs.'],
        }),
      ],
      addOns: [],
      risks: riskLines(riskIds),
      alternatives: [
        'No treatment now: wait and see how the pain develops. Some pain gets better by itself, some does not.',
        'Exercises, movement and advice without needles or devices.',
        'Being sent to a doctor or specialist for more tests or other care.',
      ],
      rights: [
        'You decide. You may say yes to some lines and no to others.',
        'You may change your mind at any time, also in the middle of a treatment. Say stop and we stop.',
        'You may have a copy of this form.',
      ],
      statements: [
        'I was told, in a way I understand, what is planned, why, and what may happen.',
        'I was told which injected substances are drugs and which are biological, natural or device substances.',
        'My yes or no to each line is what I want.',
      ],
      flags: [
        {
          flagId: 'anticoagulant',
          name: 'Blood thinner',
          level: 'warn',
          why: 'bruises and bleeds more; press longer',
        },
      ],
      months: 6,
      signers: [
        {
          role: 'patient',
          name: patient.name,
          relation: '',
          statement: 'I have read this document or had it read to me. My answer to each line is what I want.',
          mark: false,
        },
      ],
      explained: 'I have explained this document and answered every question.',
    },
    contentHash: hash,
    signatures: [
      {
        role: 'patient',
        name: patient.name,
        relation: '',
        typedName: patient.name,
        strokes: pen(1) as never,
        medium: 'screen',
        scanId: null,
        signedAt: at('08:41'),
        contentHash: hash,
      },
      {
        role: 'practitioner',
        name: 'Dr. Nokuthula van der Merwe',
        relation: '',
        typedName: 'N. van der Merwe',
        strokes: pen(4) as never,
        medium: 'screen',
        scanId: null,
        signedAt: at('08:43'),
        contentHash: hash,
      },
    ],
    completedAt: at('08:43'),
    expiresAt: '2027-05-23T08:43:00.000Z',
    withdrawals: [],
    intact: true,
    signers: null,
    lacks: [],
    version: 4,
    ...change,
  };
}
