import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  agree,
  answerAsked,
  blankContent,
  confirmVisit,
  person,
  screenPatient,
  signNote,
  write,
} from '../../main/demo/cases/steps.ts';
import type { AdministrationInput } from '../../shared/contract/administration.ts';
import type { Finding } from '../../shared/contract/finding.ts';
import type { FieldDefinition } from '../../shared/contract/reference.ts';
import type { BlockValue, ProcedureBlock } from '../../shared/contract/treatment-block.ts';
import type { TreatmentSession } from '../../shared/contract/treatments.ts';
import { deriveBlock } from '../../shared/rules/block-derive.ts';
import { formOf, siteKey, type FormField } from '../../shared/rules/block-form.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { add, decimalOf, subtract } from '../../shared/rules/decimal.ts';
import { read } from '../paper/reading.ts';
import { usualBlock } from '../rules/blocks.ts';
import { reference } from '../support/clinic.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

// Every field of the file of techniques: filled, kept, printed and limited, for every technique that asks for it.

let clinic: CaseClinic;
let patientId: string;
const devices: Record<string, string> = {};
const techniques = reference.data.techniques.entries.map(({ id }) => id);
const calf = { siteId: 'gastrocnemius-medialis', side: 'left' } as const;
const chest = { siteId: 'trapezius-descendens', side: 'right' } as const;
const isTraditional = (id: string) => reference.techniques.get(id)?.imsScope === 'not-ims';

beforeAll(async () => {
  clinic = await caseClinic();
  devices['light'] = clinic.people.laserId;
  for (const [delivers, kind] of [
    ['current', 'electrical'],
    ['magnetic-field', 'magnetic'],
  ] as const) {
    const device = { kind, name: `Unit ${kind}`, serial: `S-${kind}`, laserClass: '', lastPowerCheck: null };
    devices[delivers] = (await clinic.owner.practice.saveDevice(device)).id;
  }
  const identity = person({
    givenName: 'Ruta',
    familyName: 'Balode',
    birthDate: '1980-02-03',
    sex: 'female',
  });
  patientId = (await clinic.henrik.patients.register({ identity, anyway: false })).id;
  await screenPatient(clinic.henrik, patientId, { weight: { kg: '80', measuredOn: firstDay } });
  for (const some of [techniques.filter((id) => !isTraditional(id)), techniques.filter(isTraditional)])
    await agree(clinic.henrik, clinic.people, {
      ...{ patientId, appointmentId: null, name: 'Ruta Balode' },
      plan: {
        ...{
          condition: 'Pain in calf and shoulder',
          goal: 'Run',
          plannedSessions: 20,
          techniques: [...some],
        },
        regions: [calf, chest].map(({ siteId, side }) => ({
          region: reference.sites.get(siteId)?.region ?? '',
          side,
        })),
        sites: [calf, chest],
        preparations: some.some((id) => reference.techniques.get(id)?.delivers === 'substance')
          ? [{ parts: ['lidocaine', 'sodium-chloride-0-9'], route: 'intramuscular' }]
          : [],
      },
    });
}, 60_000);
afterAll(() => clinic.close());

async function visit(): Promise<TreatmentSession> {
  clinic.clock.forward(1);
  const session = await clinic.henrik.treatments.begin({
    ...{ patientId, appointmentId: null, courseId: null, practitionerId: clinic.people.practitioner.id },
  });
  return { ...session, ...(await confirmVisit(clinic.henrik, session)) };
}

/** A pulsed light whose pulses make the power that is typed. */
const pulsed = {
  ...{ emission: 'pulsed', peakPower: '20', pulseWidth: '0.2', pulseFrequency: '5000', dutyCycle: '0.1' },
  ...{ averagePower: '20', lastPowerCheck: '2026-09-01' },
};

