import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import type { TreatmentSession } from '../../shared/contract/treatments.ts';
import { read } from '../paper/reading.ts';
import { refusal } from './case-clinic.ts';
import { aikosNote, credit, supervisedClinic, type Supervised } from './supervision.ts';

let clinic: Supervised;
let note: TreatmentSession;
let owner: Api;
let nomsaId: string;

const reason = 'Dr Sørensen has left the clinic';
const statement = 'Read with the author and agreed';

/** The owner treats as well and holds everything on her own. */
beforeEach(async () => {
  clinic = await supervisedClinic();
  note = await aikosNote(clinic);
  ({ owner } = clinic);
  nomsaId = clinic.ids['nomsa'] ?? '';
  const her = (await owner.staff.list()).find(({ id }) => id === nomsaId);
  if (her === undefined) throw new Error('the clinic has an owner');
  const { displayName, title, version } = her;
  await owner.staff.revise({
    ...{ id: nomsaId, displayName, title, version, treats: true, disabled: false },
    roles: ['owner', 'practitioner'],
  });
  await credit(clinic, 'nomsa');
});
afterEach(() => clinic.close());

async function henrikLeaves(): Promise<void> {
  const his = (await owner.staff.list()).find(({ id }) => id === clinic.henrikId);
  await owner.staff.revise({
    ...{ id: clinic.henrikId, displayName: his?.displayName ?? '', title: his?.title ?? '' },
    ...{ roles: ['practitioner'], treats: true, disabled: true, version: his?.version ?? 0 },
  });
}

const pass = (to = nomsaId, from = clinic.henrikId) => ({ id: note.id, fromId: from, toId: to, reason });
const opened = async () => (await clinic.aiko.treatments.open({ id: note.id })).session;

