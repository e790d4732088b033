import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as never;

type Package = { dependencies: Record<string, string>; devDependencies: Record<string, string> };
type Lock = {
  packages: Record<
    string,
    { version?: string; license?: string; optionalDependencies?: Record<string, string>; link?: boolean }
  >;
};

const { dependencies, devDependencies }: Package = read('package.json');
const { packages }: Lock = read('package-lock.json');
const wanted = Object.entries({ ...dependencies, ...devDependencies });
const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
const rows = new Map(
  Array.from(
    page.matchAll(/^\| `([^`]+)` \| (\S+) \| ([^|]+) \| ([^|]*) \|$/gm),
    ([, name = '', version, licence = '', why = '']) => [
      name,
      { version, licence: licence.trim(), why: why.trim() },
    ],
  ),
);

describe('what the product stands on', () => {
  it.each(wanted)('%s is pinned to one version, %s, and says why it is there', (name, version) => {
    expect(version).toMatch(/^(npm:[@\w/.-]+@)?\d+\.\d+\.\d+$/);
    const row = rows.get(name);
    expect(row?.version).toBe(version.replace('npm:', ''));
    expect(row?.why).not.toBe('');
  });

  it('is described without rows for what is gone', () => {
    expect([...rows.keys()].toSorted()).toEqual(wanted.map(([name]) => name).toSorted());
  });

  it.each(wanted)('%s carries a licence that lets it ship', (name) => {
    const licence = packages[`node_modules/${name}`]?.license ?? '';
    expect(licence).toMatch(
      /^\(?(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|OFL-1\.1|0BSD)( (AND|OR) (MIT|OFL-1\.1|Apache-2\.0|BSD))?\)?$/,
    );
    expect(rows.get(name)?.licence).toBe(licence);
  });

  it('is locked for every platform, so that npm ci takes the lock file as it is', () => {
    const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(from, name))
        .map((name) => `${from} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('names no place but the registry that each person has set', () => {
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });
});

/** A package sees what lies beside it or beside one of its holders. */
function isLocked(from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === '') return false;
    if (!at.includes('/node_modules/')) return packages[`node_modules/${name}`] !== undefined;
  }
}
