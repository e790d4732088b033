import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelContent, heelPlan, heelVisit, lidocaine, openHeelCase } from '../../main/demo/cases/heel.ts';
import { answerAsked, confirmVisit, signNote, write } from '../../main/demo/cases/steps.ts';
import type { Api } from '../../shared/contract/index.ts';
import type { Issue } from '../../shared/rules/issues.ts';
import { read } from '../paper/reading.ts';
import { caseClinic, codesOf, firstDay, refusal, type CaseClinic } from './case-clinic.ts';
import { credit } from './supervision.ts';

let clinic: CaseClinic;
let henrik: Api;
let aiko: Api;
let aikoId: string;
beforeEach(async () => {
  clinic = await caseClinic();
  ({ henrik } = clinic);
  aikoId = clinic.ids['aiko'] ?? '';
  await credit(clinic, 'aiko');
  aiko = await clinic.as('aiko');
});
afterEach(() => clinic.close());

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

async function textOf(id: string): Promise<string> {
  const { file } = await henrik.documents.treatmentSummary({ id });
  const { pages } = await read(new Uint8Array(await file.arrayBuffer()));
  return pages.map(({ text }) => text).join(' ');
}

const henrikId = () => clinic.people.practitioner.id;
const heel = () => openHeelCase(henrik, clinic.people, clinic.clock, firstDay, heelPlan);

async function inTheRoom() {
  const known = await heel();
  return { ...known, ...(await heelVisit(henrik, clinic.people, clinic.clock, known, firstDay)) };
}

describe('the note of a call', { timeout: 30_000 }, () => {
  async function call() {
    const { patientId } = await heel();
    const { id } = await henrik.treatments.beginCall({ patientId, practitionerId: henrikId() });
    return { patientId, id, session: (await henrik.treatments.open({ id })).session };
  }

  it('is signed once it says who called, about what and what was advised, without consent or safety questions', async () => {
    const { id, session, patientId } = await call();
    expect(session).toMatchObject({ kind: 'phone', appointmentId: null, courseId: null });
    const refused = await refusal(henrik.treatments.sign({ id, version: session.version }));
    expect(codesOf(refused.data['issues'] as Issue[])).toEqual(['call-incomplete']);
    const phone = { caller: 'Her daughter', about: 'Sore since yesterday', advice: 'Rest, call tomorrow' };
    const written = await write(henrik, session, { ...session.content, phone });
    const signed = await signNote(henrik, written);
    expect(signed).toMatchObject({ status: 'signed', intact: true, content: { phone } });
    const [line] = await henrik.treatments.sessionsOf({ patientId });
    expect(line).toMatchObject({ id, kind: 'phone', status: 'signed' });
    const paper = await textOf(id);
    expect(paper).toContain('Note of a call');
    expect(paper).toContain('Rest, call tomorrow');
    expect(paper).not.toContain('What was injected');
    const amended = await henrik.treatments.amend({
      ...{ id, kind: 'correction', reason: 'Wrong caller', text: 'It was her sister' },
    });
    expect(amended.status).toBe('amended');
  });

  it('takes no block, no finding, no course and no injection, and counts as no visit', async () => {
    const { id, session, patientId } = await call();
    const course = (await henrik.treatments.coursesOf({ patientId }))[0];
    const save = (content: object, courseId: string | null = null) =>
      refusal(
        henrik.treatments.save({
          ...{ id, version: session.version, courseId },
          content: { ...session.content, ...content },
        }),
      );
    const { blocks, findings } = heelContent(clinic.people, firstDay);
    for (const wrong of [await save({ blocks }), await save({ findings }), await save({}, course?.id ?? '')])
      expect(wrong).toMatchObject({ code: 'INVALID' });
    expect(
      await refusal(henrik.treatments.administer({ sessionId: id, administration: lidocaine(firstDay) })),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run(`UPDATE treatmentSessions SET kind = 'visit' WHERE id = '${id}'`)).toMatch(
      /SESSION_IDENTITY/,
    );
    const visit = await heelVisit(
      ...([
        henrik,
        clinic.people,
        clinic.clock,
        { patientId, courseId: course?.id ?? '' },
        firstDay,
      ] as const),
    );
    const view = await henrik.treatments.open({ id: visit.session.id });
    expect(view.previous).toBeNull();
    expect(view.session.sessionNumber).toBe(1);
  });

  it('is not written into a visit', async () => {
    const { session } = await inTheRoom();
    const phone = { caller: 'x', about: 'y', advice: 'z' };
    expect(
      await refusal(write(henrik, session, { ...session.content, phone }).then(() => undefined)),
    ).toMatchObject({ code: 'INVALID', data: { field: 'content.phone' } });
  });
});

