import type { Raw } from './open.ts';
import { StoreProblem } from './store-problem.ts';

/** Reads every page once: structure and, by the cipher's own code on each page, content. @throws StoreProblem DB_DAMAGED */
export function assertSound(raw: Raw): void {
  const verdict = String(raw.pragma('quick_check(5)', { simple: true }));
  if (verdict !== 'ok') throw new StoreProblem('DB_DAMAGED', 'check', { check: verdict.slice(0, 200) });
}
