import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelVisit, lidocaine, openHeelCase, type HeelCase } from '../../main/demo/cases/heel.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { ProductInput } from '../../shared/contract/stock.ts';
import type { AdministrationInput } from '../../shared/contract/administration.ts';
import { caseClinic, firstDay, type CaseClinic } from './case-clinic.ts';
import { refusal, register } from './consent-cases.ts';
import { ampoule, vial } from './stock-cases.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  henrik = clinic.henrik;
});
afterEach(async () => clinic.close());

const product = async (input: ProductInput) =>
  (await henrik.stock.saveProduct({ id: null, version: 0, product: input })).id;
const received = async (productId: string, more: Partial<Parameters<Api['stock']['receive']>[0]> = {}) =>
  (
    await henrik.stock.receive({
      ...{ productId, lotNumber: 'LD-24 117', expiryDate: '2027-12-31', containers: 10, patientId: null },
      ...more,
    })
  ).id;
const lotNow = async (id: string) => {
  const all = (await henrik.stock.products({})).flatMap(({ lots }) => lots);
  const found = all.find((lot) => lot.id === id);
  if (found === undefined) throw new Error('no such lot');
  return found;
};

describe('the cupboard', () => {
  it('counts what came in, lists what is low and names what expires first', async () => {
    const id = await product(ampoule);
    await received(id, { containers: 3, expiryDate: '2027-03-01' });
    await received(id, { containers: 1, lotNumber: 'B', expiryDate: '2026-12-24' });
    expect(await henrik.stock.products({})).toMatchObject([
      {
        usableContainers: 4,
        isLow: true,
        nextExpiry: '2026-12-24',
        lots: [{ lotNumber: 'B' }, { sealedMl: '15' }],
      },
    ]);
  });

  it('takes no lot that has expired, no amount that is none and no package number twice', async () => {
    const id = await product({ ...ampoule, gtin: '5012345678900' });
    expect(await refusal(received(id, { expiryDate: '2026-11-22' }))).toMatchObject({
      data: { problem: 'expired' },
    });
    expect(await refusal(product({ ...ampoule, gtin: '5012345678900' }))).toMatchObject({
      data: { problem: 'gtin-taken' },
    });
    expect(await refusal(product({ ...ampoule, gtin: '5012345678901' }))).toMatchObject({
      data: { problem: 'code' },
    });
    for (const containerMl of ['0', '0.0001', '-5'])
      expect((await refusal(product({ ...ampoule, containerMl }))).code).toMatch(/STOCK_REFUSED|INVALID/);
  });

  it('knows its substances, and counts no less than nothing', async () => {
    expect((await refusal(product({ ...ampoule, substanceId: '1e309' }))).code).toBe('INVALID');
    const lot = { lotId: await received(await product(ampoule)), vialId: null, reason: 'counted' };
    expect(await refusal(henrik.stock.adjust({ ...lot, countedMl: '-999999999999' }))).toMatchObject({
      data: { problem: 'amount' },
    });
    const { id: vialId } = await henrik.stock.openVial({ lotId: await received(await product(vial)) });
    expect(await refusal(henrik.stock.adjust({ ...lot, vialId, countedMl: '4' }))).toMatchObject({
      ...{ code: 'NOT_FOUND', data: { what: 'vial' } },
    });
  });

  it('finds product and lot by the code of the package', async () => {
    const id = await product({ ...ampoule, gtin: '5012345678900' });
    const lotId = await received(id);
    expect(await henrik.stock.scan({ code: '(01)05012345678900(17)271231(10)ld24117' })).toEqual({
      productId: id,
      lotId,
      gtin: '05012345678900',
      lotNumber: 'ld24117',
      expiryDate: '2027-12-31',
    });
    expect(await refusal(henrik.stock.scan({ code: 'lidocaine' }))).toMatchObject({
      data: { problem: 'code' },
    });
  });

  it('starts the time of an opened vial, which ends with its days or with the lot', async () => {
    const id = await product({ ...vial, openDays: 7 });
    const lotId = await received(id, { containers: 2 });
    await henrik.stock.openVial({ lotId });
    expect(await lotNow(lotId)).toMatchObject({
      sealedContainers: 1,
      vials: [{ leftMl: '20', discardAt: '2026-11-29T21:59:59.999Z', closedAt: null }],
    });
    const soon = await received(id, { lotNumber: 'S', expiryDate: '2026-11-24' });
    await henrik.stock.openVial({ lotId: soon });
    expect((await lotNow(soon)).vials[0]?.discardAt).toBe('2026-11-24T21:59:59.999Z');
    expect(
      await refusal(henrik.stock.openVial({ lotId: await received(await product(ampoule)) })),
    ).toMatchObject({
      data: { problem: 'not-multi-dose' },
    });
  });

  it('keeps waste and counted differences with their reasons, and never goes below nothing', async () => {
    const lotId = await received(await product(ampoule), { containers: 2 });
    const lot = { lotId, vialId: null };
    expect(await henrik.stock.waste({ ...lot, ml: '5', reason: 'fell down' })).toEqual({ leftMl: '5' });
    expect(await refusal(henrik.stock.waste({ ...lot, ml: '5.001', reason: 'fell down' }))).toMatchObject({
      data: { problem: 'empty' },
    });
    expect(await henrik.stock.adjust({ ...lot, countedMl: '10', reason: 'one found again' })).toEqual({
      leftMl: '10',
    });
    expect((await henrik.stock.history({ lotId })).map(({ kind, ml, reason }) => [kind, ml, reason])).toEqual(
      [
        ['adjust', '5', 'one found again'],
        ['waste', '-5', 'fell down'],
        ['receive', '10', ''],
      ],
    );
  });

  it('reckons what a recipe holds, mg for each substance', async () => {
    const [one, two] = [
      await product(ampoule),
      await product({ ...ampoule, name: 'Lidocaine 2 %', strengthValue: '2' }),
    ];
    await henrik.stock.saveRecipe({
      id: null,
      version: 0,
      recipe: {
        name: 'Heel',
        own: false,
        parts: [
          { productId: one, ml: '0.5' },
          { productId: two, ml: '0.3' },
        ],
      },
    });
    expect(await henrik.stock.recipes()).toMatchObject([
      {
        totalMl: '0.8',
        contents: [
          { ml: '0.5', mg: '5' },
          { ml: '0.3', mg: '6' },
        ],
      },
    ]);
  });
});

