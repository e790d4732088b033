import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelVisit } from '../../main/demo/cases/heel.ts';
import { read } from '../paper/reading.ts';
import { refusal } from './case-clinic.ts';
import { aikosNote, aikosVisit, credit, supervisedClinic, type Supervised } from './supervision.ts';

let clinic: Supervised;
beforeEach(async () => {
  clinic = await supervisedClinic();
});
afterEach(() => clinic.close());

const statement = 'Seen the patient with the author and agree with the note';
const open = (id: string) => clinic.henrik.treatments.open({ id });

async function run(statement: string): Promise<string> {
  const db = clinic.host.clinic?.db;
  if (db === undefined) throw new Error('the store is closed');
  try {
    await sql.raw(statement).execute(db);
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('the note of somebody who treats under supervision', { timeout: 30_000 }, () => {
  it('is signed by its author and waits for the supervisor, who finds it on their list', async () => {
    const note = await aikosNote(clinic);
    expect(note.status).toBe('signed');
    expect(note.supervisors).toEqual([{ id: clinic.henrikId, name: 'Dr Henrik Sørensen', cosigned: null }]);
    expect(await clinic.henrik.treatments.toCosign()).toMatchObject([
      { sessionId: note.id, practitioner: 'Aiko Tanaka', signedAt: note.signedAt },
    ]);
    expect(await clinic.aiko.treatments.toCosign()).toEqual([]);
    expect(await clinic.henrik.treatments.sessionsOf({ patientId: note.patientId })).toMatchObject([
      { id: note.id, awaitingCosign: true, intact: true },
    ]);
    const { at, contentHash } = await clinic.henrik.treatments.cosign({ id: note.id, statement });
    expect((await open(note.id)).session.supervisors).toEqual([
      { id: clinic.henrikId, name: 'Dr Henrik Sørensen', cosigned: { at, statement, contentHash } },
    ]);
    expect(await clinic.henrik.treatments.toCosign()).toEqual([]);
    expect(await clinic.henrik.treatments.sessionsOf({ patientId: note.patientId })).toMatchObject([
      { awaitingCosign: false, intact: true },
    ]);
  });

  it('is co-signed by nobody else, not by its author, not before it is signed, and once', async () => {
    const visit = await aikosVisit(clinic);
    expect(await refusal(clinic.henrik.treatments.cosign({ id: visit.id, statement }))).toMatchObject({
      code: 'NOT_SIGNED',
    });
    const note = await clinic.aiko.treatments.sign({ id: visit.id, version: visit.version });
    expect(await refusal(clinic.aiko.treatments.cosign({ id: note.id, statement }))).toMatchObject({
      code: 'NOT_SUPERVISOR',
    });
    await clinic.henrik.treatments.cosign({ id: note.id, statement });
    expect(await refusal(clinic.henrik.treatments.cosign({ id: note.id, statement }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
  });

  it('says on paper that the co-signature is awaited, and prints both once it is given', async () => {
    const note = await aikosNote(clinic);
    const paper = async () => {
      const { file } = await clinic.henrik.documents.treatmentSummary({ id: note.id });
      const { pages } = await read(new Uint8Array(await file.arrayBuffer()));
      return pages.map(({ text }) => text).join(' ');
    };
    expect(await paper()).toContain('Awaiting the co-signature of Dr Henrik Sørensen');
    await clinic.henrik.treatments.cosign({ id: note.id, statement });
    const both = await paper();
    expect(both).toContain('Signed by Aiko Tanaka');
    expect(both).toContain('Co-signed by Dr Henrik Sørensen');
    expect(both).toContain(statement);
    expect(both).not.toContain('Awaiting the co-signature');
  });

  it('needs no co-signature where the author holds the same without supervision as well', async () => {
    const own = (await clinic.owner.staff.list()).find(({ id }) => id === clinic.aikoId);
    const credentials = own?.credentials ?? [];
    const injection = credentials.find(({ type }) => type === 'injection');
    if (own === undefined || injection === undefined) throw new Error('Aiko injects');
    await clinic.owner.staff.recordCredentials({
      ...{ id: own.id, version: own.version },
      credentials: [...credentials, { ...injection, supervisedBy: null }],
    });
    expect((await aikosNote(clinic)).supervisors).toEqual([]);
  });

  it('is not signed at all while the supervisor may not do it alone, or has left', async () => {
    const visit = await aikosVisit(clinic);
    await credit(clinic, 'henrik', (type) => (type === 'injection' ? null : {}));
    const attempt = () => refusal(clinic.aiko.treatments.sign({ id: visit.id, version: visit.version }));
    expect(await attempt()).toMatchObject({
      code: 'CREDENTIAL_MISSING',
      data: { missing: ['injection'], practitioner: 'Aiko Tanaka' },
    });
    await credit(clinic, 'henrik');
    const [{ version } = { version: 0 }] = (await clinic.owner.staff.list()).filter(
      ({ id }) => id === clinic.henrikId,
    );
    await clinic.owner.staff.revise({
      ...{ id: clinic.henrikId, displayName: 'Dr Henrik Sørensen', title: 'Medical doctor' },
      ...{ roles: ['practitioner'], treats: true, disabled: true, version },
    });
    expect(await attempt()).toMatchObject({ code: 'CREDENTIAL_MISSING', data: { missing: ['injection'] } });
  });

  it('stays what it was when the credential ends after the treatment', async () => {
    const note = await aikosNote(clinic);
    await credit(clinic, 'aiko', () => ({ expiresOn: '2026-11-23', issuedOn: '2020-01-01' }));
    clinic.clock.set('2026-12-24T09:00:00.000Z');
    const { session } = await open(note.id);
    expect(session).toMatchObject({ status: 'signed', intact: true, contentHash: note.contentHash });
    await clinic.henrik.treatments.cosign({ id: note.id, statement });
  });

  it('asks nobody twice: a supervisor who signs the visit needs not co-sign what was injected in it', async () => {
    const people = clinic.people;
    const { openHeelCase, lidocaine } = await import('../../main/demo/cases/heel.ts');
    const { answerAsked, signNote } = await import('../../main/demo/cases/steps.ts');
    const heel = await openHeelCase(clinic.henrik, people, clinic.clock, '2026-11-23');
    const { session } = await heelVisit(clinic.henrik, people, clinic.clock, heel, '2026-11-23');
    await clinic.aiko.treatments.administer({
      sessionId: session.id,
      administration: lidocaine('2026-11-23'),
    });
    const note = await signNote(clinic.henrik, await answerAsked(clinic.henrik, session, 'Talked over'));
    expect(note.supervisors).toEqual([]);
  });

  it('covers the amendments that it was given over, and shows any change of it', async () => {
    const note = await aikosNote(clinic);
    await clinic.aiko.treatments.amend({
      ...{ id: note.id, kind: 'addendum', reason: 'Forgotten', text: 'Patient called back' },
    });
    await clinic.henrik.treatments.cosign({ id: note.id, statement });
    await clinic.aiko.treatments.amend({
      ...{ id: note.id, kind: 'addendum', reason: 'Later', text: 'Better the next day' },
    });
    expect((await open(note.id)).session.intact).toBe(true);
    await run('DROP TRIGGER noteCosignaturesNoUpdate');
    expect(await run(`UPDATE noteCosignatures SET statement = 'I never saw this'`)).toBe('done');
    expect((await open(note.id)).session.intact).toBe(false);
    const [line] = await clinic.henrik.treatments.sessionsOf({ patientId: note.patientId });
    expect(line?.intact).toBe(false);
  });

  it('is not co-signed once its text is no longer the signed one, nor when it was entered in error', async () => {
    const note = await aikosNote(clinic);
    await run('DROP TRIGGER signedNotesNoUpdate');
    await run(`UPDATE signedNotes SET content = replace(content, 'Medial approach', 'Lateral approach')`);
    expect(await refusal(clinic.henrik.treatments.cosign({ id: note.id, statement }))).toMatchObject({
      code: 'CONTENT_CHANGED',
    });
    await run(`UPDATE signedNotes SET content = replace(content, 'Lateral approach', 'Medial approach')`);
    await clinic.aiko.treatments.amend({
      ...{ id: note.id, kind: 'entered-in-error', reason: 'Wrong patient', text: '' },
    });
    expect(await refusal(clinic.henrik.treatments.cosign({ id: note.id, statement }))).toMatchObject({
      code: 'WRONG_STATUS',
    });
    expect(await clinic.henrik.treatments.toCosign()).toEqual([]);
  });

  it('takes no co-signature from a program for somebody else, over another text, or before it was signed', async () => {
    const note = await aikosNote(clinic);
    const hash = note.contentHash;
    const row = (who: string, text = hash, at = '2026-11-23T20:00:00.000Z') =>
      `INSERT INTO noteCosignatures VALUES ('${note.id}', '${who}', 'Somebody', 'Fine', '${text}', '${at}', '${hash}')`;
    expect(await run(row(clinic.aikoId))).toMatch(/COSIGN_PERSON/);
    expect(await run(row(clinic.henrikId, 'b'.repeat(64)))).toMatch(/COSIGN_NOTE/);
    expect(await run(row(clinic.henrikId, hash, '2020-01-01T00:00:00.000Z'))).toMatch(/COSIGN_NOTE/);
    expect(await run(`INSERT INTO noteSupervisors VALUES ('${note.id}', '${clinic.ids['rosa']}')`)).toMatch(
      /COSIGN_PERSON/,
    );
  });
});
