import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreeToNeedle, leaveNeedle } from '../support/gate-needles.ts';
import { GateStore, today, type SubstanceSaid } from '../support/gate-store.ts';

let clinic: GateStore;
const hash = 'a'.repeat(64);
const later = '2026-11-23T09:30:00.000Z';
const overtaken = '2026-11-23T09:10:00.000Z';
const lidocaine: SubstanceSaid = { parts: ['lidocaine'], disclosureClass: 'drug', decision: 'accepted' };

/** Tables of which no row may ever change or go. */
const kept = [
  'adverseEvents',
  'eventFollowUps',
  'afterwardAnswers',
  'taskEntries',
  'recalls',
  'recallKeys',
  'recallContacts',
  'recallLetters',
  'recallEnds',
  'recallLifts',
  'lotMentions',
  'consentReopenings',
  'consentTemplates',
  'templateVersions',
  'templateApprovals',
  'templateRetirements',
  'wordApprovals',
  'attachments',
  'attachmentErrors',
  'consentPaperForms',
  'documentCopies',
  'outcomes',
  'outcomeVoids',
  'courseEvents',
  'retainedNeedles',
  'needleRemovals',
] as const;

beforeAll(() => {
  clinic = new GateStore();
  const template = { id: 'form', version: 1, parts: [] };
  agreeToNeedle(clinic, { id: 'stays', patientId: 'bongani' });
  leaveNeedle(clinic, 'needle', { patientId: 'bongani', sessionId: 'visit-bongani' });
  clinic.consent({ id: 'consent', substances: [lidocaine] }, { document: { template } });
  clinic.give({ id: 'given' });
  clinic.consent({ id: 'stopped', patientId: 'bongani', substances: [lidocaine] });
  clinic.reopen('serious-event', today, 'bongani');
  const course = clinic.course('course');
  clinic.consent({
    ...{ id: 'for-course', substances: [lidocaine], courseId: course },
    completedAt: overtaken,
  });
  clinic.endCourse(course, later);
  clinic.visit(later, 'visit-closed');
  clinic.raw.exec(
    `INSERT INTO needleRemovals VALUES ('out', 'needle', 1, 'removed', 'Amina', '2026-11-24', '', 'henrik', '2026-11-24T09:00:00.000Z')`,
  );
  clinic.raw.exec(`
    INSERT INTO templateVersions VALUES
      ('form', 1, 'shipped', '{}', '${hash}', 'first', 0, 'Palpate', NULL, '${today}'),
      ('form', 2, 'clinic', '{}', '${hash}', 'clearer', 0, 'Dr Henrik Sørensen', 'henrik', '${today}');
    INSERT INTO templateApprovals VALUES ('form', 2, 'de', '${hash}', 'Dr Henrik Sørensen', 'henrik', '${today}');
    INSERT INTO templateRetirements VALUES ('form', 2, 'worse', 'Dr Henrik Sørensen', '${today}');
    INSERT INTO wordApprovals VALUES ('de', '${hash}', 'Dr Henrik Sørensen', 'henrik', '${today}');
    INSERT INTO attachments (id, patientId, subject, subjectId, contentHash, name, mediaType, bytes, sha256, addedBy, addedAt)
      VALUES ('scan', 'amina', 'patient', 'amina', NULL, 'letter.pdf', 'application/pdf', x'25', '${hash}', 'henrik', '${today}');
    INSERT INTO attachmentErrors VALUES ('scan', 'wrong patient', 'henrik', '${today}');
    INSERT INTO consentPaperForms VALUES ('draft', '${hash}', 'amina', 'paper', 'henrik', '${today}', '${hash}');
    INSERT INTO documents VALUES ('paper', 'consent', 'consent', 'amina', 'Consent', '{}', '${hash}', x'25', '${hash}', '${today}');
    INSERT INTO documentCopies VALUES ('paper', 1, 'henrik', '${today}', '${hash}');
    INSERT INTO outcomes VALUES ('pain', 'course', NULL, 'nprs', 'knee:left', 'baseline', '7', '2026-11-23', '{}', 'henrik', '${today}');
    INSERT INTO outcomeVoids VALUES ('pain', 'wrong line', 'henrik', '${today}');
    INSERT INTO courseEvents VALUES ('end', 'course', 'ended', '{}', 3, 'henrik', '${today}');
    INSERT INTO eventFollowUps SELECT 'later', id, NULL, '{}', 'better', 'Dr Henrik Sørensen', '${today}' FROM adverseEvents LIMIT 1;
    INSERT INTO afterwardAnswers VALUES ('answer', 'visit-amina', 'nothing', '', 'Dr Henrik Sørensen', '${today}');
    INSERT INTO tasks (id, title, notes, patientId, dueFrom, dueOn, madeBy, at) VALUES ('task', 'Call', '', 'amina', '2026-11-23', '2026-11-24', 'Dr Henrik Sørensen', '${today}');
    INSERT INTO taskEntries VALUES ('task', 1, 'attempt', NULL, '', NULL, 'open', 'Rosa', 'rosa', '${today}');
    INSERT INTO recalls VALUES ('recall', '{}', 'Lot 7', 'notice', '{}', 'Dr Henrik Sørensen', '${today}');
    INSERT INTO recallKeys VALUES ('recall', 'lot', '7', '');
    INSERT INTO recallContacts VALUES ('contact', 'recall', 'amina', 'reached', '', 'Rosa', '${today}');
    INSERT INTO recallLetters VALUES ('letter', 'recall', 'Lot 7', 'Please call', '[]', 'Dr Henrik Sørensen', '', '${today}');
    INSERT INTO recallEnds VALUES ('recall', 'done', 'Dr Henrik Sørensen', '${today}');
    INSERT INTO recallLifts VALUES ('recall', 'cleared', 'Dr Henrik Sørensen', '${today}');
    INSERT INTO lotMentions VALUES ('LD24117', 'amendment', 'amendment');
    INSERT INTO signedNotes VALUES ('visit-amina', '{"supervisors":[{"id":"aiko","name":"Aiko Tanaka"}]}', '${hash}', 'Dr Henrik Sørensen', '${today}');
    INSERT INTO users VALUES ('aiko', 'aiko', 'aiko', 'Aiko Tanaka', 'Physiotherapist', 'x', 1, NULL, 1);
    INSERT INTO noteSupervisors VALUES ('visit-amina', 'aiko');
    INSERT INTO noteCosignatures VALUES ('visit-amina', 'aiko', 'Aiko Tanaka', 'Agreed', '${hash}', '${later}', '${hash}');
    INSERT INTO sessionTakeovers VALUES ('takeover', 'visit-closed', 1, 'henrik', 'aiko', 'Dr Sørensen was called away', '${today}');
    INSERT INTO sessionClosures VALUES ('visit-closed', 'opened by mistake', 'henrik', '${today}', '${hash}');
    INSERT INTO credentialOverrides VALUES ('override', 'visit-amina', 'henrik', '[{"kind":"region"}]', 'nobody else was there', '${today}');
    INSERT INTO overrideReviews VALUES ('override', 'justified', 'seen', 'aiko', '${today}');`);
  // A program of somebody else's does not ask the delete triggers when a replacing insert takes a row's place.
  clinic.raw.pragma('recursive_triggers = OFF');
});
afterAll(() => clinic.close());

