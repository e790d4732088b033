import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  complex,
  heelContent,
  heelPlan,
  heelVisit,
  lidocaine,
  openHeelCase,
  type HeelCase,
} from '../../main/demo/cases/heel.ts';
import { answerAsked, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { RecallCriteria } from '../../shared/contract/recall.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;

const nothing: RecallCriteria = {
  ...{ by: 'lot', text: '', vialId: null, substanceId: null, product: '' },
  ...{ expiryDate: null, from: null, until: null },
};
const byLot = (text: string): RecallCriteria => ({ ...nothing, text });
const mixture = {
  ...heelPlan,
  preparations: [{ parts: ['lidocaine', 'traumeel-type-complex'], route: 'periosteal' }],
};

async function treated(lotNumber: string): Promise<HeelCase & { sessionId: string; syringeId: string }> {
  const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
  const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
  const wanted = lidocaine(firstDay);
  const [given] = await henrik.treatments.administer({
    sessionId: session.id,
    administration: { ...wanted, parts: wanted.parts.map((part) => ({ ...part, lotNumber })) },
  });
  return { ...heel, sessionId: session.id, syringeId: given?.syringeId ?? '' };
}

const signIt = async (sessionId: string) => {
  const { session } = await henrik.treatments.open({ id: sessionId });
  const answered = await answerAsked(henrik, session, 'Talked over and accepted');
  return henrik.treatments.sign({ id: sessionId, version: answered.version });
};

describe('who received a lot', { timeout: 30_000 }, () => {
  beforeEach(async () => {
    clinic = await caseClinic();
    henrik = clinic.henrik;
  });
  afterEach(() => clinic.close());

  it('is found in a note that nobody has signed, however the number was typed', async () => {
    const { patientId, sessionId } = await treated('ld 24-117');
    for (const text of ['LD-24 117', 'ld24117', ' L D 2 4 1 1 7 ', 'Ld–24/117'])
      expect((await henrik.recall.search(byLot(text))).exposures, text).toMatchObject([
        {
          ...{ patient: { id: patientId }, sessionId, note: 'draft', match: 'sure', lot: 'ld 24-117' },
          ...{
            substance: 'Lidocaine (lignocaine) plain',
            volume: '1',
            doseMg: '10',
            reversed: false,
            events: 0,
          },
          practitioner: 'Dr Henrik Sørensen',
        },
      ]);
  });

  it('is found as a maybe where the number is only part of another', async () => {
    await treated('LD-24 117');
    expect((await henrik.recall.search(byLot('24117'))).matches).toEqual([
      { kind: 'lot', key: 'LD24117', match: 'maybe', texts: ['LD-24 117'], patients: 1 },
    ]);
    expect((await henrik.recall.search(byLot('LD-24 117-B'))).matches).toMatchObject([{ match: 'maybe' }]);
    expect((await henrik.recall.search(byLot('17'))).matches).toEqual([]);
  });

  it('is found in a mixed syringe, in one that was taken back and in a note entered in error', async () => {
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay, mixture);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    const base = lidocaine(firstDay);
    const both = {
      ...base,
      parts: [...base.parts, complex(firstDay)],
      reasons: { 'route-unusual': 'Asked', 'mixture-not-usual': 'Asked' },
    };
    const [first] = await henrik.treatments.administer({ sessionId: session.id, administration: both });
    const found = await henrik.recall.search(byLot('hc0931b'));
    expect(found.exposures).toMatchObject([
      { product: 'Homeopathic complex ampoule 2.2 mL', mixedWith: ['Lidocaine 1 % ampoule 5 mL'] },
    ]);
    await henrik.treatments.reverse({ syringeId: first?.syringeId ?? '', reason: 'Wrong patient chosen' });
    expect((await henrik.recall.search(byLot('HC 0931-B'))).exposures).toMatchObject([{ reversed: true }]);
    await henrik.treatments.administer({ sessionId: session.id, administration: both });
    await signIt(session.id);
    await henrik.treatments.amend({
      ...{ id: session.id, kind: 'entered-in-error', reason: 'Written for the wrong patient', text: '' },
    });
    const after = (await henrik.recall.search(byLot('HC 0931-B'))).exposures;
    expect(after).toHaveLength(2);
    expect(after.every(({ note }) => note === 'entered-in-error')).toBe(true);
  });

  it('is told with those who died since, and with what happened to them', async () => {
    const { patientId } = await treated('LD-24 117');
    await henrik.events.report({
      ...{ patientId, courseId: null, sessionId: null, severity: 'significant' },
      ...{ happenedOn: firstDay, words: 'Abscess at the heel' },
    });
    await henrik.patients.recordDeath({ id: patientId, diedOn: firstDay });
    expect((await henrik.recall.search(byLot('LD24117'))).exposures).toMatchObject([
      { patient: { name: 'Thandeka Oyelaran-Voss', diedOn: firstDay }, events: 1 },
    ]);
  });

  it('is found by product, substance, expiry and days too', async () => {
    await treated('LD-24 117');
    const by = { ...nothing, by: 'product' } as const;
    const count = async (criteria: RecallCriteria) => (await henrik.recall.search(criteria)).exposures.length;
    expect(await count({ ...by, product: 'lidocaine 1' })).toBe(1);
    expect(await count({ ...by, substanceId: 'lidocaine', from: firstDay, until: firstDay })).toBe(1);
    expect(await count({ ...by, substanceId: 'lidocaine', from: '2026-11-24' })).toBe(0);
    expect(await count({ ...by, substanceId: 'bupivacaine' })).toBe(0);
    expect(await count({ ...by, expiryDate: lidocaine(firstDay).parts[0]?.expiryDate ?? '' })).toBe(1);
    expect(await count({ ...byLot('LD24117'), product: 'bupi' })).toBe(0);
    expect((await refusal(henrik.recall.search(by))).data).toEqual({ field: 'product', problem: 'empty' });
    expect((await refusal(henrik.recall.search(byLot(' - ')))).data).toEqual({
      field: 'text',
      problem: 'empty',
    });
  });

  it('leads back from the patient to every lot, needle and device', async () => {
    const { patientId, sessionId } = await treated('LD-24 117');
    const { session } = await henrik.treatments.open({ id: sessionId });
    const content = heelContent(clinic.people, firstDay);
    const [injection, laser] = content.blocks;
    if (injection === undefined || laser === undefined) throw new Error('the heel has two blocks');
    injection.values['needleLot'] = 'N 77-1';
    await write(henrik, session, { ...content, blocks: [injection, laser] });
    const all = await henrik.recall.ofPatient({ patientId });
    expect(new Set(all.map(({ what, key }) => `${what} ${key}`))).toEqual(
      new Set(['administration LD24117', 'needle N771', 'device L8081']),
    );
    const device = await henrik.recall.search({ ...nothing, by: 'device', text: 'l-808 1' });
    expect(device.exposures).toMatchObject([{ what: 'device', product: 'Laser 808', match: 'sure' }]);
    const needle = await henrik.recall.search({ ...nothing, by: 'needle-lot', text: 'n77-1' });
    expect(needle.exposures).toMatchObject([{ patient: { id: patientId }, note: 'draft', lot: 'N 77-1' }]);
    // Corrected before the signature, the note names another; signed, what it names stays found.
    injection.values['needleLot'] = 'N 77-2';
    const again = (await henrik.treatments.open({ id: sessionId })).session;
    await write(henrik, again, { ...content, blocks: [injection, laser] });
    const count = async (text: string) =>
      (await henrik.recall.search({ ...nothing, by: 'needle-lot', text })).matches.filter(
        ({ match }) => match === 'sure',
      ).length;
    expect([await count('N771'), await count('N772')]).toEqual([0, 1]);
    await signIt(sessionId);
    const raw = clinic.host.clinic?.store.raw;
    for (const sql of [
      'DELETE FROM usedItems',
      "UPDATE usedItems SET key = 'X'",
      'REPLACE INTO usedItems SELECT * FROM usedItems',
    ])
      expect(() => raw?.exec(sql), sql).toThrow('NOTE_SIGNED');
  });
});

