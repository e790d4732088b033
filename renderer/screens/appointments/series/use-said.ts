import { useState } from 'react';
import type { Said } from './said.ts';

/** What the desk has said of each date (or of each visit that stands already) while a series is planned. */
export function useSaid<L extends Said['act']>(leave: L) {
  const [said, setSaid] = useState<ReadonlyMap<string, Said>>(new Map());
  return {
    decisions: [...said].map(([of, { act, startsAt, outsideHours }]) => ({
      ...{ of, startsAt, outsideHours },
      act: act === 'take' ? ('take' as const) : leave,
    })),
    say: (of: string, one: Said | null) =>
      setSaid((before) => {
        const after = new Map(before);
        if (one === null) after.delete(of);
        else after.set(of, one);
        return after;
      }),
    /** Another rule, other dates: what was said of these does not hold. */
    forget: () => setSaid(new Map()),
  };
}
