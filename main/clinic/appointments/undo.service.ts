import { v7 as newId } from 'uuid';
import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { claim, giveUpAll } from './claiming.service.ts';
import { announce, assertNotSigned, currentOf } from './desk.service.ts';
import { hasBegun, holdsTime, lastStep } from './rules.ts';
import { standingOverbooking } from './history.service.ts';
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
  if (!hasBegun(status) && hasBegun(row.status as AppointmentStatus)) await assertNotSigned(tx, row.id);
  const version = row.version + 1;
  // A visit that had given its time up takes it anew, if nobody else has it.
  if (!holdsTime(row.status) && holdsTime(status)) {
    const overbookingId = await standingOverbooking(tx, row.id);
    const over = overbookingId === null ? null : { overbookingId, givenUpBy: last.id };
    await claim(tx, row, { asBefore: { over } }, act);
  }
  await updateAppointment(tx, row.id, { status, statusAt: act.now, lateCancelled: 0, version });
  if (!holdsTime(status)) await giveUpAll(tx, row.id);
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
