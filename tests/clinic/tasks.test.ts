import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heelVisit, lidocaine, openHeelCase, type HeelCase } from '../../main/demo/cases/heel.ts';
import { neckContent, neckCourse, neckPlan } from '../../main/demo/cases/neck.ts';
import { agree, answerAsked, confirmVisit, screenPatient, write } from '../../main/demo/cases/steps.ts';
import type { Api, Inputs } from '../../shared/contract/index.ts';
import type { Task } from '../../shared/contract/tasks.ts';
import { named } from '../support/patients.ts';
import { caseClinic, firstDay, refusal, type CaseClinic } from './case-clinic.ts';

let clinic: CaseClinic;
let henrik: Api;
let rosa: Api;
beforeEach(async () => {
  clinic = await caseClinic();
  henrik = clinic.henrik;
  rosa = await clinic.as('rosa');
});
afterEach(() => clinic.close());

/** Needles over the lung, signed at the end of the visit. */
async function neckVisit(): Promise<{ patientId: string; sessionId: string; again: () => Promise<string> }> {
  const { id: patientId } = await henrik.patients.register({ identity: named.anna, anyway: true });
  await screenPatient(henrik, patientId, { weight: { kg: '70', measuredOn: firstDay } });
  const course = await henrik.treatments.openCourse({ patientId, course: neckCourse(firstDay) });
  await agree(henrik, clinic.people, { patientId, appointmentId: null, plan: neckPlan, name: 'Anna Berg' });
  const visit = async () => {
    const session = await henrik.treatments.begin({
      ...{ patientId, appointmentId: null, courseId: course.id },
      practitionerId: clinic.people.practitioner.id,
    });
    const { version } = await confirmVisit(henrik, session);
    const content = neckContent({
      ...{ date: clinic.clock.now().slice(0, 10), pain: { before: '5', after: '3' }, grades: [3, 2] },
    });
    const written = await answerAsked(
      henrik,
      await write(henrik, { ...session, version }, content),
      'Palpated anew',
    );
    await henrik.treatments.sign({ id: written.id, version: written.version });
    return written.id;
  };
  return { patientId, sessionId: await visit(), again: visit };
}

async function heelSigned(known?: HeelCase, day = firstDay): Promise<HeelCase> {
  const heel = known ?? (await openHeelCase(henrik, clinic.people, clinic.clock, firstDay));
  const { session } = await heelVisit(henrik, clinic.people, clinic.clock, heel, day);
  await henrik.treatments.administer({ sessionId: session.id, administration: lidocaine(day) });
  const now = (await henrik.treatments.open({ id: session.id })).session;
  const answered = await answerAsked(henrik, now, 'Talked over and accepted');
  await henrik.treatments.sign({ id: session.id, version: answered.version });
  return heel;
}

type Recorded = Partial<Inputs['tasks']['record']> & Pick<Inputs['tasks']['record'], 'kind'>;
const record = (by: Api, task: Task, entry: Recorded) =>
  by.tasks.record({
    ...{ id: task.id, after: task.entries.at(-1)?.number ?? 0, answerId: null, words: '', dueOn: null },
    ...entry,
  });
const only = async (by: Api, view: 'now' | 'later' | 'done' = 'now') => {
  const [task] = await by.tasks.list({ view, mine: false });
  if (task === undefined) throw new Error('no task');
  return task;
};

describe('what follows from a visit', { timeout: 30_000 }, () => {
  it('is a call on the same or the next day where needles went in over the lung', async () => {
    const { patientId } = await neckVisit();
    const task = await only(rosa);
    expect(task).toMatchObject({
      ...{ ruleId: 'chest-call', patient: { id: patientId }, dueFrom: firstDay, dueOn: '2026-11-24' },
      ...{ overdue: false, state: 'open', attempts: 0 },
    });
    // The desk sees whom to call and what to ask, and nothing of the visit.
    expect(task.sessionId).toBeNull();
    expect((await only(henrik)).sessionId).not.toBeNull();
    expect(task.patient?.phones).toEqual([{ number: named.anna.phone, whose: '' }]);
    expect(await rosa.tasks.count()).toEqual({ due: 1, overdue: 0, raised: 0 });
    clinic.clock.forward(60 * 24 * 2);
    expect(await rosa.tasks.count()).toEqual({ due: 1, overdue: 1, raised: 0 });
  });

  it('is a question about the skin for twelve weeks where something was injected', async () => {
    await heelSigned();
    expect(await rosa.tasks.list({ view: 'now', mine: false })).toEqual([]);
    const later = await rosa.tasks.list({ view: 'later', mine: false });
    expect(later.map(({ ruleId, dueOn }) => [ruleId, dueOn])).toEqual([
      ['injection-skin', '2026-12-21'],
      ['injection-skin', '2027-02-15'],
    ]);
  });

  it('is asked once for a patient who comes each week: the newer visit takes over what is not due', async () => {
    const { again } = await neckVisit();
    clinic.clock.forward(60 * 24 * 7);
    await again();
    // The first call was due and stays; the questions to come would have been taken over.
    expect((await rosa.tasks.list({ view: 'now', mine: false })).map(({ dueOn }) => dueOn)).toEqual([
      '2026-11-24',
      '2026-12-01',
    ]);
    const heel = await heelSigned();
    clinic.clock.set('2026-11-30T10:00:00.000Z');
    await heelSigned(heel, '2026-11-30');
    const skin = (await rosa.tasks.list({ view: 'later', mine: false })).filter(
      ({ ruleId }) => ruleId === 'injection-skin',
    );
    expect(skin.map(({ dueOn }) => dueOn)).toEqual(['2026-12-28', '2027-02-22']);
    const ended = await rosa.tasks.list({ view: 'done', mine: false });
    expect(ended.map(({ entries }) => entries.at(-1)?.kind)).toEqual(['taken-over', 'taken-over']);
  });

  it('is made in the act that signs, and closed when the note was entered in error', async () => {
    const { sessionId } = await neckVisit();
    await henrik.treatments.amend({
      ...{ id: sessionId, kind: 'entered-in-error', reason: 'Other patient', text: '' },
    });
    expect(await rosa.tasks.list({ view: 'now', mine: false })).toEqual([]);
    expect((await only(rosa, 'done')).entries).toMatchObject([{ kind: 'closed', words: 'Other patient' }]);
  });
});