describe('a recall', { timeout: 30_000 }, () => {
  beforeEach(async () => {
    clinic = await caseClinic();
    henrik = clinic.henrik;
  });
  afterEach(() => clinic.close());

  async function cupboard(lotNumber = 'LD-24 117') {
    const { id: productId } = await henrik.stock.saveProduct({
      ...{ id: null, version: 0 },
      product: {
        ...{ name: 'Lidocaine 1 % ampoule 5 mL', maker: '', substanceId: 'lidocaine', strengthValue: '1' },
        ...{ strengthUnit: '%', containerType: 'single-dose-ampoule', containerMl: '5', gtin: '' },
        ...{ openDays: 28, lowAt: 0 },
      },
    });
    const receive = () =>
      henrik.stock.receive({
        ...{ productId, lotNumber, expiryDate: '2027-12-28', containers: 3, patientId: null },
      });
    const { id: lotId } = await receive();
    const lotNow = async (id: string) =>
      (await henrik.stock.products({})).flatMap(({ lots }) => lots).find((lot) => lot.id === id);
    return { lotId, lotNow, receive };
  }
  const start = (text = 'ld24117', maybes: string[] = []) =>
    henrik.recall.start({ criteria: byLot(text), maybes, reason: 'Notice of the maker, 23 November' });

  it('freezes the stock in the same act, and nothing of the lot is given until it was lifted', async () => {
    const { patientId } = await treated('LD-24 117');
    const { lotId, lotNow, receive } = await cupboard();
    const head = await start();
    expect(head).toMatchObject({ patients: 1, states: { 'not-called': 1 }, ended: null });
    const frozen = await lotNow(lotId);
    expect(frozen).toMatchObject({ state: 'frozen', frozen: { by: 'Dr Henrik Sørensen' } });
    const version = frozen?.version ?? 0;
    expect(
      await refusal(henrik.stock.release({ id: lotId, version, reason: 'Counted again' })),
    ).toMatchObject({ code: 'WRONG_STATUS', data: { status: 'recalled' } });
    // What arrives later under that number is put away frozen.
    expect(await lotNow((await receive()).id)).toMatchObject({ state: 'frozen' });
    // Typed by hand, past the cupboard, it is refused too, and by the store itself.
    const [sessionId] = (await henrik.treatments.sessionsOf({ patientId })).map(({ id }) => id);
    const typed = lidocaine(firstDay);
    const again = {
      ...typed,
      parts: typed.parts.map((part) => ({ ...part, lotNumber: 'ld-24.117' })),
    };
    const refused = await refusal(
      henrik.treatments.administer({ sessionId: sessionId ?? '', administration: again }),
    );
    expect(refused).toMatchObject({ code: 'RECORD_REFUSED' });
    expect(JSON.stringify(refused.data)).toContain('lot-recalled');
    const raw = clinic.host.clinic?.store.raw;
    expect(() =>
      raw?.exec(`INSERT INTO administrations SELECT 'x' || id, syringeId, sessionId, blockId, patientId, consentId, substanceId,
        disclosureClass, productName, lotNumber, lotKey, expiryDate, details, totalVolume, doseMg, '2026-11-23T23:00:00.000Z', givenBy FROM administrations`),
    ).toThrow('GATE:recalled');
    expect(() => raw?.exec(`UPDATE lots SET frozenAt = NULL, frozenWhy = NULL, frozenBy = NULL`)).toThrow(
      'STOCK:recalled',
    );
    await henrik.recall.end({ id: head.id, words: 'Everybody was told' });
    expect((await refusal(henrik.stock.release({ id: lotId, version, reason: 'Counted again' }))).code).toBe(
      'WRONG_STATUS',
    );
    await henrik.recall.lift({ id: head.id, words: 'Cleared by the maker' });
    const now = await lotNow(lotId);
    expect(now).toMatchObject({ state: 'frozen' });
    await henrik.stock.release({ id: lotId, version: now?.version ?? 0, reason: 'Cleared by the maker' });
    expect(await lotNow(lotId)).toMatchObject({ state: 'usable' });
  });

  it('takes a maybe only when it is named', async () => {
    await treated('LD-24 117');
    const { lotId, lotNow } = await cupboard();
    expect(await start('LD24')).toMatchObject({ patients: 0 });
    expect(await lotNow(lotId)).toMatchObject({ state: 'usable' });
    expect(await start('LD24', ['LD24117'])).toMatchObject({ patients: 1 });
    expect(await lotNow(lotId)).toMatchObject({ state: 'frozen' });
  });

  it('finds who received from one opened vial', async () => {
    await henrik.stock.recipes();
    const { id: productId } = await henrik.stock.saveProduct({
      ...{ id: null, version: 0 },
      product: {
        ...{ name: 'Lidocaine 1 % vial', maker: '', substanceId: 'lidocaine', strengthValue: '1' },
        ...{ strengthUnit: '%', containerType: 'multi-dose-vial', containerMl: '20', gtin: '' },
        ...{ openDays: 28, lowAt: 0 },
      },
    });
    const { id: lotId } = await henrik.stock.receive({
      ...{ productId, lotNumber: 'MV 9', expiryDate: '2027-12-28', containers: 2, patientId: null },
    });
    const { id: vialId } = await henrik.stock.openVial({ lotId });
    const { id: other } = await henrik.stock.openVial({ lotId });
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    const wanted = lidocaine(firstDay);
    await henrik.treatments.administer({
      sessionId: session.id,
      administration: {
        ...wanted,
        parts: wanted.parts.map((part) => ({
          ...part,
          stock: { lotId, vialId, wasteMl: '0' },
          firstOpenedOn: firstDay,
        })),
      },
    });
    const search = (id: string) => henrik.recall.search({ ...nothing, by: 'vial', vialId: id });
    expect((await search(vialId)).exposures).toMatchObject([{ patient: { id: heel.patientId } }]);
    expect((await search(other)).exposures).toEqual([]);
    const criteria = { ...nothing, by: 'vial', vialId } as const;
    const head = await henrik.recall.start({ criteria, maybes: [], reason: 'Cloudy' });
    expect(head.title).toContain('opened vial of lot MV 9');
    const lots = (await henrik.stock.products({})).flatMap(({ lots }) => lots);
    expect(lots).toMatchObject([{ state: 'frozen' }]);
  });

  it('is worked through by the desk, which sees whom to call and nothing of what they received', async () => {
    const { patientId } = await treated('LD-24 117');
    const { id } = await start();
    const rosa = await clinic.as('rosa');
    expect((await refusal(rosa.recall.open({ id }))).code).toBe('FORBIDDEN');
    expect((await refusal(rosa.recall.search(byLot('LD24117')))).code).toBe('FORBIDDEN');
    const seen = await rosa.recall.contacts({ id });
    expect(JSON.stringify(seen)).not.toMatch(/lidocaine|LD-?24|sessionId|notice/i);
    expect(seen.head).toMatchObject({ title: '', reason: '', patients: 1 });
    expect(seen.contacts).toMatchObject([
      { state: 'not-called', patient: { phones: [{ number: '+27 21 555 0177' }] }, added: false },
    ]);
    await rosa.recall.recordContact({
      ...{ id, patientId },
      state: 'unreachable',
      words: 'Rang three times',
    });
    clinic.clock.forward(30);
    const line = await rosa.recall.recordContact({ ...{ id, patientId }, state: 'reached', words: '' });
    expect(line).toMatchObject({
      state: 'reached',
      history: [{ state: 'unreachable', by: 'Rosa Pereira' }, { state: 'reached' }],
    });
    expect(await rosa.recall.list()).toMatchObject([{ states: { reached: 1, 'not-called': 0 } }]);
  });

  it('writes its letters into the line of each who gets one, and not to those who were reached or have died', async () => {
    const { patientId } = await treated('LD-24 117');
    const { id } = await start();
    const letter = { id, subject: 'A recall', text: 'Please call us.', patientIds: [] };
    expect(await henrik.recall.writeLetters(letter)).toMatchObject({ patients: 1 });
    expect(await henrik.recall.contacts({ id })).toMatchObject({
      contacts: [{ state: 'letter' }],
      letters: [{ subject: 'A recall', by: 'Dr Henrik Sørensen' }],
    });
    await henrik.recall.recordContact({ id, patientId, state: 'reached', words: '' });
    expect((await refusal(henrik.recall.writeLetters(letter))).data).toEqual({ missing: ['patients'] });
    await henrik.patients.recordDeath({ id: patientId, diedOn: firstDay });
    expect((await refusal(henrik.recall.writeLetters({ ...letter, patientIds: [patientId] }))).code).toBe(
      'DRAFT_INCOMPLETE',
    );
  });

  it('leaves whoever asked for no contact to those who run it, and writes to them only when they say so', async () => {
    const { patientId } = await treated('LD-24 117');
    const { id } = await start();
    const rosa = await clinic.as('rosa');
    await rosa.reminders.recordChoice({ patientId, asked: true, ways: [], email: '', phone: '', version: 0 });
    expect((await rosa.recall.contacts({ id })).contacts).toMatchObject([{ patient: { contact: 'none' } }]);
    const reached = { id, patientId, state: 'reached', words: '' } as const;
    expect(await refusal(rosa.recall.recordContact(reached))).toMatchObject({
      ...{ code: 'WRONG_STATUS', data: { status: 'no-contact' } },
    });
    const letter = { id, subject: 'A recall', text: 'Please call us.', patientIds: [] as string[] };
    expect((await refusal(henrik.recall.writeLetters(letter))).data).toEqual({ missing: ['patients'] });
    expect(await henrik.recall.writeLetters({ ...letter, patientIds: [patientId] })).toMatchObject({
      patients: 1,
    });
    await henrik.recall.recordContact(reached);
    await henrik.patients.recordDeath({ id: patientId, diedOn: firstDay });
    expect((await refusal(henrik.recall.recordContact(reached))).data).toEqual({ status: 'deceased' });
  });

  it('finds a note that was written later, and says that it is new', async () => {
    clinic.clock.set('2026-11-23T06:00:00.000Z');
    const { id } = await start('N-5');
    const needles = await henrik.recall.start({
      criteria: { ...nothing, by: 'needle-lot', text: 'N-5' },
      ...{ maybes: [], reason: 'Bent tips' },
    });
    const { sessionId } = await treated('LD-24 117');
    const { session } = await henrik.treatments.open({ id: sessionId });
    const content = heelContent(clinic.people, firstDay);
    for (const block of content.blocks) if (block.id === 'injection') block.values['needleLot'] = 'n 5';
    await write(henrik, session, content);
    expect((await henrik.recall.open({ id: needles.id })).contacts).toMatchObject([{ added: true }]);
    expect((await henrik.recall.open({ id })).contacts).toEqual([]);
  });

  it('ends once, by words, and takes nothing more after that', async () => {
    const { patientId } = await treated('LD-24 117');
    const { id } = await start();
    expect((await refusal(henrik.recall.end({ id, words: ' ' }))).code).toBe('INVALID');
    await henrik.recall.end({ id, words: 'Everybody was told' });
    for (const attempt of [
      henrik.recall.end({ id, words: 'again' }),
      henrik.recall.recordContact({ id, patientId, state: 'reached', words: '' }),
      henrik.recall.writeLetters({ id, subject: 'x', text: 'x', patientIds: [] }),
    ])
      expect(await refusal(attempt)).toMatchObject({ code: 'WRONG_STATUS', data: { status: 'ended' } });
  });

  it('goes to other programs as a table in which nothing runs', async () => {
    await treated('=CMD|"calc"!A1');
    const { id } = await start('=CMD|"calc"!A1');
    const { file } = await henrik.recall.csv({ id });
    const text = await file.text();
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).toContain(`"'=CMD|""calc""!A1"`);
    expect(text).toContain('Thandeka Oyelaran-Voss');
  });

  it('and every search for one stand in the log', async () => {
    await treated('LD-24 117');
    await henrik.recall.search(byLot('ld-24 117'));
    const raw = clinic.host.clinic?.store.raw;
    const rows = raw?.prepare("SELECT actorId, entityId FROM audit WHERE procedure = 'recall.search'").all();
    expect(rows).toMatchObject([{ entityId: 'lot:LD24117' }]);
  });
});
