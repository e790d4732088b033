import type { Task } from '../../../shared/contract/tasks.ts';
import { addDays, dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { mayNow } from '../may.ts';
import { contactWishes, deathsOf, patientHeader, phonesOf } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { findEntries, findTask, type TaskRow } from './store.ts';

export async function taskBy(db: Reader, id: string, act: Act): Promise<Task> {
  const row = await findTask(db, id);
  const [task] = row === undefined ? [] : await tasksFrom(db, [row], act);
  if (task === undefined) throw new Refusal('NOT_FOUND', { what: 'task' });
  return task;
}

/** The last day on which the answer to a rule's question matters. */
export function windowEnd(row: TaskRow | undefined, { reference, clinic }: Act): string | null {
  const rule = reference.data.aftercare.followUps.find(({ id }) => id === row?.ruleId);
  return rule === undefined || row?.visitAt === null || row === undefined
    ? null
    : addDays(dateAt(row.visitAt, clinic.zone), rule.window.untilDays);
}

/** As the reader may see them: what a visit was about stays with those who read notes. */
export async function tasksFrom(db: Reader, rows: readonly TaskRow[], act: Act): Promise<Task[]> {
  const { reference } = act;
  const today = dateAt(act.now, act.clinic.zone);
  const mayRead = mayNow(act, 'notes.read');
  const entries = await findEntries(
    db,
    rows.map(({ id }) => id),
  );
  const people = [...new Set(rows.flatMap(({ patientId }) => (patientId === null ? [] : [patientId])))];
  const [phones, deaths, wishOf] = [
    await phonesOf(db, people, act),
    await deathsOf(db, people),
    await contactWishes(db, people),
  ];
  const headers = new Map<string, Awaited<ReturnType<typeof patientHeader>>>();
  for (const id of people) headers.set(id, await patientHeader(db, id));
  return rows.map((row) => {
    const rule = reference.data.aftercare.followUps.find(({ id }) => id === row.ruleId);
    const own = entries.filter(({ taskId }) => taskId === row.id);
    const header = row.patientId === null ? undefined : headers.get(row.patientId);
    return {
      ...{ id: row.id, ruleId: row.ruleId, title: row.title, notes: row.notes },
      ...{ ask: rule?.ask ?? [], tell: rule?.tell ?? '', answers: rule?.answers ?? [] },
      sources: (rule?.source ?? []).flatMap((key) => reference.data.aftercare.sources[key] ?? []),
      patient:
        header === undefined
          ? null
          : {
              ...header,
              phones: phones.get(header.id) ?? [],
              diedOn: deaths.get(header.id) ?? null,
              contact: wishOf(header.id),
            },
      sessionId: mayRead ? row.sessionId : null,
      ...{ dueFrom: row.dueFrom, dueOn: row.dueOn, overdue: row.state !== 'done' && row.dueOn < today },
      assignedTo: row.assignedTo === null ? null : { id: row.assignedTo, name: row.assignedName ?? '' },
      state: row.state,
      attempts: own.filter(({ kind }) => kind === 'attempt').length,
      entries: own.map(({ number, kind, answerId, words, dueOn, by, at }) => ({
        ...{ number, kind, answerId, dueOn, by, at },
        answer: rule?.answers.find(({ id }) => id === answerId)?.text ?? '',
        words: kind === 'handled' && !mayRead ? '' : words,
      })),
      ...{ madeBy: row.madeBy, at: row.at },
    };
  });
}
