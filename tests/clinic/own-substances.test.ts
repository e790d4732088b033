import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelPlan, heelVisit, openHeelCase } from '../../main/demo/cases/heel.ts';
import type { ConsentPlan } from '../../shared/contract/consent-document.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { OwnEntry } from '../../shared/contract/substances.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';
import { enter, ground, hop, syringeOf } from './own-cases.ts';
import { ampoule } from './stock-cases.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

const shown = async (id: string) =>
  (await henrik.practice.reference()).substances.entries.find((one) => one.id === id) ??
  expect.fail('not in the catalogue');
const problem = async (attempt: Promise<unknown>) => (await refusal(attempt)).data;

async function inTheRoom(parts: string[][]) {
  const plan: ConsentPlan = { ...heelPlan, preparations: parts.map((one) => ({ parts: one, route: null })) };
  const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay, plan);
  const visit = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
  const give = (...ids: readonly string[]) =>
    henrik.treatments.administer({ sessionId: visit.session.id, administration: syringeOf(...ids) });
  return { ...heel, ...visit, plan, give };
}

/** Written anew with one thing changed, and approved again. */
async function rewrite(id: string, change: Partial<OwnEntry>, approved = true): Promise<void> {
  const [newest] = await henrik.substances.ownHistory({ substanceId: id });
  const { version } = await henrik.substances.enterOwn({
    ...{ substanceId: id, version: newest?.version ?? 0 },
    entry: { ...(newest?.entry ?? hop), ...change },
  });
  if (approved) await henrik.substances.approveOwn({ substanceId: id, version, ...ground });
}

