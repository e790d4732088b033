import type { SeriesObstacle } from '../../../shared/contract/errors.ts';
import type { SeriesDecision, SeriesPlan } from '../../../shared/contract/series.ts';
import { addDays, plusMinutes, readWallTime, wallTimeAt } from '../../../shared/rules/calendar.ts';
import type { Phase } from '../../../shared/rules/phases.ts';
import { datesAfter, type SeriesProblem, seriesDates } from '../../../shared/rules/recurrence.ts';
import { Refusal } from '../refusal.ts';

/** A plan as it is kept: with the last date of the rule that was planned, and the days by which all was moved since. */
export interface KeptPlan extends SeriesPlan {
  plannedTo: string;
  shiftDays: number;
}

/** Where something was before an act on the series; null for a visit that the act has made. */
export interface StepBefore {
  startsAt: string;
  minutes: number;
  practitionerId: string;
  roomId: string | null;
  seriesDate: string | null;
  place: { startsAt: string; minutes: number; practitionerId: string; roomId: string | null } | null;
}

/** What an act on a series did to one visit. */
export interface ActStep {
  appointmentId: string;
  did: 'booked' | 'joined' | 'moved' | 'replanned' | 'cancelled';
  /** Nobody had changed the visit on its own between the act before and this one. */
  untouched: boolean;
  before: StepBefore | null;
  /** A visit that joined took the course of the series. */
  courseSet?: boolean;
}

/** A start on the wall clock of one date; a missing or doubled hour is told, never guessed. */
export function startOn(
  date: string,
  time: string,
  zone: string,
): { startsAt: string } | { obstacle: Extract<SeriesObstacle, { kind: 'missing-hour' | 'doubled-hour' }> } {
  const reading = readWallTime({ date, time }, zone);
  if (reading.kind === 'exact') return { startsAt: reading.instant };
  if (reading.kind === 'gap') return { obstacle: { kind: 'missing-hour', nextValid: reading.instant } };
  return { obstacle: { kind: 'doubled-hour', first: reading.first, second: reading.second } };
}

/** The plan's own start of a date; where the clock has no one answer, the one that was chosen counts as the plan's. */
export function plannedStart(date: string, time: string, chosen: string, zone: string): string {
  const start = startOn(date, time, zone);
  return 'startsAt' in start ? start.startsAt : chosen;
}

/** An instant as the desk would say it. */
export function spokenStart(
  instant: string,
  zone: string,
): { date: string; time: string; fold?: 'first' | 'second' } {
  const wall = wallTimeAt(instant, zone);
  const reading = readWallTime(wall, zone);
  if (reading.kind !== 'overlap') return wall;
  return { ...wall, fold: reading.first === instant ? 'first' : 'second' };
}

/** The dates of a plan; the visit from which it is planned is one of them, whatever its weekday. */
export function datesOfPlan(
  plan: SeriesPlan,
  decisions: readonly SeriesDecision[],
  bookedOn: string | null,
): string[] {
  const answer = seriesDates(plan, skippedOf(decisions));
  if ('problem' in answer) throw refusedPlan(answer.problem);
  const { dates } = answer;
  if (bookedOn === null || dates.includes(bookedOn)) return dates;
  const kept = plan.ends.kind === 'count' ? dates.slice(0, -1) : dates;
  return [bookedOn, ...kept.filter((date) => date > bookedOn)];
}

/** The next dates of a kept plan, as the rule has them, with those that they become by what was moved since. */
export function datesOfExtension(
  plan: KeptPlan,
  count: number,
  decisions: readonly SeriesDecision[],
): { date: string; ruleDate: string }[] {
  const skipped = skippedOf(decisions);
  let wanted = count;
  for (;;) {
    const dates = datesAfter(plan.rule, plan.from, plan.plannedTo, wanted).map((ruleDate) => {
      return { ruleDate, date: addDays(ruleDate, plan.shiftDays) };
    });
    const visits = dates.filter(({ date }) => !(plan.append && skipped.has(date))).length;
    if (dates.length < wanted) throw refusedPlan('too-far');
    if (visits >= count || wanted >= 300) return dates;
    wanted += count - visits;
  }
}

export function refusedPlan(problem: SeriesProblem): Refusal<'INVALID'> {
  return new Refusal('INVALID', { field: 'plan', problem });
}

function skippedOf(decisions: readonly SeriesDecision[]): Set<string> {
  return new Set(decisions.filter(({ act }) => act === 'skip').map(({ date }) => date));
}

/** Starts that may be offered instead, nearest first: later and earlier that day, and at the same time on later days. */
export function candidatesNear(
  { date, time, startsAt }: { date: string; time: string; startsAt: string | null },
  state: SeriesObstacle,
  zone: string,
): { later: string[]; earlier: string[]; otherDays: string[] } {
  const otherDays = Array.from({ length: 13 }, (_, index) =>
    startOn(addDays(date, index + 1), time, zone),
  ).flatMap((start) => ('startsAt' in start ? [start.startsAt] : []));
  if (state.kind === 'doubled-hour') return { earlier: [state.first], later: [state.second], otherDays };
  const around = state.kind === 'missing-hour' ? state.nextValid : startsAt;
  const shut = state.kind === 'closed' && state.why === 'holiday';
  if (around === null || shut || state.kind === 'past') return { earlier: [], later: [], otherDays };
  const onDay = (minutes: number) => {
    const start = plusMinutes(around, minutes);
    return wallTimeAt(start, zone).date === date ? [start] : [];
  };
  const steps = Array.from({ length: 17 }, (_, index) => index * 15);
  return {
    later: steps.flatMap((minutes) => onDay(minutes)),
    earlier: steps.slice(1).flatMap((minutes) => onDay(-minutes)),
    otherDays,
  };
}

/** From the first minute that a visit keeps anything to the last, preparing and cleaning included. */
export function reachOf(
  phases: readonly Phase[],
  startsAt: string,
  minutes: number,
): readonly [string, string] {
  const total = (parts: readonly Phase[]) => parts.reduce((sum, part) => sum + part.minutes, 0);
  const before = phases.slice(
    0,
    phases.findIndex(({ patient }) => patient),
  );
  const after = phases.slice(phases.findLastIndex(({ patient }) => patient) + 1);
  return [plusMinutes(startsAt, -total(before)), plusMinutes(startsAt, minutes + total(after))];
}

/**
 * An order in which visits of one series can move without meeting where another still stands. Those that would wait for
 * each other come last; the book refuses them.
 */
export function orderOfMoves<M extends { from: readonly [string, string]; to: readonly [string, string] }>(
  moves: readonly M[],
): M[] {
  const waiting = [...moves];
  const ordered: M[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex((one) =>
      waiting.every((other) => other === one || other.from[0] >= one.to[1] || other.from[1] <= one.to[0]),
    );
    ordered.push(...waiting.splice(Math.max(free, 0), 1));
  }
  return ordered;
}
