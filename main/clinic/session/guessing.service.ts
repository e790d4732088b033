import type { Db } from '../../db/schema.ts';
import { Refusal } from '../refusal.ts';
import { signInSettings } from '../sign-in-settings.ts';
import { guesses } from '../staff/service.ts';
import { freeGuesses, waitAfter } from './rules.ts';

/** When a name may be tried again, by store and folded name, on the clock that nobody can set. */
const waits = new WeakMap<Db, Map<string, number>>();

const idleAfter = 24 * 60 * 60 * 1000;

/**
 * Counts a guess before it is looked at, in its own committed transaction: a crash, a race of forty guesses or a
 * refusal cannot take the count back. Waits run on the monotonic clock; after a restart they start anew.
 * @throws Refusal SIGN_IN_FAILED while the name has to wait; such a guess is not looked at and not counted.
 */
export async function countGuess(db: Db, key: string, now: string): Promise<void> {
  const waiting = waitsOf(db);
  await db.transaction().execute(async (tx) => {
    const before = await guesses.find(tx, key);
    if (before >= freeGuesses) {
      const until = waiting.get(key) ?? startWait(waiting, key, before);
      const left = until - signInSettings.monotonic();
      if (left > 0) throw failed(left);
    }
    await guesses.keep(tx, key, before + 1, now);
    await guesses.forgetIdle(tx, new Date(Date.parse(now) - idleAfter).toISOString(), freeGuesses);
    startWait(waiting, key, before + 1);
  });
}

/** The right password: counting starts again. */
export async function forgetGuesses(db: Db, key: string): Promise<void> {
  await db.transaction().execute((tx) => guesses.forget(tx, key));
  waitsOf(db).delete(key);
}

/** The refusal of a wrong guess, with the wait that it brought. */
export function wrongGuess(db: Db, key: string): Refusal<'SIGN_IN_FAILED'> {
  return failed((waitsOf(db).get(key) ?? 0) - signInSettings.monotonic());
}

function startWait(waiting: Map<string, number>, key: string, count: number): number {
  const seconds = waitAfter(count);
  const until = signInSettings.monotonic() + seconds * 1000;
  if (seconds > 0) waiting.set(key, until);
  else waiting.delete(key);
  return until;
}

function failed(milliseconds: number): Refusal<'SIGN_IN_FAILED'> {
  return new Refusal('SIGN_IN_FAILED', { waitSeconds: Math.max(0, Math.ceil(milliseconds / 1000)) });
}

function waitsOf(db: Db): Map<string, number> {
  let waiting = waits.get(db);
  if (waiting === undefined) waits.set(db, (waiting = new Map()));
  return waiting;
}
