import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GateStore, today, type SubstanceSaid } from '../support/gate-store.ts';

let clinic: GateStore;
beforeEach(() => {
  clinic = new GateStore();
});
afterEach(() => clinic.close());

const lidocaine: SubstanceSaid = { parts: ['lidocaine'], disclosureClass: 'drug', decision: 'accepted' };
const zeel: SubstanceSaid = { parts: ['zeel-type-complex'], disclosureClass: 'biological-substance', decision: 'accepted' };
const saline: SubstanceSaid = { parts: ['sodium-chloride-0-9'], disclosureClass: 'vehicle', decision: 'accepted' };
const mixture: SubstanceSaid = { parts: ['lidocaine', 'zeel-type-complex'], disclosureClass: 'drug', decision: 'accepted' };

describe('an injection by plain SQL is written', () => {
  it('when a signed consent of this patient disclosed it in this class', () => {
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    expect(clinic.answer(() => clinic.give())).toBe('accepted');
    expect(clinic.rowsGiven).toBe(1);
  });
  it('when every part of the syringe was disclosed in the class of the mixture', () => {
    clinic.consent({ id: 'consent', substances: [mixture] });
    clinic.give({ syringeId: 's', substanceId: 'lidocaine' });
    expect(clinic.answer(() => clinic.give({ syringeId: 's', substanceId: 'zeel-type-complex' }))).toBe('accepted');
  });
  it('when the class was told more strictly than the catalogue asks', () => {
    clinic.consent({ id: 'consent', substances: [{ ...zeel, disclosureClass: 'drug' }] });
    expect(clinic.answer(() => clinic.give({ substanceId: 'zeel-type-complex' }))).toBe('accepted');
  });
  it('when it was refused once and accepted in a later consent', () => {
    clinic.consent({ id: 'early', completedAt: '2026-11-20T08:00:00.000Z', substances: [{ ...lidocaine, decision: 'refused' }] });
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    expect(clinic.answer(() => clinic.give())).toBe('accepted');
  });
  it('when it was taken back and consented to anew', () => {
    clinic.consent({ id: 'early', completedAt: '2026-11-20T08:00:00.000Z', substances: [lidocaine] });
    clinic.withdraw('early', 'all', '2026-11-21T08:00:00.000Z');
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    expect(clinic.answer(() => clinic.give())).toBe('accepted');
  });
});

