/** The clinic's clock while the past of a demo clinic is lived through: several lives, one order of time. */
export interface Timeline {
  /** Each look is a millisecond later, so that nothing happens at the same moment. */
  now(): string;
  /** Waits until every other life has come as far; then the clock shows this instant, or later if it is later already. */
  until(instant: string): Promise<void>;
  /** Lives them side by side to their ends. */
  live(lives: readonly (() => Promise<void>)[]): Promise<void>;
}

interface Waiting {
  at: number;
  wake: () => void;
}

export function newTimeline(start: string): Timeline {
  let at = Date.parse(start);
  let awake = 0;
  const waiting: Waiting[] = [];

  // One life moves at a time: the earliest, once all others wait or have ended.
  const wakeNext = (): void => {
    if (awake > 0) return;
    const first = waiting.toSorted((a, b) => a.at - b.at)[0];
    if (first === undefined) return;
    waiting.splice(waiting.indexOf(first), 1);
    at = Math.max(at, first.at);
    awake += 1;
    first.wake();
  };
  const until = (instant: string): Promise<void> =>
    new Promise((wake) => {
      waiting.push({ at: Date.parse(instant), wake });
      awake -= 1;
      wakeNext();
    });
  return {
    now: () => new Date(at++).toISOString(),
    until,
    live: async (lives) => {
      awake += lives.length;
      const ended = lives.map(async (life) => {
        await until(start);
        try {
          await life();
        } finally {
          awake -= 1;
          wakeNext();
        }
      });
      await Promise.all(ended);
    },
  };
}
