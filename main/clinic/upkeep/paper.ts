import type { Host } from './host.ts';
import { Refusal } from '../refusal.ts';

/** The recovery kit as PDF. Only while the words are fresh: they are stored nowhere and cannot be printed later. */
export async function recoveryKit(host: Host): Promise<File> {
  if (host.freshWords === null) throw new Refusal('NOT_FOUND', { what: 'recovery-words' });
  throw new Error('to be drawn');
}
