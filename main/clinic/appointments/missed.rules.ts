import type { Reliability } from '../../../shared/contract/appointments.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';

export interface CountedStep {
  appointmentId: string;
  formerly: string | null;
  cancelledBy: 'patient' | 'clinic' | null;
  toStatus: string;
  undoes: string | null;
  /** Of the visit as it stands now. */
  status: string;
  lateCancelled: 0 | 1;
  startsAt: string;
}

/**
 * What did not take place as it was booked, by the steps of all visits of a patient, oldest first. A visit counts for
 * what it is now: one brought back counts for nothing. A move counts when the patient wished it, or when nobody said who
 * and it went to another day; what the clinic cancels or moves is not the patient's.
 */
export function countMissed(
  steps: readonly CountedStep[],
  zone: string,
): Pick<Reliability, 'didNotAttend' | 'lateCancelled' | 'cancelled' | 'moved'> {
  const visits = [...Map.groupBy(steps, ({ appointmentId }) => appointmentId).values()];
  const ended = visits.flatMap((of) => {
    const last = of.findLast(({ toStatus, undoes }) => undoes === null && toStatus === of[0]?.status);
    return last === undefined ? [] : [last];
  });
  const cancelled = ended.filter(
    ({ status, cancelledBy }) => status === 'cancelled' && cancelledBy === 'patient',
  );
  return {
    didNotAttend: ended.filter(({ status }) => status === 'did-not-attend').length,
    lateCancelled: cancelled.filter(({ lateCancelled }) => lateCancelled === 1).length,
    cancelled: cancelled.filter(({ lateCancelled }) => lateCancelled === 0).length,
    moved: visits.flatMap((of) => movesOf(of, zone)).length,
  };
}

function movesOf(steps: readonly CountedStep[], zone: string): CountedStep[] {
  const moves = steps.filter(({ formerly }) => formerly !== null);
  const startOf = (move: CountedStep | undefined) =>
    move === undefined || move.formerly === null
      ? (steps[0]?.startsAt ?? '')
      : (JSON.parse(move.formerly) as { startsAt: string }).startsAt;
  return moves.filter((move, at) => {
    const [from, to] = [startOf(move), startOf(moves[at + 1])];
    if (from === to || move.cancelledBy === 'clinic') return false;
    return move.cancelledBy === 'patient' || dateAt(from, zone) !== dateAt(to, zone);
  });
}