describe('a substance that the clinic enters itself', { timeout: 30_000 }, () => {
  it('is a drug that cannot be planned or given until somebody approves it, with place, ground and day', async () => {
    const id = await enter(henrik, {}, false);
    expect((await shown(id)).standing).toMatchObject({
      ...{ disclosureClass: 'drug', injectable: false, notInjectableBecause: 'unapproved' },
    });
    const blocked = refusal(inTheRoom([[id]]));
    expect((await blocked).data).toMatchObject({ problem: 'not-injectable' });
    expect(await henrik.substances.approveOwn({ substanceId: id, version: 1, ...ground })).toEqual({
      disclosureClass: 'biological-substance',
    });
    expect((await shown(id)).standing).toMatchObject({
      ...{ disclosureClass: 'biological-substance', classReason: 'legal-class', injectable: true },
    });
    expect(await henrik.substances.ownHistory({ substanceId: id })).toMatchObject([
      { version: 1, enteredBy: 'Dr Henrik Sørensen', approvals: [{ jurisdiction: 'ZA', ended: null }] },
    ]);
  });

  it('is approved by those who decide about the catalogue, and entered by those who keep the cupboard', async () => {
    const assistant = await clinic.as('tomas');
    const id = await enter(assistant, {}, false);
    const attempt = assistant.substances.approveOwn({ substanceId: id, version: 1, ...ground });
    expect((await refusal(attempt)).code).toBe('FORBIDDEN');
  });

  it('is told in the consent with all that the clinic wrote, under its heading, and then given and followed', async () => {
    const id = await enter(henrik);
    const { consent, give, session, patientId } = await inTheRoom([[id]]);
    expect(consent.document.substances).toMatchObject([
      {
        ...{ name: 'Hop extract (Lupulin Injekt)', heading: 'biological', parts: [id] },
        ...{ disclosureClass: 'biological-substance', route: 'under the skin, into the muscle' },
        ...{ purpose: [hop.purpose], commonEffects: hop.commonEffects, seriousEffects: hop.seriousEffects },
        ...{ allergens: hop.allergens, contains: hop.components, origin: ['plant'] },
        licence: 'off-label-usual',
      },
    ]);
    expect(await give(id)).toMatchObject([{ substanceId: id, disclosureClass: 'biological-substance' }]);
    const facts = await henrik.treatments.giveFacts({ sessionId: session.id });
    expect(facts.dose?.earlier ?? []).toMatchObject([{ substanceId: id }]);
    const register = await henrik.treatments.injections({
      ...{ from: firstDay, to: firstDay, practitionerId: null, substanceId: id, lot: '' },
    });
    expect(JSON.stringify(register)).toContain(patientId);
    const found = await henrik.recall.search({
      ...{ by: 'lot', text: 'hop 1', vialId: null, substanceId: id, product: '', expiryDate: null },
      ...{ from: null, until: null },
    });
    expect(JSON.stringify(found)).toContain(patientId);
  });

  it('lies in the cupboard like any other, and is drawn from it', async () => {
    const id = await enter(henrik);
    const product = { ...ampoule, substanceId: id, name: hop.product, strengthUnit: 'mg/mL' };
    const made = await henrik.stock.saveProduct({ id: null, version: 0, product });
    const lot = await henrik.stock.receive({
      ...{ productId: made.id, lotNumber: 'HOP-1', expiryDate: '2027-10-31', containers: 2, patientId: null },
    });
    const { session } = await inTheRoom([[id]]);
    const { parts, ...rest } = syringeOf(id);
    const administration = {
      ...rest,
      parts: parts.map((part) => ({ ...part, stock: { lotId: lot.id, vialId: null, wasteMl: '4' } })),
    };
    await henrik.treatments.administer({ sessionId: session.id, administration });
    const [here] = (await henrik.stock.products({ retired: false, emptied: false })).filter(
      (one) => one.id === made.id,
    );
    expect(here?.lots[0]?.sealedMl).toBe('5');
  });

  it('mixed with a drug is a drug, and mixed with something undisclosed is nothing', async () => {
    const id = await enter(henrik);
    const { consent, give } = await inTheRoom([[id, 'lidocaine']]);
    expect(consent.document.substances).toMatchObject([{ heading: 'drugs', disclosureClass: 'drug' }]);
    expect((await refusal(give(id))).code).toBe('CONSENT_MISSING');
    expect((await refusal(give(id, 'lidocaine', 'procaine'))).code).toBe('CONSENT_MISSING');
    expect(await give(id, 'lidocaine')).toMatchObject([
      { disclosureClass: 'drug' },
      { disclosureClass: 'drug' },
    ]);
  });

  it.each([
    ['its allergens', { allergens: ['hop', 'benzyl alcohol', 'soya'] }],
    ['its origin', { origin: ['plant', 'animal-porcine'] }],
    ['its serious effects', { seriousEffects: ['liver damage'] }],
    ['how it is given', { routes: ['perineural'] }],
  ])('opens every consent anew once %s changes', async (_, change) => {
    const id = await enter(henrik);
    const { give, patientId } = await inTheRoom([[id]]);
    clinic.clock.forward(1);
    await rewrite(id, change);
    expect(await problem(give(id))).toMatchObject({ missing: [{ id, reason: 'changed' }] });
    expect(await henrik.register.reopened()).toMatchObject([
      { patientId, reasons: [{ why: 'substance-changed' }] },
    ]);
  });

  it('opens every consent anew once its class changes, and stays as it was where only the source did', async () => {
    const id = await enter(henrik);
    const { give } = await inTheRoom([[id]]);
    clinic.clock.forward(1);
    await rewrite(id, { source: 'Package leaflet, June 2026', strengths: ['2.2 mL ampoule'] });
    await give(id);
    await rewrite(id, { disclosureClass: 'drug', legalClass: { ZA: 'medicine' } });
    expect((await shown(id)).standing?.disclosureClass).toBe('drug');
    expect((await refusal(give(id))).code).toBe('CONSENT_MISSING');
  });

  it('is blocked at once when it is written anew or its approval ends, also with the screen open', async () => {
    const id = await enter(henrik);
    const { give } = await inTheRoom([[id]]);
    await rewrite(id, { source: 'Another leaflet' }, false);
    expect((await refusal(give(id))).code).toBe('CONSENT_MISSING');
    const stale = henrik.substances.approveOwn({ substanceId: id, version: 1, ...ground });
    expect((await refusal(stale)).code).toBe('STALE_VERSION');
    await henrik.substances.approveOwn({ substanceId: id, version: 2, ...ground });
    await give(id);
    await henrik.substances.blockOwn({ substanceId: id, reason: 'Warning letter of the authority' });
    expect((await refusal(give(id))).code).not.toBe('');
    expect((await shown(id)).standing?.injectable).toBe(false);
    expect((await henrik.substances.ownHistory({ substanceId: id }))[0]?.approvals).toMatchObject([
      { ended: { reason: 'Warning letter of the authority' } },
    ]);
  });

  it('counts as a drug where its origin, or its class in law, is not known', async () => {
    const unknown = await enter(henrik, { name: 'Powder', origin: ['unknown'] });
    const unlisted = await enter(henrik, { name: 'Root', legalClass: { US: 'complementary-medicine' } });
    const asked = await enter(henrik, { name: 'Leaf', legalClass: { ZA: 'check-locally' } });
    for (const id of [unknown, unlisted, asked])
      expect((await shown(id)).standing).toMatchObject({ disclosureClass: 'drug', injectable: true });
    await henrik.substances.approveClass({ substanceId: asked, ...ground });
    expect((await shown(asked)).standing).toMatchObject({
      ...{ disclosureClass: 'biological-substance', classReason: 'clinic-approval' },
    });
    const refused = henrik.substances.approveClass({ substanceId: unknown, ...ground });
    expect((await refusal(refused)).code).toBe('CLASS_REFUSED');
  });

  it('is approved where the clinic is: another jurisdiction blocks it until it is approved there', async () => {
    const id = await enter(henrik);
    const { profile } = await clinic.owner.practice.overview();
    const { version, ...before } = profile;
    await clinic.owner.practice.reviseProfile({ profile: { ...before, jurisdiction: 'DE' }, version });
    expect((await shown(id)).standing).toMatchObject({ disclosureClass: 'drug', injectable: false });
  });

  it('outlives a start of the program', async () => {
    const id = await enter(henrik);
    await clinic.host.restart();
    await clinic.stranger().upkeep.openWithWords({ words: clinic.words });
    henrik = await clinic.as('henrik');
    expect((await shown(id)).standing).toMatchObject({
      injectable: true,
      disclosureClass: 'biological-substance',
    });
  });

  it('is no way around what ships: a local anaesthetic or steroid is one by its name, and a drug', async () => {
    const refused = async (change: Partial<OwnEntry>) => problem(enter(henrik, change));
    expect(await refused({ name: 'Lidocaine liposomal' })).toEqual({
      problem: 'contradicts',
      field: 'group',
    });
    expect(await refused({ components: ['lignocaine hydrochloride'] })).toMatchObject({ field: 'group' });
    expect(await refused({ group: 'corticosteroid' })).toEqual({
      ...{ problem: 'contradicts', field: 'disclosureClass' },
    });
    expect(await refused({ name: 'Procaine', product: '' })).toMatchObject({ problem: 'name-taken' });
    expect(await refused({ origin: ['moon'] })).toEqual({ problem: 'unknown', field: 'origin' });
    expect(await refused({ reviewOn: firstDay })).toMatchObject({ field: 'reviewOn' });
  });

  it('keeps the name under which it was approved and told; before that, a slip is corrected', async () => {
    const id = await enter(henrik, { name: 'Hopp extract' }, false);
    await rewrite(id, { name: 'Hop extract' });
    for (const change of [{ name: 'Lupin extract' }, { product: 'Lupulin forte' }])
      expect(await problem(rewrite(id, change))).toMatchObject({ problem: 'name-fixed' });
    const raw = clinic.host.clinic?.store.raw;
    const renamed = `INSERT INTO ownSubstances SELECT id, 3, json_set(entry, '$.name', 'Lupin'), told, enteredBy, at FROM ownSubstances WHERE id = '${id}' AND version = 2`;
    expect(() => raw?.exec(renamed)).toThrow('OWN_SUBSTANCE:name');
  });

  it('is refused by a patient like any other: by name, kind and origin', async () => {
    const id = await enter(henrik, { origin: ['animal-porcine'] });
    const { give, patientId } = await inTheRoom([[id]]);
    await henrik.limits.record({
      ...{ patientId, kind: 'origin', refId: 'animal', words: 'Nothing from an animal' },
      ...{ saidBy: 'Amina Okoye', how: 'spoken' },
    });
    expect(await problem(give(id))).toMatchObject({ missing: [{ id, reason: 'limited' }] });
  });
});

