import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GateStore, today, type SubstanceSaid } from '../support/gate-store.ts';

let clinic: GateStore;
beforeEach(() => {
  clinic = new GateStore();
});
afterEach(() => clinic.close());

const lidocaine: SubstanceSaid = { parts: ['lidocaine'], disclosureClass: 'drug', decision: 'accepted' };
const zeel: SubstanceSaid = {
  parts: ['zeel-type-complex'],
  disclosureClass: 'biological-substance',
  decision: 'accepted',
};

describe('what was written cannot be bent afterwards', () => {
  beforeEach(() => {
    clinic.consent({ id: 'consent', substances: [lidocaine] });
    clinic.give({ id: 'given' });
  });
  it.each([
    ["UPDATE administrations SET substanceId = 'procaine'", 'APPEND_ONLY:administrations'],
    ["UPDATE administrations SET disclosureClass = 'vehicle'", 'APPEND_ONLY:administrations'],
    ['DELETE FROM administrations', 'APPEND_ONLY:administrations'],
    [
      "INSERT OR REPLACE INTO administrations SELECT * FROM administrations WHERE id = 'given'",
      'GATE:replace',
    ],
    [
      "INSERT INTO administrations SELECT * FROM administrations WHERE id = 'given' ON CONFLICT (id) DO UPDATE SET substanceId = 'procaine'",
      'GATE:replace',
    ],
    ["UPDATE consentLines SET decision = 'accepted', refId = 'procaine'", 'APPEND_ONLY:consentLines'],
    ['DELETE FROM consentLines', 'APPEND_ONLY:consentLines'],
    ["UPDATE consents SET expiresAt = '2099-01-01T00:00:00.000Z'", 'APPEND_ONLY:consents'],
    ['DELETE FROM consents', 'APPEND_ONLY:consents'],
    [
      "INSERT OR REPLACE INTO consents SELECT id, patientId, appointmentId, practitionerId, document, contentHash, completedAt, '2027-06-01T00:00:00.000Z', courseId, visits FROM consents",
      'CONSENT_EXISTS',
    ],
    ["UPDATE consentSignatures SET typedName = 'X'", 'APPEND_ONLY:consentSignatures'],
    [
      "INSERT INTO consentLines VALUES ('consent', 'substance:procaine', 'substance', 'procaine', 'drug', 'accepted')",
      'CONSENT_COMPLETE',
    ],
    [
      "INSERT OR REPLACE INTO consentLines VALUES ('consent', 'substance:lidocaine', 'substance', 'lidocaine', 'vehicle', 'accepted')",
      'CONSENT_COMPLETE',
    ],
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
    expect(clinic.answer(() => clinic.give({ id: 'other' }, 'INSERT OR REPLACE', { rowid }))).toBe(
      'GATE:replace',
    );
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
      expect(
        clinic.answer(() => clinic.raw.exec(sql)),
        sql,
      ).toMatch(/^(APPEND_ONLY|WITHDRAWAL_EXISTS)/);
    }
    expect(clinic.answer(() => clinic.give())).toBe('GATE:consent');
  });
});

