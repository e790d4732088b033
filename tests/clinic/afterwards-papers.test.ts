import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import { read } from '../paper/reading.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
let sessionId: string;
let patientId: string;
let recallId: string;

const pagesOf = async ({ file }: { file: File }, name: string) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const folder = process.env['PAPERS'];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.pdf`), bytes);
  }
  return (await read(bytes)).pages.map(({ text }) => text);
};
const textOf = async (paper: { file: File }, name: string) => (await pagesOf(paper, name)).join('\n');

describe('what is printed after a visit', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    clinic = await caseClinic();
    henrik = clinic.henrik;
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    ({ patientId } = heel);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    sessionId = session.id;
    await henrik.treatments.administer({ sessionId, administration: lidocaine(firstDay) });
    const now = (await henrik.treatments.open({ id: sessionId })).session;
    const answered = await answerAsked(henrik, now, 'Talked over and accepted');
    await henrik.treatments.sign({ id: sessionId, version: answered.version });
    const { identity, version } = await henrik.patients.open({ id: patientId });
    await henrik.patients.revise({
      ...{ id: patientId, version },
      identity: { ...identity, addressLines: ['12 Quay Street', 'Cape Town 8001'] },
    });
  });
  afterAll(() => clinic.close());

  it('the aftercare sheet says when to call, names each batch and promises nothing', async () => {
    await clinic.owner.events.saveSettings({
      settings: { reporting: [], emergencyCard: '', outOfHours: 'Harbour Hospital, 021 555 0199' },
      version: 1,
    });
    const text = await textOf(await henrik.documents.aftercare({ id: sessionId }), 'aftercare');
    for (const part of [
      'Ringing ears, a metal taste',
      'A lump, a hard place or a sore',
      'LD-24 117',
      'This is a drug.',
      'Harbour Hospital',
      'Soft tissue',
      'Thandeka Oyelaran-Voss',
    ])
      expect(text).toContain(part);
    // The heel is far from the lung, and nothing was injected into the skin.
    expect(text).not.toMatch(/needles near the lung|weals/);
    expect(text).not.toMatch(/completely safe|no side effects|harmless/i);
  });

  it('no sheet that ships promises safety, and each line has its source', () => {
    const { sheets, followUps } = clinic.host.reference.data.aftercare;
    const lines = sheets.flatMap(({ expect: usual, do: what, call, emergency }) => [
      ...[...usual, ...what, ...call, ...emergency],
    ]);
    expect(JSON.stringify([sheets, followUps])).not.toMatch(
      /completely safe|no risk|no side effect|harmless/i,
    );
    expect(lines.every(({ source }) => source.length > 0)).toBe(true);
  });

  it('the emergency card is the clinic’s own text, and there is none before it has written one', async () => {
    expect((await refusal(henrik.documents.emergencyCard())).data).toEqual({ missing: ['emergencyCard'] });
    const { version, ...settings } = await clinic.owner.events.settings();
    const emergencyCard =
      'Stop the injection.\n\nCall for help: 112.\n\nFat emulsion: second drawer, room 1.';
    await clinic.owner.events.saveSettings({ settings: { ...settings, emergencyCard }, version });
    expect(await textOf(await henrik.documents.emergencyCard(), 'card')).toContain('second drawer');
  });

  it('the report of an event holds everything on record and is no authority’s form', async () => {
    const { id } = await henrik.events.report({
      ...{ patientId, courseId: null, sessionId, severity: 'significant', happenedOn: firstDay },
      words: 'Red, hot and painful in the evening',
      details: {
        ...{ techniqueId: 'soft-tissue-injection', siteId: 'site-calcaneus-medial-process', side: 'right' },
        ...{ substanceId: 'lidocaine', productName: 'Lidocaine 1 %', lotNumber: 'LD-24 117' },
        ...{ riskId: 'infection-local', onset: 'six hours after', noticedBy: 'patient' },
        ...{ causality: 'possible', action: 'Seen the same evening, swab taken', outcome: 'recovering' },
      },
    });
    await henrik.events.followUp({
      ...{ id, words: 'Admitted for antibiotics', severity: 'serious', seriousness: ['hospital'] },
      ...{ reportedTo: 'Medicines regulator', reportedOn: firstDay, reportNo: 'R 77/26' },
    });
    const text = await textOf(await henrik.documents.eventReport({ id }), 'event');
    for (const part of [
      'LD-24 117',
      'hospital stay',
      'R 77/26',
      'six hours after',
      'Admitted for antibiotics',
    ])
      expect(text).toContain(part);
    expect(text).toContain('no authority’s form'.replace('’', "'"));
  });

  it('the letters of a recall lie in one file, each numbered from one, with a label for each', async () => {
    const other = await henrik.patients.register({
      identity: {
        ...(await henrik.patients.open({ id: patientId })).identity,
        ...{ givenName: 'Łukasz', familyName: 'Kowalski', birthDate: '1984-05-02', phone: '' },
        addressLines: [],
      },
      anyway: true,
    });
    const raw = clinic.host.clinic?.store.raw;
    raw?.exec(
      `INSERT INTO usedItems SELECT s.id, s.patientId, 'needle-lot', 'N5', 'N-5', NULL, s.startedAt FROM treatmentSessions s`,
    );
    const second = await henrik.treatments.begin({
      ...{ patientId: other.id, appointmentId: null, courseId: null },
      practitionerId: clinic.people.practitioner.id,
    });
    raw
      ?.prepare("INSERT INTO usedItems VALUES (?, ?, 'needle-lot', 'N5', 'n 5', NULL, ?)")
      .run(second.id, other.id, second.startedAt);
    const head = await henrik.recall.start({
      criteria: {
        ...{ by: 'needle-lot', text: 'N-5', vialId: null, substanceId: null, product: '' },
        ...{ expiryDate: null, from: null, until: null },
      },
      ...{ maybes: [], reason: 'The maker found bent tips.' },
    });
    recallId = head.id;
    const letter = await henrik.recall.writeLetters({
      ...{ id: head.id, subject: 'Needles of one batch', patientIds: [] },
      text: 'A maker has called back a batch of needles.\n\nPlease call us, also if you feel well.',
    });
    const rosa = await clinic.as('rosa');
    const post = await rosa.documents.recallPost({ id: letter.id, formatId: 'avery-l7163', start: 1 });
    const pages = await pagesOf(post.letters, 'letters');
    expect(pages).toHaveLength(2);
    expect(pages[0]).toContain('Łukasz Kowalski');
    expect(pages[1]).toContain('Thandeka Oyelaran-Voss');
    for (const page of pages) {
      expect(page).toContain('Please call us');
      expect(page).toMatch(/Page 1 of 1/i);
    }
    expect(pages[0]).not.toContain('Thandeka');
    // Whoever has no address is named, not printed.
    expect(post.labels).toMatchObject({ printed: 1, remarks: [{ problem: 'no-address' }] });
    expect(await textOf(post.labels, 'labels')).toContain('12 Quay Street');
    // Printed again, the same letters.
    const again = await rosa.documents.recallPost({ id: letter.id, formatId: 'avery-l7163', start: 1 });
    expect(again.letters.sha256).toBe(post.letters.sha256);
  });

  it('the letter about a child goes to whoever may decide for it, on the envelope too', async () => {
    const { identity, version } = await henrik.patients.open({ id: patientId });
    const revise = (guardians: typeof identity.guardians, known: number) =>
      henrik.patients.revise({
        ...{ id: patientId, version: known },
        identity: { ...identity, birthDate: '2016-05-01', guardians },
      });
    const aunt = { name: 'Lerato Mokoena', relation: 'aunt', phone: '', mayConsent: false, authority: '' };
    const mother = { ...aunt, name: 'Imani Oyelaran', relation: 'mother', mayConsent: true };
    const revised = await revise([aunt, mother], version);
    const rosa = await clinic.as('rosa');
    const [letter] = (await rosa.recall.contacts({ id: recallId })).letters;
    const post = () => rosa.documents.recallPost({ id: letter?.id ?? '', formatId: 'avery-l7163', start: 1 });
    const [pages, labels] = [(await pagesOf((await post()).letters, 'child')).join(), await post()];
    expect(pages).toContain('Imani Oyelaran');
    expect(pages).toMatch(/Re: Thandeka Oyelaran-Voss/);
    expect(await textOf(labels.labels, 'child-labels')).toContain('Imani Oyelaran');
    await revise([], revised.version);
    expect(await textOf((await post()).letters, 'child-alone')).toContain(
      'To the parents or guardians of Thandeka',
    );
  });

  it('the list of a recall names who received what and who was told', async () => {
    await henrik.recall.recordContact({
      ...{ id: recallId, patientId },
      state: 'reached',
      words: 'Will come in',
    });
    const text = await textOf(await henrik.documents.recallList({ id: recallId }), 'recall-list');
    for (const part of ['N-5', 'bent tips', 'REACHED', 'Will come in', '+27 21 555 0177'])
      expect(text).toContain(part);
  });
});