describe('a task', { timeout: 30_000 }, () => {
  it('counts the calls that reached nobody and ends with an answer, which can be taken back', async () => {
    await neckVisit();
    let task = await record(rosa, await only(rosa), { kind: 'attempt', words: 'Voicemail' });
    expect(task).toMatchObject({ attempts: 1, state: 'open' });
    task = await record(rosa, task, { kind: 'answered', answerId: 'well' });
    expect(task).toMatchObject({
      state: 'done',
      entries: [{}, { answer: 'None of these', by: 'Rosa Pereira' }],
    });
    expect((await refusal(record(rosa, task, { kind: 'attempt' }))).data).toEqual({ status: 'ended' });
    task = await record(rosa, task, { kind: 'undone' });
    expect(task.state).toBe('open');
    expect((await refusal(record(rosa, { ...task, entries: [] }, { kind: 'attempt' }))).code).toBe(
      'STALE_VERSION',
    );
  });

  it('comes before a practitioner at once with a worrying answer, and only one of them ends it', async () => {
    await neckVisit();
    const task = await record(rosa, await only(rosa), {
      ...{ kind: 'answered', answerId: 'breathing', words: 'Since this morning' },
    });
    expect(task.state).toBe('raised');
    expect(await henrik.tasks.count()).toEqual({ due: 0, overdue: 0, raised: 1 });
    for (const kind of ['handled', 'undone'] as const)
      expect((await refusal(record(rosa, task, { kind }))).code).toBe('FORBIDDEN');
    expect((await refusal(record(rosa, task, { kind: 'answered', answerId: 'well' }))).code).toBe(
      'FORBIDDEN',
    );
    const done = await record(henrik, task, { kind: 'handled', words: 'Sent to the emergency room' });
    expect(done.state).toBe('done');
    const seen = (await rosa.tasks.list({ view: 'done', mine: false }))[0];
    expect(seen?.entries.at(-1)).toMatchObject({ kind: 'handled', words: '' });
  });

  it('takes only an answer that it offers, words where it needs them and days in which it matters', async () => {
    await neckVisit();
    const task = await only(rosa);
    for (const [entry, data] of [
      [{ kind: 'answered', answerId: 'fine' }, { field: 'answerId' }],
      [{ kind: 'done' }, { field: 'answerId' }],
      [{ kind: 'closed' }, { field: 'words' }],
      [{ kind: 'raised' }, { field: 'words' }],
      [{ kind: 'moved' }, { field: 'dueOn' }],
      [{ kind: 'moved', dueOn: '2026-11-22' }, { problem: 'in-past' }],
      [{ kind: 'moved', dueOn: '2026-12-24' }, { problem: 'after-window' }],
    ] as const)
      expect((await refusal(record(rosa, task, entry))).data).toMatchObject(data);
    expect(await record(rosa, task, { kind: 'moved', dueOn: '2026-11-25' })).toMatchObject({
      dueOn: '2026-11-25',
    });
  });

  it('leaves the dead and those who asked not to be contacted in peace', async () => {
    const { patientId } = await neckVisit();
    await rosa.reminders.recordChoice({ patientId, asked: true, ways: [], email: '', phone: '', version: 0 });
    const quiet = await only(rosa);
    expect(quiet.patient?.contact).toBe('none');
    expect((await refusal(record(rosa, quiet, { kind: 'attempt' }))).data).toEqual({ status: 'no-contact' });
    const raised = await record(rosa, quiet, { kind: 'raised', words: 'Asked not to be called' });
    expect(await record(henrik, raised, { kind: 'attempt' })).toMatchObject({ state: 'raised', attempts: 1 });
    await rosa.patients.recordDeath({ id: patientId, diedOn: firstDay });
    expect(await rosa.tasks.count()).toEqual({ due: 0, overdue: 0, raised: 0 });
    const gone = await only(rosa);
    expect((await refusal(record(rosa, gone, { kind: 'attempt' }))).data).toEqual({ status: 'deceased' });
    expect(await record(henrik, gone, { kind: 'closed', words: 'Has died' })).toMatchObject({
      state: 'done',
    });
  });

  it('can be written by hand for somebody, about a patient or none', async () => {
    const nobody = { title: 'Order needles', notes: '0.25 x 40', patientId: null, dueOn: firstDay };
    await rosa.tasks.add({ ...nobody, assignedTo: clinic.people.practitioner.id });
    expect((await refusal(rosa.tasks.add({ ...nobody, assignedTo: null, dueOn: '2026-11-01' }))).code).toBe(
      'INVALID',
    );
    expect(await rosa.tasks.list({ view: 'now', mine: true })).toEqual([]);
    const [mine] = await henrik.tasks.list({ view: 'now', mine: true });
    if (mine === undefined) throw new Error('no task');
    expect(mine).toMatchObject({ title: 'Order needles', assignedTo: { name: 'Dr Henrik Sørensen' } });
    expect((await refusal(record(henrik, mine, { kind: 'answered', answerId: 'well' }))).code).toBe(
      'INVALID',
    );
    expect(await record(henrik, mine, { kind: 'done' })).toMatchObject({ state: 'done' });
  });

  it('stands as its last entry says, whatever program writes', async () => {
    await neckVisit();
    const task = await record(rosa, await only(rosa), { kind: 'attempt' });
    const raw = clinic.host.clinic?.store.raw;
    const entry = (number: number, state: string) =>
      `INSERT INTO taskEntries VALUES ('${task.id}', ${number}, 'done', NULL, '', NULL, '${state}', 'x', 'x', '2026-11-23T08:00:00.000Z')`;
    for (const [sql, name] of [
      ["UPDATE tasks SET state = 'done'", 'TASK_ENTRY'],
      ["UPDATE tasks SET dueOn = '2027-01-01'", 'TASK_ENTRY'],
      ["UPDATE tasks SET title = 'x'", 'TASK_ENTRY'],
      ['DELETE FROM tasks', 'APPEND_ONLY:tasks'],
      ['REPLACE INTO tasks SELECT * FROM tasks', 'APPEND_ONLY:tasks'],
      ['UPDATE taskEntries SET words = words', 'APPEND_ONLY:taskEntries'],
      ['DELETE FROM taskEntries', 'APPEND_ONLY:taskEntries'],
      ['REPLACE INTO taskEntries SELECT * FROM taskEntries', 'APPEND_ONLY:taskEntries'],
      [entry(1, 'done'), 'APPEND_ONLY:taskEntries'],
      [entry(5, 'done'), 'TASK_ENTRY'],
    ] as const)
      expect(() => raw?.exec(sql), sql).toThrow(name);
  });
});

