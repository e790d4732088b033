/** Draws that a seed repeats. For invented data only: never for keys, ids or anything that must not be guessed. */
export interface Draw {
  /** A number from 0 up to but not including `below`. */
  below(below: number): number;
  /** From `least` to `most`, both included. */
  between(least: number, most: number): number;
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** By weight: `[['common', 9], ['rare', 1]]`. */
  weighted<T>(from: readonly (readonly [T, number])[]): T;
}

/** The same seed and name give the same draws, whatever else was drawn before. */
export function newDraw(seed: number, name: string): Draw {
  let state =
    [...name].reduce(
      (hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193),
      0x811c9dc5 ^ seed,
    ) >>> 0;
  // SplitMix32: small, even over its whole period, and enough for names and hours.
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new RangeError('nothing to pick from');
    return from[below(from.length)] as T;
  };
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (share) => next() < share,
    pick,
    weighted: (from) => {
      let rest = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of from) {
        rest -= weight;
        if (rest < 0) return value;
      }
      return pick(from)[0];
    },
  };
}