describe('an injection by plain SQL is refused', () => {
  it.each<[string, (store: GateStore) => void, string]>([
    ['without any consent', (s) => s.give(), 'GATE:consent'],
    ["on another patient's consent", (s) => (s.consent({ id: 'consent', patientId: 'bongani', substances: [lidocaine] }), s.give()), 'GATE:consent'],
    ["in another patient's visit", (s) => (s.consent({ id: 'consent', substances: [lidocaine] }), s.give({ sessionId: 'visit-bongani' })), 'GATE:session'],
    ['on an expired consent', (s) => (s.consent({ id: 'consent', expiresAt: today, substances: [lidocaine] }), s.give()), 'GATE:consent'],
    ['before the consent was complete', (s) => (s.consent({ id: 'consent', completedAt: '2026-11-23T09:00:00.001Z', substances: [lidocaine] }), s.give()), 'GATE:consent'],
    ['after the whole consent was withdrawn', (s) => (s.consent({ id: 'consent', substances: [lidocaine] }), s.withdraw('consent', 'all'), s.give()), 'GATE:consent'],
    ['after its line was withdrawn', (s) => (s.consent({ id: 'consent', substances: [lidocaine, zeel] }), s.withdraw('consent', ['substance:lidocaine']), s.give()), 'GATE:consent'],
    ['when its line was refused', (s) => (s.consent({ id: 'consent', substances: [{ ...lidocaine, decision: 'refused' }] }), s.give()), 'GATE:consent'],
    ['when the substance was not disclosed', (s) => (s.consent({ id: 'consent', substances: [zeel] }), s.give()), 'GATE:consent'],
    ['when a drug is called biological', (s) => (s.consent({ id: 'consent', substances: [{ ...lidocaine, disclosureClass: 'biological-substance' }] }), s.give({ disclosureClass: 'biological-substance' })), 'GATE:class'],
    ['when it was disclosed in a laxer class than it is given in', (s) => (s.consent({ id: 'consent', substances: [zeel] }), s.give({ substanceId: 'zeel-type-complex', disclosureClass: 'drug' })), 'GATE:consent'],
    ['in a class that does not exist', (s) => (s.consent({ id: 'consent', substances: [lidocaine] }), s.give({ disclosureClass: 'herbal' })), 'GATE:class'],
    ['of something that is switched off', (s) => (s.consent({ id: 'consent', substances: [{ ...lidocaine, parts: ['ozone-oxygen'] }] }), s.give({ substanceId: 'ozone-oxygen' })), 'GATE:substance'],
    ['of something that the catalogue does not know', (s) => (s.consent({ id: 'consent', substances: [{ ...lidocaine, parts: ['moonshine'] }] }), s.give({ substanceId: 'moonshine' })), 'GATE:substance'],
    ['when a natural part is mixed with a drug and keeps its own label', (s) => (s.consent({ id: 'consent', substances: [zeel, lidocaine] }), s.give({ syringeId: 's', substanceId: 'zeel-type-complex', disclosureClass: 'biological-substance' }), s.give({ syringeId: 's' })), 'GATE:mixture'],
    ['when saline carries a drug and the drug comes first', (s) => (s.consent({ id: 'consent', substances: [saline, lidocaine] }), s.give({ syringeId: 's' }), s.give({ syringeId: 's', substanceId: 'sodium-chloride-0-9', disclosureClass: 'vehicle' })), 'GATE:mixture'],
    ['when a part of the mixture was disclosed only alone', (s) => (s.consent({ id: 'consent', substances: [zeel, lidocaine] }), s.give({ syringeId: 's' }), s.give({ syringeId: 's', substanceId: 'zeel-type-complex' })), 'GATE:consent'],
    ['when a later document refuses it', (s) => (s.consent({ id: 'consent', substances: [lidocaine] }), s.consent({ id: 'later', completedAt: '2026-11-23T08:10:00.000Z', substances: [{ ...lidocaine, decision: 'refused' }] }), s.give()), 'GATE:refused'],
    ['when a later document refuses it in any mixture', (s) => (s.consent({ id: 'consent', substances: [lidocaine] }), s.consent({ id: 'later', completedAt: '2026-11-23T08:10:00.000Z', substances: [{ ...mixture, decision: 'refused' }] }), s.give()), 'GATE:refused'],
    ['on an older yes, when a newer one was withdrawn', (s) => (s.consent({ id: 'consent', completedAt: '2026-11-20T08:00:00.000Z', substances: [lidocaine] }), s.consent({ id: 'newer', substances: [lidocaine] }), s.withdraw('newer', ['substance:lidocaine']), s.give()), 'GATE:withdrawn'],
    ['when the note is signed', (s) => (s.consent({ id: 'consent', substances: [lidocaine] }), s.insert('signedNotes', { sessionId: 'visit-amina', content: '{}', contentHash: 'a'.repeat(64), signedBy: 'henrik', signedAt: today }), s.give()), 'GATE:note-signed'],
    ['when its class became stricter after the consent', (s) => (s.consent({ id: 'consent', substances: [zeel] }), s.raw.exec("UPDATE substances SET disclosureClass = 'drug' WHERE id = 'zeel-type-complex'"), s.give({ substanceId: 'zeel-type-complex', disclosureClass: 'biological-substance' })), 'GATE:class'],
  ])('%s', (_, attack, refusal) => {
    expect(clinic.answer(() => attack(clinic))).toBe(refusal);
  });
});