/** A value that nothing speaks against: the usual one, or one that the field itself suggests. */
function valueFor(field: FieldDefinition, usual: BlockValue | undefined): BlockValue {
  if (usual !== undefined) return usual;
  switch (field.type) {
    case 'number':
    case 'integer':
      return decimalOf((field.warn ?? field.hard ?? [1])[0]);
    case 'enum':
      return field.options?.[0] ?? '';
    case 'multi-enum':
      return [...(field.options ?? [])];
    case 'boolean':
      return true;
    case 'date':
      return addDays(firstDay, 300);
    case 'string-list':
      return ['BL57', 'LI4'];
    default:
      return `Said of ${field.key}`;
  }
}

const siteFields = (fields: readonly FormField[]) => fields.filter(({ inheritable }) => !inheritable);

/** A block with a value in every field that its technique asks for. */
function filled(technique: string): ProcedureBlock {
  const form = formOf(reference, technique);
  const base = usualBlock(technique);
  const laser = technique === 'low-level-laser' ? pulsed : {};
  const usual: Record<string, BlockValue> = {
    ...base.values,
    ...base.sites[0]?.values,
    ...laser,
    ...{
      deviceId: devices[form.technique.delivers] ?? '',
      electrodeA: 'soleus:left',
      electrodeB: 'soleus:right',
    },
    response: ['local-twitch', 'pain-reduced'],
  };
  const valued = (fields: readonly FormField[]) =>
    Object.fromEntries(
      fields
        .filter(({ type, onlyAt }) => type !== 'derived' && onlyAt === undefined)
        .map((field) => [field.key, valueFor(field, usual[field.key])]),
    );
  const block: ProcedureBlock = {
    ...{ id: `block-${technique}`, technique },
    ...(form.technique.variants?.[0] !== undefined && { variant: form.technique.variants[0] }),
    values: valued([...form.block, ...form.site.filter(({ inheritable }) => inheritable)]),
    sites: [{ ...calf, findingId: 'point', values: valued(siteFields(form.site)) }],
  };
  const derived = deriveBlock(reference, block);
  return {
    ...block,
    values: { ...block.values, ...derived.sites.get(siteKey(calf)), ...derived.block },
  };
}

const common = {
  ...{ painBefore: '6', painAfter: '4', patientPosition: 'prone', aftercareGiven: 'printed' },
  ...{ observationMinutes: '20', fitToLeave: 'yes-not-driving' },
};

const finding: Finding = {
  ...calf,
  ...{ id: 'point', structureType: 'tender-point-soft-tissue', grade: 3, jumpSign: true },
  ...{ twitchOnPalpation: false, band: false, nodule: false, referredPain: '', recognisedByPatient: true },
  ...{ activity: 'active', resolved: false, examinedOn: firstDay, note: '' },
};

/** Of two products in one syringe, as many points as places take; within the limits of every technique. */
function syringeFor(technique: string, blockId: string): AdministrationInput {
  const part = {
    ...{ productName: 'Invented lidocaine 1 %', lotNumber: 'LD-77 X', expiryDate: addDays(firstDay, 200) },
    ...{ substanceId: 'lidocaine', strengthValue: '1', strengthUnit: '%', volumePerPoint: '0.05' },
    ...{
      containerType: 'multi-dose-vial',
      firstOpenedOn: addDays(firstDay, -3),
      offLabel: true,
      collectionId: '',
    },
  };
  const salt = {
    ...{
      substanceId: 'sodium-chloride-0-9',
      productName: 'Invented saline',
      lotNumber: 'SA-1',
      strengthValue: '0.9',
    },
    ...{ containerType: 'single-dose-ampoule', firstOpenedOn: null },
  };
  return {
    ...{ blockId, parts: [part, { ...part, ...salt }], points: 4, sites: [calf] },
    ...{ route: technique === 'mesotherapy' ? 'intradermal' : 'intramuscular', aspiration: 'negative' },
    reasons: {},
  };
}

const squeezed = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '');
const paperOf = async (id: string) => {
  const { file } = await clinic.henrik.documents.treatmentSummary({ id });
  const { pages } = await read(new Uint8Array(await file.arrayBuffer()));
  return squeezed(pages.map(({ text }) => text).join(' '));
};

