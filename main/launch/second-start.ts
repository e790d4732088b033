import { readHolder } from '../db/lock.ts';

/** What became of a start on a folder: nobody holds it, its holder showed a window, or it cannot be asked. */
export type SecondStart = 'free' | 'shown' | 'held';

/** The address under which a holder can be asked to come forward; the secret never leaves the folder. */
export function comeForwardAddress(origin: string, secret: string): string {
  return `${origin}/again#${secret}`;
}

/**
 * Asks whoever holds the folder to show its window. The lock itself, not this question, keeps a second
 * writer out: between the answer and the opening somebody else may still be faster.
 */
export async function askHolder(folder: string): Promise<SecondStart> {
  const holder = readHolder(folder);
  if (holder === null) return 'free';
  if (holder.address === undefined) return 'held';
  const { origin, hash } = new URL(holder.address);
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(origin)) return 'held';
  try {
    const answer = await fetch(`${origin}/again`, {
      method: 'POST',
      headers: { 'x-palpate-secret': hash.slice(1) },
      signal: AbortSignal.timeout(3_000),
    });
    return answer.status === 204 ? 'shown' : 'held';
  } catch {
    return 'held';
  }
}
