import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsentDocument, ConsentPlan } from '../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../shared/contract/consents.ts';
import type { Api } from '../../shared/contract/index.ts';
import { read } from '../paper/reading.ts';
import { newClinic, reference, type Clinic } from '../support/clinic.ts';
import { decideAll, heelPlan, register, signedByPatient, signing, told } from './consent-cases.ts';

const languages = [...reference.translations.keys()];
let clinic: Clinic;
let henrik: Api;
let injectable: string[];

beforeAll(async () => {
  clinic = await newClinic();
  henrik = await clinic.as('henrik');
  const { substances } = await henrik.practice.reference();
  injectable = substances.entries.filter(({ standing }) => standing?.injectable === true).map(({ id }) => id);
});
afterAll(() => clinic.close());

const prepare = (patientId: string, plan: Partial<ConsentPlan>) =>
  henrik.consents.prepare({
    identity: ['name', 'birth-date'],
    patientId,
    appointmentId: null,
    practitionerId: clinic.ids['henrik'] ?? '',
    plan: { ...heelPlan, ...plan },
  });

/** Codes, and what somebody typed: the same in every language. */
const SAME = new Set(
  (
    'template jurisdiction clinic patient practitioner plan talk lineId decision facts techniqueId region side heading parts ' +
    'disclosureClass classReason licence riskId severity flagId level limitId words saidBy how on blockId kind role relation ' +
    'addOnId answers answer mark'
  ).split(' '),
);
/** Names that are spelled alike. */
const ALIKE = ['PABA', 'Hyaluronidase', 'Amina Okoye'];

/** Every text of a document that is ours, in the order in which it stands. */
function ours(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (SAME.has(key) ? [] : ours(part)));
}

/** A patient to whom every safety question applies and who refuses something of each sort. */
async function everythingApplies(): Promise<string> {
  const patientId = await register(henrik);
  const { safety } = await henrik.patients.open({ id: patientId });
  if (safety === null) throw new Error('no safety record');
  await henrik.patients.recordSafety({
    id: patientId,
    safety: {
      ...safety,
      allergyState: 'listed',
      allergies: [{ substance: 'Arnica', reaction: 'hives', substanceId: null }],
      answers: [...reference.flags.values()].flatMap(({ id, ask }) =>
        ask === null ? [] : [{ flagId: id, answer: 'yes' as const, regions: [], side: null, note: '' }],
      ),
    },
  });
  const said = { words: 'I do not want it', saidBy: 'Amina Okoye', how: 'spoken' } as const;
  for (const one of [
    { kind: 'origin', refId: 'animal' },
    { kind: 'group', refId: 'corticosteroid' },
    { kind: 'region', refId: 'knee' },
    { kind: 'region', refId: 'calf:left' },
  ] as const)
    if ((await henrik.limits.choices()).some(({ kind, refId }) => kind === one.kind && refId === one.refId))
      await henrik.limits.record({ patientId, ...one, ...said });
  return patientId;
}

/** Every technique of one kind (traditional acupuncture has a consent of its own), every region on every side that has a name, and twenty substances from that one on. */
const wide = (from: number, traditional = false): Partial<ConsentPlan> => ({
  techniques: [...reference.techniques.values()]
    .filter(({ imsScope }) => (imsScope === 'not-ims') === traditional)
    .map(({ id }) => id),
  regions: [...new Set([...reference.sites.values()].map(({ region }) => region))].flatMap((region) =>
    (['left', 'right', 'midline'] as const).map((side) => ({ region, side })),
  ),
  preparations: injectable.slice(from, from + 20).map((part) => ({ parts: [part], route: 'periosteal' })),
});

async function printed(id: string): Promise<{ text: string; marked: string }> {
  const { file } = await henrik.documents.consent({ id, copy: false });
  const { pages, language } = await read(new Uint8Array(await file.arrayBuffer()));
  const text = pages.map((page) => page.text).join(' ');
  return { text: text.replaceAll(/\s+/g, ' '), marked: language };
}

