import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { consentState, panel } from '../../../shared/contract/appointments.ts';
import type { SafetyRecord } from '../../../shared/contract/patients.ts';
import { isPlainDate, minutesBetween, readWallTime } from '../../../shared/rules/calendar.ts';
import type { z } from 'zod';
import { Refusal } from '../refusal.ts';

export type ConsentState = z.infer<typeof consentState>;
export type NextStep = z.infer<typeof panel>['nextStep'];

/** From which statuses each step of the desk may be taken. */
const ways: Record<Exclude<AppointmentStatus, 'booked'>, readonly AppointmentStatus[]> = {
  arrived: ['booked'],
  'in-treatment': ['booked', 'arrived', 'resting'],
  resting: ['in-treatment'],
  done: ['arrived', 'in-treatment', 'resting'],
  left: ['done'],
  'did-not-attend': ['booked'],
  cancelled: ['booked', 'arrived'],
};

export function assertStep(from: AppointmentStatus, to: Exclude<AppointmentStatus, 'booked'>): void {
  if (!ways[to].includes(from)) throw new Refusal('WRONG_STATUS', { status: from });
}

/** A visit that is off gives its time to others. */
export function holdsTime(status: AppointmentStatus): boolean {
  return status !== 'cancelled' && status !== 'did-not-attend';
}

/** The practitioner has been with the patient. */
export function hasBegun(status: AppointmentStatus): boolean {
  return status === 'in-treatment' || status === 'resting' || status === 'done' || status === 'left';
}

/**
 * Whether a cancellation counts as late: by the patient, with less notice than the clinic asks for. Exactly that notice
 * is enough; a clinic that asks for 0 hours has no late ones.
 */
export function isLate(
  { startsAt, by }: { startsAt: string; by: 'patient' | 'clinic' },
  now: string,
  lateCancelHours: number,
): boolean {
  return lateCancelHours > 0 && by === 'patient' && noticeOf(startsAt, now) < lateCancelHours * 60;
}

/** Whole minutes from now to the planned start; below 0 once it has passed. */
export function noticeOf(startsAt: string, now: string): number {
  return Math.floor(minutesBetween(now, startsAt));
}

/** What has begun or is over keeps its time. */
export function assertMovable(status: AppointmentStatus): void {
  if (status !== 'booked' && status !== 'arrived') throw new Refusal('WRONG_STATUS', { status });
}

/** Outside these years text order and time order part, or a slip of the finger is certain. */
const firstYear = '1900';
const lastYear = '2199';

export function assertDay(date: string, field: string): void {
  const year = date.slice(0, 4);
  if (!isPlainDate(date) || year < firstYear || year > lastYear)
    throw new Refusal('INVALID', { field, problem: 'out-of-range' });
}

/**
 * The instant of a day and a wall-clock time at the clinic. A time that the clock jumps over is refused with the next
 * one that exists; one that it shows twice is refused until `fold` says which.
 */
export function instantOf(
  start: { date: string; time: string; fold?: 'first' | 'second' | undefined },
  zone: string,
): string {
  assertDay(start.date, 'start.date');
  const reading = readWallTime(start, zone);
  if (reading.kind === 'exact') return reading.instant;
  if (reading.kind === 'gap')
    throw new Refusal('TIME_MISSING', { nextValid: `${reading.nextValid.date}T${reading.nextValid.time}` });
  const { first, second } = reading;
  if (start.fold === undefined) throw new Refusal('TIME_DOUBLED', { first, second });
  return start.fold === 'first' ? first : second;
}

export interface Step {
  id: string;
  fromStatus: string | null;
  toStatus: string;
  undoes: string | null;
}

/** The last change of status that still stands, oldest first in `history`; null when nothing is left to take back. */
export function lastStep(history: readonly Step[]): Step | null {
  const undone = new Set(history.map(({ undoes }) => undoes));
  const standing = history.filter(({ id, fromStatus, toStatus, undoes }) => {
    return undoes === null && fromStatus !== null && fromStatus !== toStatus && !undone.has(id);
  });
  return standing.at(-1) ?? null;
}

/** Whether anything of the safety talk is open for the techniques that were screened. */
export function isSafetyDue(
  { allergyState, medicineState }: SafetyRecord,
  alerts: readonly { code: string }[],
): boolean {
  return (
    allergyState === 'not-asked' ||
    medicineState === 'not-asked' ||
    alerts.some(({ code }) => code === 'safety-questions-open')
  );
}

/** When the safety talk was last had; null when never. */
export function lastConfirmed({ answers }: SafetyRecord): string | null {
  return (
    answers
      .map(({ confirmedAt }) => confirmedAt)
      .toSorted()
      .at(-1) ?? null
  );
}

/** What the desk does next with this visit. */
export function nextStep(visit: {
  status: AppointmentStatus;
  safetyDue: boolean;
  consent: ConsentState;
  covered: boolean;
  session: { signed: boolean } | null;
}): NextStep {
  const { status, session } = visit;
  if (status === 'cancelled' || status === 'did-not-attend') return 'none';
  if (session?.signed === true) return 'print';
  if (status === 'done' || status === 'left') return session === null ? 'none' : 'sign-note';
  if (session !== null) return 'continue-treatment';
  if (status === 'booked') return 'arrive';
  if (visit.safetyDue) return 'ask-safety';
  if (visit.covered) return 'start-treatment';
  return visit.consent === 'awaiting-countersign' ? 'countersign' : 'consent';
}