describe('an injection out of the cupboard', () => {
  let heel: HeelCase;
  let sessionId: string;
  beforeEach(async () => {
    heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    sessionId = (await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay)).session.id;
  });
  const drawn = (stock: NonNullable<AdministrationInput['parts'][number]['stock']>): AdministrationInput => {
    const base = lidocaine(firstDay);
    return {
      ...base,
      parts: base.parts.map((part) => ({ ...part, lotNumber: '', productName: 'as typed', stock })),
    };
  };
  const give = (stock: Parameters<typeof drawn>[0]) =>
    henrik.treatments.administer({ sessionId, administration: drawn(stock) });

  it('takes lot, expiry and strength from the lot, draws given and wasted, and gives both back when it was entered wrongly', async () => {
    const lotId = await received(await product(ampoule));
    const [given] = await give({ lotId, vialId: null, wasteMl: '4' });
    expect(given).toMatchObject({
      lotNumber: 'LD-24 117',
      expiryDate: '2027-12-31',
      productName: ampoule.name,
    });
    expect((await lotNow(lotId)).sealedMl).toBe('45');
    expect(await henrik.stock.history({ lotId })).toMatchObject(
      [{ ml: '-4' }, { ml: '-1' }, { kind: 'receive' }].map((row) => expect.objectContaining(row)),
    );
    await henrik.treatments.reverse({ syringeId: given?.syringeId ?? '', reason: 'wrong patient opened' });
    expect((await lotNow(lotId)).sealedMl).toBe('50');
  });

  it('names who received from an opened vial, and refuses it once its days are over', async () => {
    const lotId = await received(await product({ ...vial, openDays: 1 }));
    const { id: vialId } = await henrik.stock.openVial({ lotId });
    await give({ lotId, vialId, wasteMl: '0' });
    expect((await henrik.stock.history({ lotId }))[0]).toMatchObject({
      kind: 'give',
      vialId,
      patient: { id: heel.patientId, sessionId },
    });
    expect(await refusal(give({ lotId, vialId: null, wasteMl: '0' }))).toMatchObject({
      code: 'STOCK_REFUSED',
      data: { problem: 'closed' },
    });
    clinic.clock.set('2026-11-23T22:30:00.000Z');
    expect(await refusal(give({ lotId, vialId, wasteMl: '0' }))).toMatchObject({
      data: { problem: 'over-age' },
    });
  });

  it('is refused out of a frozen lot, out of more than is left, and out of what another patient brought', async () => {
    const id = await product(ampoule);
    const lotId = await received(id, { containers: 1 });
    expect(await refusal(give({ lotId, vialId: null, wasteMl: '4.001' }))).toMatchObject({
      data: { problem: 'empty' },
    });
    await henrik.stock.freeze({ id: lotId, version: 1, reason: 'recalled by the maker' });
    expect(await refusal(give({ lotId, vialId: null, wasteMl: '0' }))).toMatchObject({
      data: { problem: 'frozen' },
    });
    const other = await register(henrik, { givenName: 'Zodwa' });
    const brought = await received(id, { lotNumber: 'OWN', patientId: other });
    expect(await refusal(give({ lotId: brought, vialId: null, wasteMl: '0' }))).toMatchObject({
      data: { problem: 'patient' },
    });
    expect((await lotNow(lotId)).sealedMl).toBe('5');
  });

  it('is refused where the lot is of another substance than the patient was told', async () => {
    const lotId = await received(
      await product({ ...ampoule, name: 'Procaine', substanceId: 'procaine', strengthValue: '1' }),
    );
    expect(await refusal(give({ lotId, vialId: null, wasteMl: '0' }))).toMatchObject({
      data: { problem: 'identity' },
    });
  });
});

