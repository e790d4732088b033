import { v7 as newId } from 'uuid';
import type { RecordIssue } from '../../../shared/contract/errors.ts';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import { plusMinutes } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { mayNow } from '../may.ts';
import { Refusal } from '../refusal.ts';
import {
  findNote,
  findRestingBlocks,
  findRunning,
  findTimer,
  insertTimer,
  updateTimer,
  type TimerRow,
} from './store.ts';

type Input<K extends keyof Inputs['timers']> = Inputs['timers'][K];

export async function list(db: Reader, _: unknown, act: Act): Promise<Outputs['timers']['list']> {
  const mayRead = mayNow(act, 'notes.read');
  const rows = await findRunning(db);
  return {
    now: act.now,
    timers: rows.map(
      ({ id, sessionId, blockId, appointmentId, room, practitioner, techniqueId, ...row }) => ({
        ...{ id, sessionId, blockId, appointmentId, room, practitioner },
        technique: mayRead ? (act.reference.techniques.get(techniqueId ?? '')?.name ?? null) : null,
        ...{ startedAt: row.startedAt, dueAt: row.dueAt, version: row.version },
      }),
    ),
  };
}

export async function start(
  tx: Tx,
  { sessionId, blockId, minutes }: Input<'start'>,
  act: Act,
): Promise<Outputs['timers']['start']> {
  const note = await findNote(tx, sessionId);
  if (note === undefined) throw new Refusal('NOT_FOUND', { what: 'session' });
  if (note.signed) throw new Refusal('ALREADY_SIGNED', {});
  if (!note.blocks.includes(blockId)) throw new Refusal('NOT_FOUND', { what: 'block' });
  if ((await findRestingBlocks(tx, sessionId)).includes(blockId))
    throw new Refusal('WRONG_STATUS', { status: 'running' });
  const row: TimerRow = {
    ...{ id: newId(), sessionId, blockId, startedAt: act.now, startedBy: act.who.userId },
    ...{ dueAt: plusMinutes(act.now, minutes), stoppedAt: null, stoppedBy: null, version: 1 },
  };
  await insertTimer(tx, row);
  told({ ...row, patientId: note.patientId }, act, 'C');
  return { id: row.id, version: row.version, dueAt: row.dueAt };
}

export async function extend(tx: Tx, input: Input<'extend'>, act: Act): Promise<Outputs['timers']['extend']> {
  const row = await running(tx, input);
  const from = row.dueAt > act.now ? row.dueAt : act.now;
  const next = { ...row, dueAt: plusMinutes(from, input.minutes), version: row.version + 1 };
  await updateTimer(tx, pick(next));
  told(next, act);
  return { id: next.id, version: next.version, dueAt: next.dueAt };
}

export async function stop(tx: Tx, input: Input<'stop'>, act: Act): Promise<Outputs['timers']['stop']> {
  const row = await running(tx, input);
  const next = { ...row, stoppedAt: act.now, stoppedBy: act.who.userId, version: row.version + 1 };
  await updateTimer(tx, pick(next));
  told(next, act);
  return { id: next.id, version: next.version };
}

/** Told beside the note and no obstacle to its signature: a clock that somebody forgot holds nobody up. */
export async function restingIssues(db: Reader, sessionId: string): Promise<RecordIssue[]> {
  const blocks = await findRestingBlocks(db, sessionId);
  return blocks.map((at) => ({ level: 'note', code: 'needles-resting', at }));
}

type Known = TimerRow & { patientId: string };

function pick({ id, dueAt, stoppedAt, stoppedBy, version }: Known) {
  return { id, dueAt, stoppedAt, stoppedBy, version };
}

async function running(tx: Tx, { id, version }: { id: string; version: number }): Promise<Known> {
  const row = await findTimer(tx, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'timer' });
  if (row.stoppedAt !== null) throw new Refusal('WRONG_STATUS', { status: 'stopped' });
  if (row.version !== version)
    throw new Refusal('STALE_VERSION', { currentVersion: row.version, current: null });
  return row;
}

function told({ id, patientId, version }: Known, act: Act, action: 'C' | 'U' = 'U'): void {
  act.about({ patientId, entityId: id, version, action });
  act.changed('timers', id);
}
