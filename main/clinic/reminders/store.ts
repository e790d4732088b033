import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

/** Said in the statement itself: an index over a part of the table is taken for no value that is handed over. */
const isQueued = sql<boolean>`state = 'queued'`;
const isInTrouble = sql<boolean>`state IN ('failed', 'unsure', 'sending')`;

export type ReminderRow = Selectable<Schema['reminders']>;
export type SettingsRow = Selectable<Schema['reminderSettings']>;
export type ChoiceRow = Selectable<Schema['contactChoices']>;
export type TemplateRow = Selectable<Schema['reminderTemplates']>;

export function findSettings(db: Reader): Promise<SettingsRow> {
  return db.selectFrom('reminderSettings').selectAll().executeTakeFirstOrThrow();
}

export async function updateSettings(tx: Tx, change: Updateable<Schema['reminderSettings']>): Promise<void> {
  await tx.updateTable('reminderSettings').set(change).execute();
}

export function findTemplates(db: Reader): Promise<TemplateRow[]> {
  return db.selectFrom('reminderTemplates').selectAll().orderBy('language').execute();
}

export async function putTemplate(tx: Tx, row: TemplateRow): Promise<void> {
  await tx
    .insertInto('reminderTemplates')
    .values(row)
    .onConflict((conflict) => conflict.column('language').doUpdateSet(row))
    .execute();
}

export function findChoices(db: Reader, patientIds: readonly string[]): Promise<ChoiceRow[]> {
  return db
    .selectFrom('contactChoices')
    .selectAll()
    .where('patientId', 'in', [...patientIds])
    .execute();
}

export async function putChoice(tx: Tx, row: ChoiceRow): Promise<void> {
  await tx
    .insertInto('contactChoices')
    .values(row)
    .onConflict((conflict) => conflict.column('patientId').doUpdateSet(row))
    .execute();
}

export function findReminder(db: Reader, id: string): Promise<ReminderRow | undefined> {
  return db.selectFrom('reminders').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Oldest first. */
export function findRemindersOf(db: Reader, appointmentIds: readonly string[]): Promise<ReminderRow[]> {
  return db
    .selectFrom('reminders')
    .selectAll()
    .where('appointmentId', 'in', [...appointmentIds])
    .orderBy('id')
    .execute();
}

export function findQueued(db: Reader): Promise<ReminderRow[]> {
  return db.selectFrom('reminders').selectAll().where(isQueued).orderBy('nextAt').orderBy('id').execute();
}

export function findDue(db: Reader, now: string): Promise<ReminderRow[]> {
  return db
    .selectFrom('reminders')
    .selectAll()
    .where(isQueued)
    .where('nextAt', '<=', now)
    .orderBy('startsAt')
    .orderBy('id')
    .execute();
}

/** What was being sent when the program stopped. */
export function findLeftSending(db: Reader): Promise<ReminderRow[]> {
  return db.selectFrom('reminders').selectAll().where(isInTrouble).where('state', '=', 'sending').execute();
}

export function findTroubled(db: Reader, from: string): Promise<ReminderRow[]> {
  return db
    .selectFrom('reminders')
    .selectAll()
    .where(isInTrouble)
    .where('state', '<>', 'sending')
    .where('startsAt', '>', from)
    .orderBy('startsAt')
    .orderBy('id')
    .limit(500)
    .execute();
}

export async function insertReminder(tx: Tx, row: Insertable<Schema['reminders']>): Promise<void> {
  await tx.insertInto('reminders').values(row).execute();
}

export async function updateReminder(
  tx: Tx,
  id: string,
  change: Updateable<Schema['reminders']>,
): Promise<void> {
  await tx.updateTable('reminders').set(change).where('id', '=', id).execute();
}

export async function insertAttempt(tx: Tx, row: Insertable<Schema['reminderAttempts']>): Promise<void> {
  await tx.insertInto('reminderAttempts').values(row).execute();
}

export async function endAttempts(
  tx: Tx,
  reminderId: string,
  end: { endedAt: string; outcome: 'sent' | 'failed' | 'unsure'; problem: string | null },
): Promise<void> {
  await tx
    .updateTable('reminderAttempts')
    .set(end)
    .where('reminderId', '=', reminderId)
    .where('outcome', 'is', null)
    .execute();
}

export function findCalls(db: Reader, appointmentIds: readonly string[]) {
  return db
    .selectFrom('reminderCalls')
    .innerJoin('users', 'users.id', 'reminderCalls.by')
    .select(['appointmentId', 'startsAt', 'at', 'users.displayName as by'])
    .where('appointmentId', 'in', [...appointmentIds])
    .execute();
}

export async function putCall(tx: Tx, row: Schema['reminderCalls']): Promise<void> {
  await tx
    .insertInto('reminderCalls')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteCall(tx: Tx, appointmentId: string, startsAt: string): Promise<void> {
  await tx
    .deleteFrom('reminderCalls')
    .where('appointmentId', '=', appointmentId)
    .where('startsAt', '=', startsAt)
    .execute();
}