const everything = (table: string) => JSON.stringify(clinic.raw.prepare(`SELECT * FROM ${table}`).all());
const columns = (table: string) =>
  clinic.raw.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
const keys = (table: string) =>
  clinic.raw
    .prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table) as string[];

/** Refused under that name, and not a byte of the table is another. */
function refused(table: string, sql: string, name: string | RegExp): void {
  const before = everything(table);
  const answer = clinic.answer(() => clinic.raw.exec(sql));
  if (typeof name === 'string') expect(answer, sql).toBe(name);
  else expect(answer, sql).toMatch(name);
  expect(everything(table)).toBe(before);
}

describe.each(kept)('%s', (table) => {
  const name = `APPEND_ONLY:${table}`;
  it('has a row to attack', () => expect(everything(table)).not.toBe('[]'));
  it('cannot be updated, in any column', () => {
    for (const column of columns(table)) refused(table, `UPDATE ${table} SET ${column} = ${column}`, name);
  });
  it('cannot be deleted from', () => refused(table, `DELETE FROM ${table}`, name));
  it('cannot be replaced', () => {
    for (const verb of ['INSERT OR REPLACE', 'REPLACE', 'INSERT OR IGNORE'])
      refused(table, `${verb} INTO ${table} SELECT * FROM ${table}`, name);
  });
  it('cannot be turned by an upsert', () => {
    const [last] = columns(table).slice(-1);
    refused(
      table,
      `INSERT INTO ${table} SELECT * FROM ${table} WHERE true ON CONFLICT (${keys(table).join(', ')}) DO UPDATE SET ${last} = excluded.${last}`,
      name,
    );
  });
});

describe('the parent of what is kept', () => {
  it.each([
    ['patients', /^(APPEND_ONLY:|FOREIGN KEY constraint failed)/],
    ['consents', 'APPEND_ONLY:consents'],
    ['treatmentSessions', 'APPEND_ONLY:treatmentSessions'],
    ['templateVersions', 'APPEND_ONLY:templateVersions'],
    ['attachments', 'APPEND_ONLY:attachments'],
    ['documents', 'APPEND_ONLY:documents'],
    ['courses', /^(APPEND_ONLY:|FOREIGN KEY constraint failed)/],
  ])('%s cannot be deleted from under it', (table, name) => {
    const before = kept.map(everything);
    refused(table, `DELETE FROM ${table}`, name);
    expect(kept.map(everything)).toEqual(before);
  });
});