describe('what was written cannot be bent afterwards', () => {
  beforeEach(() => {
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    clinic.give({ id: 'given' });
  });
  it.each([
    ["UPDATE administrations SET substanceId = 'procaine'", 'APPEND_ONLY:administrations'],
    ["UPDATE administrations SET disclosureClass = 'vehicle'", 'APPEND_ONLY:administrations'],
    ['DELETE FROM administrations', 'APPEND_ONLY:administrations'],
    ["INSERT OR REPLACE INTO administrations SELECT * FROM administrations WHERE id = 'given'", 'GATE:replace'],
    ["INSERT INTO administrations SELECT * FROM administrations WHERE id = 'given' ON CONFLICT (id) DO UPDATE SET substanceId = 'procaine'", 'GATE:replace'],
    ["UPDATE consentLines SET decision = 'accepted', refId = 'procaine'", 'APPEND_ONLY:consentLines'],
    ['DELETE FROM consentLines', 'APPEND_ONLY:consentLines'],
    ["UPDATE consents SET expiresAt = '2099-01-01T00:00:00.000Z'", 'APPEND_ONLY:consents'],
    ['DELETE FROM consents', 'APPEND_ONLY:consents'],
    ["INSERT OR REPLACE INTO consents SELECT id, patientId, appointmentId, practitionerId, document, contentHash, completedAt, '2027-06-01T00:00:00.000Z' FROM consents", 'CONSENT_EXISTS'],
    ["UPDATE consentSignatures SET typedName = 'X'", 'APPEND_ONLY:consentSignatures'],
    ["INSERT INTO consentLines VALUES ('consent', 'substance:procaine', 'substance', 'procaine', 'drug', 'accepted')", 'CONSENT_COMPLETE'],
    ["INSERT OR REPLACE INTO consentLines VALUES ('consent', 'substance:lidocaine', 'substance', 'lidocaine', 'vehicle', 'accepted')", 'CONSENT_COMPLETE'],
    ["UPDATE disclosureClasses SET strictness = 9 WHERE class = 'vehicle'", 'APPEND_ONLY:disclosureClasses'],
    ["INSERT OR REPLACE INTO disclosureClasses VALUES ('herbal', 7)", 'APPEND_ONLY:disclosureClasses'],
    ['DELETE FROM disclosureClasses', 'APPEND_ONLY:disclosureClasses'],
    ["UPDATE substances SET id = 'procaine-x' WHERE id = 'procaine'", 'SUBSTANCE_IDENTITY'],
    ["DELETE FROM substances WHERE id = 'procaine'", 'APPEND_ONLY:substances'],
  ])('%s', (sql, refusal) => {
    expect(clinic.answer(() => clinic.raw.exec(sql))).toBe(refusal);
    expect(clinic.rowsGiven).toBe(1);
  });

  it('nor by a replacing insert that takes the place of a row by its row number', () => {
    const rowid = clinic.raw.prepare('SELECT rowid FROM administrations').pluck().get();
    expect(clinic.answer(() => clinic.give({ id: 'other' }, 'INSERT OR REPLACE', { rowid }))).toBe('APPEND_ONLY:administrations');
    expect(clinic.raw.prepare('SELECT id FROM administrations').pluck().all()).toEqual(['given']);
  });

  it('nor can a withdrawal be taken back, replaced or turned to another line', () => {
    clinic.withdraw('consent', ['substance:lidocaine']);
    for (const sql of [
      'DELETE FROM consentWithdrawals',
      'DELETE FROM consentWithdrawnLines',
      "UPDATE consentWithdrawnLines SET lineId = 'technique:dry-needling'",
      "UPDATE consentWithdrawals SET consentId = 'other'",
      "INSERT OR REPLACE INTO consentWithdrawals SELECT id, consentId, 'lines', how, 'never mind', receivedBy, at FROM consentWithdrawals",
    ]) {
      expect(clinic.answer(() => clinic.raw.exec(sql)), sql).toMatch(/^(APPEND_ONLY|WITHDRAWAL_EXISTS)/);
    }
    expect(clinic.answer(() => clinic.give())).toBe('GATE:consent');
  });
});

