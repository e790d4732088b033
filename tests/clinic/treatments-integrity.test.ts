import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelVisit, lidocaine, openHeelCase, playHeel } from '../../main/demo/cases/heel.ts';
import type { Api } from '../../shared/contract/index.ts';
import { caseClinic, firstDay, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
});
afterEach(() => clinic.close());

/** The store below every service, as a program that goes around them would use it. */
function store() {
  const db = clinic.host.clinic?.db;
  if (db === undefined) throw new Error('the store is closed');
  return db;
}

async function run(statement: string): Promise<string> {
  try {
    await sql.raw(statement).execute(store());
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function signedVisit() {
  const heel = await playHeel(henrik, clinic.people, clinic.clock, firstDay);
  await henrik.treatments.amend({
    id: heel.sessionId,
    kind: 'addendum',
    reason: 'Patient called',
    text: 'Better',
  });
  await henrik.documents.treatmentSummary({ id: heel.sessionId });
  return heel;
}

/** Those that stand in the way of an attack: the named one, and the lock of signed visits. */
async function triggersOf(name: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM sqlite_schema WHERE type = 'trigger'
    AND (name = ${name} OR tbl_name IN ('treatmentSessions', 'administrationReversals'))`.execute(store());
  return rows.map((row) => row.name);
}

const takeover = (sessionId: string) =>
  `INSERT INTO sessionTakeovers VALUES ('t', '${sessionId}', 1, '${clinic.ids['aiko']}', '${clinic.ids['henrik']}', 'ill', '2026-11-23T09:00:00.000Z')`;
const override = (sessionId: string) =>
  `INSERT INTO credentialOverrides VALUES ('o', '${sessionId}', '${clinic.ids['henrik']}', '[{"kind":"credential","id":"needling","techniqueId":"dry-needling"}]', 'nobody else', '2026-11-23T09:00:00.000Z')`;
const intact = async (id: string) => (await henrik.treatments.open({ id })).session.intact;

describe('what is signed', { timeout: 30_000 }, () => {
  it('cannot be changed, removed or written over by plain SQL', async () => {
    const { sessionId } = await signedVisit();
    const attacks = [
      `UPDATE treatmentSessions SET content = json_set(content, '$.narrative', 'Nothing happened') WHERE id = '${sessionId}'`,
      `UPDATE treatmentSessions SET version = version + 1 WHERE id = '${sessionId}'`,
      `DELETE FROM treatmentSessions WHERE id = '${sessionId}'`,
      `INSERT OR REPLACE INTO treatmentSessions (id, patientId, courseId, appointmentId, practitionerId, startedAt, content, version) SELECT id, patientId, courseId, appointmentId, practitionerId, startedAt, '{}', version FROM treatmentSessions WHERE id = '${sessionId}'`,
      `UPDATE signedNotes SET signedBy = 'Somebody else'`,
      'DELETE FROM signedNotes',
      `INSERT OR REPLACE INTO signedNotes SELECT sessionId, '{}', contentHash, signedBy, signedAt FROM signedNotes`,
      `INSERT INTO signedNotes SELECT sessionId, '{}', contentHash, signedBy, signedAt FROM signedNotes WHERE true ON CONFLICT DO UPDATE SET content = '{}'`,
      `UPDATE noteAmendments SET text = 'Worse'`,
      'DELETE FROM noteAmendments',
      `INSERT OR REPLACE INTO noteAmendments SELECT id, sessionId, kind, reason, 'Worse', author, at, contentHash FROM noteAmendments`,
      `UPDATE administrations SET doseMg = '1'`,
      'DELETE FROM administrations',
      `INSERT INTO administrationReversals SELECT syringeId, 'wrong', 'nobody', '2026-11-23T12:00:00.000Z' FROM administrations`,
      `UPDATE outcomes SET value = '0'`,
      'DELETE FROM outcomes',
      "INSERT OR REPLACE INTO outcomes SELECT id, courseId, sessionId, measure, item, moment, '0', measuredOn, details, recordedBy, recordedAt FROM outcomes",
      `UPDATE documents SET title = 'Another'`,
      'DELETE FROM documents',
      `INSERT OR REPLACE INTO documents SELECT id, kind, subjectId, patientId, title, source, sourceHash, x'00', sha256, archivedAt FROM documents`,
    ];
    await sql.raw('PRAGMA recursive_triggers = OFF').execute(store());
    for (const attack of attacks) expect.soft(await run(attack), attack).toMatch(/NOTE_SIGNED|APPEND_ONLY/);
    expect(await intact(sessionId)).toBe(true);
  });

  it('shows that it was changed by somebody who first took the triggers away', async () => {
    const { sessionId } = await signedVisit();
    expect(await run('DROP TRIGGER sessionsLockedBySignature')).toBe('done');
    expect(
      await run(
        `UPDATE treatmentSessions SET content = json_set(content, '$.common.painAfter', '0') WHERE id = '${sessionId}'`,
      ),
    ).toBe('done');
    expect(await intact(sessionId)).toBe(false);
  });

  it('shows a changed dose, a changed note, a changed amendment and a changed hash', async () => {
    const { sessionId } = await signedVisit();
    const changes: [string, string, string][] = [
      [
        'administrationsNoUpdate',
        `UPDATE administrations SET doseMg = '100'`,
        `UPDATE administrations SET doseMg = '10'`,
      ],
      [
        'signedNotesNoUpdate',
        `UPDATE signedNotes SET content = replace(content, '"painAfter":"5"', '"painAfter":"1"')`,
        `UPDATE signedNotes SET content = replace(content, '"painAfter":"1"', '"painAfter":"5"')`,
      ],
      [
        'noteAmendmentsNoUpdate',
        `UPDATE noteAmendments SET text = 'Worse'`,
        `UPDATE noteAmendments SET text = 'Better'`,
      ],
    ];
    for (const [trigger, attack, undo] of changes) {
      expect(await run(`DROP TRIGGER ${trigger}`)).toBe('done');
      expect(await intact(sessionId)).toBe(true);
      expect(await run(attack)).toBe('done');
      expect(await intact(sessionId), attack).toBe(false);
      expect(await run(undo)).toBe('done');
      expect(await intact(sessionId), undo).toBe(true);
    }
  });

  it.each([
    [
      'its patient',
      'sessionsKeepPatient',
      (other: string) => `UPDATE treatmentSessions SET patientId = '${other}'`,
    ],
    [
      'its time',
      'sessionsKeepPatient',
      () => `UPDATE treatmentSessions SET startedAt = '2026-11-22T07:30:00.000Z'`,
    ],
    ['its consent', '', () => `UPDATE treatmentSessions SET consentConfirmedBy = 'Somebody else'`],
    ['its reading of substances', '', () => `UPDATE treatmentSessions SET substancesRead = 0`],
    ['who signed', 'signedNotesNoUpdate', () => `UPDATE signedNotes SET signedBy = 'Somebody else'`],
    ['when', 'signedNotesNoUpdate', () => `UPDATE signedNotes SET signedAt = '2026-11-24T09:00:00.000Z'`],
    [
      'its kind',
      'sessionsKeepNature',
      () => `UPDATE treatmentSessions SET lateReason = 'Later', recordedAt = '2026-11-24T09:00:00.000Z'`,
    ],
    [
      'a reversal',
      'reversalsNotSigned',
      () =>
        `INSERT INTO administrationReversals SELECT syringeId, 'x', givenBy, '2026-11-24T09:00:00.000Z' FROM administrations`,
    ],
    ['its last amendment, cut off', 'noteAmendmentsNoDelete', () => 'DELETE FROM noteAmendments'],
    ['a take-over that was none', 'sessionTakeoversFit', (other: string) => takeover(other)],
    ['an emergency that was none', '', (other: string) => override(other)],
  ] as const)('shows, in the note and in every list, a change of %s', async (_, trigger, attack) => {
    const { sessionId, patientId } = await signedVisit();
    const { id: other } = await henrik.patients.register({ identity: await somebody(), anyway: true });
    for (const name of await triggersOf(trigger)) await run(`DROP TRIGGER ${name}`);
    await run('PRAGMA foreign_keys = OFF');
    expect(await intact(sessionId)).toBe(true);
    expect(await run(attack(trigger === 'sessionsKeepPatient' ? other : sessionId))).toBe('done');
    expect(await intact(sessionId)).toBe(false);
    const lines = [
      ...(await henrik.treatments.sessionsOf({ patientId })),
      ...(await henrik.treatments.sessionsOf({ patientId: other })),
    ];
    expect(lines.map((line) => line.intact)).toEqual([false]);
  });

  it('says on paper that it can no longer be relied on', async () => {
    const { sessionId } = await signedVisit();
    const before = await henrik.documents.treatmentSummary({ id: sessionId });
    await run('DROP TRIGGER sessionsLockedBySignature');
    await run(
      `UPDATE treatmentSessions SET content = json_set(content, '$.narrative', 'Nothing happened') WHERE id = '${sessionId}'`,
    );
    expect((await henrik.documents.treatmentSummary({ id: sessionId })).sha256).not.toBe(before.sha256);
  });
});

describe('an open visit', { timeout: 30_000 }, () => {
  it('stays with its patient, its appointment and its beginning', async () => {
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    const other = await henrik.patients.register({ identity: await somebody(), anyway: true });
    for (const change of [
      `patientId = '${other.id}'`,
      'appointmentId = NULL',
      `startedAt = '2020-01-01T00:00:00.000Z'`,
    ]) {
      expect
        .soft(await run(`UPDATE treatmentSessions SET ${change} WHERE id = '${session.id}'`), change)
        .toMatch(/SESSION_IDENTITY/);
    }
    expect(
      await run(
        `INSERT INTO administrationReversals VALUES ('${session.id}', 'no such syringe', 'x', '2026-11-23T12:00:00.000Z')`,
      ),
    ).toMatch(/REVERSAL_OF_NOTHING/);
  });

  it('never joins the course of another patient', async () => {
    const heel = await openHeelCase(henrik, clinic.people, clinic.clock, firstDay);
    const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, firstDay);
    const { id: patientId } = await henrik.patients.register({ identity: await somebody(), anyway: true });
    const { heelCourse } = await import('../../main/demo/cases/heel.ts');
    const course = await henrik.treatments.openCourse({ patientId, course: heelCourse(firstDay) });
    await expect(
      henrik.treatments.save({
        id: session.id,
        version: session.version,
        content: session.content,
        courseId: course.id,
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(
      await run(`UPDATE treatmentSessions SET courseId = '${course.id}' WHERE id = '${session.id}'`),
    ).toMatch(/SESSION_PATIENT/);
  });
});

async function somebody() {
  const { person } = await import('../../main/demo/cases/steps.ts');
  return person({ givenName: 'Somebody', familyName: 'Else', birthDate: '1990-01-01', sex: 'other' });
}