describe('the days of a question', { timeout: 30_000 }, () => {
  const weekdays = [...Array.from({ length: 5 }, () => [{ from: '08:00', to: '17:00' }]), [], []];
  const dues = async () => {
    const all = await Promise.all(
      (['now', 'later'] as const).map((view) => rosa.tasks.list({ view, mine: false })),
    );
    return all.flat().map(({ ruleId, dueFrom, dueOn }) => `${ruleId} ${dueFrom} ${dueOn}`);
  };

  it('are open days: before a weekend or a holiday the call is made on the last open day', async () => {
    const { version } = (await clinic.owner.hours.overview()).opening;
    await clinic.owner.hours.saveOpening({ week: weekdays, version });
    // A Friday; the day after is closed, so the call of the next day is made on the same.
    clinic.clock.set('2026-11-27T07:00:00.000Z');
    await neckVisit();
    expect(await dues()).toEqual(['chest-call 2026-11-27 2026-11-27']);
  });

  it('are those that the clinic has set, within the days that the source names', async () => {
    const { version, ...kept } = await clinic.owner.events.settings();
    const save = (days: number[]) =>
      clinic.owner.events.saveSettings({
        settings: { ...kept, followUps: [{ ruleId: 'injection-skin', days }] },
        version,
      });
    expect((await refusal(save([7, 85]))).data).toEqual({
      field: 'followUps.0.days',
      problem: 'out-of-range',
    });
    await save([56, 14]);
    await heelSigned();
    expect(await dues()).toEqual([
      'injection-skin 2026-11-30 2026-12-07',
      'injection-skin 2027-01-11 2027-01-18',
    ]);
  });

  it('begin again where a visit that had taken them over never was', async () => {
    const heel = await heelSigned();
    const before = await dues();
    clinic.clock.set('2026-11-30T07:00:00.000Z');
    await heelSigned(heel, '2026-11-30');
    expect(await dues()).not.toEqual(before);
    const [last] = await henrik.treatments.sessionsOf({ patientId: heel.patientId });
    await henrik.treatments.amend({
      ...{ id: last?.id ?? '', kind: 'entered-in-error', reason: 'Written for the wrong patient', text: '' },
    });
    expect(await dues()).toEqual(before);
    expect((await only(rosa, 'later')).entries.map(({ kind }) => kind)).toEqual(['taken-over', 'undone']);
  });
});
