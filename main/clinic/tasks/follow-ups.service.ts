import { v7 as newId } from 'uuid';
import { type Done, followUpsFor } from '../../../shared/rules/aftercare.ts';
import { addDays, dateAt } from '../../../shared/rules/calendar.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { settings } from '../events/service.ts';
import { openDays } from '../hours/service.ts';
import { duesOf } from './rules.ts';
import { findEntries, findOfSession, findTakenOverBy, findToCome, insertEntry, insertTask } from './store.ts';

interface Visit {
  id: string;
  patientId: string;
  startedAt: string;
}

/**
 * The questions that follow from what was done, in the act that signs the note. The same question of an earlier visit is
 * taken over by this one unless it is due already: whoever comes each week is asked at each visit, and called after the last.
 */
export async function makeFollowUps(tx: Tx, visit: Visit, done: Done, act: Act): Promise<void> {
  const { zone } = act.clinic;
  const [today, visitOn] = [dateAt(act.now, zone), dateAt(visit.startedAt, zone)];
  const rules = followUpsFor(act.reference, done);
  if (rules.length === 0) return;
  const { patientId } = visit;
  const { followUps: chosen } = await settings(tx);
  for (const rule of rules) {
    const days = chosen.find(({ ruleId }) => ruleId === rule.id)?.days ?? rule.askOnDays;
    const dates = { from: visitOn, to: addDays(visitOn, Math.max(...days)) };
    const open = await openDays(tx, dates, act);
    const dues = duesOf(rule, days, { visitOn, today, isOpen: (date) => open.has(date) });
    if (dues.length === 0) continue;
    for (const earlier of await findToCome(tx, { patientId, ruleId: rule.id, after: today }))
      await write(tx, earlier.id, 'taken-over', visitOn, act);
    for (const due of dues) {
      await insertTask(tx, {
        ...{ id: newId(), ruleId: rule.id, title: rule.title, notes: '', patientId, sessionId: visit.id },
        ...{ ...due, assignedTo: null, madeBy: act.who.displayName, at: act.now },
      });
    }
    act.changed('tasks', undefined, patientId);
  }
}

/**
 * The visit never was: nothing is asked about it, and what it had taken over from an earlier one is asked after all.
 * What worried somebody stays until a practitioner has seen it.
 */
export async function closeFollowUps(tx: Tx, visit: Visit, why: string, act: Act): Promise<void> {
  // A needle that was left in is in, whatever becomes of the note.
  for (const { id, state, ruleId } of await findOfSession(tx, visit.id))
    if (state === 'open' && ruleId !== null) await write(tx, id, 'closed', why, act);
  for (const { id } of await findTakenOverBy(tx, visit)) await write(tx, id, 'undone', why, act);
  act.changed('tasks', undefined, visit.patientId);
}

async function write(
  tx: Tx,
  taskId: string,
  kind: 'taken-over' | 'closed' | 'undone',
  words: string,
  { who, now }: Act,
): Promise<void> {
  const number = ((await findEntries(tx, [taskId])).at(-1)?.number ?? 0) + 1;
  await insertEntry(tx, {
    ...{ taskId, number, kind, answerId: null, words, dueOn: null },
    state: kind === 'undone' ? 'open' : 'done',
    ...{ by: who.displayName, byId: who.userId, at: now },
  });
}
