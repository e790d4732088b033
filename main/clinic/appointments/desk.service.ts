import { v7 as newId } from 'uuid';
import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { giveUpAll } from './claiming.service.ts';
import { assertStep, holdsTime } from './rules.ts';
import { type AppointmentRow, findAppointment, insertHistory, updateAppointment } from './store.ts';
import { appointmentBy } from './views.service.ts';

type Known = { id: string; version: number };
type Changed = Known & { status: AppointmentStatus };
type Reached = Exclude<AppointmentStatus, 'booked'>;

export function arrive(tx: Tx, known: Known, act: Act): Promise<Changed> {
  return take(tx, known, 'arrived', act);
}

export function beginTreatment(tx: Tx, known: Known, act: Act): Promise<Changed> {
  return take(tx, known, 'in-treatment', act);
}

export function rest(tx: Tx, known: Known, act: Act): Promise<Changed> {
  return take(tx, known, 'resting', act);
}

export async function resume(tx: Tx, known: Known, act: Act): Promise<Changed> {
  const row = await currentOf(tx, known, act);
  if (row.status !== 'resting') throw new Refusal('WRONG_STATUS', { status: row.status });
  return step(tx, row, 'in-treatment', act, {});
}

export function leave(tx: Tx, known: Known, act: Act): Promise<Changed> {
  return take(tx, known, 'left', act);
}

export function finish(tx: Tx, known: Known, act: Act): Promise<Changed> {
  return take(tx, known, 'done', act);
}

export function markDidNotAttend(tx: Tx, known: Known, act: Act): Promise<Changed> {
  return take(tx, known, 'did-not-attend', act);
}

export function cancel(tx: Tx, input: Inputs['appointments']['cancel'], act: Act): Promise<Changed> {
  return take(tx, input, 'cancelled', act, { reason: input.reason, cancelledBy: input.by });
}

/** The visit has begun: opening the note says so without a second click. Nothing happens where it already had. */
export async function startTreatment(
  tx: Tx,
  { id, patientId }: { id: string; patientId: string },
  act: Act,
): Promise<void> {
  const row = await findAppointment(tx, id);
  if (row === undefined || row.patientId !== patientId)
    throw new Refusal('NOT_FOUND', { what: 'appointment' });
  if (row.status === 'cancelled' || row.status === 'did-not-attend') {
    throw new Refusal('INVALID', { field: 'appointmentId', problem: row.status });
  }
  if (row.status === 'booked' || row.status === 'arrived') await step(tx, row, 'in-treatment', act, {});
}

/** The row as the writer has read it. */
export async function currentOf(tx: Tx, { id, version }: Known, act: Act): Promise<AppointmentRow> {
  const row = await appointmentRow(tx, id);
  if (row.version !== version) {
    throw new Refusal('STALE_VERSION', {
      currentVersion: row.version,
      current: await appointmentBy(tx, row, act),
    });
  }
  return row;
}

export async function appointmentRow(db: Reader, id: string): Promise<AppointmentRow> {
  const row = await findAppointment(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'appointment' });
  return row;
}

export function announce(
  { id, patientId, version }: AppointmentRow,
  act: Act,
  action: 'C' | 'U' = 'U',
): void {
  act.about({ patientId, entityId: id, version, action });
  act.changed('appointments', id, patientId);
}

async function take(
  tx: Tx,
  known: Known,
  to: Reached,
  act: Act,
  why: { reason?: string; cancelledBy?: 'patient' | 'clinic' } = {},
): Promise<Changed> {
  const row = await currentOf(tx, known, act);
  assertStep(row.status, to);
  return step(tx, row, to, act, why);
}

async function step(
  tx: Tx,
  row: AppointmentRow,
  to: Reached,
  act: Act,
  why: { reason?: string; cancelledBy?: 'patient' | 'clinic' },
): Promise<Changed> {
  const version = row.version + 1;
  await updateAppointment(tx, row.id, { status: to, statusAt: act.now, version });
  if (!holdsTime(to)) await giveUpAll(tx, row.id);
  await insertHistory(tx, {
    id: newId(),
    appointmentId: row.id,
    at: act.now,
    by: act.who.userId,
    fromStatus: row.status,
    toStatus: to,
    reason: why.reason ?? '',
    cancelledBy: why.cancelledBy ?? null,
    undoes: null,
    formerly: null,
  });
  announce({ ...row, version }, act);
  return { id: row.id, version, status: to };
}