describe('the register of consents', () => {
  const table = 'consentRegister';
  const where = (id: string) => `WHERE consentId = '${id}'`;
  it('holds what these attacks would undo', () => {
    const sql =
      'SELECT consentId, invalidatedAt, courseEndedAt, supersededAt FROM consentRegister ORDER BY consentId';
    expect(clinic.raw.prepare(sql).all()).toEqual([
      { consentId: 'consent', invalidatedAt: null, courseEndedAt: null, supersededAt: overtaken },
      { consentId: 'for-course', invalidatedAt: null, courseEndedAt: later, supersededAt: null },
      { consentId: 'stays', invalidatedAt: today, courseEndedAt: null, supersededAt: null },
      { consentId: 'stopped', invalidatedAt: today, courseEndedAt: null, supersededAt: null },
    ]);
  });
  it.each([
    [`UPDATE consentRegister SET invalidatedAt = NULL ${where('stopped')}`],
    [`UPDATE consentRegister SET invalidatedAt = '2027-01-01T00:00:00.000Z' ${where('stopped')}`],
    [`UPDATE consentRegister SET courseEndedAt = NULL ${where('for-course')}`],
    [`UPDATE consentRegister SET courseEndedAt = '2027-01-01T00:00:00.000Z' ${where('for-course')}`],
    [`UPDATE consentRegister SET usedUpAt = '2027-01-01T00:00:00.000Z' ${where('consent')}`],
    [`UPDATE consentRegister SET supersededAt = NULL ${where('consent')}`],
    [`UPDATE consentRegister SET expiresAt = '2099-01-01T00:00:00.000Z'`],
    [`UPDATE consentRegister SET completedAt = '2026-11-24T00:00:00.000Z'`],
    [`UPDATE consentRegister SET patientId = 'amina' ${where('stopped')}`],
    [`UPDATE consentRegister SET consentId = 'other' ${where('consent')}`],
    [`UPDATE consentRegister SET state = 'refused' ${where('consent')}`],
    ['INSERT OR REPLACE INTO consentRegister SELECT * FROM consentRegister'],
    [
      `INSERT INTO consentRegister SELECT * FROM consentRegister WHERE true ON CONFLICT (consentId) DO UPDATE SET invalidatedAt = NULL`,
    ],
    [
      `INSERT INTO consentRegister (consentId, patientId, practitionerId, completedAt, expiresAt, state) VALUES ('ghost', 'amina', 'henrik', '${today}', '${later}', 'agreed')`,
    ],
  ])('%s', (sql) => refused(table, sql, 'REGISTER_ENTRY'));
  it('loses no entry', () => refused(table, 'DELETE FROM consentRegister', 'APPEND_ONLY:consentRegister'));
});

describe("the patient's word of a visit", () => {
  const table = 'treatmentSessions';
  it.each([
    [
      "UPDATE treatmentSessions SET consentConfirmedAt = NULL WHERE id = 'visit-bongani'",
      'SESSION_CONFIRMED',
    ],
    ["UPDATE treatmentSessions SET substancesRead = 0 WHERE id = 'visit-bongani'", 'SESSION_CONFIRMED'],
    [
      "UPDATE treatmentSessions SET substancesRead = 0 WHERE id = 'visit-amina'",
      /^(NOTE_SIGNED|SESSION_CONFIRMED)$/,
    ],
    [`UPDATE treatmentSessions SET consentConfirmedAt = '${later}' WHERE id = 'visit-amina'`, 'NOTE_SIGNED'],
    ["UPDATE treatmentSessions SET consentConfirmedBy = 'X' WHERE id = 'visit-amina'", 'NOTE_SIGNED'],
    [
      "UPDATE treatmentSessions SET consentConfirmedAt = NULL, consentConfirmedBy = NULL WHERE id = 'visit-amina'",
      /^(NOTE_SIGNED|SESSION_CONFIRMED)$/,
    ],
    ["DELETE FROM treatmentSessions WHERE id = 'visit-amina'", 'APPEND_ONLY:treatmentSessions'],
  ])('%s', (sql, name) => refused(table, sql, name));

  it('is not written over by a replacing insert or an upsert', () => {
    const names =
      'id, patientId, practitionerId, startedAt, content, version, consentConfirmedAt, consentConfirmedBy, substancesRead';
    const row = `SELECT id, patientId, practitionerId, startedAt, content, version, '${later}', 'X', 1 FROM treatmentSessions WHERE id = 'visit-amina'`;
    const upsert = 'ON CONFLICT (id) DO UPDATE SET consentConfirmedBy = excluded.consentConfirmedBy';
    const name = 'APPEND_ONLY:treatmentSessions';
    refused(table, `INSERT OR REPLACE INTO treatmentSessions (${names}) ${row}`, name);
    refused(table, `INSERT INTO treatmentSessions (${names}) ${row} ${upsert}`, name);
  });
});