async function run(statement_: string): Promise<string> {
  const db = clinic.host.clinic?.db;
  if (db === undefined) throw new Error('the store is closed');
  try {
    await sql.raw(statement_).execute(db);
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a note whose supervisor has left', { timeout: 30_000 }, () => {
  it('is found by owner and author, and passed on with a reason to somebody who holds the same', async () => {
    await henrikLeaves();
    const waiting = [{ sessionId: note.id, supervisor: { id: clinic.henrikId, gone: true } }];
    expect(await owner.treatments.awaitingCosign()).toMatchObject(waiting);
    expect(await clinic.aiko.treatments.awaitingCosign()).toMatchObject(waiting);
    const asked = { id: note.id, fromId: clinic.henrikId };
    expect((await owner.treatments.supervisorsFor(asked)).map(({ id }) => id)).toEqual([nomsaId]);
    await owner.treatments.nameSupervisor(pass());

    expect(await opened()).toMatchObject({
      intact: true,
      supervisors: [{ id: nomsaId, cosigned: null }],
      supervisorChanges: [{ from: 'Dr Henrik Sørensen', reason }],
    });
    expect(await owner.treatments.toCosign()).toMatchObject([{ sessionId: note.id }]);
    await owner.treatments.cosign({ id: note.id, statement });
    expect((await opened()).supervisors).toMatchObject([{ id: nomsaId, cosigned: { statement } }]);
    expect(await owner.treatments.awaitingCosign()).toEqual([]);
    const [line] = await clinic.aiko.treatments.sessionsOf({ patientId: note.patientId });
    expect(line).toMatchObject({ awaitingCosign: false, intact: true });
    const { file } = await clinic.aiko.documents.treatmentSummary({ id: note.id });
    const paper = (await read(new Uint8Array(await file.arrayBuffer()))).pages
      .map(({ text }) => text)
      .join(' ');
    expect(paper).toContain(reason);
  });

  it('is passed on by its author too, and by nobody else', async () => {
    const tomas = await clinic.as('tomas');
    expect(await refusal(tomas.treatments.nameSupervisor(pass()))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(clinic.henrik.treatments.nameSupervisor(pass()))).toMatchObject({
      code: 'FORBIDDEN',
    });
    await clinic.aiko.treatments.nameSupervisor(pass());
    expect((await opened()).supervisorChanges).toMatchObject([{ by: 'Aiko Tanaka' }]);
    expect(await refusal(clinic.henrik.treatments.cosign({ id: note.id, statement }))).toMatchObject({
      code: 'NOT_SUPERVISOR',
    });
    expect(await clinic.henrik.treatments.toCosign()).toEqual([]);
  });

  it('goes to nobody who is supervised themselves, lacks something today, wrote it, or is asked already', async () => {
    const refused = async (to: string) => refusal(owner.treatments.nameSupervisor(pass(to)));
    expect(await refused(clinic.aikoId)).toMatchObject({ code: 'MAY_NOT_SUPERVISE' });
    expect(await refused(clinic.henrikId)).toMatchObject({ code: 'MAY_NOT_SUPERVISE' });
    expect(await refused(clinic.ids['rosa'] ?? '')).toMatchObject({ code: 'MAY_NOT_SUPERVISE' });
    await credit(clinic, 'nomsa', (type) => (type === 'injection' ? { supervisedBy: clinic.henrikId } : {}));
    expect(await refused(nomsaId)).toMatchObject({ code: 'MAY_NOT_SUPERVISE' });
    await credit(clinic, 'nomsa', (type) => (type === 'injection' ? { expiresOn: '2026-11-22' } : {}));
    expect(await refused(nomsaId)).toMatchObject({ code: 'MAY_NOT_SUPERVISE' });
    await credit(clinic, 'nomsa');
    const notHers = await refusal(owner.treatments.nameSupervisor(pass(nomsaId, clinic.aikoId)));
    expect(notHers).toMatchObject({ code: 'NOT_SUPERVISOR' });
  });

  it('is not passed on once it is co-signed, entered in error or no longer what was signed', async () => {
    await clinic.henrik.treatments.cosign({ id: note.id, statement });
    expect(await refusal(owner.treatments.nameSupervisor(pass()))).toMatchObject({ code: 'WRONG_STATUS' });
    await run('DROP TRIGGER noteCosignaturesNoDelete');
    await run('DELETE FROM noteCosignatures');
    expect(await refusal(owner.treatments.nameSupervisor(pass()))).toMatchObject({ code: 'CONTENT_CHANGED' });
    await clinic.aiko.treatments.amend({
      ...{ id: note.id, kind: 'entered-in-error', reason: 'Wrong patient', text: '' },
    });
    expect(await refusal(owner.treatments.nameSupervisor(pass()))).toMatchObject({ code: 'WRONG_STATUS' });
  });

  it('comes back to the first one where they are named again', async () => {
    await owner.treatments.nameSupervisor(pass());
    await owner.treatments.nameSupervisor(pass(clinic.henrikId, nomsaId));
    await clinic.henrik.treatments.cosign({ id: note.id, statement });
    expect(await opened()).toMatchObject({
      intact: true,
      supervisors: [{ id: clinic.henrikId, cosigned: { statement } }],
      supervisorChanges: [{}, {}],
    });
  });

  it('keeps every change: none is rewritten, removed or made by a program, and what was done around it shows', async () => {
    await owner.treatments.nameSupervisor(pass());
    const row = (from: string, to: string, number: number) =>
      `INSERT INTO supervisorChanges VALUES ('x${number}', '${note.id}', ${number}, '${from}', '${to}', 'because',
        '${nomsaId}', '2026-11-23T20:00:00.000Z', '${'a'.repeat(64)}')`;
    for (const [attack, answer] of [
      [`UPDATE supervisorChanges SET reason = 'x'`, /APPEND_ONLY/],
      ['DELETE FROM supervisorChanges', /APPEND_ONLY/],
      [`INSERT OR REPLACE INTO supervisorChanges SELECT * FROM supervisorChanges`, /APPEND_ONLY/],
      [row(clinic.henrikId, clinic.ids['rosa'] ?? '', 2), /SUPERVISOR_CHANGE/],
      [row(nomsaId, clinic.aikoId, 2), /SUPERVISOR_CHANGE/],
      [
        `INSERT INTO noteCosignatures VALUES ('${note.id}', '${clinic.henrikId}', 'H', 'Fine', '${note.contentHash}',
          '2026-11-23T20:00:00.000Z', '${'a'.repeat(64)}')`,
        /COSIGN_PERSON/,
      ],
    ] as const)
      expect.soft(await run(attack), attack).toMatch(answer);
    expect((await opened()).intact).toBe(true);
    await run('DROP TRIGGER supervisorChangesNoUpdate');
    expect(await run(`UPDATE supervisorChanges SET reason = 'Another reason'`)).toBe('done');
    expect((await opened()).intact).toBe(false);
  });
});