const unitsOnPaper: Record<string, string> = {
  ...{ '1': '', '{count}': '', '{pulses}': '', '{score}': '', deg: '°', us: 'µs', uC: 'µC', cm2: 'cm²' },
  ...{ 'J/cm2': 'J/cm²', 'mW/cm2': 'mW/cm²' },
};
const shown = (field: FieldDefinition, value: BlockValue): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return value.map((one) => one.replaceAll('-', ' ')).join(', ');
  if (field.type === 'date') {
    const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'];
    const [year, month, day] = value.split('-').map(Number);
    return `${day} ${[...months, 'September', 'October', 'November', 'December'][(month ?? 1) - 1]} ${year}`;
  }
  if (field.key === 'deviceId') return value === devices['light'] ? 'Laser 808 (L-808-1)' : 'Unit';
  if (field.type === 'ref') return `Soleus, ${value.split(':')[1]}`;
  const unit = unitsOnPaper[field.unit ?? '1'] ?? field.unit ?? '';
  return `${field.type === 'enum' ? value.replaceAll('-', ' ') : value} ${unit}`;
};

/** What the service counts and stamps itself, and where the paper tells it. */
const kept: Record<string, string> = {
  ...{ consentIds: 'Consent relied on', practitionerId: 'Treated by', startedAt: 'Visit of' },
  ...{ sessionNumber: 'Visit of the course', screeningConfirmedAt: 'Safety questions asked again' },
};