describe('the store itself', () => {
  it('neither changes nor forgets a movement, a lot or a vial, and draws nothing that is not there', async () => {
    const lotId = await received(await product(vial), { containers: 1 });
    await henrik.stock.openVial({ lotId });
    const raw = clinic.host.clinic?.store.raw ?? expect.fail('closed');
    const attacks = {
      'UPDATE stockMovements SET microlitres = 1': 'APPEND_ONLY',
      'DELETE FROM stockMovements': 'APPEND_ONLY',
      'INSERT OR REPLACE INTO stockMovements SELECT * FROM stockMovements': 'APPEND_ONLY',
      'DELETE FROM lots': 'APPEND_ONLY',
      "UPDATE lots SET expiryDate = '2040-01-01'": 'LOT_IDENTITY',
      "UPDATE vials SET discardAt = '2040-01-01T00:00:00.000Z'": 'VIAL_IDENTITY',
      [`INSERT INTO stockMovements SELECT 'x', lotId, NULL, 'waste', -20000001, NULL, NULL, 'y', by, at FROM stockMovements LIMIT 1`]:
        'STOCK:empty',
    };
    for (const [sql, code] of Object.entries(attacks)) expect(() => raw.exec(sql), sql).toThrow(code);
  });
});

describe('the cupboard over the years', () => {
  it('keeps a product as its lots were received, but not its name, its marks and its package number', async () => {
    const id = await product(ampoule);
    const save = (change: Partial<ProductInput>, version: number) =>
      henrik.stock.saveProduct({ id, version, product: { ...ampoule, ...change } });
    await save({ strengthValue: '2' }, 1);
    await save({}, 2);
    await received(id);
    for (const change of [{ strengthValue: '2' }, { containerMl: '10' }, { substanceId: 'procaine' }])
      expect(await refusal(save(change, 3))).toMatchObject({ data: { problem: 'in-use' } });
    await save({ name: 'Lidocaine plain', gtin: '5012345678900', lowAt: 9 }, 3);
    expect(await henrik.stock.products({})).toMatchObject([{ name: 'Lidocaine plain', lowAt: 9 }]);
  });

  it('leaves out lots that were used up a month ago, never one with something left, opened or frozen', async () => {
    const id = await product(vial);
    const [gone, left, open, frozen] = [
      await received(id, { lotNumber: 'GONE', containers: 1 }),
      await received(id, { lotNumber: 'LEFT', containers: 1 }),
      await received(id, { lotNumber: 'OPEN', containers: 1 }),
      await received(id, { lotNumber: 'FROZEN', containers: 1 }),
    ];
    const empty = { vialId: null, ml: '20', reason: 'used up' };
    await henrik.stock.waste({ ...empty, lotId: gone });
    await henrik.stock.openVial({ lotId: open });
    await henrik.stock.waste({ ...empty, lotId: frozen });
    await henrik.stock.freeze({ id: frozen, version: 1, reason: 'called back' });
    const shown = async (emptied: boolean) =>
      (await henrik.stock.products({ emptied })).flatMap(({ lots }) => lots.map((lot) => lot.id)).toSorted();
    const all = [gone, left, open, frozen].toSorted();
    expect(await shown(false)).toEqual(all);
    clinic.clock.set('2026-12-24T08:00:00.000Z');
    expect(await shown(false)).toEqual([left, open, frozen].toSorted());
    expect(await shown(true)).toEqual(all);
  });

  it('names who brought a lot, and counts none of it as the clinic’s', async () => {
    const other = await register(henrik, { givenName: 'Zodwa', familyName: 'Ncube' });
    const id = await product(ampoule);
    await received(id, { patientId: other });
    expect(await henrik.stock.products({})).toMatchObject([
      { usableContainers: 0, usableMl: '0', lots: [{ patientName: 'Zodwa Ncube' }] },
    ]);
  });
});

