import type { Selectable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';
import type { Step } from './rules.ts';

export type AppointmentRow = Selectable<Schema['appointments']>;
type HistoryColumns = Selectable<Schema['appointmentHistory']>;
export type HistoryRow = Omit<HistoryColumns, 'noticeMinutes' | 'late' | 'waived'> &
  Partial<Pick<HistoryColumns, 'noticeMinutes' | 'late' | 'waived'>>;

export function findAppointment(db: Reader, id: string): Promise<AppointmentRow | undefined> {
  return db.selectFrom('appointments').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Everything that touches the time from `from` to `to`; no appointment is longer than eight hours. */
export function findBetween(db: Reader, from: string, to: string): Promise<AppointmentRow[]> {
  return touching(db, from, to).selectAll().orderBy('startsAt').orderBy('id').execute();
}

export function findOfPatient(db: Reader, patientId: string): Promise<AppointmentRow[]> {
  return db
    .selectFrom('appointments')
    .selectAll()
    .where('patientId', '=', patientId)
    .orderBy('startsAt', 'desc')
    .orderBy('id')
    .execute();
}

export async function countDidNotAttend(db: Reader, patientId: string): Promise<number> {
  const row = await db
    .selectFrom('appointments')
    .select((eb) => eb.fn.countAll<number>().as('times'))
    .where('patientId', '=', patientId)
    .where('status', '=', 'did-not-attend')
    .executeTakeFirstOrThrow();
  return row.times;
}

export async function findLastDone(db: Reader, patientId: string, before: string): Promise<string | null> {
  const row = await db
    .selectFrom('appointments')
    .select('startsAt')
    .where('patientId', '=', patientId)
    .where('status', 'in', ['done', 'left'])
    .where('startsAt', '<', before)
    .orderBy('startsAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.startsAt ?? null;
}

export async function insertAppointment(tx: Tx, row: AppointmentRow): Promise<void> {
  await tx.insertInto('appointments').values(row).execute();
}

export async function updateAppointment(
  tx: Tx,
  id: string,
  change: Partial<Omit<AppointmentRow, 'id' | 'patientId'>>,
): Promise<void> {
  await tx.updateTable('appointments').set(change).where('id', '=', id).execute();
}

export async function insertHistory(tx: Tx, row: HistoryRow): Promise<void> {
  await tx
    .insertInto('appointmentHistory')
    .values({ noticeMinutes: null, late: 0, waived: null, ...row })
    .execute();
}

/** Oldest first; the ids rise with time. */
export function findHistory(db: Reader, appointmentId: string): Promise<Step[]> {
  return db
    .selectFrom('appointmentHistory')
    .select(['id', 'fromStatus', 'toStatus', 'undoes'])
    .where('appointmentId', '=', appointmentId)
    .orderBy('id')
    .execute();
}

const longest = 481 * 60_000;

/** No appointment is longer than eight hours. */
export function touching(db: Reader, from: string, to: string) {
  const earliest = new Date(Date.parse(from) - longest).toISOString();
  return db
    .selectFrom('appointments')
    .where('appointments.startsAt', '>', earliest)
    .where('appointments.startsAt', '<', to)
    .where('appointments.endsAt', '>', from);
}