describe('a consent by plain SQL is refused', () => {
  it.each<[string, (store: GateStore) => void, string]>([
    [
      'without the patient',
      (s) => s.consent({ id: 'c', substances: [lidocaine] }, { signatures: ['practitioner'] }),
      'CONSENT_UNSIGNED',
    ],
    [
      'without the practitioner',
      (s) => s.consent({ id: 'c', substances: [lidocaine] }, { signatures: ['patient'] }),
      'CONSENT_NOT_COUNTERSIGNED',
    ],
    [
      'when the signatures are under another text',
      (s) => s.consent({ id: 'c', substances: [lidocaine] }, { hash: 'b'.repeat(64) }),
      'CONSENT_UNSIGNED',
    ],
    [
      'when one more signature is under another text',
      (s) =>
        s.raw.transaction(() => {
          s.insert('consentSignatures', {
            consentId: 'c',
            role: 'guardian',
            name: 'g',
            relation: 'aunt',
            typedName: 'g',
            strokes: '[[1]]',
            signedAt: today,
            medium: 'screen',
            scanId: null,
            contentHash: 'b'.repeat(64),
          });
          s.consent({ id: 'c', substances: [lidocaine] });
        })(),
      'CONSENT_HASH',
    ],
    [
      'when its text names another patient',
      (s) => s.consent({ id: 'c', substances: [lidocaine] }, { document: { patient: { id: 'bongani' } } }),
      'CONSENT_PATIENT',
    ],
    [
      'when a refused line is dropped',
      (s) =>
        s.consent(
          { id: 'c', substances: [lidocaine, { ...zeel, decision: 'refused' }] },
          { lines: (rows) => rows.filter(({ refId }) => refId !== 'zeel-type-complex') },
        ),
      'CONSENT_LINES',
    ],
    [
      'when a line is added that the text does not have',
      (s) =>
        s.consent(
          { id: 'c', substances: [lidocaine] },
          {
            lines: (rows) => [
              ...rows,
              {
                consentId: 'c',
                lineId: 'substance:procaine',
                kind: 'substance',
                refId: 'procaine',
                disclosureClass: 'drug',
                decision: 'accepted',
              },
            ],
          },
        ),
      'CONSENT_LINES',
    ],
    [
      'when a refusal is turned into a yes',
      (s) =>
        s.consent(
          { id: 'c', substances: [{ ...lidocaine, decision: 'refused' }] },
          { lines: (rows) => rows.map((row) => ({ ...row, decision: 'accepted' })) },
        ),
      'CONSENT_LINES',
    ],
    [
      'when a class is changed between text and line',
      (s) =>
        s.consent(
          { id: 'c', substances: [zeel] },
          {
            lines: (rows) =>
              rows.map((row) => (row['kind'] === 'substance' ? { ...row, disclosureClass: 'drug' } : row)),
          },
        ),
      'CONSENT_LINES',
    ],
    [
      'when it says nothing',
      (s) => s.consent({ id: 'c', substances: [] }, { lines: () => [], document: { techniques: [] } }),
      'CONSENT_EMPTY',
    ],
    [
      'when it would hold for years',
      (s) => s.consent({ id: 'c', expiresAt: '2030-01-01T00:00:00.000Z', substances: [lidocaine] }),
      'CONSENT_TERM',
    ],
  ])('%s', (_, attack, refusal) => {
    expect(clinic.answer(() => attack(clinic))).toBe(refusal);
    expect(clinic.raw.prepare('SELECT count(*) FROM consents').pluck().get()).toBe(0);
  });

  it('when only its lines are written, waiting for a consent that never comes', () => {
    const line =
      "INSERT INTO consentLines VALUES ('ghost', 'substance:lidocaine', 'substance', 'lidocaine', 'drug', 'accepted')";
    expect(clinic.answer(() => clinic.raw.exec(line))).toBe('FOREIGN KEY constraint failed');
    expect(clinic.answer(() => clinic.give({ consentId: 'ghost' }))).toBe('GATE:consent');
  });
});

describe('a draft that the patient has signed', () => {
  const draft = {
    id: 'd',
    patientId: 'amina',
    appointmentId: null,
    practitionerId: 'henrik',
    document: '{"a":1}',
    contentHash: 'c'.repeat(64),
    signatures: '[]',
    createdAt: today,
    updatedAt: today,
    version: 1,
  };
  it('keeps its text until it is taken back to the talk', () => {
    clinic.insert('consentDrafts', draft);
    expect(clinic.answer(() => clinic.raw.exec(`UPDATE consentDrafts SET document = '{"a":2}'`))).toBe(
      'DRAFT_FROZEN',
    );
    expect(
      clinic.answer(() =>
        clinic.raw.exec(`UPDATE consentDrafts SET contentHash = '${'d'.repeat(64)}', document = document`),
      ),
    ).toBe('DRAFT_FROZEN');
    clinic.raw.exec(`UPDATE consentDrafts SET document = '{"a":2}', contentHash = NULL`);
  });
});
