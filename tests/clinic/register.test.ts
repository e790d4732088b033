import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelPlan, heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { comingOfAge } from '../../main/clinic/consents/rules.ts';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import type { SafetyRecord } from '../../shared/contract/patients.ts';
import { narrowed } from '../../shared/rules/to-be-asked.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';
import { agrees, decideAll, register, signedConsent, signing, told } from './consent-cases.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

const everything = { text: '', status: null, practitionerId: null, techniqueId: null } as const;
const listed = async (filter: Partial<Inputs['register']['list']> = {}) =>
  (await henrik.register.list({ ...everything, after: null, limit: 50, ...filter })).rows;
const stop = { how: 'spoken', words: 'Stop' } as const;

async function inTheRoom() {
  const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
  return { ...heel, ...(await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay)) };
}

async function addSafety(patientId: string, change: (safety: SafetyRecord) => Partial<SafetyRecord>) {
  const { safety } = await henrik.patients.open({ id: patientId });
  if (safety === null) throw new Error('no safety');
  const next = { ...safety, ...change(safety) };
  const answers = next.answers.map(({ confirmedAt: _, confirmedBy: __, ...answer }) => answer);
  clinic.clock.forward(1);
  await henrik.patients.recordSafety({ id: patientId, safety: { ...next, answers } });
}

const say = (flagId: string) => (safety: SafetyRecord) => ({
  answers: [
    ...safety.answers.filter((one) => one.flagId !== flagId),
    { flagId, answer: 'yes' as const, regions: [], side: null, note: '', confirmedAt: '', confirmedBy: '' },
  ],
});

