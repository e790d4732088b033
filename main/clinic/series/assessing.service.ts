import type { SeriesObstacle } from '../../../shared/contract/errors.ts';
import type { PlannedVisit } from '../../../shared/contract/series.ts';
import { plusMinutes } from '../../../shared/rules/calendar.ts';
import type { Phase } from '../../../shared/rules/phases.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { obstacleOf } from '../appointments/service.ts';
import { Refusal } from '../refusal.ts';
import { candidatesNear, startOn } from './rules.ts';

/** Where the visits of one series are to be. */
export interface Place {
  patientId: string;
  practitionerId: string;
  roomId: string | null;
  minutes: number;
  /** On the wall clock of the clinic. */
  time: string;
}

/** One date of the plan, or one visit to be moved, with what the desk has said of it. */
export interface Asked {
  date: string;
  /** Null for one that is not in the book yet. */
  appointmentId: string | null;
  standsAt: string | null;
  /** Stands already, and stays: the visit from which the series is planned. */
  booked: boolean;
  phases: readonly Phase[];
  decision: 'take' | 'skip' | 'keep' | null;
  /** Another start than the plan's. */
  startsAt: string | null;
  outsideHours: boolean;
}

export interface Assessed extends PlannedVisit {
  asked: Asked;
}

const offered = 4;

/**
 * Looks at every date in turn: where it would be, what stands in its way, and where it could go instead. A date is also
 * in the way of the others of its series. Visits in `aside` are about to give their place up.
 */
export async function assess(
  db: Reader,
  all: readonly Asked[],
  place: Place,
  { aside, choices }: { aside: ReadonlySet<string>; choices: boolean },
  act: Act,
): Promise<Assessed[]> {
  const { zone } = act.clinic;
  const wishes = all.map((asked) => wishOf(asked, place, zone));
  const meets = (startsAt: string, own: number) =>
    wishes.find(
      (other, index) =>
        index !== own &&
        other.startsAt !== null &&
        other.startsAt < plusMinutes(startsAt, place.minutes) &&
        plusMinutes(other.startsAt, place.minutes) > startsAt,
    );
  const stateAt = async (asked: Asked, startsAt: string, own: number, outsideHours: boolean) => {
    const sibling = meets(startsAt, own);
    if (sibling !== undefined && sibling.startsAt !== null) {
      const endsAt = plusMinutes(sibling.startsAt, place.minutes);
      return { kind: 'taken', by: 'patient', startsAt: sibling.startsAt, endsAt } as const;
    }
    const wanted = { ...place, phases: asked.phases, startsAt };
    return obstacleOf(db, wanted, { aside, outsideHours }, act);
  };
  const choicesFor = async (
    asked: Asked,
    index: number,
    planned: string | null,
    obstacle: SeriesObstacle,
  ) => {
    const near = candidatesNear({ ...asked, time: place.time, startsAt: planned }, obstacle, zone);
    const free: string[] = [];
    const take = async (starts: readonly string[], most: number) => {
      for (const start of starts) {
        if (free.length >= most) return;
        if (!free.includes(start) && (await stateAt(asked, start, index, false)) === null) free.push(start);
      }
    };
    await take(near.later, 1);
    await take(near.earlier, 2);
    await take(near.otherDays, offered);
    return free.toSorted().map((startsAt) => ({ startsAt, endsAt: plusMinutes(startsAt, place.minutes) }));
  };
  const assessed: Assessed[] = [];
  for (const [index, asked] of all.entries()) {
    const { startsAt, planned, obstacle: unclear } = wishes[index] ?? nowhere;
    const { date, appointmentId, standsAt } = asked;
    const one = { date, appointmentId, standsAt, asked, decision: decisionWords[asked.decision ?? 'none'] };
    if (asked.booked || asked.decision === 'skip' || asked.decision === 'keep') {
      const state = { kind: asked.booked ? 'booked' : 'free' } as const;
      assessed.push({ ...one, startsAt: standsAt, endsAt: null, state, choices: [] });
      continue;
    }
    const obstacle = startsAt === null ? unclear : await stateAt(asked, startsAt, index, asked.outsideHours);
    assessed.push({
      ...one,
      startsAt,
      endsAt: startsAt === null ? null : plusMinutes(startsAt, place.minutes),
      state: obstacle ?? { kind: 'free' },
      choices: choices && obstacle !== null ? await choicesFor(asked, index, planned, obstacle) : [],
    });
  }
  return assessed;
}

const decisionWords = { take: 'taken', skip: 'skipped', keep: 'kept', none: 'planned' } as const;
const nowhere: Wish = { startsAt: null, planned: null, obstacle: null };

interface Wish {
  /** Where it is to be; null when left out, or when the clock has no one answer. */
  startsAt: string | null;
  planned: string | null;
  obstacle: SeriesObstacle | null;
}

function wishOf(asked: Asked, { time }: Place, zone: string): Wish {
  const planned = startOn(asked.date, time, zone);
  const own = 'startsAt' in planned ? planned.startsAt : null;
  if (asked.booked) return { startsAt: asked.standsAt, planned: own, obstacle: null };
  if (asked.decision === 'skip' || asked.decision === 'keep') return nowhere;
  if (asked.startsAt !== null) return { startsAt: asked.startsAt, planned: own, obstacle: null };
  if ('startsAt' in planned) return { startsAt: planned.startsAt, planned: own, obstacle: null };
  return { startsAt: null, planned: own, obstacle: planned.obstacle };
}

/** All or nothing: refuses with every date that cannot be had. */
export function assertFree(assessed: readonly Assessed[]): void {
  const dates = assessed.flatMap(({ date, state }) =>
    state.kind === 'free' || state.kind === 'booked' ? [] : [{ date, obstacle: state }],
  );
  if (dates.length > 0) throw new Refusal('SERIES_CLASH', { count: dates.length, dates });
}

/** What the desk is shown, and where the last visit would be. */
export function answered(assessed: readonly Assessed[]): { visits: PlannedVisit[]; lastAt: string | null } {
  const visits = assessed.map(({ asked: _, ...visit }) => visit);
  const starts = visits.flatMap(({ startsAt }) => startsAt ?? []);
  return { visits, lastAt: starts.toSorted().at(-1) ?? null };
}