describe('a visit recorded afterwards', { timeout: 30_000 }, () => {
  /** The consent is complete at 07:20 UTC of the first day, 09:20 at the clinic. */
  async function late(date: string, time: string) {
    const known = await heel();
    clinic.clock.set('2026-11-25T08:00:00.000Z');
    const begun = await henrik.treatments.begin({
      ...{ patientId: known.patientId, appointmentId: null, courseId: known.courseId },
      practitionerId: henrikId(),
      late: { date, time, reason: 'The power was out all day' },
    });
    const session = await confirmVisit(henrik, begun);
    return { ...known, session: await write(henrik, session, heelContent(clinic.people, date)) };
  }
  const give = (sessionId: string) =>
    henrik.treatments.administer({ sessionId, administration: lidocaine(firstDay) });

  it('has the times at which things happened, is marked, and says on paper when and why it was written', async () => {
    const { session } = await late(firstDay, '12:30');
    const [given] = await give(session.id);
    expect(given?.givenAt).toBe('2026-11-23T10:30:00.000Z');
    const signed = await signNote(henrik, await answerAsked(henrik, session, 'Talked over'));
    expect(signed).toMatchObject({
      startedAt: '2026-11-23T10:30:00.000Z',
      late: { recordedAt: '2026-11-25T08:00:00.000Z', reason: 'The power was out all day' },
      intact: true,
    });
    const paper = await textOf(session.id);
    expect(paper).toContain('Late entry');
    expect(paper).toContain('The power was out all day');
    const [line] = await henrik.treatments.sessionsOf({ patientId: session.patientId });
    expect(line).toMatchObject({ late: true, intact: true });
  });

  it('records no injection for a time before the consent was complete', async () => {
    const { session } = await late(firstDay, '08:00');
    expect(await refusal(give(session.id))).toMatchObject({ code: 'CONSENT_MISSING' });
    const content = { ...session.content, blocks: session.content.blocks.filter(({ id }) => id === 'laser') };
    const written = await answerAsked(henrik, await write(henrik, session, content), 'Talked over');
    expect(await refusal(henrik.treatments.sign({ id: session.id, version: written.version }))).toMatchObject(
      { code: 'CONSENT_MISSING' },
    );
  });

  it('is neither in the future nor a year away, and keeps its times', async () => {
    const known = await heel();
    const attempt = (date: string, time: string) =>
      refusal(
        henrik.treatments.begin({
          ...{ patientId: known.patientId, appointmentId: null, courseId: null, practitionerId: henrikId() },
          late: { date, time, reason: 'Forgotten' },
        }),
      );
    expect(await attempt('2026-11-24', '09:00')).toMatchObject({ data: { field: 'late.time' } });
    expect(await attempt('2024-11-23', '09:00')).toMatchObject({ data: { field: 'late.date' } });
    const { id } = await henrik.treatments.begin({
      ...{ patientId: known.patientId, appointmentId: null, courseId: null, practitionerId: henrikId() },
      late: { date: '2026-11-22', time: '09:00', reason: 'Forgotten' },
    });
    for (const change of [`recordedAt = NULL, lateReason = NULL`, `startedAt = '2026-11-23T09:00:00.000Z'`])
      expect(await run(`UPDATE treatmentSessions SET ${change} WHERE id = '${id}'`)).toMatch(
        /SESSION_IDENTITY/,
      );
  });
});

describe('two who write one note', { timeout: 30_000 }, () => {
  it('each keep their text: the second is told what the first has saved, and by whom', async () => {
    const { session } = await inTheRoom();
    await write(aiko, session, { ...session.content, narrative: 'By Aiko' });
    const refused = await refusal(write(henrik, session, { ...session.content, narrative: 'By Henrik' }));
    expect(refused).toMatchObject({
      code: 'STALE_VERSION',
      data: { current: { savedBy: 'Aiko Tanaka', content: { narrative: 'By Aiko' } } },
    });
    const { session: now } = await henrik.treatments.open({ id: session.id });
    expect(now.content.narrative).toBe('By Aiko');
    const both = await write(henrik, now, { ...now.content, narrative: 'By Aiko\nBy Henrik' });
    expect((await aiko.treatments.open({ id: both.id })).session).toMatchObject({
      savedBy: 'Dr Henrik Sørensen',
      content: { narrative: 'By Aiko\nBy Henrik' },
    });
  });
});

