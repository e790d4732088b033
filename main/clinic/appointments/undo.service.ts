import { v7 as newId } from 'uuid';
import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';
import { minutesBetween } from '../../../shared/rules/calendar.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { slotTaken } from './booking.service.ts';
import { announce, currentOf } from './desk.service.ts';
import { lastStep } from './rules.ts';
import { findHistory, insertHistory, updateAppointment } from './store.ts';

/** Takes back the last change of status; again takes back the one before. */
export async function undo(
  tx: Tx,
  known: { id: string; version: number },
  act: Act,
): Promise<{ id: string; version: number; status: AppointmentStatus }> {
  const row = await currentOf(tx, known, act);
  const last = lastStep(await findHistory(tx, row.id));
  if (last === null) throw new Refusal('WRONG_STATUS', { status: row.status });
  const status = last.fromStatus as AppointmentStatus;
  const version = row.version + 1;
  const taken = await updateAppointment(tx, row.id, { status, statusAt: act.now, version });
  if (taken !== null) throw await slotTaken(tx, row, minutesBetween(row.startsAt, row.endsAt), taken, act);
  const taking = {
    fromStatus: row.status,
    toStatus: status,
    reason: '',
    cancelledBy: null,
    undoes: last.id,
    formerly: null,
  };
  await insertHistory(tx, { id: newId(), appointmentId: row.id, at: act.now, by: act.who.userId, ...taking });
  announce({ ...row, version }, act);
  return { id: row.id, version, status };
}
