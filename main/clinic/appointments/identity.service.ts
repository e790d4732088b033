import { v7 as newId } from 'uuid';
import type { IdentityItem } from '../../../shared/contract/appointments.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { findIdentityChecks, insertIdentityCheck } from './history.store.ts';
import { holdsTime } from './rules.ts';
import { findAppointment } from './store.ts';

/** Two things by which the patient was recognised, for one who has arrived without being asked. */
export async function confirmIdentity(
  tx: Tx,
  { id, confirmed }: Inputs['appointments']['confirmIdentity'],
  act: Act,
): Promise<{ id: string }> {
  const row = await findAppointment(tx, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'appointment' });
  if (row.status === 'booked' || !holdsTime(row.status))
    throw new Refusal('WRONG_STATUS', { status: row.status });
  await keepIdentity(tx, id, confirmed, act);
  act.about({ patientId: row.patientId, entityId: id, version: row.version });
  act.changed('appointments', id, row.patientId);
  return { id };
}

export async function keepIdentity(
  tx: Tx,
  appointmentId: string,
  items: readonly IdentityItem[],
  act: Act,
): Promise<void> {
  await insertIdentityCheck(tx, {
    ...{ id: newId(), appointmentId, at: act.now, by: act.who.userId },
    items: JSON.stringify(items),
  });
}

/** What was confirmed last for each of these visits. */
export async function identitiesOf(
  db: Reader,
  appointmentIds: readonly string[],
): Promise<Map<string, IdentityItem[]>> {
  const checks = await findIdentityChecks(db, appointmentIds);
  return new Map(
    checks.map(({ appointmentId, items }) => [appointmentId, JSON.parse(items) as IdentityItem[]]),
  );
}