describe('a colleague who goes on with the treatment', { timeout: 30_000 }, () => {
  it('takes the draft over, signs it, and the note says so', async () => {
    const { session } = await inTheRoom();
    await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) });
    const reason = 'Dr Sørensen was called to an emergency';
    const { version } = await aiko.treatments.takeOver({ id: session.id, version: session.version, reason });
    expect(await refusal(henrik.treatments.sign({ id: session.id, version }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    const answered = await answerAsked(aiko, { ...session, version }, 'Talked over');
    const signed = await signNote(aiko, answered);
    expect(signed).toMatchObject({
      practitionerName: 'Aiko Tanaka',
      signedBy: 'Aiko Tanaka',
      takeovers: [{ from: 'Dr Henrik Sørensen', to: 'Aiko Tanaka', reason }],
      administrations: [{ givenBy: 'Dr Henrik Sørensen' }],
      intact: true,
    });
    expect(await textOf(session.id)).toContain('The treatment went from Dr Henrik Sørensen to Aiko Tanaka');
  });

  it('does not take over their own draft, a signed note or somebody who does not treat', async () => {
    const { session } = await inTheRoom();
    const take = (api: Api) =>
      refusal(api.treatments.takeOver({ id: session.id, version: session.version, reason: 'Going on' }));
    expect(await take(henrik)).toMatchObject({ code: 'WRONG_STATUS' });
    expect(await take(await clinic.as('tomas'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await run(`UPDATE treatmentSessions SET practitionerId = '${aikoId}' WHERE id = '${session.id}'`),
    ).toMatch(/SESSION_IDENTITY/);
  });
});

describe('a draft that nobody will sign', { timeout: 30_000 }, () => {
  const reason = 'Opened for the wrong patient';

  it('is found by the owner and closed as entered in error; then nothing can be written or given under it', async () => {
    const { session, appointmentId } = await inTheRoom();
    const drafts = await clinic.owner.treatments.openDrafts();
    expect(drafts).toMatchObject([{ sessionId: session.id, practitioner: 'Dr Henrik Sørensen' }]);
    const version = drafts[0]?.version ?? 0;
    await clinic.owner.treatments.closeDraft({ id: session.id, version, reason });
    const { session: closed, issues } = await henrik.treatments.open({ id: session.id });
    expect(closed).toMatchObject({
      ...{ status: 'entered-in-error', signedAt: null },
      closed: { reason, by: 'Nomsa Dlamini' },
    });
    expect(issues).toEqual([]);
    const known = { id: session.id, version };
    const locked = { code: 'ALREADY_SIGNED' };
    expect(await refusal(write(henrik, session, session.content))).toMatchObject(locked);
    expect(await refusal(henrik.treatments.sign(known))).toMatchObject(locked);
    expect(
      await refusal(
        henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(firstDay) }),
      ),
    ).toMatchObject(locked);
    expect(await run(`UPDATE treatmentSessions SET content = '{}' WHERE id = '${session.id}'`)).toMatch(
      /NOTE_SIGNED/,
    );
    expect(await clinic.owner.treatments.openDrafts()).toEqual([]);
    expect((await henrik.appointments.panel({ id: appointmentId })).appointment.sessionId).toBeNull();
    const [course] = await henrik.treatments.coursesOf({ patientId: session.patientId });
    expect(course?.sessionsSoFar).toBe(0);
    expect(await textOf(session.id)).toContain('closed as entered in error by Nomsa Dlamini');
    const again = await henrik.treatments.begin({
      ...{ patientId: session.patientId, appointmentId, courseId: session.courseId },
      practitionerId: henrikId(),
    });
    expect(again.id).not.toBe(session.id);
  });

  it('is not closed over an injection that stands, nor by a colleague, nor twice', async () => {
    const { session } = await inTheRoom();
    const known = { id: session.id, version: session.version, reason };
    const [given] = await henrik.treatments.administer({
      sessionId: session.id,
      administration: lidocaine(firstDay),
    });
    expect(await refusal(clinic.owner.treatments.closeDraft(known))).toMatchObject({ code: 'GIVEN_STANDS' });
    await henrik.treatments.reverse({ syringeId: given?.syringeId ?? '', reason: 'Typed twice' });
    expect(await refusal(aiko.treatments.closeDraft(known))).toMatchObject({ code: 'FORBIDDEN' });
    await henrik.treatments.closeDraft(known);
    expect(await refusal(henrik.treatments.closeDraft(known))).toMatchObject({ code: 'ALREADY_SIGNED' });
  });
});