describe('every field of the file', { timeout: 60_000 }, () => {
  it('is one of 115 in ten groups, and each has its place', () => {
    const groups = reference.data.techniques.fieldGroups;
    expect(groups).toHaveLength(10);
    expect(groups.flatMap(({ fields }) => fields)).toHaveLength(115);
    const placed = new Set(
      techniques.flatMap((id) => {
        const form = formOf(reference, id);
        return [form.session, form.block, form.site, form.administration]
          .flat()
          .map(({ group, key }) => `${group} ${key}`);
      }),
    );
    const elsewhere = ['muscleOrSiteId', 'side', 'findingId', 'adverseEventIds', ...Object.keys(kept)];
    const missing = groups.flatMap(({ id, fields }) =>
      fields
        .filter(({ key }) => !elsewhere.includes(key) && !placed.has(`${id} ${key}`))
        .map(({ key }) => `${id} ${key}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(techniques)(
    'of %s is filled, kept, signed and printed with its label and unit',
    async (technique) => {
      const form = formOf(reference, technique);
      const block = filled(technique);
      const session = await visit();
      const endedAt = session.startedAt;
      const content = {
        ...blankContent(),
        common: { ...common, endedAt },
        findings: [finding],
        blocks: [block],
      };
      for (const field of [...form.block, ...form.site])
        if (field.onlyAt === undefined)
          expect({ ...block.values, ...block.sites[0]?.values }, field.key).toHaveProperty(field.key);
      await write(clinic.henrik, session, content);
      const { session: back } = await clinic.henrik.treatments.open({ id: session.id });
      expect(back.content).toEqual(content);
      if (form.administration.length > 0)
        await clinic.henrik.treatments.administer({
          sessionId: session.id,
          administration: syringeFor(technique, block.id),
        });
      const { issues } = await clinic.henrik.treatments.open({ id: session.id });
      expect(issues.filter(({ level }) => level === 'refuse')).toEqual([]);
      expect(issues.filter(({ level, code }) => level === 'ask' && code === 'unusual')).toEqual([]);
      await clinic.henrik.events.report({
        ...{ patientId, courseId: null, sessionId: session.id, severity: 'mild' },
        ...{ happenedOn: firstDay, words: 'Felt faint for a minute' },
      });
      const signed = await signNote(
        clinic.henrik,
        await answerAsked(clinic.henrik, back, 'Seen and accepted'),
      );
      expect(signed).toMatchObject({
        status: 'signed',
        content: { common: content.common, blocks: [block] },
      });
      const paper = await paperOf(session.id);
      for (const words of Object.values(kept)) expect(paper).toContain(squeezed(words));
      expect(paper).toContain(squeezed('Adverse events').concat('•23November2026,mild:Feltfaintforaminute'));
      expect(paper).toContain(squeezed('Pain (0 to 10) before 6, after 4'));
      for (const field of [...form.session, ...form.block, ...form.site]) {
        const value = { ...content.common, ...block.values, ...block.sites[0]?.values }[field.key];
        if (value === undefined || /^(pain|needles)/.test(field.key) || field.key === 'endedAt') continue;
        expect
          .soft(paper, `${field.key} ${String(value)}`)
          .toContain(squeezed(`${field.label} ${shown(field, value)}`));
      }
      expect(paper).toContain(squeezed('End 23 November 2026'));
      if ('needlesIn' in block.values)
        expect(paper).toContain(
          squeezed('Needles 1 placed, 1 removed').replace(
            '1placed,1',
            `${String(block.values['needlesIn'])}placed,${String(block.values['needlesOut'])}`,
          ),
        );
      if (form.administration.length > 0)
        for (const words of [
          'Lidocaine',
          'Invented lidocaine 1 %',
          'Lot LD-77 X, expires 11 June 2027',
          'multi dose vial, first opened 20 November 2026',
          '1 %',
          '0.2 mL',
          '0.05 mL at each of 4 points',
          '2 mg',
          'aspiration negative',
          'used outside its licence',
          'syringe 1, mixed',
          technique === 'mesotherapy' ? 'intradermal' : 'intramuscular',
        ])
          expect.soft(paper, words).toContain(squeezed(words));
    },
  );

  it('that is asked over the lung is printed like the others', async () => {
    for (const technique of techniques) {
      const box = formOf(reference, technique).site.find(({ onlyAt }) => onlyAt === 'lung-field');
      if (box === undefined) continue;
      const block = filled(technique);
      const over = {
        ...block,
        sites: block.sites.map((site) => ({
          ...site,
          ...chest,
          values: { ...site.values, safeDirection: true },
        })),
      };
      const session = await visit();
      await write(clinic.henrik, session, {
        ...blankContent(),
        common,
        findings: [{ ...finding, ...chest }],
        blocks: [over],
      });
      const { session: back } = await clinic.henrik.treatments.open({ id: session.id });
      expect(back.content.blocks).toEqual([over]);
      expect(await paperOf(session.id), technique).toContain(squeezed(`${box.label} yes`));
    }
  });
});

/** The least that a figure can be off: one in the last place that is kept, or one of what is counted. */
const step = (field: FieldDefinition) => (field.type === 'integer' ? '1' : '0.000001');
type Expected = 'out-of-range' | 'unusual' | null;

/** Figures at, just below and just above each limit of the field, and what is said of each. */
function aroundLimits(field: FieldDefinition): [value: string, said: Expected][] {
  const { hard, warn } = field;
  if (hard === undefined) return [];
  const [low, high] = [decimalOf(hard[0]), decimalOf(hard[1])];
  const within = (value: number): Expected =>
    warn !== undefined && (value < warn[0] || value > warn[1]) ? 'unusual' : null;
  return [
    [low, within(hard[0])],
    [high, within(hard[1])],
    [subtract(low, step(field)), 'out-of-range'],
    [add(high, step(field)), 'out-of-range'],
    ...(warn === undefined
      ? []
      : ([
          [decimalOf(warn[0]), null],
          [decimalOf(warn[1]), null],
          ...(warn[0] > hard[0] ? [[subtract(decimalOf(warn[0]), step(field)), 'unusual']] : []),
          ...(warn[1] < hard[1] ? [[add(decimalOf(warn[1]), step(field)), 'unusual']] : []),
        ] as [string, Expected][])),
  ];
}

describe('every figure', { timeout: 60_000 }, () => {
  it.each(techniques)(
    'of %s is refused beyond its limit, asked beyond the usual, and taken exactly at both',
    async (technique) => {
      const form = formOf(reference, technique);
      const cases = [...form.block, ...form.site]
        .filter(({ type }) => type === 'number' || type === 'integer')
        .flatMap((field) => aroundLimits(field).map(([value, said]) => ({ field, value, said })));
      const block = filled(technique);
      let session = await visit();
      for (let from = 0; from < cases.length; from += 30) {
        const some = cases.slice(from, from + 30);
        const blocks = some.map(({ field, value }, index) => ({
          ...block,
          id: `b${index}`,
          values: { ...block.values, [field.key]: value },
        }));
        session = await write(clinic.henrik, session, {
          ...blankContent(),
          common,
          findings: [finding],
          blocks,
        });
        const { issues } = await clinic.henrik.treatments.open({ id: session.id });
        for (const [index, { field, value, said }] of some.entries()) {
          const found = issues.filter(
            ({ at, fieldKey, code }) =>
              at === `b${index}` && fieldKey === field.key && (code === 'out-of-range' || code === 'unusual'),
          );
          const what = `${field.key} ${value}`;
          expect
            .soft(
              found.map(({ code }) => code),
              what,
            )
            .toEqual(said === null ? [] : [said]);
          if (said !== null)
            expect.soft(found[0], what).toMatchObject({
              level: said === 'unusual' ? 'ask' : 'refuse',
              params: { value, unit: field.unit ?? '1' },
            });
        }
      }
    },
  );

  it.each(['painBefore', 'painAfter', 'observationMinutes'])(
    'of the visit keeps to its limits: %s',
    async (key) => {
      const field = formOf(reference, 'tens').session.find((one) => one.key === key);
      if (field === undefined) throw new Error(key);
      let session = await visit();
      for (const [value, said] of aroundLimits(field)) {
        session = await write(clinic.henrik, session, {
          ...blankContent(),
          common: { ...common, [key]: value },
        });
        const { issues } = await clinic.henrik.treatments.open({ id: session.id });
        const found = issues.filter(({ fieldKey, code }) => fieldKey === key && code !== 'required');
        expect(
          found.map(({ code }) => code),
          value,
        ).toEqual(said === null ? [] : [said]);
      }
    },
  );

  it('that is unusual is signed with a reason alone, and the reason is printed beside its field', async () => {
    const block = filled('dry-needling');
    const odd = { ...block, values: { ...block.values, retentionTime: '30.5' } };
    const session = await visit();
    const typed = await write(clinic.henrik, session, {
      ...blankContent(),
      common,
      findings: [finding],
      blocks: [odd],
    });
    const { data } = await refusal(clinic.henrik.treatments.sign({ id: typed.id, version: typed.version }));
    expect(data['issues']).toMatchObject([{ level: 'ask', code: 'unusual', fieldKey: 'retentionTime' }]);
    await signNote(clinic.henrik, await answerAsked(clinic.henrik, typed, 'Fell asleep, comfortable'));
    const paper = await paperOf(session.id);
    expect(paper).toContain(squeezed('A Retention time (unusual): Fell asleep, comfortable'));
    expect(paper).toContain(squeezed('Retention time 30.5 min'));
  });

  it('that the unit shows and that is not what its settings make is printed with both', async () => {
    const block = filled('tens');
    const odd = { ...block, values: { ...block.values, chargePerPhase: '1.6' } };
    const session = await visit();
    const typed = await write(clinic.henrik, session, {
      ...blankContent(),
      common,
      findings: [finding],
      blocks: [odd],
    });
    await signNote(clinic.henrik, await answerAsked(clinic.henrik, typed, 'Display of the unit'));
    const paper = await paperOf(session.id);
    expect(paper).toContain(squeezed('Charge per phase 1.5 µC (typed 1.6 µC)'));
    expect(paper).toContain(squeezed('A Charge per phase'));
  });
});
