import type { Inputs } from '../../../../shared/contract/index.ts';
import { addDays, dateAt, readWallTime } from '../../../../shared/rules/calendar.ts';
import type { Act } from '../../act.ts';
import { Refusal } from '../../refusal.ts';
import type { SessionRow } from '../store.ts';

type Late = NonNullable<Inputs['treatments']['begin']['late']>;

/** A year back: further away it is a slip of the year, or a matter for an addendum. */
const longestAgo = 366;

/** When the visit began, and where that is recorded afterwards, when and why. */
export function lateStart(
  late: Late | undefined,
  act: Act,
): Pick<SessionRow, 'startedAt' | 'recordedAt' | 'lateReason'> {
  if (late === undefined) return { startedAt: act.now, recordedAt: null, lateReason: null };
  const { zone } = act.clinic;
  const reading = readWallTime(late, zone);
  if (reading.kind === 'gap') throw new Refusal('INVALID', { field: 'late.time', problem: 'no-such-time' });
  // Of an hour that the clock showed twice, the first: nothing can have been given before it.
  const startedAt = reading.kind === 'exact' ? reading.instant : reading.first;
  if (startedAt >= act.now) throw new Refusal('INVALID', { field: 'late.time', problem: 'in-future' });
  if (late.date < addDays(dateAt(act.now, zone), -longestAgo))
    throw new Refusal('INVALID', { field: 'late.date', problem: 'too-long-ago' });
  return { startedAt, recordedAt: act.now, lateReason: late.reason };
}

/**
 * The act as of the time at which things of this visit happen: now, or of one recorded afterwards its own time. An
 * injection recorded afterwards was given then, so the consents, limits and expiry dates of then decide.
 */
export function actAt(
  { startedAt, recordedAt }: Pick<SessionRow, 'startedAt' | 'recordedAt'>,
  act: Act,
): Act {
  return recordedAt === null ? act : { ...act, now: startedAt };
}
