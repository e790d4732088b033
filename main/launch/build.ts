import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One thing that Vite makes: from which files, by which configuration, and how to see that it is there. */
export type Part = {
  readonly name: string;
  readonly config: string;
  readonly sources: readonly string[];
  readonly made: string;
};

const common = ['shared', 'resources', 'package.json', 'package-lock.json', '.config'];

export const parts = {
  page: {
    name: 'page',
    config: '.config/vite.renderer.config.ts',
    sources: ['renderer', ...common],
    made: 'out/renderer/index.html',
  },
  main: {
    name: 'main',
    config: '.config/vite.main.config.ts',
    sources: ['main', ...common],
    made: 'out/main/main.js',
  },
  preload: {
    name: 'preload',
    config: '.config/vite.preload.config.ts',
    sources: ['main/preload.ts', ...common],
    made: 'out/preload/preload.cjs',
  },
} satisfies Record<string, Part>;

/** A build that takes longer than this has died and left its mark behind. */
const longestBuild = 120_000;

/**
 * Builds a part unless it is fresh. Fresh means: made from exactly these files, by name, size and time of
 * change, so that a deleted file counts too. Two processes never build at once: the second waits and finds it done.
 */
export function buildIfStale(root: string, part: Part): 'built' | 'fresh' {
  const busy = join(root, 'out', `.${part.name}.busy`);
  mkdirSync(join(root, 'out'), { recursive: true });
  takeTurn(busy);
  try {
    const mark = join(root, 'out', `.${part.name}.mark`);
    const print = fingerprint(root, part.sources);
    if (existsSync(join(root, part.made)) && existsSync(mark) && readFileSync(mark, 'utf8') === print)
      return 'fresh';
    rmSync(mark, { force: true });
    runVite(root, part);
    writeFileSync(mark, print);
    return 'built';
  } finally {
    rmSync(busy, { recursive: true, force: true });
  }
}

function runVite(root: string, part: Part): void {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const words = [vite, 'build', '--config', join(root, part.config), '--logLevel', 'warn'];
  const run = spawnSync(process.execPath, words, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (run.status !== 0) throw new Error(`The ${part.name} could not be built; the lines above say why.`);
}

/** Making a folder either succeeds or fails for all but one, on every system. */
function takeTurn(busy: string): void {
  for (;;) {
    try {
      return mkdirSync(busy);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const since = statSync(busy, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > longestBuild) rmSync(busy, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

/** A hash over the names, sizes and times of change of all files under the given places. */
export function fingerprint(root: string, places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => filesUnder(join(root, place))).toSorted()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesUnder(place: string): string[] {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The product's version, as its package names it. */
export function versionOf(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
