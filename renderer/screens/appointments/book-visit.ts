import type { Appointment, AppointmentStatus, VisitLine } from '../../../shared/contract/appointments.ts';
import { millisOf } from '../../../shared/rules/wall-clock.ts';

type Part = VisitLine['parts'][number];

/** A visit as the views draw it, whether it came with its day or as a line of a week. */
export interface BookVisit extends Omit<VisitLine, 'overbooked'> {
  /** Why it stands over something else; empty where only that it does is known. */
  overbooked: string | null;
  /** Null where the consents were not asked for. */
  consent: Appointment['consent'] | null;
  /** The patient's own time in epoch milliseconds, read once. */
  starts: number;
  ends: number;
}

// The answers keep what did not change, so a card whose visit is the same object is not drawn again.
const ofDay = new WeakMap<Appointment, BookVisit>();
const ofWeek = new WeakMap<VisitLine, BookVisit>();

export function fromDay(visit: Appointment): BookVisit {
  const known = ofDay.get(visit);
  if (known !== undefined) return known;
  const parts = visit.phases.map(({ startsAt, endsAt, ...part }): Part => ({
    ...part,
    minutes: (millisOf(endsAt) - millisOf(startsAt)) / 60_000,
  }));
  const made = { ...visit, ...timesOf(visit), parts, overbooked: visit.overbooked?.reason ?? null };
  ofDay.set(visit, made);
  return made;
}

export function fromLine(visit: VisitLine): BookVisit {
  const known = ofWeek.get(visit);
  if (known !== undefined) return known;
  const made = { ...visit, ...timesOf(visit), overbooked: visit.overbooked ? '' : null, consent: null };
  ofWeek.set(visit, made);
  return made;
}

/** Gave its time to others. */
export function isOff({ status }: { status: AppointmentStatus }): boolean {
  return status === 'cancelled' || status === 'did-not-attend';
}

/** Has begun or is over: it stays where it is. */
export function isFixed({ status }: { status: AppointmentStatus }): boolean {
  return status !== 'booked' && status !== 'arrived';
}

/** Real minutes of the patient's time. */
export function minutesOfVisit({ starts, ends }: BookVisit): number {
  return (ends - starts) / 60_000;
}

function timesOf({ startsAt, endsAt }: { startsAt: string; endsAt: string }) {
  return { starts: millisOf(startsAt), ends: millisOf(endsAt) };
}
