import type { AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { BoardCheck } from '../../../shared/contract/board.ts';
import type { Reopening } from '../../../shared/contract/register.ts';

/** What is open before a visit, as it was found; each role is told what it may know of it. */
export interface Findings {
  openQuestions: number;
  /** What the safety file says against a technique of this kind of visit. */
  contraindications: readonly string[];
  consent: 'covered' | 'expiring' | 'awaiting-countersign' | 'missing';
  /** What stopped the consents of this patient. */
  stops: readonly Reopening[];
  lacks: readonly string[];
  earlierNotes: readonly { sessionId: string; date: string }[];
}

/** Nothing is asked any more of who has been treated, or does not come. */
export function isStillToBegin(status: AppointmentStatus): boolean {
  return status === 'booked' || status === 'arrived';
}

const consentCodes = {
  expiring: 'consent-expiring',
  'awaiting-countersign': 'countersign',
  missing: 'consent',
} as const;

export function checksOf(
  found: Findings,
  may: { safety: boolean; notes: boolean; consents: boolean },
): BoardCheck[] {
  const check = (code: BoardCheck['code'], more: Partial<BoardCheck> = {}): BoardCheck => ({
    ...{ code, names: [], count: 0, sessionId: null, stops: [], ...more },
  });
  return [
    ...(found.contraindications.length > 0
      ? [check('contraindicated', may.safety ? { names: [...found.contraindications] } : {})]
      : []),
    ...(found.openQuestions > 0 ? [check('safety', may.safety ? { count: found.openQuestions } : {})] : []),
    ...(found.consent === 'covered'
      ? []
      : [check(consentCodes[found.consent], may.consents ? { stops: [...found.stops] } : {})]),
    ...(found.lacks.length > 0 ? [check('credential', { names: [...found.lacks] })] : []),
    ...found.earlierNotes
      .slice(0, may.notes ? found.earlierNotes.length : 1)
      .map(({ sessionId, date }) => check('earlier-note', may.notes ? { names: [date], sessionId } : {})),
  ];
}
