import { createHash } from 'node:crypto';
import { ORPCError } from '@orpc/client';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import type { Api } from '../../shared/contract/index.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { decideAll, heelPlan, pen, register, signedByPatient, signedConsent, signing } from './consent-cases.ts';

let clinic: Clinic;
let tomas: Api;
let henrik: Api;
let patientId: string;

beforeAll(async () => {
  clinic = await newClinic();
  tomas = await clinic.as('tomas');
  henrik = await clinic.as('henrik');
});
afterAll(() => clinic.close());
beforeEach(async () => {
  patientId = await register(tomas);
});

const prepare = (plan: Partial<typeof heelPlan> = {}) =>
  tomas.consents.prepare({ patientId, appointmentId: null, practitionerId: clinic.ids['henrik'] ?? '', plan: { ...heelPlan, ...plan } });

async function refusal(attempt: Promise<unknown>): Promise<{ code: string; data: unknown }> {
  const error = await attempt.then(
    () => new Error('it was allowed'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ORPCError)) throw error;
  return { code: error.code, data: error.data };
}

describe('the document that composes itself', () => {
  it('names a mixture once, with the strictest class and all that any part can do', async () => {
    const { document } = await prepare();
    expect(document.substances).toHaveLength(1);
    const [line] = document.substances;
    expect(line).toMatchObject({ lineId: 'substance:lidocaine+traumeel-type-complex', heading: 'drugs', disclosureClass: 'drug', classReason: 'mixture-takes-strictest', decision: 'undecided' });
    expect(line?.allergens).toEqual(expect.arrayContaining(['amide local anaesthetic', 'mercury compound']));
    expect(line?.animalOrigin).toEqual(['oyster shell']);
  });

  it('puts drugs and their vehicles under one heading and natural substances under the other', async () => {
    const { document } = await prepare({ preparations: ['traumeel-type-complex', 'lidocaine', 'sodium-chloride-0-9', 'hyaluronic-acid'].map((part) => ({ parts: [part], route: null })) });
    // In this jurisdiction the device class of the gel is not settled, so that it counts as a drug.
    expect(document.substances.map(({ lineId, heading, disclosureClass }) => `${heading} ${lineId} ${disclosureClass}`)).toEqual([
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
    const site = [...clinic.host.reference.sites.values()].find(({ region }) => region === 'thorax-anterior')!;
    const bySite = await prepare({ sites: [{ siteId: site.id, side: 'left' }] });
    expect(bySite.document.regions.map(({ lineId, lungField }) => [lineId, lungField])).toEqual([
      ['region:foot-plantar:left', false],
      ['region:thorax-anterior:left', true],
    ]);
    const lightOnly = await prepare({ techniques: ['low-level-laser'], regions: [{ region: 'thorax-posterior', side: 'right' }], preparations: [] });
    expect(lightOnly.document.risks.map(({ riskId }) => riskId)).not.toContain('pneumothorax');
  });

  it('leaves no serious risk of a planned technique out for being rare', async () => {
    const { document } = await prepare();
    const told = new Set(document.risks.map(({ riskId }) => riskId));
    const serious = [...clinic.host.reference.risks.values()].filter(({ severity, techniques, substances }) => severity === 'serious' && substances === undefined && techniques.some((id) => heelPlan.techniques.includes(id)));
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
    const { document } = await prepare({ preparations: [{ parts: ['traumeel-type-complex'], route: null }, { parts: ['lidocaine'], route: null }] });
    const warnings = Object.fromEntries(document.substances.map(({ lineId, warnings }) => [lineId, warnings]));
    expect(warnings['substance:traumeel-type-complex']).toEqual([
      expect.stringContaining('Chamomile tea'),
      expect.stringMatching(/^Do not use: Daisy family allergy/),
    ]);
    expect(warnings['substance:lidocaine']).toEqual([]);
  });

  it('refuses a plan with something unknown, switched off or unnamed', async () => {
    expect(await refusal(prepare({ techniques: ['laying-on-of-hands'] }))).toEqual({ code: 'INVALID', data: { field: 'plan.techniques', problem: 'unknown' } });
    expect(await refusal(prepare({ preparations: [{ parts: ['moonshine'], route: null }] }))).toMatchObject({ code: 'INVALID', data: { problem: 'unknown' } });
    expect(await refusal(prepare({ preparations: [{ parts: ['ozone-oxygen'], route: null }] }))).toMatchObject({ code: 'INVALID', data: { problem: 'not-injectable' } });
    expect(await refusal(prepare({ preparations: [{ parts: ['other-drug'], route: null }] }))).toMatchObject({ code: 'INVALID', data: { problem: 'not-injectable' } });
  });
});

describe('deciding', () => {
  it('starts with nothing ticked, and keeps a decision only while its line says the same', async () => {
    const draft = await prepare({ preparations: [{ parts: ['lidocaine'], route: null }, { parts: ['procaine'], route: null }] });
    const all = [...draft.document.techniques, ...draft.document.regions, ...draft.document.substances];
    expect(new Set(all.map(({ decision }) => decision))).toEqual(new Set(['undecided']));
    const decided = await decideAll(tomas, draft, { 'substance:procaine': 'refused' });
    const plan = { ...decided.document.plan, preparations: [{ parts: ['lidocaine'], route: 'intramuscular' }, { parts: ['procaine'], route: null }, { parts: ['glucose-5'], route: null }] };
    const revised = await tomas.consents.revise({ id: decided.id, version: decided.version, plan, talk: decided.document.talk });
    expect(Object.fromEntries(revised.document.substances.map(({ lineId, decision }) => [lineId, decision]))).toEqual({
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
    expect(slow).toMatchObject({ code: 'STALE_VERSION', data: { currentVersion: decided.version, current: { id: draft.id } } });
  });
});

describe('signing', () => {
  it('freezes exactly what was shown, under one hash for both signatures', async () => {
    const consent = await signedConsent({ clinic, patientId, but: { 'technique:dry-needling': 'refused' } });
    const hash = createHash('sha256').update(canonicalize(consent.document) ?? '').digest('hex');
    expect(consent).toMatchObject({ status: 'agreed-with-limits', contentHash: hash, intact: true, signers: null, expiresAt: '2027-05-23T21:59:59.999Z' });
    expect(consent.signatures.map(({ role, contentHash }) => [role, contentHash])).toEqual([['patient', hash], ['practitioner', hash]]);
    expect(consent.signatures[0]?.strokes).toEqual(pen);
    expect(await henrik.consents.open({ id: consent.id })).toEqual(consent);
  });

  it('waits for every line and for the condition', async () => {
    const draft = await prepare({ condition: ' ' });
    expect(await refusal(signedByPatient(tomas, draft))).toEqual({
      code: 'DRAFT_INCOMPLETE',
      data: { missing: ['condition', 'technique:dry-needling', 'technique:soft-tissue-injection', 'region:foot-plantar:left', 'substance:lidocaine+traumeel-type-complex'] },
    });
  });

  it.each([
    ['no stroke', { strokes: [] }, 'empty'],
    ['a dot', { strokes: [[{ x: 10, y: 10, t: 0, p: 1 }, { x: 12, y: 11, t: 9, p: 1 }]] }, 'dot'],
    ['no typed name', { typedName: '  ' }, 'name'],
  ])('refuses %s', async (_, change, problem) => {
    const ready = await decideAll(tomas, await prepare());
    const attempt = tomas.consents.sign({ ...signing(ready), ...change, role: 'patient', name: 'Amina Okoye', relation: '' });
    expect(await refusal(attempt)).toEqual({ code: 'SIGNATURE_EMPTY', data: { problem } });
  });

  it('refuses another text than the one that was shown', async () => {
    const ready = await decideAll(tomas, await prepare());
    expect(await refusal(signedByPatient(tomas, { ...ready, contentHash: 'f'.repeat(64) }))).toMatchObject({ code: 'CONTENT_CHANGED' });
  });

  it('refuses when something became known after the talk, until it is shown', async () => {
    const ready = await decideAll(tomas, await prepare());
    const { safety } = await tomas.patients.open({ id: patientId });
    await tomas.patients.recordSafety({ id: patientId, safety: { ...safety!, allergyState: 'listed', allergies: [{ substance: 'lidocaine', reaction: 'swelling', substanceId: 'lidocaine' }], answers: [] } });
    expect(await refusal(signedByPatient(tomas, ready))).toMatchObject({ code: 'CONTENT_CHANGED' });
    const { plan, talk } = ready.document;
    const shown = await tomas.consents.revise({ id: ready.id, version: ready.version, plan, talk });
    expect(shown.document.substances[0]).toMatchObject({ decision: 'undecided', warnings: [expect.stringContaining('lidocaine')] });
    await signedByPatient(tomas, await decideAll(tomas, shown));
  });

  it('keeps the text after the patient has signed, and gives it back to the talk when asked', async () => {
    const explained = await signedByPatient(tomas, await decideAll(tomas, await prepare()));
    const { id, version, document } = explained;
    expect(explained.status).toBe('explained');
    expect(await refusal(tomas.consents.decide({ id, version, decisions: [{ lineId: 'technique:dry-needling', decision: 'refused' }] }))).toMatchObject({ code: 'ALREADY_SIGNED' });
    expect(await refusal(tomas.consents.revise({ id, version, plan: document.plan, talk: document.talk }))).toMatchObject({ code: 'ALREADY_SIGNED' });
    expect(await refusal(tomas.consents.discard({ id, version }))).toMatchObject({ code: 'ALREADY_SIGNED' });
    const back = await tomas.consents.reopen({ id, version });
    expect(back).toMatchObject({ status: 'draft', signatures: [] });
    expect(await refusal(tomas.consents.reopen({ id, version: back.version }))).toMatchObject({ code: 'WRONG_STATUS' });
    expect(await tomas.consents.discard({ id, version: back.version })).toEqual({});
    expect(await refusal(tomas.consents.open({ id }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not complete without the patient, and not possible for an assistant to complete', async () => {
    const ready = await decideAll(tomas, await prepare());
    expect(await refusal(henrik.consents.countersign(signing(ready, 'Henrik')))).toMatchObject({ code: 'NOT_SIGNED' });
    const explained = await signedByPatient(tomas, ready);
    expect(await refusal(tomas.consents.countersign(signing(explained, 'Tomáš')))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(henrik.consents.countersign({ ...signing(explained, 'Henrik'), contentHash: 'f'.repeat(64) }))).toMatchObject({ code: 'CONTENT_CHANGED' });
  });

  it('cannot be done twice', async () => {
    const consent = await signedConsent({ clinic, patientId });
    expect(await refusal(henrik.consents.countersign(signing(consent, 'Henrik')))).toMatchObject({ code: 'ALREADY_SIGNED' });
    expect(await refusal(tomas.consents.reopen({ id: consent.id, version: consent.version }))).toMatchObject({ code: 'WRONG_STATUS' });
  });

  it('shows when the stored text is no longer the one that was signed', async () => {
    const consent = await signedConsent({ clinic, patientId });
    const { raw } = clinic.host.clinic!.store;
    const trigger = raw.prepare("SELECT sql FROM sqlite_schema WHERE name = 'consentsNoUpdate'").pluck().get() as string;
    raw.exec(`DROP TRIGGER consentsNoUpdate; UPDATE consents SET document = replace(document, 'Heel pain', 'Back pain') WHERE id = '${consent.id}'; ${trigger}`);
    expect(await henrik.consents.open({ id: consent.id })).toMatchObject({ intact: false });
  });
});

describe('who may sign', () => {
  const guardian = { name: 'Grace Okoye', relation: 'mother', phone: '', mayConsent: true, authority: '' };
  const decided = async (birthDate: string, capacity: ConsentRecord['document']['talk']['capacity'] = null, guardians = [guardian]) => {
    patientId = await register(tomas, { birthDate, guardians });
    const draft = await prepare();
    const talk = { ...draft.document.talk, capacity };
    return decideAll(tomas, await tomas.consents.revise({ id: draft.id, version: draft.version, plan: draft.document.plan, talk }));
  };
  const byGuardian = (record: ConsentRecord, name = 'Grace Okoye') => tomas.consents.sign({ ...signing(record, name), role: 'guardian', name, relation: 'mother' });
  const able = { understands: true, remembers: true, weighs: true, communicates: true, note: '' };

  it('is a guardian for a child, and only one who may consent', async () => {
    const record = await decided('2016-03-01', null, [guardian, { ...guardian, name: 'Uncle Sam', mayConsent: false }]);
    expect(record.signers).toMatchObject({ patient: 'minor', guardians: [{ name: 'Grace Okoye', relation: 'mother' }] });
    expect(await refusal(signedByPatient(tomas, record))).toEqual({ code: 'SIGNER_NOT_ALLOWED', data: { problem: 'minor' } });
    expect(await refusal(byGuardian(record, 'Uncle Sam'))).toEqual({ code: 'SIGNER_NOT_ALLOWED', data: { problem: 'not-guardian' } });
    expect((await byGuardian(record, 'grace  OKOYE')).status).toBe('explained');
  });

  it('is a child of twelve here once maturity was assessed, and not before', async () => {
    expect((await decided('2014-11-23')).signers?.patient).toBe('minor');
    const mature = await decided('2014-11-23', able);
    expect(mature.signers).toMatchObject({ patient: 'may', basis: [expect.stringContaining('129')] });
    expect((await signedByPatient(tomas, mature)).status).toBe('explained');
    expect((await decided('2014-11-24', able)).signers?.patient).toBe('minor');
  });

  it('is not an adult who cannot weigh the choice today', async () => {
    const record = await decided('1950-01-01', { ...able, weighs: false });
    expect(await refusal(signedByPatient(tomas, record))).toEqual({ code: 'SIGNER_NOT_ALLOWED', data: { problem: 'no-capacity' } });
    expect((await byGuardian(record)).status).toBe('explained');
  });

  it('is not a relative of an adult who can decide', async () => {
    const record = await decided('1984-05-02');
    expect(await refusal(byGuardian(record))).toEqual({ code: 'SIGNER_NOT_ALLOWED', data: { problem: 'not-guardian' } });
  });
});

describe('what is covered', () => {
  const heel = { techniques: ['soft-tissue-injection'], sites: [], preparations: [{ parts: ['lidocaine', 'traumeel-type-complex'] }] };
  const covers = (plan: Partial<typeof heel> = {}) => henrik.consents.covers({ patientId, plan: { ...heel, ...plan } });

  it('is nothing before the last signature, and everything that was accepted after it', async () => {
    expect(await covers()).toMatchObject({ covered: false, missing: [{ kind: 'technique', reason: 'never-consented' }, { kind: 'substance', id: 'lidocaine', disclosureClass: 'drug' }, { kind: 'substance', id: 'traumeel-type-complex', disclosureClass: 'drug' }] });
    const consent = await signedConsent({ clinic, patientId });
    expect(await covers()).toEqual({ covered: true, consentIds: [consent.id], missing: [] });
    expect(await covers({ techniques: ['tens'] })).toMatchObject({ covered: false, missing: [{ kind: 'technique', id: 'tens', reason: 'not-disclosed' }] });
    expect(await covers({ preparations: [{ parts: ['traumeel-type-complex'] }] })).toMatchObject({ missing: [{ id: 'traumeel-type-complex', disclosureClass: 'biological-substance', reason: 'class-changed' }] });
  });

  it('ends with the last day on the calendar of the clinic', async () => {
    const lasting = await newClinic({ profile: { consentMonths: 3 }, at: '2026-11-30T08:00:00.000Z' });
    try {
      const api = await lasting.as('tomas');
      const id = await register(api);
      await signedConsent({ clinic: lasting, patientId: id });
      const ask = async () => (await (await lasting.as('henrik')).consents.covers({ patientId: id, plan: heel })).covered;
      lasting.clock.set('2027-02-28T21:59:00.000Z');
      expect(await ask()).toBe(true);
      lasting.clock.set('2027-02-28T22:00:00.000Z');
      expect(await ask()).toBe(false);
    } finally {
      await lasting.close();
    }
  });

  it('asks for the place and the side, and takes the midline for either side', async () => {
    const site = [...clinic.host.reference.sites.values()].find(({ region, sided }) => region === 'foot-plantar' && sided)!.id;
    await signedConsent({ clinic, patientId });
    expect((await covers({ sites: [{ siteId: site, side: 'left' }] } as never)).covered).toBe(true);
    expect((await covers({ sites: [{ siteId: site, side: 'midline' }] } as never)).covered).toBe(true);
    expect(await covers({ sites: [{ siteId: site, side: 'right' }] } as never)).toMatchObject({ missing: [{ kind: 'region', id: 'foot-plantar:right', reason: 'not-disclosed' }] });
  });

  it('ends for a line, or for all, the moment the patient says so', async () => {
    const consent = await signedConsent({ clinic, patientId });
    const lines = await henrik.consents.withdraw({ id: consent.id, scope: 'lines', lineIds: ['technique:dry-needling'], how: 'spoken', words: 'no more needles please' });
    expect(lines).toMatchObject({ status: 'partly-withdrawn', withdrawals: [{ scope: 'lines', words: 'no more needles please', receivedBy: 'Dr Henrik Sørensen' }] });
    expect((await covers()).covered).toBe(true);
    expect(await covers({ techniques: ['dry-needling'] })).toMatchObject({ missing: [{ reason: 'withdrawn' }] });
    const all = await henrik.consents.withdraw({ id: consent.id, scope: 'all', lineIds: [], how: 'phone', words: '' });
    expect(all.status).toBe('withdrawn');
    expect((await covers()).covered).toBe(false);
    expect(await refusal(henrik.consents.withdraw({ id: consent.id, scope: 'all', lineIds: [], how: 'phone', words: '' }))).toMatchObject({ code: 'WRONG_STATUS' });
  });

  it('can be taken back after it expired, but not before it was signed', async () => {
    const draft = await prepare();
    expect(await refusal(henrik.consents.withdraw({ id: draft.id, scope: 'all', lineIds: [], how: 'spoken', words: '' }))).toMatchObject({ code: 'NOT_SIGNED' });
    const consent = await signedConsent({ clinic, patientId });
    expect(await refusal(henrik.consents.withdraw({ id: consent.id, scope: 'lines', lineIds: ['substance:gold'], how: 'spoken', words: '' }))).toMatchObject({ code: 'INVALID' });
    expect(await refusal(henrik.consents.withdraw({ id: consent.id, scope: 'lines', lineIds: [], how: 'spoken', words: '' }))).toMatchObject({ code: 'INVALID' });
  });

  it('is no longer what an earlier document said, once a later one refuses', async () => {
    await signedConsent({ clinic, patientId });
    await signedConsent({ clinic, patientId, but: { 'substance:lidocaine+traumeel-type-complex': 'refused' } });
    expect(await covers()).toMatchObject({ covered: false, missing: [{ id: 'lidocaine', reason: 'refused' }, { id: 'traumeel-type-complex', reason: 'refused' }] });
    const list = await henrik.consents.ofPatient({ patientId });
    expect(list.map(({ status, refused }) => [status, refused])).toEqual([
      ['agreed-with-limits', ['Lidocaine (lignocaine) plain + Traumeel type complex'].map(() => expect.stringContaining('Lidocaine'))],
      ['agreed', []],
    ]);
  });

  it('is void when nothing of it was accepted', async () => {
    const nothing = Object.fromEntries(['technique:dry-needling', 'technique:soft-tissue-injection', 'region:foot-plantar:left', 'substance:lidocaine+traumeel-type-complex'].map((id) => [id, 'refused' as const]));
    const consent = await signedConsent({ clinic, patientId, but: nothing });
    expect(consent.status).toBe('refused');
    expect((await covers()).covered).toBe(false);
  });
});
