import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signInHelp } from './people.ts';

const name = 'sign-in.txt';

/** Leaves beside the demo's records how to sign in: they are invented, and their key lies open there too. */
export function writeSignIn(folder: string): void {
  writeFileSync(join(folder, name), `${signInHelp().join('\n')}\n`);
}

/** Nothing for a demo clinic that somebody founded by hand. */
export function readSignIn(folder: string): string[] {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}
