import { minutesBetween } from '../../../shared/rules/calendar.ts';
import { knockOn, type KnockOn } from '../../../shared/rules/knock-on.ts';
import type { BoardRow } from '../../../shared/contract/board.ts';

export const lanes = ['expected', 'waiting', 'treating', 'resting', 'settle', 'gone'] as const;
export type Lane = (typeof lanes)[number];

const laneBy: Record<BoardRow['status'], Lane> = {
  booked: 'expected',
  arrived: 'waiting',
  'in-treatment': 'treating',
  resting: 'resting',
  done: 'settle',
  left: 'gone',
  'did-not-attend': 'gone',
  cancelled: 'gone',
};

export function laneOf({ status }: Pick<BoardRow, 'status'>): Lane {
  return laneBy[status];
}

/** Whole minutes that have passed since then; never below 0. */
export function minutesSince(instant: string, now: string): number {
  return Math.max(0, Math.floor(minutesBetween(instant, now)));
}

/** Waiting counts against the clinic from the planned start; who comes early waits for their own time first. */
export function waitOf(
  { arrivedAt, startsAt, statusAt }: BoardRow,
  now: string,
  limits: { waitingLongMinutes: number; waitingTooLongMinutes: number },
): { minutes: number; since: string; level: 'fine' | 'long' | 'too-long' } {
  const since = arrivedAt ?? statusAt;
  const owed = minutesSince(since > startsAt ? since : startsAt, now);
  const level =
    owed >= limits.waitingTooLongMinutes ? 'too-long' : owed >= limits.waitingLongMinutes ? 'long' : 'fine';
  return { minutes: minutesSince(since, now), since, level };
}

/** How long needles were planned to rest: the patient's parts without the practitioner; 0 where none is planned. */
export function plannedRest({ phases }: Pick<BoardRow, 'phases'>): number {
  return phases
    .filter(({ patient, practitioner }) => patient && !practitioner)
    .reduce((sum, { startsAt, endsAt }) => sum + minutesBetween(startsAt, endsAt), 0);
}

/** Minutes by which a visit is behind its plan now: not begun, begun late, or over its time; 0 when it is not. */
export function latenessOf(row: BoardRow, now: string): number {
  switch (laneOf(row)) {
    case 'expected':
    case 'waiting':
      return minutesSince(row.startsAt, now);
    case 'treating':
    case 'resting': {
      const begun = row.beganAt === null ? 0 : minutesSince(row.startsAt, row.beganAt);
      return Math.max(begun, minutesSince(row.endsAt, now));
    }
    default:
      return 0;
  }
}

export interface Delays {
  /** Of each visit that is behind: who waits for it, and how long. */
  causes: Map<string, KnockOn[]>;
  /** When each visit that has not begun begins at the earliest, in minutes after its plan. */
  expected: Map<string, number>;
}

/**
 * What every late visit does to the rest of the day. Visits that are off or over keep nobody, nor does somebody who has
 * not come for `absentAfterMinutes`.
 */
export function delaysOf(rows: readonly BoardRow[], now: string, absentAfterMinutes: number): Delays {
  const live = rows.filter((row) => {
    const lane = laneOf(row);
    if (lane === 'expected') return latenessOf(row, now) < absentAfterMinutes;
    return lane !== 'settle' && lane !== 'gone';
  });
  const late = new Map(
    live.flatMap((row) => {
      const minutes = latenessOf(row, now);
      return minutes > 0 ? [[row.id, minutes] as const] : [];
    }),
  );
  const open = new Set(
    live.filter((row) => ['expected', 'waiting'].includes(laneOf(row))).map(({ id }) => id),
  );
  const causes = new Map(
    [...late].map(([id, minutes]) => [
      id,
      knockOn(live, new Map([[id, minutes]])).filter((one) => open.has(one.id)),
    ]),
  );
  const expected = new Map(
    knockOn(live, late).flatMap(({ id, minutes }) => (open.has(id) ? [[id, minutes] as const] : [])),
  );
  return { causes, expected };
}
