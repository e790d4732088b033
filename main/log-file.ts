import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { logTo } from './log.ts';

const daysKept = 14;

/** Keeps the program's own troubles beside the clinic's records, a file a day, readable by its owner alone, for two weeks. */
export function logIntoFolder(folder: string): void {
  const place = join(folder, 'log');
  let day = '';
  logTo((line) => {
    try {
      mkdirSync(place, { recursive: true, mode: 0o700 });
      if (line.at.slice(0, 10) !== day) {
        day = line.at.slice(0, 10);
        forgetOld(place);
      }
      appendFileSync(join(place, `${day}.jsonl`), `${JSON.stringify(line)}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not turn one trouble into two.
      console.error(JSON.stringify(line));
    }
  });
}

function forgetOld(place: string): void {
  const files = readdirSync(place)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted((a, b) => a.localeCompare(b));
  for (const name of files.slice(0, Math.max(0, files.length - daysKept))) rmSync(join(place, name));
}
