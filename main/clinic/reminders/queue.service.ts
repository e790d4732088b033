import { v7 as newId } from 'uuid';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import type { ReminderReason } from '../../../shared/contract/reminders.ts';
import { plusMinutes } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Mail } from '../../post/mail.ts';
import type { MailAccount, Posted } from '../../post/smtp.ts';
import { type VisitFacts, visitFacts, visitFactsBetween } from '../appointments/service.ts';
import { patientIdentity } from '../patients/service.ts';
import { memberBy } from '../staff/service.ts';
import { wishesOf } from './choice.service.ts';
import { firstState, isSuperseded, isUnplanned, lastChance, nextTry, obstacle } from './rules.ts';
import { messageIdOf, senderOf } from './settings.service.ts';
import * as store from './store.ts';
import { fillingOf, messageIn, spokenLanguage } from './text.service.ts';

type Row = store.ReminderRow;

/** How far ahead of the longest lead reminders are planned, so that the desk sees what is coming. */
const aheadMinutes = 7 * 24 * 60;

export interface Plan {
  drop: { row: Row; reason: ReminderReason }[];
  add: { visit: VisitFacts; hours: number; dueAt: string; reason: ReminderReason | null }[];
}

/** What the queue lacks and holds too much of, by the book and the wishes as they are now. */
export async function planOf(db: Reader, now: string): Promise<Plan> {
  const leads = JSON.parse((await store.findSettings(db)).leads) as number[];
  const to = plusMinutes(now, Math.max(0, ...leads) * 60 + aheadMinutes);
  const coming = await visitFactsBetween(db, { from: now, to }, null);
  const visits = new Map(coming.map((visit) => [visit.id, visit]));
  const queued = await store.findQueued(db);
  for (const { appointmentId } of queued)
    if (!visits.has(appointmentId)) visits.set(appointmentId, await visitFacts(db, appointmentId));
  const wishes = await wishesOf(
    db,
    [...visits.values()].map(({ patientId }) => patientId),
  );
  const against = (row: { startsAt: string }, visit: VisitFacts) =>
    obstacle(row, visit, wishes(visit.patientId));

  const rows = [];
  const drop: Plan['drop'] = [];
  const wanted = coming.filter((visit) => against(visit, visit) === null);
  const ids = [...wanted.map(({ id }) => id), ...queued.map(({ appointmentId }) => appointmentId)];
  for (const row of ids.length === 0 ? [] : await store.findRemindersOf(db, [...new Set(ids)])) {
    const visit = visits.get(row.appointmentId);
    const reason =
      row.state !== 'queued' || visit === undefined
        ? null
        : (against(row, visit) ?? unsent(row, queued, leads, now));
    if (reason !== null) drop.push({ row, reason });
    rows.push(reason === null ? row : { ...row, state: 'dropped' as const, reason });
  }
  const earlier = Map.groupBy(rows, ({ appointmentId, hours }) => `${appointmentId} ${hours}`);
  const add = wanted.flatMap((visit) =>
    leads
      .filter((hours) => isUnplanned(visit.startsAt, earlier.get(`${visit.id} ${hours}`) ?? []))
      .map((hours) => ({ visit, hours, ...firstState(visit, hours, now) })),
  );
  return { drop, add };
}

/** Writes the plan. Called in the transaction in which it was made. */
export async function carryOut(tx: Tx, { drop, add }: Plan, now: string): Promise<void> {
  for (const { row, reason } of drop) await end(tx, row, 'dropped', reason, now);
  for (const { visit, hours, dueAt, reason } of add)
    await store.insertReminder(tx, {
      id: newId(),
      appointmentId: visit.id,
      patientId: visit.patientId,
      hours,
      startsAt: visit.startsAt,
      dueAt,
      state: reason === null ? 'queued' : 'dropped',
      stateAt: now,
      reason,
      attempts: 0,
      nextAt: reason === null ? dueAt : null,
      address: '',
      messageId: '',
      version: 1,
    });
}

export interface Errand {
  row: Row;
  account: MailAccount;
  mail: Mail;
}

/**
 * Takes one reminder out of the queue to send it: everything is asked again in this transaction, and from its commit on
 * the reminder counts as possibly told. Null: it was dropped, or is not due any more.
 */
