import { writeThroughGate } from '../../main/clinic/treatments/injection/gate.service.ts';
import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { complex, heelPlan, heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { agree } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { ConsentPlan } from '../../shared/contract/consent-document.ts';
import { addDays } from '../../shared/rules/calendar.ts';
import { reasonKey, type Issue } from '../../shared/rules/issues.ts';
import { windowOf } from '../support/clinic.ts';
import { passwordOf } from '../support/people.ts';
import { caseClinic, codesOf, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

async function inTheRoom(plan: ConsentPlan = heelPlan) {
  const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay, plan);
  return { ...heel, ...(await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay)) };
}

const giving = (sessionId: string, administration = lidocaine(firstDay)) =>
  henrik.treatments.administer({ sessionId, administration });

describe('an injection', { timeout: 30_000 }, () => {
  it('is refused once the consent is withdrawn, even with the screen still open', async () => {
    const { session, consent } = await inTheRoom();
    await henrik.consents.withdraw({
      id: consent.id,
      scope: 'all',
      lineIds: [],
      how: 'spoken',
      words: 'Stop, please',
    });
    const refused = await refusal(giving(session.id));
    expect(refused).toMatchObject({ code: 'CONSENT_MISSING' });
    expect(refused.data['missing']).toContainEqual({
      kind: 'substance',
      id: 'lidocaine',
      disclosureClass: 'drug',
      reason: 'withdrawn',
    });
  });

  it.each(['injection first', 'withdrawal first'])(
    'and a withdrawal at the same moment never end with an injection after it: %s',
    async (order) => {
      const { session, consent } = await inTheRoom();
      const withdraw = () =>
        henrik.consents.withdraw({ id: consent.id, scope: 'all', lineIds: [], how: 'spoken', words: 'Stop' });
      const attempts =
        order === 'injection first'
          ? [giving(session.id), withdraw(), giving(session.id)]
          : [withdraw(), giving(session.id), giving(session.id)];
      await Promise.allSettled(attempts);
      const auditor = await clinic.as('ingrid');
      const done = (await auditor.upkeep.auditTrail({ before: null, limit: 20 })).filter(
        ({ outcome }) => outcome === 'done',
      );
      const seqs = (procedure: string) =>
        done.filter((row) => row.procedure.endsWith(procedure)).map(({ seq }) => seq);
      const [withdrawn = 0] = seqs('withdraw');
      expect(withdrawn).toBeGreaterThan(0);
      expect(seqs('administer').every((seq) => seq < withdrawn)).toBe(true);
      const { session: after } = await henrik.treatments.open({ id: session.id });
      expect(after.administrations).toHaveLength(seqs('administer').length);
    },
  );

  it('is refused after the withdrawal even where its call came in before it', async () => {
    const { session, consent } = await inTheRoom();
    const before = clinic.clock.now();
    await henrik.consents.withdraw({
      id: consent.id,
      scope: 'all',
      lineIds: [],
      how: 'spoken',
      words: 'Stop',
    });
    clinic.clock.set(before);
    const { code, data } = await refusal(giving(session.id));
    expect(code).toBe('CONSENT_MISSING');
    expect(data['missing']).toContainEqual({
      kind: 'substance',
      id: 'lidocaine',
      disclosureClass: 'drug',
      reason: 'withdrawn',
    });
  });

  it('is refused by the store itself where the service had not looked, and said in the same words', async () => {
    const { session, consent } = await inTheRoom();
    await giving(session.id);
    await henrik.consents.withdraw({
      id: consent.id,
      scope: 'all',
      lineIds: [],
      how: 'spoken',
      words: 'Stop',
    });
    const { db } = clinic.host.clinic?.store ?? expect.fail('closed');
    const given = await db.selectFrom('administrations').selectAll().executeTakeFirstOrThrow();
    const again = { ...given, id: newId(), syringeId: newId() };
    await expect(db.transaction().execute((tx) => writeThroughGate(tx, again))).rejects.toMatchObject({
      code: 'CONSENT_MISSING',
      data: {
        missing: [{ kind: 'substance', id: 'lidocaine', disclosureClass: 'drug', reason: 'withdrawn' }],
      },
    });
  });

  it('sent twice under one request id is given once', async () => {
    const { session } = await inTheRoom();
    const requestId = newId();
    const window = windowOf(clinic.host, () => requestId);
    const signIn = windowOf(clinic.host);
    await signIn.session.signIn({ userName: 'henrik', password: passwordOf('henrik') });
    // The same seat with one request id for both sendings.
    const seat = [...clinic.host.seats].find(
      (one) => one.sitting?.userName === 'henrik' && one.id !== undefined,
    );
    for (const one of clinic.host.seats)
      if (one.sitting === null && seat !== undefined) one.sitting = seat.sitting;
    const sent = { sessionId: session.id, administration: lidocaine(firstDay) };
    const [first, second] = await Promise.all([
      window.treatments.administer(sent),
      window.treatments.administer(sent),
    ]);
    expect(second).toEqual(first);
    expect((await henrik.treatments.open({ id: session.id })).session.administrations).toHaveLength(1);
  });

  it('of a product that expired yesterday is refused, on its last day it is given', async () => {
    const { session } = await inTheRoom();
    const syringe = lidocaine(firstDay);
    const dated = (expiryDate: string) => ({
      ...syringe,
      parts: syringe.parts.map((part) => ({ ...part, expiryDate })),
    });
    const refused = await refusal(giving(session.id, dated(addDays(firstDay, -1))));
    expect(refused.code).toBe('RECORD_REFUSED');
    expect(codesOf(refused.data['issues'] as Issue[])).toEqual(['expired']);
    expect(await giving(session.id, dated(firstDay))).toHaveLength(1);
  });

  it('counts the days of an opened vial to the twenty-eighth and asks from the twenty-ninth', async () => {
    const { session } = await inTheRoom();
    const syringe = lidocaine(firstDay);
    const opened = (days: number) => ({
      ...syringe,
      parts: syringe.parts.map((part) => ({
        ...part,
        containerType: 'multi-dose-vial',
        firstOpenedOn: addDays(firstDay, -days),
      })),
    });
    expect(await giving(session.id, opened(28))).toHaveLength(1);
    expect(codesOf((await refusal(giving(session.id, opened(29)))).data['issues'] as Issue[], 'ask')).toEqual(
      ['mdv'],
    );
  });

  it('without a lot, into a place that the block does not treat, or without its block is refused', async () => {
    const { session } = await inTheRoom();
    const syringe = lidocaine(firstDay);
    const nameless = { ...syringe, parts: syringe.parts.map((part) => ({ ...part, lotNumber: ' ' })) };
    expect(codesOf((await refusal(giving(session.id, nameless))).data['issues'] as Issue[])).toEqual([
      'required',
    ]);
    const elsewhere = { ...syringe, sites: [{ siteId: 'site-plantar-fascia-mid', side: 'right' as const }] };
    expect(codesOf((await refusal(giving(session.id, elsewhere))).data['issues'] as Issue[])).toEqual([
      'site-not-in-block',
    ]);
    expect(await refusal(giving(session.id, { ...syringe, blockId: 'nowhere' }))).toMatchObject({
      code: 'NOT_FOUND',
      data: { what: 'block' },
    });
  });

  it('of a local anaesthetic needs a weight that is not older than 180 days', async () => {
    const { session, patientId } = await inTheRoom();
    const { safety } = await henrik.patients.open({ id: patientId });
    if (safety === null) throw new Error('the safety record is missing');
    const weighed = (measuredOn: string, version: number) =>
      henrik.patients.recordSafety({
        id: patientId,
        safety: { ...safety, answers: [], weight: { kg: '80', measuredOn }, version },
      });
    const { version } = await weighed(addDays(firstDay, -181), safety.version);
    const refused = await refusal(giving(session.id));
    expect(refused).toMatchObject({
      code: 'DOSE_REFUSED',
      data: { issues: [expect.objectContaining({ code: 'la-weight', level: 'refuse' })] },
    });
    await weighed(addDays(firstDay, -180), version);
    expect(await giving(session.id)).toHaveLength(1);
  });

  it('of a substance that the patient is allergic to is refused', async () => {
    const { session, patientId } = await inTheRoom();
    const { safety } = await henrik.patients.open({ id: patientId });
    if (safety === null) throw new Error('the safety record is missing');
    await henrik.patients.recordSafety({
      id: patientId,
      safety: {
        ...safety,
        answers: [],
        allergyState: 'listed',
        allergies: [{ substance: 'Lidocaine', reaction: 'swollen face', substanceId: 'lidocaine' }],
      },
    });
    expect(await refusal(giving(session.id))).toMatchObject({ code: 'CONSENT_MISSING' });
    clinic.clock.forward(1);
    const { people } = clinic;
    const name = 'Thandeka Oyelaran-Voss';
    await agree(henrik, people, { patientId, appointmentId: null, plan: heelPlan, name });
    const refused = await refusal(giving(session.id));
    expect(refused.code).toBe('RECORD_REFUSED');
    expect(codesOf(refused.data['issues'] as Issue[], 'refuse')).toEqual(['allergy']);
    expect((await henrik.treatments.open({ id: session.id })).alerts[0]).toMatchObject({
      level: 'warn',
      code: 'allergy',
    });
  });

  it('is asked about from half of the limit where the patient is called weak, and keeps the reason', async () => {
    const { session } = await inTheRoom();
    const half = { ...lidocaine(firstDay), points: 10, frail: true };
    const near = await refusal(giving(session.id, half));
    expect(codesOf(near.data['issues'] as Issue[])).toEqual(['la-reduce-dose']);
    const [asked] = near.data['issues'] as Issue[];
    if (asked === undefined) throw new Error('nothing was asked');
    const reasons = { [reasonKey(asked)]: 'Given slowly, watched for an hour' };
    expect(await giving(session.id, { ...half, reasons })).toMatchObject([{ doseMg: '100' }]);
  });

  it('entered wrongly is struck through, not removed, and no longer counts', async () => {
    const { session } = await inTheRoom();
    const [given] = await giving(session.id);
    const reversed = await henrik.treatments.reverse({
      syringeId: given?.syringeId ?? '',
      reason: 'Typed for another patient',
    });
    expect(reversed.map(({ reversalReason }) => reversalReason)).toEqual(['Typed for another patient']);
    expect(
      await refusal(henrik.treatments.reverse({ syringeId: given?.syringeId ?? '', reason: 'Again' })),
    ).toMatchObject({ code: 'WRONG_STATUS' });
    const { session: after, issues } = await henrik.treatments.open({ id: session.id });
    expect(after.administrations).toHaveLength(1);
    expect(codesOf(issues, 'refuse')).toContain('nothing-given');
    // 200 mg are asked about as near the limit; with the 10 mg they would be refused as beyond it.
    const near = await refusal(giving(session.id, { ...lidocaine(firstDay), points: 20 }));
    expect(codesOf(near.data['issues'] as Issue[])).toEqual(['la-near-limit']);
  });

  it('given to one part of a mixture after the other must both be agreed to in one class', async () => {
    const { session } = await inTheRoom();
    const syringe = lidocaine(firstDay);
    const refused = await refusal(giving(session.id, { ...syringe, parts: [complex(firstDay)] }));
    expect(refused.data['missing']).toEqual([
      {
        kind: 'substance',
        id: 'traumeel-type-complex',
        disclosureClass: 'biological-substance',
        reason: 'not-disclosed',
      },
    ]);
  });
});
