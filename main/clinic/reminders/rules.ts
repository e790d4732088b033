import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { MailAccountShape, ReminderReason, Way } from '../../../shared/contract/reminders.ts';
import { minutesBetween, plusMinutes } from '../../../shared/rules/calendar.ts';
import { Refusal } from '../refusal.ts';

/** What stands against reminding somebody of a visit by mail, as it is now; null: nothing does. */
export function obstacle(
  planned: { startsAt: string },
  visit: { status: AppointmentStatus; startsAt: string },
  person: { asked: boolean; ways: readonly Way[]; deceased: boolean },
): ReminderReason | null {
  if (person.deceased) return 'deceased';
  if (visit.status === 'cancelled' || visit.status === 'did-not-attend') return 'cancelled';
  if (visit.status !== 'booked') return 'already-here';
  if (visit.startsAt !== planned.startsAt) return 'moved';
  if (!person.asked) return 'not-asked';
  return person.ways.includes('email') ? null : 'not-wanted';
}

export interface PlannedRow {
  id: string;
  startsAt: string;
  state: string;
  reason: string | null;
}

/** Dropped for something that may pass, such as a cancellation that is taken back. */
const passing: readonly (string | null)[] = [
  'cancelled',
  'moved',
  'already-here',
  'not-asked',
  'not-wanted',
  'deceased',
];

/**
 * Whether one reminder of a visit has still to be planned. `rows` are those of the same lead, oldest first. What the
 * person was told last is not told again; what was dropped for good stays so.
 */
export function isUnplanned(startsAt: string, rows: readonly PlannedRow[]): boolean {
  const told = rows.findLast(({ state }) => state === 'sent' || state === 'unsure');
  if (told?.startsAt === startsAt) return false;
  const last = rows.at(-1);
  if (last === undefined || last.startsAt !== startsAt) return true;
  return last.state === 'dropped' && passing.includes(last.reason);
}

/** No reminder helps who is on the way. */
const latestMinutes = 30;

/** The instant after which a reminder of this visit is not sent any more. */
export function lastChance(startsAt: string): string {
  return plusMinutes(startsAt, -latestMinutes);
}

/** How a new reminder starts: waiting, or dropped because the visit was agreed on after it would have been sent. */
export function firstState(
  visit: { startsAt: string; agreedAt: string },
  hours: number,
  now: string,
): { dueAt: string; reason: ReminderReason | null } {
  const dueAt = plusMinutes(visit.startsAt, -hours * 60);
  if (dueAt < visit.agreedAt) return { dueAt, reason: 'booked-late' };
  return { dueAt, reason: now > lastChance(visit.startsAt) ? 'too-late' : null };
}

/** Minutes until the next try, by tries made. After the last one a person has to look. */
const pauses = [1, 5, 15, 60, 180];

/** When a failed attempt is made again; null when it is not. */
export function nextTry(attempts: number, lasting: boolean, startsAt: string, now: string): string | null {
  const pause = pauses[attempts - 1];
  if (lasting || pause === undefined) return null;
  const at = plusMinutes(now, pause);
  return at > lastChance(startsAt) ? null : at;
}

/** Of the reminders of one visit that are due at once, after a pause say, only the one nearest to it is sent. */
export function isSuperseded(hours: number, othersDue: readonly { hours: number }[]): boolean {
  return othersDue.some((other) => other.hours < hours);
}

const ownMachine = new Set(['localhost', '127.0.0.1', '::1']);

/** Refuses an account over whose line a password could be read, and addresses that are none. */
export function assertAccount(account: MailAccountShape, isAddress: (text: string) => boolean): void {
  if (!/^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$|^::1$/.test(account.host))
    throw new Refusal('INVALID', { field: 'host', problem: 'unknown' });
  if (account.security === 'none' && !ownMachine.has(account.host))
    throw new Refusal('INVALID', { field: 'security', problem: 'unencrypted' });
  if (!isAddress(account.fromAddress))
    throw new Refusal('INVALID', { field: 'fromAddress', problem: 'address' });
}

/** Whether the password on file may go on being used: never for another server or user than it was given for. */
export function keepsPassword(before: MailAccountShape | null, after: MailAccountShape): boolean {
  if (after.user === '') return true;
  return (['host', 'port', 'security', 'user'] as const).every((key) => before?.[key] === after[key]);
}

/** Longest first, each once. */
export function tidyLeads(leads: readonly number[]): number[] {
  return [...new Set(leads)].toSorted((a, b) => b - a);
}

export function isPast(startsAt: string, now: string): boolean {
  return minutesBetween(now, startsAt) <= 0;
}