export async function claim(tx: Tx, id: string, clinic: ClinicProfile, now: string): Promise<Errand | null> {
  const row = await store.findReminder(tx, id);
  if (row === undefined || row.state !== 'queued' || row.nextAt === null || row.nextAt > now) return null;
  const settings = await store.findSettings(tx);
  const sender = senderOf(settings);
  if (sender === null || settings.sending === 0) return null;
  const reason = await reasonToDrop(tx, row, JSON.parse(settings.leads) as number[], now);
  const wishes = (await wishesOf(tx, [row.patientId]))(row.patientId);
  const person = await patientIdentity(tx, row.patientId);
  const to = wishes.email === '' ? person.email : wishes.email;
  if (reason !== null || to === '') {
    await end(tx, row, reason === null ? 'failed' : 'dropped', reason ?? 'no-address', now);
    return null;
  }
  const visit = await visitFacts(tx, row.appointmentId);
  const practitioner = await memberBy(tx, visit.practitionerId);
  const language = await spokenLanguage(tx, person.language, settings.language);
  const message = await messageIn(
    tx,
    language,
    fillingOf(
      {
        startsAt: visit.startsAt,
        practitioner: practitioner?.displayName ?? '',
        name: person.preferredName || person.givenName || person.familyName,
      },
      clinic,
      language,
    ),
  );
  const messageId = row.messageId === '' ? messageIdOf(row.id, sender.from.address) : row.messageId;
  const claimed: Row = {
    ...row,
    state: 'sending',
    stateAt: now,
    nextAt: null,
    reason: null,
    attempts: row.attempts + 1,
    address: to,
    messageId,
    version: row.version + 1,
  };
  await store.updateReminder(tx, row.id, claimed);
  await store.insertAttempt(tx, {
    id: newId(),
    reminderId: row.id,
    at: now,
    endedAt: null,
    outcome: null,
    problem: null,
  });
  return {
    row: claimed,
    account: sender.account,
    mail: { ...message, from: sender.from, to, messageId, at: now },
  };
}

/** Writes down how the sending of a claimed reminder ended. */
export async function settle(tx: Tx, id: string, posted: Posted, now: string): Promise<Row> {
  const row = await store.findReminder(tx, id);
  if (row === undefined || row.state !== 'sending')
    throw new Error('a reminder was settled that nobody sends');
  const problem = posted.outcome === 'failed' ? posted.problem : null;
  await store.endAttempts(tx, id, { endedAt: now, outcome: posted.outcome, problem });
  const nextAt =
    posted.outcome === 'failed' ? nextTry(row.attempts, posted.lasting, row.startsAt, now) : null;
  const state = nextAt === null ? posted.outcome : 'queued';
  const after: Row = { ...row, state, stateAt: now, reason: problem, nextAt, version: row.version + 1 };
  await store.updateReminder(tx, id, after);
  return after;
}

/** Only one process sends, one after the other: what is found in the middle of it was cut off there. */
export async function markCutOff(tx: Tx, now: string): Promise<Row[]> {
  const rows = await store.findLeftSending(tx);
  for (const row of rows) await settle(tx, row.id, { outcome: 'unsure' }, now);
  return rows;
}

export async function end(
  tx: Tx,
  row: Row,
  state: 'dropped' | 'failed',
  reason: ReminderReason,
  now: string,
): Promise<void> {
  await store.updateReminder(tx, row.id, {
    state,
    stateAt: now,
    reason,
    nextAt: null,
    version: row.version + 1,
  });
}

/** Asked again at the last moment, for one reminder. */
async function reasonToDrop(
  db: Reader,
  row: Row,
  leads: readonly number[],
  now: string,
): Promise<ReminderReason | null> {
  const visit = await visitFacts(db, row.appointmentId);
  const wishes = (await wishesOf(db, [row.patientId]))(row.patientId);
  const siblings = await store.findRemindersOf(db, [row.appointmentId]);
  return obstacle(row, visit, wishes) ?? unsent(row, siblings, leads, now);
}

/** What stands against a queued reminder in the queue itself. */
function unsent(
  row: Row,
  siblings: readonly Row[],
  leads: readonly number[],
  now: string,
): ReminderReason | null {
  if (!leads.includes(row.hours)) return 'not-wanted';
  if (now > lastChance(row.startsAt)) return 'too-late';
  const others = siblings.filter(
    (other) =>
      other.appointmentId === row.appointmentId &&
      other.id !== row.id &&
      other.state === 'queued' &&
      other.dueAt <= now,
  );
  return isSuperseded(row.hours, others) ? 'superseded' : null;
}