describe.each(languages)('a consent in %s', { timeout: 60_000 }, (language) => {
  it('has no word of ours left in English, whatever is planned and whoever the patient is', async () => {
    const patientId = await everythingApplies();
    for (const [from, traditional] of [
      [0, false],
      [20, false],
      [0, true],
    ] as const) {
      const draft = await prepare(patientId, wide(from, traditional));
      const there = await told(henrik, draft, { language });
      expect(there.document.template).toMatchObject({ language, draftedBy: 'machine', untranslated: 0 });
      const [english, own] = [ours(draft.document), ours(there.document)];
      expect(own).toHaveLength(english.length);
      const left = own.filter(
        (text, index) => text === english[index] && /[a-z]{4}/i.test(text) && !ALIKE.includes(text),
      );
      expect([...new Set(left)]).toEqual([]);
    }
  });

  it('says the same: the same lines, risks and classes in the same order, and every decision stays', async () => {
    const draft = await prepare(await register(henrik), {});
    const decided = await decideAll(henrik, draft, { 'technique:dry-needling': 'refused' });
    const there = await told(henrik, decided, { language });
    const same = ({ document }: ConsentRecord) => ({
      lines: [...document.techniques, ...document.regions, ...document.substances].map(
        ({ lineId, decision, facts }) => [lineId, decision, facts],
      ),
      risks: document.risks.map(({ riskId, severity }) => [riskId, severity]),
      classes: document.substances.map(({ heading, disclosureClass, licence }) => [
        heading,
        disclosureClass,
        licence,
      ]),
    });
    expect(same(there)).toEqual(same(decided));
    expect(same(await told(henrik, there, { language: 'en' }))).toEqual(same(decided));
  });

  it('is signed and printed in its own words, with the mark that a machine drafted them', async () => {
    const draft = await told(henrik, await prepare(await register(henrik), {}), { language });
    const explained = await signedByPatient(henrik, await decideAll(henrik, draft));
    const { id } = await henrik.consents.countersign(signing(explained, 'Dr Henrik Sørensen'));
    const { text, marked } = await printed(id);
    expect(marked).toBe(language);
    expect(text).not.toMatch(/What is planned|Drugs|Injected|Signatures|Page \d|Common|Serious/);
  });
});

describe('the language of a talk', () => {
  it('is the patient’s own where the words ship in it, and English where they do not', async () => {
    const spoken = async (language: string) =>
      (await prepare(await register(henrik, { language }), {})).document.talk.language;
    expect([await spoken('de'), await spoken('ar-EG'), await spoken('xh'), await spoken('en')]).toEqual([
      'de',
      'ar',
      'en',
      'en',
    ]);
  });

  it('is that of the window in the patient’s hands, already at its door, and follows the patient', async () => {
    const { id, version } = await prepare(await register(henrik, { language: 'de' }), {});
    const window = await clinic.as('henrik');
    expect((await window.consents.open({ id })).document.template.language).toBe('de');
    expect((await window.handover.begin({ id, version })).handedTo?.language).toBe('de');
    await window.handover.identify({ birthDate: '1984-05-02' });
    const there = await window.handover.speak({ version, language: 'ar' });
    expect(there.document.template.language).toBe('ar');
    expect((await window.session.who())?.handedTo).toMatchObject({ language: 'ar', opened: true });
  });
});

describe('a consent in German', { timeout: 60_000 }, () => {
  it('prints drugs and natural substances under headings that nobody mistakes', async () => {
    const draft = await prepare(await register(henrik), {
      preparations: ['lidocaine', 'traumeel-type-complex'].map((part) => ({ parts: [part], route: null })),
    });
    const { id } = await told(henrik, draft, { language: 'de' });
    const { text } = await printed(id);
    for (const words of [
      'Einwilligung in die Behandlung',
      'Arzneimittel',
      'Biologische und natürliche Stoffe',
      'Natürlich oder biologisch heißt nicht, dass es keine Nebenwirkungen gibt.',
      'Eine Maschine hat diesen Text',
      '1 bis 10 von 1.000 Behandlungen',
    ])
      expect(text).toContain(words);
  });

  it('has typed words as they were typed', async () => {
    const draft = await prepare(await register(henrik), { condition: 'Heel pain, drugs did not help' });
    const { document }: { document: ConsentDocument } = await told(henrik, draft, { language: 'de' });
    expect(document.plan.condition).toBe('Heel pain, drugs did not help');
  });
});
