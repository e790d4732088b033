import type { Appointment } from '../../../shared/contract/appointments.ts';
import { instantAt, millisOf, minus, tidy, type Span } from '../../../shared/rules/wall-clock.ts';

/** Part of a day, first and last instant. */
export interface Stretch {
  readonly startsAt: string;
  readonly endsAt: string;
}

type Phased = Pick<Appointment, 'phases'>;

/** Less is no use to anybody who looks for a place on paper. */
const LEAST_GAP = 10 * 60_000;

/** When the visit keeps its practitioner, or its room: parts that follow on one another in one. */
export function heldBy(visit: Phased, what: 'practitioner' | 'room'): Stretch[] {
  return stretches(tidy(visit.phases.filter((phase) => phase[what]).map(spanOf)));
}

/** When the patient lies with needles in and the practitioner is free for somebody else. */
export function restingIn(visit: Phased): Stretch[] {
  return stretches(
    tidy(visit.phases.filter(({ patient, practitioner }) => patient && !practitioner).map(spanOf)),
  );
}

/** What is left of the open time; null open: what lies between the first and the last that is held. */
export function freeTimes(open: readonly Span[] | null, held: readonly Stretch[]): Stretch[] {
  const busy = tidy(held.map(spanOf));
  const [first, last] = [busy[0], busy.at(-1)];
  const whole =
    open ?? (first === undefined || last === undefined ? [] : [{ from: first.from, to: last.to }]);
  return stretches(minus(whole, busy).filter(({ from, to }) => to - from >= LEAST_GAP));
}

export function stretches(spans: readonly Span[]): Stretch[] {
  return spans.map(({ from, to }) => ({ startsAt: instantAt(from), endsAt: instantAt(to) }));
}

function spanOf({ startsAt, endsAt }: Stretch): Span {
  return { from: millisOf(startsAt), to: millisOf(endsAt) };
}