describe('the store itself, by plain SQL', { timeout: 30_000 }, () => {
  const raw = () => clinic.host.clinic?.store.raw ?? expect.fail('closed');

  it('sets no own substance free, and tells none as less than a drug, without the approval that says so', async () => {
    const id = await enter(henrik, {}, false);
    for (const change of [
      'injectable = 1',
      "disclosureClass = 'vehicle'",
      "disclosureClass = 'biological-substance'",
    ])
      expect(() => raw().exec(`UPDATE substances SET ${change} WHERE id = '${id}'`)).toThrow('unapproved');
    for (const verb of ['INSERT', 'INSERT OR REPLACE'])
      expect(() =>
        raw().exec(
          `${verb} INTO substances VALUES ('own-x', 'X', 'vehicle', 'vehicle', 1, '2026-11-23T09:00:00.000Z')`,
        ),
      ).toThrow('unapproved');
    const approve = (version: number, approvedOn = firstDay, jurisdiction = 'ZA') =>
      `INSERT INTO ownApprovals VALUES ('a', '${id}', ${version}, '${jurisdiction}', 'ground', 'me', '${approvedOn}', 'me', '2026-11-23T09:00:00.000Z')`;
    expect(() => raw().exec(approve(2))).toThrow('OWN_SUBSTANCE:version');
    expect(() => raw().exec(approve(1, '2027-01-01'))).toThrow('CHECK');
    expect(() => raw().exec(approve(1, firstDay, 'unset'))).toThrow('CHECK');
    // Approved elsewhere it is still blocked here.
    raw().exec(approve(1, firstDay, 'US'));
    expect(() => raw().exec(`UPDATE substances SET injectable = 1 WHERE id = '${id}'`)).toThrow('unapproved');
  });

  it('blocks what is written anew or whose approval ends, and opens its consents, in the same statement', async () => {
    const id = await enter(henrik);
    const state = () =>
      raw()
        .prepare(
          'SELECT s.injectable, s.disclosureClass, f.changedAt FROM substances s JOIN substanceFacts f ON f.substanceId = s.id WHERE s.id = ?',
        )
        .get(id);
    expect(state()).toMatchObject({ injectable: 1, changedAt: null });
    const at = '2026-11-23T20:00:00.000Z';
    raw().exec(
      `INSERT INTO ownSubstances SELECT id, 2, entry, '{"name":"otherwise"}', enteredBy, '${at}' FROM ownSubstances WHERE id = '${id}'`,
    );
    expect(state()).toEqual({ injectable: 0, disclosureClass: 'drug', changedAt: at });
    raw().exec(
      `INSERT INTO ownApprovals VALUES ('a', '${id}', 2, 'ZA', 'ground', 'me', '${firstDay}', 'me', '${at}')`,
    );
    raw().exec(`UPDATE substances SET injectable = 1 WHERE id = '${id}'`);
    raw().exec(`INSERT INTO ownApprovalEnds VALUES ('a', 'ended', 'me', '${at}')`);
    expect(state()).toMatchObject({ injectable: 0, disclosureClass: 'drug' });
  });

  it('gives nothing of it at the gate once it was written anew, whatever the rows of the catalogue say', async () => {
    const id = await enter(henrik);
    const { give } = await inTheRoom([[id]]);
    const [row] = await give(id);
    const again = (givenAt: string) => () =>
      raw()
        .exec(`INSERT INTO administrations SELECT 'x', 'x', sessionId, blockId, patientId, consentId, substanceId, disclosureClass,
        productName, lotNumber, lotKey, expiryDate, details, totalVolume, doseMg, '${givenAt}', givenBy FROM administrations WHERE id = '${row?.id}'`);
    const now = clinic.clock.now();
    raw().exec(
      `INSERT INTO ownSubstances SELECT id, 2, entry, told, enteredBy, '${now}' FROM ownSubstances WHERE id = '${id}'`,
    );
    expect(again(now)).toThrow('GATE:substance');
    raw().exec(
      `INSERT INTO ownApprovals VALUES ('a', '${id}', 2, 'ZA', 'ground', 'me', '${firstDay}', 'me', '${now}');
       UPDATE substances SET injectable = 1, disclosureClass = 'biological-substance' WHERE id = '${id}'`,
    );
    // Approved only after it was given.
    expect(again(row?.givenAt ?? '')).toThrow('GATE:substance');
    expect(again(now)).not.toThrow();
  });

  it('neither changes, replaces nor forgets an entry, an approval or its end', async () => {
    const id = await enter(henrik);
    await henrik.substances.blockOwn({ substanceId: id, reason: 'ended' });
    for (const table of ['ownSubstances', 'ownApprovals', 'ownApprovalEnds'])
      for (const sql of [
        `UPDATE ${table} SET at = at`,
        `DELETE FROM ${table}`,
        `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
      ])
        expect(() => raw().exec(sql), sql).toThrow(`APPEND_ONLY:${table}`);
    const skip = `INSERT INTO ownSubstances SELECT id, 9, entry, told, enteredBy, at FROM ownSubstances`;
    expect(() => raw().exec(skip)).toThrow('OWN_SUBSTANCE:version');
  });

  it('does not take back that something is told otherwise since, nor lets it be told otherwise unnoticed', () => {
    const change = (set: string) => () =>
      raw().exec(`UPDATE substanceFacts SET ${set} WHERE substanceId = 'lidocaine'`);
    expect(change("facts = '{}'")).toThrow('SUBSTANCE_FACTS');
    raw().exec(
      `UPDATE substanceFacts SET facts = '{}', changedAt = '2026-11-23T20:00:00.000Z' WHERE substanceId = 'lidocaine'`,
    );
    expect(change('changedAt = NULL')).toThrow('SUBSTANCE_FACTS');
    expect(change("changedAt = '2026-11-23T19:00:00.000Z'")).toThrow('SUBSTANCE_FACTS');
    expect(change(`facts = '{"name":"x"}'`)).toThrow('SUBSTANCE_FACTS');
    expect(change("substanceId = 'procaine'")).toThrow();
    expect(() => raw().exec('DELETE FROM substanceFacts')).toThrow('APPEND_ONLY:substanceFacts');
    expect(() =>
      raw().exec("INSERT OR REPLACE INTO substanceFacts VALUES ('lidocaine', '{}', NULL)"),
    ).toThrow('APPEND_ONLY:substanceFacts');
  });

  it('takes no word for a decision of the clinic that nobody has written', () => {
    expect(() =>
      raw().exec(
        `UPDATE substances SET disclosureClass = 'biological-substance', classReason = 'clinic-approval' WHERE id = 'lidocaine'`,
      ),
    ).toThrow('SUBSTANCE_CLASS');
  });
});
