import { readHolder } from '../db/lock.ts';

/** What became of a start on a folder: nobody holds it, its holder came forward, or it cannot be asked. */
export type SecondStart =
  | { readonly holder: 'free' }
  | { readonly holder: 'held' }
  | { readonly holder: 'shown'; readonly address: string };

/** The address under which a holder can be asked to come forward; the secret never leaves the folder. */
export function comeForwardAddress(origin: string, secret: string): string {
  return `${origin}/again#${secret}`;
}

/**
 * Asks whoever holds the folder to show its window; where it cannot, it answers an address to open. The lock itself, not this question, keeps a second
 * writer out: between the answer and the opening somebody else may still be faster.
 */
export async function askHolder(folder: string): Promise<SecondStart> {
  const holder = readHolder(folder);
  if (holder === null) return { holder: 'free' };
  if (holder.address === undefined) return { holder: 'held' };
  const { origin, hash } = new URL(holder.address);
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(origin)) return { holder: 'held' };
  try {
    const answer = await fetch(`${origin}/again`, {
      method: 'POST',
      headers: { 'x-palpate-secret': hash.slice(1) },
      signal: AbortSignal.timeout(3_000),
    });
    return answer.status === 200 ? { holder: 'shown', address: await answer.text() } : { holder: 'held' };
  } catch {
    return { holder: 'held' };
  }
}

/** What the person is told when somebody else holds the folder; nothing is written in that case. */
export function secondStartSentence(folder: string, asked: Exclude<SecondStart, { holder: 'free' }>): string {
  if (asked.holder === 'held') {
    return `The clinic in ${folder} is open in another Palpate on this machine. Two writers would harm it: close the other one first.`;
  }
  return asked.address === ''
    ? 'Palpate was open already; its window comes forward.'
    : `Palpate is open already. Open this address in Chrome, Chromium or Edge (it works once): ${asked.address}`;
}
