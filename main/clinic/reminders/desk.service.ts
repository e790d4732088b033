import type { Inputs } from '../../../shared/contract/index.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { visitFacts } from '../appointments/service.ts';
import { Refusal } from '../refusal.ts';
import { isPast } from './rules.ts';
import { deleteCall, findReminder, putCall, type ReminderRow, updateReminder } from './store.ts';

type Done = Record<never, never>;

export async function retry(tx: Tx, { id }: Inputs['reminders']['retry'], act: Act): Promise<Done> {
  const row = await inState(tx, id, 'failed');
  return change(tx, row, { state: 'queued', nextAt: act.now, reason: null }, act);
}

export async function resolve(tx: Tx, { id, as }: Inputs['reminders']['resolve'], act: Act): Promise<Done> {
  const row = await inState(tx, id, 'unsure');
  if (as === 'arrived') return change(tx, row, { state: 'sent', reason: 'by-hand' }, act);
  if (as === 'leave') return change(tx, row, { state: 'dropped', reason: 'by-hand' }, act);
  if (isPast(row.startsAt, act.now)) throw new Refusal('WRONG_STATUS', { status: row.state });
  return change(tx, row, { state: 'queued', nextAt: act.now, reason: null }, act);
}

export async function markCalled(
  tx: Tx,
  { appointmentId, startsAt }: Inputs['reminders']['markCalled'],
  act: Act,
): Promise<Done> {
  const visit = await visitFacts(tx, appointmentId);
  // Whoever was called for another time has to be called again.
  if (visit.startsAt !== startsAt || visit.status !== 'booked')
    throw new Refusal('WRONG_STATUS', { status: visit.status === 'booked' ? 'moved' : visit.status });
  await putCall(tx, { appointmentId, startsAt, at: act.now, by: act.who.userId });
  act.about({ patientId: visit.patientId, entityId: appointmentId, action: 'C' });
  act.changed('reminders', appointmentId, visit.patientId);
  return {};
}

export async function unmarkCalled(
  tx: Tx,
  { appointmentId, startsAt }: Inputs['reminders']['unmarkCalled'],
  act: Act,
): Promise<Done> {
  const visit = await visitFacts(tx, appointmentId);
  await deleteCall(tx, appointmentId, startsAt);
  act.about({ patientId: visit.patientId, entityId: appointmentId, action: 'D' });
  act.changed('reminders', appointmentId, visit.patientId);
  return {};
}

async function inState(tx: Tx, id: string, state: ReminderRow['state']): Promise<ReminderRow> {
  const row = await findReminder(tx, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'reminder' });
  if (row.state !== state) throw new Refusal('WRONG_STATUS', { status: row.state });
  return row;
}

async function change(
  tx: Tx,
  row: ReminderRow,
  to: Pick<ReminderRow, 'state' | 'reason'> & { nextAt?: string },
  act: Act,
): Promise<Done> {
  const version = row.version + 1;
  await updateReminder(tx, row.id, { nextAt: null, ...to, stateAt: act.now, version });
  act.about({ patientId: row.patientId, entityId: row.id, version });
  act.changed('reminders', row.id, row.patientId);
  return {};
}
