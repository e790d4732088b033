import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Task } from '../../../shared/contract/tasks.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { mayNow } from '../may.ts';
import { requirePatient } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { memberBy } from '../staff/service.ts';
import { nextState } from './rules.ts';
import * as store from './store.ts';
import { taskBy, tasksFrom, windowEnd } from './views.service.ts';

export { closeFollowUps, makeFollowUps } from './follow-ups.service.ts';
export { endNeedleTask, remindOfNeedle } from './needles.service.ts';

type Input<K extends keyof Inputs['tasks']> = Inputs['tasks'][K];

export async function list(db: Reader, { view, mine }: Input<'list'>, act: Act): Promise<Task[]> {
  act.about({ entityId: `tasks:${view}`, action: 'E' });
  const userId = mine ? act.who.userId : null;
  const today = dateAt(act.now, act.clinic.zone);
  if (view === 'done') return tasksFrom(db, await store.findEnded(db, userId), act);
  const rows =
    view === 'now'
      ? await store.findOpen(db, { until: today, userId })
      : (await store.findOpen(db, { from: today, userId })).filter(({ dueFrom }) => dueFrom > today);
  return tasksFrom(db, rows, act);
}

export function count(db: Reader, _: unknown, act: Act): Promise<Outputs['tasks']['count']> {
  return store.countOpen(db, dateAt(act.now, act.clinic.zone));
}

export async function ofPatient(db: Reader, { patientId }: Input<'ofPatient'>, act: Act): Promise<Task[]> {
  act.about({ patientId });
  return tasksFrom(db, await store.findOfPatient(db, patientId), act);
}

export async function add(tx: Tx, input: Input<'add'>, act: Act): Promise<Task> {
  const { title, notes, patientId, dueOn, assignedTo } = input;
  if (patientId !== null) await requirePatient(tx, patientId);
  if (assignedTo !== null && (await memberBy(tx, assignedTo)) === null)
    throw new Refusal('NOT_FOUND', { what: 'member' });
  const today = dateAt(act.now, act.clinic.zone);
  if (dueOn < today) throw new Refusal('INVALID', { field: 'dueOn', problem: 'in-past' });
  const id = newId();
  await store.insertTask(tx, {
    ...{ id, ruleId: null, title, notes: notes.trim(), patientId, sessionId: null },
    ...{ dueFrom: dueOn, dueOn, assignedTo, madeBy: act.who.displayName, at: act.now },
  });
  announce(act, { id, patientId }, 'C');
  return taskBy(tx, id, act);
}

export async function record(tx: Tx, input: Input<'record'>, act: Act): Promise<Task> {
  const { id, after, kind, answerId, dueOn } = input;
  const task = await taskBy(tx, id, act);
  const last = task.entries.at(-1)?.number ?? 0;
  if (last !== after) throw new Refusal('STALE_VERSION', { currentVersion: last, current: task });
  const words = input.words.trim();
  const entries = await store.findEntries(tx, [id]);
  const answer = task.answers.find((one) => one.id === answerId);
  const next = nextState(kind, {
    ...{ state: task.state, earlier: entries.at(-2)?.state ?? 'open', words, hasDate: dueOn !== null },
    ...{ isQuestion: task.ruleId !== null, worrying: answer?.worrying ?? null },
    ...{ died: task.patient !== null && task.patient.diedOn !== null },
    ...{ noContact: task.patient?.contact === 'none', mayHandle: mayNow(act, 'notes.sign') },
  });
  if (typeof next !== 'string') {
    const { obstacle } = next;
    if (obstacle === 'practitioner') throw new Refusal('FORBIDDEN', { permission: 'notes.sign' });
    if (obstacle === 'words' || obstacle === 'date')
      throw new Refusal('INVALID', { field: obstacle === 'words' ? 'words' : 'dueOn', problem: 'empty' });
    if (obstacle === 'no-such-answer' || obstacle === 'not-a-question')
      throw new Refusal('INVALID', { field: 'answerId', problem: 'unknown' });
    throw new Refusal('WRONG_STATUS', { status: obstacle });
  }
  const moved = kind === 'moved' ? dueOn : null;
  if (moved !== null) await assertDay(tx, task, moved, act);
  await store.insertEntry(tx, {
    ...{ taskId: id, number: last + 1, kind, answerId: kind === 'answered' ? answerId : null, words },
    ...{ dueOn: moved, state: next, by: act.who.displayName, byId: act.who.userId, at: act.now },
  });
  announce(act, { id, patientId: task.patient?.id ?? null }, 'U');
  return taskBy(tx, id, act);
}

/** Not into the past, and a question not out of the days in which its answer matters. */
async function assertDay(tx: Tx, task: Task, dueOn: string, act: Act): Promise<void> {
  if (dueOn < dateAt(act.now, act.clinic.zone))
    throw new Refusal('INVALID', { field: 'dueOn', problem: 'in-past' });
  const end = windowEnd(await store.findTask(tx, task.id), act);
  if (end !== null && dueOn > end) throw new Refusal('INVALID', { field: 'dueOn', problem: 'after-window' });
}

export function announce(
  act: Act,
  { id, patientId }: { id: string; patientId: string | null },
  action: 'C' | 'U',
): void {
  act.about({ entityId: id, action, ...(patientId === null ? {} : { patientId }) });
  act.changed('tasks', id, patientId ?? undefined);
}
