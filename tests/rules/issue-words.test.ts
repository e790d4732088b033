import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import words from '../../renderer/locales/en/treatments.json' with { type: 'json' };

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How the checks name a code: in an issue, or through one of their small helpers. */
const NAMING = [
  /\bcode: '([a-z0-9-]+)'/g,
  /\b(?:raise|put|over|refuse|refusal|asked)\(\s*'([a-z0-9-]+)'/g,
  /\b(?:add|raise\(\)|issue)\(\s*(?:'(?:refuse|ask|note)'|level),\s*'([a-z0-9-]+)'/g,
];

function codesIn(folder: string, files: RegExp): string[] {
  return readdirSync(root + folder)
    .filter((name) => files.test(name))
    .flatMap((name) => {
      const text = readFileSync(`${root}${folder}/${name}`, 'utf8');
      return NAMING.flatMap((naming) => Array.from(text.matchAll(naming), ([, code]) => code ?? ''));
    });
}

describe('everything that a check can find', () => {
  const codes = new Set([
    ...codesIn('shared/rules', /(-check|-rules|-limit|findings)\.ts$/),
    ...codesIn('main/clinic/treatments', /\.ts$/),
    ...codesIn('main/clinic/safety', /rules\.ts$/),
  ]);

  it('has a sentence for the practitioner', () => {
    expect(codes.size).toBeGreaterThan(70);
    const sentences: Record<string, string> = words.issue;
    expect([...codes].filter((code) => !Object.hasOwn(sentences, code))).toEqual([]);
  });
});
