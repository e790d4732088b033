import fs from 'node:fs';
import type { Host } from '../../main/clinic/upkeep/host.ts';

/** What an act costs whatever machine it runs on. */
export interface Cost {
  statements: number;
  /** Rows that the store handed over. */
  rows: number;
  /** Times that the store waits for the disk. */
  commits: number;
  /** Times that the mark of the log waits for it. */
  marks: number;
  /** Characters of the answer as it goes over the port. */
  answer: number;
}

type Asking = (this: { source: string }, ...values: unknown[]) => unknown;

/** Counts what the store is asked while `work` runs. */
export async function costOf(host: Host, work: () => Promise<unknown>): Promise<Cost> {
  const raw = host.clinic?.store.raw;
  if (raw === undefined) throw new Error('the clinic is closed');
  const kind = Object.getPrototypeOf(raw.prepare('SELECT 1')) as Record<'all' | 'get' | 'run', Asking>;
  const ways = ['all', 'get', 'run'] as const;
  const [before, flush] = [{ all: kind.all, get: kind.get, run: kind.run }, fs.fdatasyncSync];
  const cost: Cost = { statements: 0, rows: 0, commits: 0, marks: 0, answer: 0 };
  for (const way of ways) {
    const ask = kind[way];
    kind[way] = function counted(...values) {
      const found = ask.apply(this, values);
      cost.statements += 1;
      if (Array.isArray(found)) cost.rows += found.length;
      if (/^commit/i.test(this.source)) cost.commits += 1;
      return found;
    };
  }
  fs.fdatasyncSync = (handle) => {
    cost.marks += 1;
    flush(handle);
  };
  try {
    cost.answer = (JSON.stringify(await work()) ?? '').length;
  } finally {
    Object.assign(kind, before);
    fs.fdatasyncSync = flush;
  }
  return cost;
}
