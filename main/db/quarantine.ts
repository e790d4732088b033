import fs from 'node:fs';
import path from 'node:path';
import { flushFolder } from './flush.ts';
import { storeFiles } from './folder.ts';

/**
 * Sets copies of all files of the store aside before anything may alter them: closing the last connection
 * removes the log, and with it the only evidence. The same finding is copied once, however often one tries.
 * @returns the folder's name inside `quarantine/`, or null when the disk has no room for it.
 */
export function setAside(dir: string, finding: Record<string, unknown>, now: string): string | null {
  const room = path.join(dir, 'quarantine');
  const why = JSON.stringify(finding);
  try {
    fs.mkdirSync(room, { recursive: true, mode: 0o700 });
    const known = fs.readdirSync(room).find((name) => findingIn(path.join(room, name)) === why);
    if (known !== undefined) return known;
    const name = now.replaceAll(':', '-');
    const target = path.join(room, name);
    fs.mkdirSync(target, { mode: 0o700 });
    for (const file of storeFiles(dir)) {
      fs.copyFileSync(path.join(dir, file), path.join(target, file), fs.constants.COPYFILE_FICLONE);
      const handle = fs.openSync(path.join(target, file), 'r+');
      fs.fsyncSync(handle);
      fs.closeSync(handle);
    }
    fs.writeFileSync(path.join(target, 'finding.json'), why, { mode: 0o600 });
    flushFolder(target);
    return name;
  } catch {
    return null;
  }
}

/** Moves what an interrupted first run has left out of the way; it holds nothing that anyone was promised. */
export function moveUnfinished(dir: string, now: string): void {
  const files = storeFiles(dir).filter((name) => name.startsWith('palpate.db'));
  if (files.length === 0) return;
  const target = path.join(dir, 'quarantine', `unfinished-${now.replaceAll(':', '-')}`);
  fs.mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const name of files) fs.renameSync(path.join(dir, name), path.join(target, name));
}

function findingIn(folder: string): string | null {
  try {
    return fs.readFileSync(path.join(folder, 'finding.json'), 'utf8');
  } catch {
    return null;
  }
}
