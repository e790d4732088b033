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
import type { FieldDefinition } from '../../shared/contract/reference.ts';
import type { BlockValue } from '../../shared/contract/treatment-block.ts';
import type { TreatmentSession } from '../../shared/contract/treatments.ts';
import { formOf } from '../../shared/rules/block-form.ts';
import { read } from '../paper/reading.ts';
import { reference } from '../support/clinic.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';
import { aroundLimits, calf, common, filled, finding, syringeFor, unitWords } from './filled-blocks.ts';

// Every field of the file of techniques: filled, kept, printed and limited, for every technique that asks for it.

let clinic: CaseClinic;
let patientId: string;
const devices: Record<string, string> = {};
const techniques = reference.data.techniques.entries.map(({ id }) => id);
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

const squeezed = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '');
const paperOf = async (id: string) => {
  const { file } = await clinic.henrik.documents.treatmentSummary({ id });
  const { pages } = await read(new Uint8Array(await file.arrayBuffer()));
  return squeezed(pages.map(({ text }) => text).join(' '));
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
  const unit = unitWords[field.unit ?? '1'] ?? field.unit ?? '';
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
      const block = filled(technique, devices);
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
      const block = filled(technique, devices);
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

describe('every figure', { timeout: 60_000 }, () => {
  it.each(techniques)(
    'of %s is refused beyond its limit, asked beyond the usual, and taken exactly at both',
    async (technique) => {
      const form = formOf(reference, technique);
      const cases = [...form.block, ...form.site]
        .filter(({ type }) => type === 'number' || type === 'integer')
        .flatMap((field) => aroundLimits(field).map(([value, said]) => ({ field, value, said })));
      const block = filled(technique, devices);
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
    const block = filled('dry-needling', devices);
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
    const block = filled('tens', devices);
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

describe('traditional acupuncture', () => {
  it('is agreed to in a consent of its own, never together with the treatment of muscles', async () => {
    const plan = {
      ...{ condition: 'Pain in the calf', goal: 'Run', plannedSessions: 3, sites: [], preparations: [] },
      regions: [{ region: 'leg-posterior', side: 'left' as const }],
    };
    const asked = (some: readonly string[]) =>
      clinic.henrik.consents.prepare({
        ...{ patientId, appointmentId: null, practitionerId: clinic.people.practitioner.id, identity: [] },
        plan: { ...plan, techniques: [...some] },
      });
    expect(await refusal(asked(techniques))).toMatchObject({
      code: 'INVALID',
      data: { field: 'plan.techniques', problem: 'traditional-apart' },
    });
    await expect(asked(techniques.filter(isTraditional))).resolves.toMatchObject({ status: 'draft' });
  });
});