describe('a consent by plain SQL is refused', () => {
  it.each<[string, (store: GateStore) => void, string]>([
    ['without the patient', (s) => s.consent({ id: 'c', substances: [lidocaine] }, { signatures: ['practitioner'] }), 'CONSENT_UNSIGNED'],
    ['without the practitioner', (s) => s.consent({ id: 'c', substances: [lidocaine] }, { signatures: ['patient'] }), 'CONSENT_NOT_COUNTERSIGNED'],
    ['when the signatures are under another text', (s) => s.consent({ id: 'c', substances: [lidocaine] }, { hash: 'b'.repeat(64) }), 'CONSENT_UNSIGNED'],
    ['when one more signature is under another text', (s) => s.raw.transaction(() => {
      s.insert('consentSignatures', { consentId: 'c', role: 'guardian', name: 'g', relation: 'aunt', typedName: 'g', strokes: '[[1]]', signedAt: today, contentHash: 'b'.repeat(64) });
      s.consent({ id: 'c', substances: [lidocaine] });
    })(), 'CONSENT_HASH'],
    ['when its text names another patient', (s) => s.consent({ id: 'c', substances: [lidocaine] }, { document: { patient: { id: 'bongani' } } }), 'CONSENT_PATIENT'],
    ['when a refused line is dropped', (s) => s.consent({ id: 'c', substances: [lidocaine, { ...zeel, decision: 'refused' }] }, { lines: (rows) => rows.filter(({ refId }) => refId !== 'zeel-type-complex') }), 'CONSENT_LINES'],
    ['when a line is added that the text does not have', (s) => s.consent({ id: 'c', substances: [lidocaine] }, { lines: (rows) => [...rows, { consentId: 'c', lineId: 'substance:procaine', kind: 'substance', refId: 'procaine', disclosureClass: 'drug', decision: 'accepted' }] }), 'CONSENT_LINES'],
    ['when a refusal is turned into a yes', (s) => s.consent({ id: 'c', substances: [{ ...lidocaine, decision: 'refused' }] }, { lines: (rows) => rows.map((row) => ({ ...row, decision: 'accepted' })) }), 'CONSENT_LINES'],
    ['when a class is changed between text and line', (s) => s.consent({ id: 'c', substances: [zeel] }, { lines: (rows) => rows.map((row) => (row['kind'] === 'substance' ? { ...row, disclosureClass: 'drug' } : row)) }), 'CONSENT_LINES'],
    ['when it says nothing', (s) => s.consent({ id: 'c', substances: [] }, { lines: () => [], document: { techniques: [] } }), 'CONSENT_EMPTY'],
    ['when it would hold for years', (s) => s.consent({ id: 'c', expiresAt: '2030-01-01T00:00:00.000Z', substances: [lidocaine] }), 'CONSENT_TERM'],
  ])('%s', (_, attack, refusal) => {
    expect(clinic.answer(() => attack(clinic))).toBe(refusal);
    expect(clinic.raw.prepare('SELECT count(*) FROM consents').pluck().get()).toBe(0);
  });

  it('when only its lines are written, waiting for a consent that never comes', () => {
    const line = "INSERT INTO consentLines VALUES ('ghost', 'substance:lidocaine', 'substance', 'lidocaine', 'drug', 'accepted')";
    expect(clinic.answer(() => clinic.raw.exec(line))).toBe('FOREIGN KEY constraint failed');
    expect(clinic.answer(() => clinic.give({ consentId: 'ghost' }))).toBe('GATE:consent');
  });
});

describe('a draft that the patient has signed', () => {
  const draft = { id: 'd', patientId: 'amina', appointmentId: null, practitionerId: 'henrik', document: '{"a":1}', contentHash: 'c'.repeat(64), signatures: '[]', createdAt: today, updatedAt: today, version: 1 };
  it('keeps its text until it is taken back to the talk', () => {
    clinic.insert('consentDrafts', draft);
    expect(clinic.answer(() => clinic.raw.exec(`UPDATE consentDrafts SET document = '{"a":2}'`))).toBe('DRAFT_FROZEN');
    expect(clinic.answer(() => clinic.raw.exec(`UPDATE consentDrafts SET contentHash = '${'d'.repeat(64)}', document = document`))).toBe('DRAFT_FROZEN');
    clinic.raw.exec(`UPDATE consentDrafts SET document = '{"a":2}', contentHash = NULL`);
  });
});
