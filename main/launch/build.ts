import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

/**
 * Builds a part unless it is fresh. Fresh means: made from exactly these files, by name, size and time of
 * change, so that a deleted file counts too. The mark is written after a build that ended well.
 */
export function buildIfStale(root: string, part: Part): 'built' | 'fresh' {
  const mark = join(root, 'out', `.${part.name}.mark`);
  const print = fingerprint(root, part.sources);
  if (existsSync(join(root, part.made)) && existsSync(mark) && readFileSync(mark, 'utf8') === print) return 'fresh';

  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const run = spawnSync(process.execPath, [vite, 'build', '--config', join(root, part.config), '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`The ${part.name} could not be built; the lines above say why.`);
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(mark, print);
  return 'built';
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
