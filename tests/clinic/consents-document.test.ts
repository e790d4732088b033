import { describe, expect, it } from 'vitest';
import { reference } from '../support/clinic.ts';
import { decideAll, heelPlan, refusal, register } from './consent-cases.ts';
import { clinic, henrik, openConsentDesk, patientId, prepare, tomas } from './consent-desk.ts';

openConsentDesk();

describe('the document that composes itself', () => {
  it('names a mixture once, with the strictest class and all that any part can do', async () => {
    const { document } = await prepare();
    expect(document.substances).toHaveLength(1);
    const [line] = document.substances;
    expect(line).toMatchObject({
      lineId: 'substance:lidocaine+traumeel-type-complex',
      heading: 'drugs',
      disclosureClass: 'drug',
      classReason: 'mixture-takes-strictest',
      decision: 'undecided',
    });
    expect(line?.allergens).toEqual(expect.arrayContaining(['amide local anaesthetic', 'mercury compound']));
    expect(line?.animalOrigin).toEqual(['oyster shell']);
  });

  it('puts drugs and their vehicles under one heading and natural substances under the other', async () => {
    const { document } = await prepare({
      preparations: ['traumeel-type-complex', 'lidocaine', 'sodium-chloride-0-9', 'hyaluronic-acid'].map(
        (part) => ({ parts: [part], route: null }),
      ),
    });
    // In this jurisdiction the device class of the gel is not settled, so that it counts as a drug.
    expect(
      document.substances.map(
        ({ lineId, heading, disclosureClass }) => `${heading} ${lineId} ${disclosureClass}`,
      ),
    ).toEqual([
      'drugs substance:lidocaine drug',
      'drugs substance:sodium-chloride-0-9 vehicle',
      'drugs substance:hyaluronic-acid drug',
      'biological substance:traumeel-type-complex biological-substance',
    ]);
  });

  it('tells of a collapsed lung first wherever a needle may go over the lung', async () => {
    const back = await prepare({ regions: [{ region: 'thorax-posterior', side: 'right' }] });
    expect(back.document.regions[0]).toMatchObject({ lungField: true, name: 'Upper and mid back, right' });
    expect(back.document.risks[0]).toMatchObject({ riskId: 'pneumothorax', severity: 'serious' });
    const site = [...clinic.host.reference.sites.values()].find(
      ({ region }) => region === 'thorax-anterior',
    )!;
    const bySite = await prepare({ sites: [{ siteId: site.id, side: 'left' }] });
    expect(bySite.document.regions.map(({ lineId, lungField }) => [lineId, lungField])).toEqual([
      ['region:foot-plantar:left', false],
      ['region:thorax-anterior:left', true],
    ]);
    const lightOnly = await prepare({
      techniques: ['low-level-laser'],
      regions: [{ region: 'thorax-posterior', side: 'right' }],
      preparations: [],
    });
    expect(lightOnly.document.risks.map(({ riskId }) => riskId)).not.toContain('pneumothorax');
  });

  it('leaves no serious risk of a planned technique out for being rare', async () => {
    const { document } = await prepare();
    const told = new Set(document.risks.map(({ riskId }) => riskId));
    const serious = [...clinic.host.reference.risks.values()].filter(
      ({ severity, techniques, substances }) =>
        severity === 'serious' &&
        substances === undefined &&
        techniques.some((id) => heelPlan.techniques.includes(id)),
    );
    expect(serious.length).toBeGreaterThan(8);
    for (const { id } of serious) expect(told, id).toContain(id);
    expect(told).toContain('local-anaesthetic-toxicity');
    expect(told).not.toContain('tendon-rupture');
  });

  it('always offers no treatment, and never calls anything completely safe', async () => {
    const { document } = await prepare();
    expect(document.alternatives.join(' ')).toMatch(/No treatment/);
    expect(JSON.stringify(document)).not.toMatch(/completely safe|no side effects|harmless/i);
  });

  it('warns where a recorded allergy or answer meets a substance', async () => {
    const record = await tomas.patients.open({ id: patientId });
    await tomas.patients.recordSafety({
      id: patientId,
      safety: {
        ...record.safety!,
        allergyState: 'listed',
        allergies: [{ substance: 'Chamomile tea', reaction: 'hives', substanceId: null }],
        answers: [{ flagId: 'asteraceae-allergy', answer: 'yes', regions: [], side: null, note: '' }],
      },
    });
    const { document } = await prepare({
      preparations: [
        { parts: ['traumeel-type-complex'], route: null },
        { parts: ['lidocaine'], route: null },
      ],
    });
    const warnings = Object.fromEntries(
      document.substances.map(({ lineId, warnings }) => [lineId, warnings]),
    );
    expect(warnings['substance:traumeel-type-complex']).toEqual([
      expect.stringContaining('Chamomile tea'),
      expect.stringMatching(/^Do not use: Daisy family allergy/),
    ]);
    expect(warnings['substance:lidocaine']).toEqual([]);
  });

  it('says in words for patients what each of their answers means, never in those for practitioners', async () => {
    const record = await tomas.patients.open({ id: patientId });
    const { contraindications, techniques } = reference.data;
    const asked = contraindications.entries.filter(({ ask }) => ask !== null);
    await tomas.patients.recordSafety({
      id: patientId,
      safety: {
        ...record.safety!,
        answers: asked.map(({ id }) => ({
          flagId: id,
          answer: 'yes' as const,
          regions: [],
          side: null,
          note: '',
        })),
      },
    });
    const { document } = await prepare({
      techniques: techniques.entries.filter(({ imsScope }) => imsScope !== 'not-ims').map(({ id }) => id),
    });
    const plain = new Set(Object.values(reference.data.patientWords.flags));
    expect(document.flags.length).toBeGreaterThan(50);
    for (const { flagId, why } of document.flags) expect(plain, flagId).toContain(why);
    const [line] = document.substances;
    expect(line?.warnings).toContainEqual(
      expect.stringMatching(
        /^Caution: Liver disease with Lidocaine .+\. Your liver clears some drugs more slowly\. You get less of them\.$/,
      ),
    );
    for (const warning of line?.warnings ?? [])
      expect(
        [...plain].some((words) => warning.endsWith(words)),
        warning,
      ).toBe(true);
  });

  it('belongs to an appointment of this very patient, or to none', async () => {
    const other = await register(tomas, { givenName: 'Bongani' });
    const { id: typeId } = await (
      await clinic.as('nomsa')
    ).practice.saveAppointmentType({ name: 'Visit', minutes: 30, tint: 'teal', techniques: [] });
    const practitionerId = clinic.ids['henrik'] ?? '';
    const visit = await tomas.appointments.book({
      patientId: other,
      practitionerId,
      roomId: null,
      typeId,
      start: { date: '2026-11-24', time: '09:00' },
      minutes: 30,
      note: '',
    });
    const attempt = tomas.consents.prepare({
      identity: ['name', 'birth-date'],
      patientId,
      appointmentId: visit.id,
      practitionerId,
      plan: heelPlan,
    });
    expect(await refusal(attempt)).toEqual({ code: 'NOT_FOUND', data: { what: 'appointment' } });
  });

  it('refuses a plan with something unknown, switched off or unnamed', async () => {
    expect(await refusal(prepare({ techniques: ['laying-on-of-hands'] }))).toEqual({
      code: 'INVALID',
      data: { field: 'plan.techniques', problem: 'unknown' },
    });
    expect(await refusal(prepare({ preparations: [{ parts: ['moonshine'], route: null }] }))).toMatchObject({
      code: 'INVALID',
      data: { problem: 'unknown' },
    });
    expect(
      await refusal(prepare({ preparations: [{ parts: ['ozone-oxygen'], route: null }] })),
    ).toMatchObject({ code: 'INVALID', data: { problem: 'not-injectable' } });
    expect(await refusal(prepare({ preparations: [{ parts: ['other-drug'], route: null }] }))).toMatchObject({
      code: 'INVALID',
      data: { problem: 'not-injectable' },
    });
    expect(
      await refusal(prepare({ preparations: [{ parts: ['lidocaine'], route: 'constructor' }] })),
    ).toMatchObject({
      code: 'INVALID',
      data: { problem: 'unknown-route' },
    });
  });
});

