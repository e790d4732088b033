import { createHash } from 'node:crypto';
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
const run = (sql: string) => clinic.answer(() => clinic.raw.exec(sql));
const said = (attack: () => void) => clinic.answer(attack);

describe('a consent is what was read', () => {
  it('not with a talk about the lung that the document does not have', () => {
    const line = {
      consentId: 'c',
      lineId: 'lung-field',
      kind: 'lung-field',
      refId: 'lung-field',
      disclosureClass: null,
      decision: 'accepted',
    };
    expect(
      said(() => clinic.consent({ id: 'c', substances: [lidocaine] }, { lines: (rows) => [...rows, line] })),
    ).toBe('CONSENT_LINES');
  });
  it('nor without the one that it has', () => {
    const regions = [
      {
        lineId: 'region:thorax-back:left',
        region: 'thorax-back',
        side: 'left',
        lungField: true,
        decision: 'accepted',
      },
    ];
    const row = {
      consentId: 'c',
      lineId: 'region:thorax-back:left',
      kind: 'region',
      refId: 'thorax-back:left',
      disclosureClass: null,
      decision: 'accepted',
    };
    const lung = { ...row, lineId: 'lung-field', kind: 'lung-field', refId: 'lung-field' };
    const attempt = (lines: Record<string, unknown>[]) => () =>
      clinic.consent(
        { id: 'c', substances: [lidocaine] },
        { document: { regions }, lines: (rows) => [...rows, ...lines] },
      );
    expect(said(attempt([row]))).toBe('CONSENT_LINES');
    expect(said(attempt([row, lung]))).toBe('accepted');
  });

  it('not when a key stands twice in it, so that the gate reads one and people the other', () => {
    const zeelLine = {
      lineId: 'substance:zeel-type-complex',
      parts: ['zeel-type-complex'],
      disclosureClass: 'biological-substance',
      decision: 'accepted',
    };
    const shown = {
      lineId: 'substance:lidocaine',
      parts: ['lidocaine'],
      disclosureClass: 'drug',
      decision: 'refused',
    };
    const technique = { lineId: 'technique:dry-needling', techniqueId: 'dry-needling', decision: 'accepted' };
    const document = `{"patient":{"id":"amina"},"techniques":[${JSON.stringify(technique)}],"regions":[],"substances":[${JSON.stringify(zeelLine)}],"substances":[${JSON.stringify(shown)}]}`;
    const contentHash = createHash('sha256').update(document).digest('hex');
    const forged = clinic.raw.transaction(() => {
      const line = { consentId: 'c', disclosureClass: null, decision: 'accepted' };
      clinic.insert('consentLines', {
        ...line,
        lineId: technique.lineId,
        kind: 'technique',
        refId: 'dry-needling',
      });
      clinic.insert('consentLines', {
        ...line,
        lineId: zeelLine.lineId,
        kind: 'substance',
        refId: 'zeel-type-complex',
        disclosureClass: 'biological-substance',
      });
      for (const role of ['patient', 'practitioner'])
        clinic.insert('consentSignatures', {
          consentId: 'c',
          role,
          name: role,
          relation: '',
          typedName: role,
          strokes: '[[{"x":1}]]',
          signedAt: today,
          medium: 'screen',
          scanId: null,
          contentHash,
        });
      clinic.insert('consents', {
        id: 'c',
        patientId: 'amina',
        appointmentId: null,
        practitionerId: 'henrik',
        document,
        contentHash,
        completedAt: today,
        expiresAt: '2027-05-23T21:59:59.999Z',
      });
    });
    expect(said(() => forged())).toBe('CONSENT_TEXT');
  });

  it.each(['[]', '{}', '5', '[[]]', '[null]', '[[],[]]'])('not with %s for a signature', (strokes) => {
    const attempt = clinic.raw.transaction(() => {
      for (const role of ['patient', 'practitioner'])
        clinic.insert('consentSignatures', {
          consentId: 'c',
          role,
          name: role,
          relation: '',
          typedName: role,
          strokes,
          signedAt: today,
          medium: 'screen',
          scanId: null,
          contentHash: 'a'.repeat(64),
        });
      clinic.insert('consentLines', {
        consentId: 'c',
        lineId: 't',
        kind: 'technique',
        refId: 't',
        disclosureClass: null,
        decision: 'accepted',
      });
      clinic.insert('consents', {
        id: 'c', patientId: 'amina', appointmentId: null, practitionerId: 'henrik', contentHash: 'a'.repeat(64), completedAt: today, expiresAt: '2027-05-23T21:59:59.999Z',
        document: JSON.stringify({ patient: { id: 'amina' }, techniques: [{ lineId: 't', techniqueId: 't', decision: 'accepted' }], regions: [], substances: [] }),
      }); // prettier-ignore
    });
    expect(said(() => attempt())).toBe('CONSENT_HASH');
  });

  it.each([
    { completedAt: '2026-11-23' },
    { completedAt: '' },
    { completedAt: '2026-11-23T08:00:00.000Z', expiresAt: '2027-05-23' },
  ])('not from or to no moment: %j', (when) => {
    expect(said(() => clinic.consent({ id: 'c', substances: [lidocaine], ...when }))).toMatch(
      /CHECK constraint failed|CONSENT_TERM/,
    );
  });

  it('of the future covers nothing today, and lines written ahead of it cover nothing at all', () => {
    clinic.consent({ id: 'consent', completedAt: '2026-12-01T08:00:00.000Z', substances: [lidocaine, zeel] });
    expect(said(() => clinic.give())).toBe('GATE:consent');
    clinic.raw.exec(
      "BEGIN; INSERT INTO consentLines VALUES ('later', 'substance:lidocaine', 'substance', 'lidocaine', 'drug', 'accepted')",
    );
    expect(said(() => clinic.give({ consentId: 'later' }))).toBe('GATE:consent');
    expect(run('COMMIT')).toBe('FOREIGN KEY constraint failed');
    clinic.raw.exec('ROLLBACK');
    expect(clinic.rowsGiven).toBe(0);
  });
});
