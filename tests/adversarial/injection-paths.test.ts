import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelPlan, heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { syncSubstances } from '../../main/clinic/substances/service.ts';
import type { AdministrationInput } from '../../shared/contract/administration.ts';
import type { ConsentPlan } from '../../shared/contract/consent-document.ts';
import type { Api } from '../../shared/contract/index.ts';
import { indexReference } from '../../shared/rules/reference.ts';
import {
  caseClinic,
  codesOf,
  firstDay,
  giveCredentials,
  refusal,
  type CaseClinic,
} from '../clinic/case-clinic.ts';
import { syringeOf } from '../clinic/own-cases.ts';
import { ampoule, vial } from '../clinic/stock-cases.ts';
import { reference } from '../support/clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

async function inTheRoom(plan: ConsentPlan = heelPlan, time?: string) {
  const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay, plan);
  const visit = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay, time);
  return { ...heel, sessionId: visit.session.id };
}
const giving = (sessionId: string, administration: AdministrationInput, api = henrik) =>
  api.treatments.administer({ sessionId, administration });
const raw = () => clinic.host.clinic?.store.raw ?? expect.fail('closed');
const rows = (table: string) => raw().prepare(`SELECT count(*) AS n FROM ${table}`).get();

describe('no injection without a consent that told of it', { timeout: 30_000 }, () => {
  it('when one part of a mixture was never told of', async () => {
    const each = ['lidocaine', 'procaine'].map((id) => ({ parts: [id], route: null }));
    const { sessionId } = await inTheRoom({ ...heelPlan, preparations: each });
    const third = await refusal(giving(sessionId, syringeOf('lidocaine', 'procaine', 'glucose-5')));
    expect(third.data['missing']).toMatchObject([{ id: 'glucose-5', reason: 'not-disclosed' }]);
    expect(rows('administrations')).toEqual({ n: 0 });
  });

  it('when it was entered wrongly, the consent taken back, and it is entered again', async () => {
    const { sessionId, consent } = await inTheRoom();
    const [given] = await giving(sessionId, lidocaine(firstDay));
    await henrik.treatments.reverse({ syringeId: given?.syringeId ?? '', reason: 'Wrong lot' });
    const [again] = await giving(sessionId, lidocaine(firstDay));
    await henrik.treatments.reverse({ syringeId: again?.syringeId ?? '', reason: 'Wrong lot again' });
    await henrik.consents.withdraw({
      ...{ id: consent.id, scope: 'all', lineIds: [], how: 'spoken', words: 'Stop' },
    });
    expect((await refusal(giving(sessionId, lidocaine(firstDay)))).code).toBe('CONSENT_MISSING');
  });

  it('when what ships is called otherwise since, or is made of something else', async () => {
    const { sessionId } = await inTheRoom();
    clinic.clock.forward(1);
    const { data } = reference;
    const entries = data.substances.entries.map((entry) =>
      entry.id === 'lidocaine' ? { ...entry, name: 'Something else' } : entry,
    );
    const renamed = indexReference({ ...data, substances: { ...data.substances, entries } });
    const db = clinic.host.clinic?.store.db ?? expect.fail('closed');
    await db
      .transaction()
      .execute((tx) =>
        syncSubstances(tx, { jurisdiction: 'ZA', reference: renamed, now: clinic.clock.now() }),
      );
    const refused = await refusal(giving(sessionId, lidocaine(firstDay)));
    expect(refused.data['missing']).toMatchObject([{ id: 'lidocaine', reason: 'changed' }]);
  });
});

describe('a syringe is written whole or not at all', { timeout: 30_000 }, () => {
  const drawn = (administration: AdministrationInput, lots: readonly string[]): AdministrationInput => ({
    ...administration,
    parts: administration.parts.map((part, at) => ({
      ...part,
      stock: { lotId: lots[at] ?? '', vialId: null, wasteMl: at === 1 ? '5' : '0' },
    })),
  });
  const lotOf = async (substanceId: string, product = ampoule, containers = 1) => {
    const { id: productId } = await henrik.stock.saveProduct({
      ...{ id: null, version: 0, product: { ...product, substanceId, name: `${substanceId} ampoule` } },
    });
    const lot = { productId, lotNumber: 'LD-24 117', expiryDate: '2027-12-31', containers, patientId: null };
    return (await henrik.stock.receive(lot)).id;
  };

  it('when the second part is not there any more, the first is neither given nor drawn', async () => {
    const mix = { ...heelPlan, preparations: [{ parts: ['lidocaine', 'glucose-5'], route: null }] };
    const { sessionId } = await inTheRoom(mix);
    const lots = [await lotOf('lidocaine'), await lotOf('glucose-5', { ...ampoule, strengthValue: '5' })];
    const syringe = drawn(syringeOf('lidocaine', 'glucose-5'), lots);
    expect(await refusal(giving(sessionId, syringe))).toMatchObject({
      ...{ code: 'STOCK_REFUSED', data: { problem: 'empty' } },
    });
    expect(rows('administrations')).toEqual({ n: 0 });
    expect(rows("stockMovements WHERE kind IN ('give', 'waste')")).toEqual({ n: 0 });
  });

  it('when two windows take the last millilitre at once, one has it and the other is told', async () => {
    const { sessionId } = await inTheRoom();
    const lotId = await lotOf('lidocaine', { ...vial, containerMl: '1' });
    const { id: vialId } = await henrik.stock.openVial({ lotId });
    const other = await clinic.as('henrik');
    const syringe = {
      ...lidocaine(firstDay),
      parts: lidocaine(firstDay).parts.map((part) => ({
        ...part,
        stock: { lotId, vialId, wasteMl: '0' },
      })),
    };
    const [first, second] = await Promise.allSettled([
      giving(sessionId, syringe),
      giving(sessionId, syringe, other),
    ]);
    expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = first.status === 'rejected' ? first : second;
    expect(lost).toMatchObject({ reason: { code: 'STOCK_REFUSED', data: { problem: 'empty' } } });
    expect(rows('administrations')).toEqual({ n: 1 });
  });
});

describe('a dose of the day before', { timeout: 30_000 }, () => {
  it('counts across visits, practitioners and midnight, and no longer after 24 hours', async () => {
    const types = reference.data.techniques.credentialTypes.map(({ id }) => id);
    await giveCredentials(clinic.owner, clinic.ids['aiko'] ?? '', types);
    const aiko = await clinic.as('aiko');
    const { sessionId, patientId, courseId } = await inTheRoom(heelPlan, '14:00');
    // 1 mL at each of 15 points: 150 mg of at most 200.
    const much = { ...lidocaine(firstDay), points: 15 };
    await giving(sessionId, much);
    const nextDay = '2026-11-24';
    const mine = { ...clinic.people, practitioner: { id: clinic.ids['aiko'] ?? '', name: 'Aiko Tanaka' } };
    const next = await heelVisit(aiko, mine, clinic.clock, { patientId, courseId }, nextDay, '07:00');
    const refused = await refusal(giving(next.session.id, { ...lidocaine(nextDay), points: 6 }, aiko));
    expect(codesOf(refused.data['issues'] as { code: string; level: string }[], 'refuse')).toEqual([
      'la-max',
    ]);
    const facts = await aiko.treatments.giveFacts({ sessionId: next.session.id });
    expect(facts.dose.earlier).toMatchObject([{ doseMg: '150', on: firstDay, inVisit: false }]);
    clinic.clock.forward(8 * 60);
    await giving(next.session.id, { ...lidocaine(nextDay), points: 6 }, aiko);
  });
});
