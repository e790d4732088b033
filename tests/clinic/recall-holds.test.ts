import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  heelContent,
  heelVisit,
  lidocaine,
  openHeelCase,
  type HeelCase,
} from '../../main/demo/cases/heel.ts';
import { answerAsked, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { RecallCriteria } from '../../shared/contract/recall.ts';
import { reasonKey } from '../../shared/rules/issues.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
let heel: HeelCase;
let sessionId: string;

const wanted = (by: RecallCriteria['by'], text: string): RecallCriteria => ({
  ...{ by, text, vialId: null, substanceId: null, product: '', expiryDate: null, from: null, until: null },
});
const start = (by: RecallCriteria['by'], text: string, maybes: string[] = []) =>
  henrik.recall.start({ criteria: wanted(by, text), maybes, reason: 'Notice of the maker' });

/** A visit with an injection and laser, with this needle lot. */
async function begin() {
  heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
  const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
  sessionId = session.id;
  await henrik.treatments.administer({ sessionId, administration: lidocaine(firstDay) });
}

async function writeDown(needleLot: string) {
  const { session } = await henrik.treatments.open({ id: sessionId });
  const content = heelContent(clinic.people, firstDay);
  for (const block of content.blocks) if (block.id === 'injection') block.values['needleLot'] = needleLot;
  await write(henrik, session, content);
}

const standing = async () =>
  (await henrik.treatments.open({ id: sessionId })).issues.filter(({ code }) => code.includes('recalled'));

async function sign() {
  const { session } = await henrik.treatments.open({ id: sessionId });
  const answered = await answerAsked(henrik, session, 'Talked over and accepted');
  return henrik.treatments.sign({ id: sessionId, version: answered.version });
}

beforeEach(async () => {
  clinic = await caseClinic();
  henrik = clinic.henrik;
});
afterEach(() => clinic.close());

describe('a needle lot that is called back', { timeout: 30_000 }, () => {
  it('is refused as soon as it is written into a visit, and at the signature, however it is typed', async () => {
    await start('needle-lot', 'N-77 1');
    clinic.clock.forward(1);
    await begin();
    await writeDown(' n.77–1');
    expect(await standing()).toEqual([
      {
        ...{ level: 'refuse', code: 'needle-lot-recalled', at: 'injection', fieldKey: 'needleLot' },
        params: { lot: ' n.77–1' },
      },
    ]);
    const refused = await refusal(sign());
    expect(refused.code).toBe('RECORD_REFUSED');
    expect(JSON.stringify(refused.data)).toContain('needle-lot-recalled');
    // Past the service the store refuses the note too.
    const raw = clinic.host.clinic?.store.raw;
    expect(() =>
      raw?.exec(
        `INSERT INTO signedNotes (sessionId, content, contentHash, signedBy, signedAt) SELECT id, '{}', '${'a'.repeat(64)}', 'x', '2026-11-24T08:00:00.000Z' FROM treatmentSessions WHERE id = '${sessionId}'`,
      ),
    ).toThrow('NOTE_RECALLED');
    await writeDown('N-78');
    expect(await standing()).toEqual([]);
    expect((await sign()).status).toBe('signed');
  });

  it('is asked about where the visit had begun before: it may have been used by then', async () => {
    await begin();
    await writeDown('N-77');
    clinic.clock.forward(5);
    await start('needle-lot', 'n77');
    const [issue] = await standing();
    expect(issue).toMatchObject({ level: 'ask', code: 'recalled-meanwhile', params: { lot: 'N-77' } });
    if (issue === undefined) throw new Error('nothing is asked');
    const signed = await sign();
    expect(signed.content.reasons[reasonKey(issue)]).toBe('Talked over and accepted');
    expect((await henrik.recall.search(wanted('needle-lot', 'N77'))).exposures).toHaveLength(1);
  });

  it('stays out of use when everybody was told, until somebody lifts it, once, with a reason and their name', async () => {
    const { id } = await start('needle-lot', 'N-77');
    clinic.clock.forward(1);
    await begin();
    await writeDown('N-77');
    await henrik.recall.end({ id, words: 'Everybody was told' });
    expect(await standing()).toHaveLength(1);
    expect((await refusal(henrik.recall.lift({ id, words: '  ' }))).data).toEqual({
      field: 'words',
      problem: 'empty',
    });
    const rosa = await clinic.as('rosa');
    expect((await refusal(rosa.recall.lift({ id, words: 'x' }))).code).toBe('FORBIDDEN');
    expect(await henrik.recall.lift({ id, words: 'The wrong lot was named' })).toMatchObject({
      lifted: { words: 'The wrong lot was named', by: 'Dr Henrik Sørensen' },
    });
    expect(await refusal(henrik.recall.lift({ id, words: 'again' }))).toMatchObject({
      code: 'WRONG_STATUS',
      data: { status: 'lifted' },
    });
    expect(await standing()).toEqual([]);
    expect((await sign()).status).toBe('signed');
  });
});

describe('a device that is called back', { timeout: 30_000 }, () => {
  it('is refused in a visit, left out as last time, and marked for everybody who looks for one', async () => {
    await begin();
    await writeDown('N-1');
    await sign();
    await start('device', 'l-808 1');
    const rosa = await clinic.as('rosa');
    expect(await rosa.recall.held()).toMatchObject([
      { kind: 'device', key: 'L8081', deviceIds: [expect.any(String)] },
    ]);
    clinic.clock.forward(60);
    const next = await henrik.treatments.begin({
      ...{ patientId: heel.patientId, courseId: heel.courseId, appointmentId: null },
      practitionerId: clinic.people.practitioner.id,
    });
    sessionId = next.id;
    const { repeat } = await henrik.treatments.open({ id: next.id });
    expect(repeat?.leftOut).toContainEqual(expect.objectContaining({ why: 'recalled', says: 'Laser 808' }));
    await writeDown('N-1');
    expect(await standing()).toMatchObject([
      { level: 'refuse', code: 'device-recalled', fieldKey: 'deviceId', params: { lot: 'L8081' } },
    ]);
  });
  it('keeps the number under which it is called back, however else it is written, until somebody allows its use', async () => {
    const { id: recallId } = await start('device', 'l-808 1');
    const { owner } = clinic;
    const device = async () => {
      const { devices } = await owner.practice.overview();
      const found = devices.find(({ id }) => id === clinic.people.laserId);
      if (found === undefined) throw new Error('the laser is gone');
      return found;
    };
    const renamed = async (serial: string) => owner.practice.saveDevice({ ...(await device()), serial });
    expect(await refusal(renamed('L-809-2'))).toMatchObject({
      ...{ code: 'WRONG_STATUS', data: { status: 'device-recalled' } },
    });
    await renamed('L808/1');
    await henrik.recall.lift({ id: recallId, words: 'Mended by the maker' });
    await renamed('L-809-2');
  });
});

describe('a lot in free text', { timeout: 30_000 }, () => {
  const search = async (text: string, by: RecallCriteria['by'] = 'lot') =>
    (await henrik.recall.search(wanted(by, text))).matches.filter(({ kind }) => kind === 'words');

  it('is found in what was added to a note, as a maybe with the words around it', async () => {
    await begin();
    await sign();
    await henrik.treatments.amend({
      ...{ id: sessionId, kind: 'correction', reason: 'The ampoule was misread' },
      text: 'On the tray lay another ampoule: the lot that was used is QX-24 117, expiry in March; the one written down was beside it.',
    });
    for (const text of ['QX-24 117', 'qx24117', '24-117', '4117', 'QX24'])
      expect(await search(text), text).toMatchObject([
        {
          match: 'maybe',
          patients: 1,
          texts: [expect.stringContaining('the lot that was used is QX-24 117')],
        },
      ]);
    for (const text of ['QX24118', 'the ampoule', '117 QX']) expect(await search(text), text).toEqual([]);
    await henrik.treatments.amend({
      ...{ id: sessionId, kind: 'entered-in-error', reason: 'Wrong patient, lot ZZ9-1', text: '' },
    });
    expect(await search('zz91')).toHaveLength(1);
    const { exposures } = await henrik.recall.search(wanted('lot', 'qx24117'));
    expect(exposures).toMatchObject([
      { what: 'words', lot: 'QX-24 117', match: 'maybe', note: 'entered-in-error', sessionId },
    ]);
  });

  it('is found in the report of an event and in what was added to it', async () => {
    await begin();
    const event = await henrik.events.report({
      ...{ patientId: heel.patientId, courseId: null, sessionId: null, severity: 'mild' },
      ...{ happenedOn: firstDay, words: 'Rash', details: { lotNumber: 'RT 5-001' } },
    });
    await henrik.events.followUp({ id: event.id, words: 'The maker asks about needle lot NL-4400 too' });
    expect(await search('rt5001')).toHaveLength(1);
    expect(await search('nl4400', 'needle-lot')).toHaveLength(1);
  });

  it('is taken into a recall when it is ticked, and names the number that was looked for', async () => {
    await begin();
    await sign();
    await henrik.treatments.amend({
      id: sessionId,
      kind: 'addendum',
      reason: 'Lot',
      text: 'It was QX-24 117.',
    });
    expect(await start('lot', 'QX24117')).toMatchObject({ patients: 0 });
    const [place] = await search('QX24117');
    const head = await start('lot', 'QX24117', [place?.key ?? '']);
    expect(head).toMatchObject({ patients: 1, title: 'lot QX24117' });
    const { finding } = await henrik.recall.open({ id: head.id });
    expect(finding.exposures).toMatchObject([{ what: 'words', patient: { id: heel.patientId } }]);
    const { file } = await henrik.recall.csv({ id: head.id });
    expect(await file.text()).toContain('It was QX-24 117.');
  });
});

it(
  'a number that only looks the same, O for 0, is offered and never taken for it',
  { timeout: 30_000 },
  async () => {
    await begin();
    const given = await henrik.recall.search(wanted('lot', lidocaine(firstDay).parts[0]?.lotNumber ?? ''));
    expect(given.matches).toMatchObject([{ match: 'sure' }]);
    await henrik.treatments.administer({
      sessionId,
      administration: {
        ...lidocaine(firstDay),
        parts: lidocaine(firstDay).parts.map((part) => ({
          ...part,
          lotNumber: 'AB-1O0',
          volumePerPoint: '0.1',
        })),
      },
    });
    for (const text of ['AB100', 'ab-1oo', 'АВ 1О0'])
      expect((await henrik.recall.search(wanted('lot', text))).matches, text).toMatchObject([
        { key: 'AB1O0', match: 'maybe' },
      ]);
  },
);
