import type { PlannedVisit } from '../../../../shared/contract/series.ts';

/** What the desk has said of one date. */
export interface Said {
  act: 'take' | 'skip' | 'keep';
  startsAt: string | null;
  outsideHours: boolean;
}

/** Whether something stands in the way and nothing that helps has been said. */
export function standsIn({ state, decision }: PlannedVisit): boolean {
  return decision !== 'skipped' && decision !== 'kept' && state.kind !== 'free' && state.kind !== 'booked';
}

export interface Tally {
  open: number;
  /** Those that would be written. */
  visits: number;
}

export function tallyOf(visits: readonly PlannedVisit[]): Tally {
  return {
    open: visits.filter(standsIn).length,
    visits: visits.filter(
      ({ decision, state }) => decision !== 'skipped' && decision !== 'kept' && state.kind !== 'booked',
    ).length,
  };
}
