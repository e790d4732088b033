/** Wrong guesses that cost nothing but themselves. */
export const freeGuesses = 5;

const firstWait = 30;
const longestWait = 15 * 60;

/** Seconds to wait after so many guesses without a right one: none up to four, then 30 s doubling to 15 min. */
export function waitAfter(guesses: number): number {
  if (guesses < freeGuesses) return 0;
  return Math.min(firstWait * 2 ** (guesses - freeGuesses), longestWait);
}

/** How long a stated reason opens reading outside the role. */
export const reasonMinutes = 30;

/** UTF-16 units of one draft as JSON: 256 KiB when plain. */
export const draftLimit = 256 * 1024;

/** Drafts that one person may keep; the oldest make room. */
export const draftsKept = 100;
