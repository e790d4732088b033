import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buildDemo } from '../demo/build.ts';
import { newProgress } from '../demo/progress.ts';
import { readSignIn, writeSignIn } from '../demo/sign-in.ts';
import { hasKeyring } from '../keys/keyring-file.ts';
import { loadReference } from '../reference/load.ts';

/** A smaller clinic than `npm run demo` makes, so that the first `npm start -- --demo` opens after seconds. */
const patients = 120;

export type DemoStart = {
  readonly root: string;
  readonly folder: string;
  readonly say: (line: string) => void;
};

/**
 * Sees to it that the demo folder holds a clinic, and says how to sign in. A folder that was founded already is left as
 * it is. Built beside and moved into place when whole, so that an interrupted build leaves nothing that would open.
 */
export async function ensureDemo({ root, folder, say }: DemoStart): Promise<void> {
  if (!hasKeyring(folder)) await build(root, folder);
  for (const line of readSignIn(folder)) say(line);
}

async function build(root: string, folder: string): Promise<void> {
  clearLeftovers(folder);
  const building = `${folder}.building-${process.pid}`;
  const progress = newProgress(process.stdout);
  const clinic = await buildDemo({
    folder: building,
    resources: join(root, 'resources'),
    reference: loadReference(join(root, 'resources', 'reference')),
    appVersion: (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    seed: 1,
    patients,
    until: new Date().toISOString(),
    tell: (stage, done, of) =>
      progress.show(stage === 'founding' ? 'Founding the demo clinic' : 'Filling the demo clinic', done, of),
  });
  await clinic.host.close();
  writeSignIn(building);
  progress.end();
  // Two first starts at once: the slower one takes what the faster one has made.
  if (hasKeyring(folder)) return rmSync(building, { recursive: true });
  // An empty folder may have been made beforehand; one with anything in it makes this fail, and rightly.
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(building, folder);
}

/** What builds have left whose process is gone. */
function clearLeftovers(folder: string): void {
  const beside = dirname(folder);
  mkdirSync(beside, { recursive: true });
  const mark = `${basename(folder)}.building-`;
  for (const name of readdirSync(beside)) {
    if (name.startsWith(mark) && !isAlive(Number(name.slice(mark.length))))
      rmSync(join(beside, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
