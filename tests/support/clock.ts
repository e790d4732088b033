/** A clock that stands still until a test moves it. */
export type Clock = { now: () => string; set: (instant: string) => void; forward: (minutes: number) => void };

/** A Monday morning in Johannesburg and in Berlin alike. */
export const monday = '2026-11-23T07:00:00.000Z';

export function fixedClock(start = monday): Clock {
  let at = Date.parse(start);
  return {
    // Every look at the clock is a millisecond later, so that rows of one test keep their order.
    now: () => new Date(at++).toISOString(),
    set: (instant) => {
      at = Date.parse(instant);
    },
    forward: (minutes) => {
      at += minutes * 60_000;
    },
  };
}