describe('what the dialog of an injection proposes', () => {
  it('is how this patient had it last, else how this practitioner gave it last, and never what was reversed', async () => {
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    const facts = () => henrik.treatments.giveFacts({ sessionId: session.id });
    expect((await facts()).last).toEqual([]);
    const [given] = await henrik.treatments.administer({
      ...{ sessionId: session.id, administration: lidocaine(firstDay) },
    });
    const { last, dose } = await facts();
    expect(last).toMatchObject([
      { of: 'patient', route: 'periosteal', aspiration: 'negative', parts: [{ volumePerPoint: '1' }] },
      { of: 'practitioner', points: 1 },
    ]);
    expect(dose).toMatchObject({
      ...{ earlier: [{ substanceId: 'lidocaine', doseMg: '10', inVisit: true }], today: firstDay },
      patient: { weight: { kg: '80' } },
    });
    await henrik.treatments.reverse({ syringeId: given?.syringeId ?? '', reason: 'wrong patient' });
    const after = await facts();
    expect([after.last, after.dose.earlier]).toEqual([[], []]);
  });
});

describe('the register of injections', () => {
  it('lists a period with where each came from, keeps what was reversed as such, and is drawn on paper', async () => {
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    const administration = lidocaine(firstDay);
    const [typed] = await henrik.treatments.administer({ sessionId: session.id, administration });
    const brought = await received(await product(ampoule), { patientId: heel.patientId });
    await henrik.treatments.administer({
      sessionId: session.id,
      administration: {
        ...administration,
        parts: administration.parts.map((part) => ({
          ...part,
          stock: { lotId: brought, vialId: null, wasteMl: '4' },
        })),
      },
    });
    await henrik.treatments.reverse({ syringeId: typed?.syringeId ?? '', reason: 'typed twice' });
    const period = { from: firstDay, to: firstDay, practitionerId: null, substanceId: null, lot: '' };
    const { rows, more } = await henrik.treatments.injections(period);
    expect(more).toBe(false);
    expect(rows).toMatchObject([
      { source: 'typed', doseMg: '10', reversal: { reason: 'typed twice' }, note: 'draft' },
      { source: 'brought', lotNumber: 'LD-24 117', reversal: null, patient: heel.name },
    ]);
    const none = async (change: object) =>
      (await henrik.treatments.injections({ ...period, ...change })).rows.length;
    expect(await none({ from: '2026-11-24', to: '2026-11-30' })).toBe(0);
    expect(await none({ substanceId: 'procaine' })).toBe(0);
    expect(await none({ practitionerId: clinic.ids['aiko'] ?? '' })).toBe(0);
    expect(await none({ lot: 'ld 24-117' })).toBe(2);
    expect(await none({ lot: 'other' })).toBe(0);
    for (const paper of [
      await henrik.documents.injectionRegister(period),
      await henrik.documents.stockList(),
    ])
      expect(paper).toMatchObject({ state: 'report', file: { type: 'application/pdf' } });
  });

  it('counts a dose of a voided note against the limits: it may have been given', async () => {
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    const first = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    await henrik.treatments.administer({ sessionId: first.session.id, administration: lidocaine(firstDay) });
    const raw = clinic.host.clinic?.store.raw ?? expect.fail('closed');
    const [note] = ['a'.repeat(64)];
    raw
      .prepare(
        "INSERT INTO signedNotes (sessionId, content, contentHash, signedBy, signedAt) VALUES (?, '{}', ?, 'x', '2026-11-23T09:00:00.000Z')",
      )
      .run(first.session.id, note);
    raw
      .prepare(
        "INSERT INTO noteAmendments VALUES ('v', ?, 'entered-in-error', 'wrong note', '', 'x', '2026-11-23T09:00:00.000Z', ?)",
      )
      .run(first.session.id, note);
    const second = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay, '15:00');
    const { dose } = await henrik.treatments.giveFacts({ sessionId: second.session.id });
    expect(dose.earlier).toMatchObject([{ doseMg: '10', inVisit: false }]);
  });
});