describe('deciding', () => {
  it('starts with nothing ticked, and keeps a decision only while its line says the same', async () => {
    const draft = await prepare({
      preparations: [
        { parts: ['lidocaine'], route: null },
        { parts: ['procaine'], route: null },
      ],
    });
    const all = [...draft.document.techniques, ...draft.document.regions, ...draft.document.substances];
    expect(new Set(all.map(({ decision }) => decision))).toEqual(new Set(['undecided']));
    const decided = await decideAll(tomas, draft, { 'substance:procaine': 'refused' });
    const plan = {
      ...decided.document.plan,
      preparations: [
        { parts: ['lidocaine'], route: 'intramuscular' },
        { parts: ['procaine'], route: null },
        { parts: ['glucose-5'], route: null },
      ],
    };
    const revised = await tomas.consents.revise({
      id: decided.id,
      version: decided.version,
      plan,
      talk: decided.document.talk,
    });
    expect(
      Object.fromEntries(revised.document.substances.map(({ lineId, decision }) => [lineId, decision])),
    ).toEqual({
      'substance:lidocaine': 'undecided',
      'substance:procaine': 'refused',
      'substance:glucose-5': 'undecided',
    });
    expect(revised.document.techniques.every(({ decision }) => decision === 'accepted')).toBe(true);
  });

  it('tells the slower of two windows what the faster one wrote', async () => {
    const draft = await prepare();
    const decided = await decideAll(tomas, draft);
    const slow = await refusal(decideAll(henrik, draft));
    expect(slow).toMatchObject({
      code: 'STALE_VERSION',
      data: { currentVersion: decided.version, current: { id: draft.id } },
    });
  });
});
