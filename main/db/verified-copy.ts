import fs from 'node:fs';
import path from 'node:path';
import { flushFolder } from './flush.ts';
import { openForReading, type Raw, type StoreKey } from './open.ts';
import { assertSound } from './soundness.ts';
import { classify, StoreProblem } from './store-problem.ts';

/**
 * Copies the store into `dir/name`, opens the copy with the key and compares it before it gets its name.
 * The copy is encrypted with the same key. An older copy of that name gives way only to a verified one.
 */
export function makeVerifiedCopy(raw: Raw, key: StoreKey, dir: string, name: string): string {
  const target = path.join(dir, name);
  const draft = `${target}.part`;
  try {
    fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
    fs.rmSync(draft, { force: true });
    raw.prepare('VACUUM INTO ?').run(draft);
    compare(raw, draft, key);
    fs.chmodSync(draft, 0o600);
    const handle = fs.openSync(draft, 'r+');
    fs.fsyncSync(handle);
    fs.closeSync(handle);
    fs.renameSync(draft, target);
    flushFolder(dir);
    return target;
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw classify(error, { keyIsRight: true }) ?? error;
  }
}

function compare(raw: Raw, file: string, key: StoreKey): void {
  const copy = openForReading(file, key);
  try {
    assertSound(copy);
    for (const table of tablesOf(raw)) {
      const count = `SELECT count(*) FROM "${table.replaceAll('"', '""')}"`;
      const [here, there] = [raw, copy].map((side) => Number(side.prepare(count).pluck().get()));
      if (here !== there)
        throw new StoreProblem('DB_DAMAGED', 'copy', { table, rows: here ?? 0, copied: there ?? 0 });
    }
  } finally {
    copy.close();
  }
}

function tablesOf(raw: Raw): string[] {
  const list = raw.pragma('table_list') as { schema: string; name: string; type: string }[];
  return list.filter((t) => t.schema === 'main' && t.type === 'table').map((t) => t.name);
}