describe('the register of consents', { timeout: 60_000 }, () => {
  it('lists every completed consent with what it covers, who explained it, and how it stands', async () => {
    const patientId = await register(henrik);
    const first = await signedConsent({ clinic, patientId });
    clinic.clock.forward(1);
    const limited = await signedConsent({ clinic, patientId, but: { 'technique:dry-needling': 'refused' } });
    expect(await listed()).toMatchObject([
      {
        id: limited.id,
        patient: 'Amina Okoye',
        status: 'agreed-with-limits',
        refused: [expect.any(String)],
        practitioner: 'Dr Henrik Sørensen',
      },
      { id: first.id, status: 'superseded', techniques: [expect.any(String), expect.any(String)] },
    ]);
    expect((await listed())[1]?.drugs).toEqual([expect.stringContaining(' + ')]);
    await henrik.consents.withdraw({
      id: first.id,
      scope: 'lines',
      lineIds: ['technique:dry-needling'],
      ...stop,
    });
    await henrik.consents.withdraw({ id: limited.id, scope: 'all', lineIds: [], ...stop });
    expect((await listed()).map(({ status }) => status)).toEqual(['withdrawn', 'superseded']);
    clinic.clock.forward(60 * 24 * 400);
    henrik = await clinic.as('henrik');
    expect((await listed()).map(({ status }) => status)).toEqual(['withdrawn', 'superseded']);
  });

  it('says of each what its own page says', async () => {
    const patientId = await register(henrik);
    const ids = [];
    for (const but of [{}, { 'technique:dry-needling': 'refused' }] as const) {
      ids.push((await signedConsent({ clinic, patientId, but })).id);
      clinic.clock.forward(1);
      for (const { id } of await henrik.limits.ofPatient({ patientId }))
        await henrik.limits.lift({ id, words: 'yes', saidBy: 'Amina', how: 'spoken' });
      clinic.clock.forward(1);
    }
    const all = {
      'technique:dry-needling': 'refused',
      'technique:soft-tissue-injection': 'refused',
    } as const;
    ids.push((await signedConsent({ clinic, patientId, but: all })).id);
    const [a = ''] = ids;
    const lineIds = ['technique:dry-needling', 'technique:soft-tissue-injection'];
    for (const lineId of lineIds)
      await henrik.consents.withdraw({ id: a, scope: 'lines', lineIds: [lineId], ...stop });
    for (const row of await listed())
      expect(row.status).toBe((await henrik.consents.open({ id: row.id })).status);
    expect((await listed()).map(({ status }) => status)).toEqual(['refused', 'superseded', 'withdrawn']);
  });

  it('is narrowed by name, number, state, practitioner and technique, and read on page by page', async () => {
    const amina = await register(henrik);
    const jurgen = await register(henrik, {
      givenName: 'Jürgen',
      familyName: 'Weiß',
      birthDate: '1971-02-03',
    });
    for (const patientId of [amina, jurgen, amina]) {
      clinic.clock.forward(1);
      await signedConsent({ clinic, patientId });
    }
    const names = async (filter: Partial<Inputs['register']['list']>) =>
      (await listed(filter)).map(({ patient }) => patient);
    expect(await names({ text: 'jurg' })).toEqual(['Jürgen Weiß']);
    expect(await names({ text: 'p-000001' })).toEqual(['Amina Okoye', 'Amina Okoye']);
    expect(await names({ text: 'nobody%' })).toEqual([]);
    expect(await names({ status: 'agreed', techniqueId: 'dry-needling' })).toHaveLength(2);
    expect(await names({ status: 'superseded' })).toEqual(['Amina Okoye']);
    expect(await names({ status: 'invalidated' })).toEqual([]);
    expect(await names({ techniqueId: 'mesotherapy' })).toEqual([]);
    expect(await names({ practitionerId: clinic.ids['tomas'] ?? '' })).toEqual([]);
    const page = await henrik.register.list({ ...everything, after: null, limit: 2 });
    const rest = await henrik.register.list({ ...everything, after: page.next, limit: 2 });
    expect([page.rows.length, rest.rows.length, rest.next]).toEqual([2, 1, null]);
  });

  it('is for those who may read consents', async () => {
    const rosa = await clinic.as('rosa');
    const ask = rosa.register.list({ ...everything, after: null, limit: 50 });
    expect(await refusal(ask)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('names the visits of a day whose consent is missing', async () => {
    const { patientId, consent } = await inTheRoom();
    const other = await register(henrik);
    for (const [id, time] of [
      [other, '10:00'],
      [patientId, '11:00'],
    ] as const)
      await henrik.appointments.book({
        patientId: id,
        practitionerId: clinic.people.practitioner.id,
        roomId: null,
        typeId: clinic.people.appointmentTypeId,
        start: { date: '2026-11-24', time },
        minutes: 30,
        note: '',
      });
    const due = async () =>
      (await henrik.register.due({ date: '2026-11-24' })).map(({ patientId: id, state }) => [id, state]);
    expect(await due()).toEqual([[other, 'none']]);
    await henrik.consents.withdraw({ id: consent.id, scope: 'all', lineIds: [], ...stop });
    expect(await due()).toEqual([
      [other, 'none'],
      [patientId, 'withdrawn'],
    ]);
  });

  it('prints as it was asked for, and gives a patient their own view', async () => {
    const patientId = await register(henrik);
    await signedConsent({ clinic, patientId });
    for (const { file, state } of [
      await henrik.documents.consentRegister(everything),
      await henrik.documents.patientConsents({ patientId }),
    ]) {
      expect(state).toBe('report');
      expect(file.size).toBeGreaterThan(5000);
    }
  });

  it(
    'gives a page at a time of fifty thousand consents, whatever is asked for',
    { timeout: 120_000 },
    async () => {
      const patientId = await register(henrik);
      await signedConsent({ clinic, patientId });
      const raw = clinic.host.clinic?.store.raw;
      // The register takes no row without its consent; fifty thousand of those would take minutes.
      raw?.exec(`DROP TRIGGER registerFits; WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
      INSERT INTO consentRegister (consentId, patientId, practitionerId, completedAt, expiresAt, state) SELECT printf('018f0000-0000-7000-8000-%012d', i), '${patientId}', '${clinic.people.practitioner.id}',
        strftime('%Y-%m-%dT%H:%M:%fZ', '2020-01-01', '+' || i || ' minutes'), strftime('%Y-%m-%dT%H:%M:%fZ', '2020-07-01', '+' || (i * 90) || ' minutes'),
        CASE i % 997 WHEN 0 THEN 'withdrawn' WHEN 1 THEN 'partly-withdrawn' ELSE 'agreed' END FROM n`);
      for (const status of ['withdrawn', 'expired'] as const) {
        const page = await henrik.register.list({ ...everything, status, after: null, limit: 20 });
        const next = await henrik.register.list({ ...everything, status, after: page.next, limit: 20 });
        const seen = [...page.rows, ...next.rows];
        expect(new Set(seen.map(({ id }) => id)).size).toBe(40);
        expect(seen.every((row) => row.status === status)).toBe(true);
      }
    },
  );
});

describe('a consent is asked for anew', { timeout: 60_000 }, () => {
  const why = async () =>
    (await henrik.register.reopened()).map(({ patientId, reasons }) => [
      patientId,
      reasons.map((one) => one.why),
    ]);
  const give = (sessionId: string) =>
    refusal(henrik.treatments.administer({ sessionId, administration: lidocaine(firstDay) }));

  it.each([
    ['pregnancy', 'pregnancy', say('pregnancy')],
    ['a new answer that can block', 'flag', say('bleeding-disorder')],
    ['a new answer that can warn', 'flag', say('anticoagulant')],
    ['a doubt whether the patient can decide', 'capacity', say('lacks-capacity')],
    [
      'a new allergy',
      'allergy',
      () => ({
        allergyState: 'listed' as const,
        allergies: [{ substance: 'Latex', reaction: 'rash', substanceId: null }],
      }),
    ],
    [
      'a new medicine',
      'medicine',
      () => ({
        medicineState: 'listed' as const,
        medicines: [{ name: 'Warfarin', dose: '5 mg', since: 'last week' }],
      }),
    ],
  ])('after %s, also in the midst of a visit', async (_, reason, change) => {
    const { session, patientId } = await inTheRoom();
    await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    await addSafety(patientId, change);
    const refused = await give(session.id);
    expect(refused).toMatchObject({ code: 'CONSENT_MISSING' });
    expect(refused.data['missing']).toContainEqual(expect.objectContaining({ reason: 'reopened' }));
    expect((await henrik.treatments.open({ id: session.id })).session.administrations).toHaveLength(1);
    expect(await why()).toEqual([[patientId, [reason]]]);
    clinic.clock.forward(1);
    await signedConsent({ clinic, patientId, plan: heelPlan }).catch(() => null);
  });

  it('not for what was known already, nor for an answer that says no', async () => {
    const { patientId } = await inTheRoom();
    await addSafety(patientId, () => ({}));
    await addSafety(patientId, (safety) => ({
      answers: say('anticoagulant')(safety).answers.map((one) => ({ ...one, answer: 'no' as const })),
    }));
    expect(await why()).toEqual([]);
  });

  it('after what must be told of a substance has changed with the reference data, from the next start on', async () => {
    const { session, patientId, consent } = await inTheRoom();
    clinic.clock.forward(1);
    const raw = clinic.host.clinic?.store.raw;
    raw
      ?.prepare(
        "UPDATE substanceFacts SET facts = '{}', changedAt = '2026-01-01T00:00:00.000Z' WHERE substanceId = 'lidocaine'",
      )
      .run();
    await clinic.host.restart();
    await clinic.stranger().upkeep.openWithWords({ words: clinic.words });
    henrik = await clinic.as('henrik');
    clinic.clock.forward(1);
    expect((await give(session.id)).data['missing']).toEqual([
      expect.objectContaining({ kind: 'substance', id: 'lidocaine', reason: 'changed' }),
    ]);
    expect(await henrik.register.reopened()).toMatchObject([
      {
        patientId,
        consentId: consent.id,
        reasons: [{ why: 'substance-changed', what: 'Lidocaine (lignocaine) plain' }],
      },
    ]);
  });

  it('after the patient refuses what was agreed', async () => {
    const { patientId } = await inTheRoom();
    clinic.clock.forward(1);
    const said = { words: 'No', saidBy: 'Thandeka', how: 'phone' } as const;
    await henrik.limits.record({ patientId, kind: 'group', refId: 'amide-local-anaesthetic', ...said });
    expect(await why()).toEqual([[patientId, ['refused-since']]]);
  });

  it('on the birthday from which a minor decides alone: no guardian binds beyond it', () => {
    expect(comingOfAge('2014-12-24', 12, 'Africa/Johannesburg')).toBe('2026-12-23T22:00:00.000Z');
    expect(comingOfAge('2008-02-29', 18, 'Africa/Johannesburg')).toBe('2026-02-27T22:00:00.000Z');
  });

  it('and whom to ask is narrowed by reason and practitioner, on paper alike', async () => {
    const { patientId } = await inTheRoom();
    await addSafety(patientId, say('pregnancy'));
    const [row, ...others] = await henrik.register.reopened();
    expect(others).toEqual([]);
    if (row === undefined) throw new Error('nobody to ask');
    const { safety: _, identity } = await henrik.patients.open({ id: patientId });
    expect(row).toMatchObject({ phone: identity.phone, practitioner: 'Dr Henrik Sørensen' });
    const { practitionerId } = row;
    const every = { why: null, practitionerId: null } as const;
    expect(narrowed([row], every)).toEqual([row]);
    expect(narrowed([row], { why: 'pregnancy', practitionerId })).toEqual([row]);
    expect(narrowed([row], { ...every, why: 'template' })).toEqual([]);
    expect(narrowed([row], { ...every, practitionerId: clinic.ids['tomas'] ?? '' })).toEqual([]);
    const print = async (filter: Inputs['documents']['toBeAsked']) =>
      (await henrik.documents.toBeAsked(filter)).file;
    const [full, empty] = [await print(every), await print({ ...every, why: 'template' })];
    expect(full.size).toBeGreaterThan(empty.size);
    await henrik.appointments.book({
      ...{ patientId, practitionerId: clinic.ids['aiko'] ?? '', roomId: null, note: '' },
      ...{
        typeId: clinic.people.appointmentTypeId,
        start: { date: '2026-11-24', time: '11:00' },
        minutes: 30,
      },
    });
    expect(await henrik.register.reopened()).toMatchObject([{ practitionerId: clinic.ids['aiko'] }]);
    const rosa = await clinic.as('rosa');
    expect(await refusal(rosa.documents.toBeAsked(every))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('ends with the guardian on that day, at the gate as on the screen', async () => {
    const guardian = { name: 'Ngozi Okoye', relation: 'mother', phone: '', authority: '', mayConsent: true };
    const patientId = await register(henrik, { birthDate: '2008-12-24', guardians: [guardian] });
    const draft = await henrik.consents.prepare({
      identity: ['name', 'birth-date'],
      patientId,
      appointmentId: null,
      practitionerId: clinic.people.practitioner.id,
      plan: heelPlan,
    });
    const explained = await henrik.consents.sign({
      ...signing(await decideAll(henrik, await told(henrik, draft, { assent: agrees })), guardian.name),
      role: 'guardian',
      name: guardian.name,
    });
    const { expiresAt } = await henrik.consents.countersign(signing(explained, 'Dr Henrik Sørensen'));
    expect(expiresAt).toBe('2026-12-23T22:00:00.000Z');
  });
});
