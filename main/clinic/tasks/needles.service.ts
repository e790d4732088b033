import { v7 as newId } from 'uuid';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { findEntries, findOfSession, insertEntry, insertTask } from './store.ts';

const TITLE = 'Take out a needle that was left in on purpose';

interface Left {
  patientId: string;
  sessionId: string;
  /** How many and where. */
  notes: string;
}

/** A needle that stays in is on the list until it is out; a note that is signed late asks for it today. */
export async function remindOfNeedle(tx: Tx, left: Left & { dueOn: string }, act: Act): Promise<void> {
  const today = dateAt(act.now, act.clinic.zone);
  const due = left.dueOn < today ? today : left.dueOn;
  const id = newId();
  await insertTask(tx, {
    ...{ id, ruleId: null, title: TITLE, notes: left.notes, assignedTo: null, dueFrom: due, dueOn: due },
    ...{ patientId: left.patientId, sessionId: left.sessionId, madeBy: act.who.displayName, at: act.now },
  });
  act.changed('tasks', id, left.patientId);
}

/** Ends by itself what nobody has ended by hand. */
export async function endNeedleTask(tx: Tx, left: Left, words: string, act: Act): Promise<void> {
  for (const task of await findOfSession(tx, left.sessionId)) {
    if (task.ruleId !== null || task.notes !== left.notes || task.state === 'done') continue;
    const number = ((await findEntries(tx, [task.id])).at(-1)?.number ?? 0) + 1;
    await insertEntry(tx, {
      ...{ taskId: task.id, number, kind: 'done', answerId: null, words, dueOn: null, state: 'done' },
      ...{ by: act.who.displayName, byId: act.who.userId, at: act.now },
    });
    act.changed('tasks', task.id, left.patientId);
  }
}
