/** argon2id: memory in KiB, passes, lanes. Kept inside each hash, so that old hashes stay readable when these rise. */
export interface PasswordCost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

interface SignInSettings {
  passwordCost: PasswordCost;
  /** Milliseconds of a clock that nobody can set back or forward. */
  monotonic: () => number;
}

/** Changed by tests alone: a guess must stay as dear as this in a clinic. */
export const signInSettings: SignInSettings = {
  passwordCost: { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 },
  monotonic: () => performance.now(),
};
