import type { Api } from '../../shared/contract/index.ts';
import type { CaseClock } from './cases/steps.ts';
import type { Timeline } from './timeline.ts';

/**
 * A window whose calls wait for their hour: a case sets the clock and goes on, and the rest of the clinic lives up to
 * that moment before the next call is made.
 */
export function caseWindow(api: Api, timeline: Timeline): { api: Api; clock: CaseClock } {
  let wanted: string | null = null;
  const inTime = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (at, key) => {
        const next: unknown = Reflect.get(at, key);
        return typeof next === 'function' || (typeof next === 'object' && next !== null)
          ? inTime(next)
          : next;
      },
      apply: async (call, _, words: unknown[]) => {
        if (wanted !== null) await timeline.until(wanted);
        wanted = null;
        return (call as unknown as (...given: unknown[]) => unknown)(...words);
      },
    });
  return {
    api: inTime(api),
    clock: {
      set: (instant) => {
        wanted = instant;
      },
    },
  };
}
