import { v7 as newId } from 'uuid';
import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { sessionsOfAppointments } from '../treatments/service.ts';
import { giveUpAll } from './claiming.service.ts';
import { keepIdentity } from './identity.service.ts';
import { assertStep, holdsTime, isLate, noticeOf } from './rules.ts';
import {
  type AppointmentRow,
  findAppointment,
  type HistoryRow,
  insertHistory,
  updateAppointment,
} from './store.ts';
import { appointmentBy } from './views.service.ts';

type Known = { id: string; version: number };
type Changed = Known & { status: AppointmentStatus };
type Reached = Exclude<AppointmentStatus, 'booked'>;
type Why = Partial<Pick<HistoryRow, 'reason' | 'cancelledBy' | 'noticeMinutes' | 'late' | 'waived'>>;

export async function arrive(
  tx: Tx,
  { confirmed, ...known }: Inputs['appointments']['arrive'],
  act: Act,
): Promise<Changed> {
  const changed = await take(tx, known, 'arrived', act);
  if (confirmed !== undefined) await keepIdentity(tx, known.id, confirmed, act);
  return changed;
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

export async function markDidNotAttend(tx: Tx, known: Known, act: Act): Promise<Changed> {
  await assertNotSigned(tx, known.id);
  return take(tx, known, 'did-not-attend', act);
}

/** A note that was begun stays as it is; one that is signed says that the visit took place. */
export async function cancel(
  tx: Tx,
  input: Inputs['appointments']['cancel'],
  act: Act,
): Promise<Changed & { lateCancelled: boolean }> {
  const { startsAt } = await appointmentRow(tx, input.id);
  await assertNotSigned(tx, input.id);
  const late = isLate({ startsAt, by: input.by }, act.now, act.clinic.lateCancelHours);
  const waived = late ? (input.waive?.reason ?? null) : null;
  const lateCancelled = late && waived === null;
  const changed = await take(
    tx,
    input,
    'cancelled',
    act,
    {
      reason: input.reason,
      cancelledBy: input.by,
      noticeMinutes: noticeOf(startsAt, act.now),
      late: lateCancelled ? 1 : 0,
      waived,
    },
    { lateCancelled: lateCancelled ? 1 : 0 },
  );
  return { ...changed, lateCancelled };
}

/** Refuses where a signed note says that the treatment took place. */
export async function assertNotSigned(db: Reader, appointmentId: string): Promise<void> {
  const sessions = await sessionsOfAppointments(db, [appointmentId]);
  if (sessions.some(({ signed }) => signed)) throw new Refusal('ALREADY_SIGNED', {});
}

/**
 * The visit has begun: opening the note says so without a second click. Nothing happens where it already had. A visit
 * without a course belongs to the one that is treated in it.
 */
export async function startTreatment(
  tx: Tx,
  { id, patientId, courseId }: { id: string; patientId: string; courseId: string | null },
  act: Act,
): Promise<void> {
  const row = await findAppointment(tx, id);
  if (row === undefined || row.patientId !== patientId)
    throw new Refusal('NOT_FOUND', { what: 'appointment' });
  if (row.status === 'cancelled' || row.status === 'did-not-attend') {
    throw new Refusal('INVALID', { field: 'appointmentId', problem: row.status });
  }
  if (row.courseId === null && courseId !== null) await updateAppointment(tx, row.id, { courseId });
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
  why: Why = {},
  change: { lateCancelled?: 0 | 1 } = {},
): Promise<Changed> {
  const row = await currentOf(tx, known, act);
  assertStep(row.status, to);
  return step(tx, row, to, act, why, change);
}

async function step(
  tx: Tx,
  row: AppointmentRow,
  to: Reached,
  act: Act,
  why: Why,
  change: { lateCancelled?: 0 | 1 } = {},
): Promise<Changed> {
  const version = row.version + 1;
  await updateAppointment(tx, row.id, { ...change, status: to, statusAt: act.now, version });
  if (!holdsTime(to)) await giveUpAll(tx, row.id);
  await insertHistory(tx, {
    id: newId(),
    appointmentId: row.id,
    at: act.now,
    by: act.who.userId,
    fromStatus: row.status,
    toStatus: to,
    reason: '',
    cancelledBy: null,
    undoes: null,
    formerly: null,
    ...why,
  });
  announce({ ...row, version }, act);
  return { id: row.id, version, status: to };
}
