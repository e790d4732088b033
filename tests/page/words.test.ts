import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalData } from '../../shared/contract/errors.ts';
import { roles } from '../../shared/contract/permissions.ts';
import { storeStates } from '../../shared/contract/upkeep.ts';
import { english } from '../../renderer/locales/english.ts';

const renderer = resolve(import.meta.dirname, '..', '..', 'renderer');

function leaves(node: unknown, path: string[] = []): { path: string[]; text: unknown }[] {
  if (typeof node !== 'object' || node === null) return [{ path, text: node }];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, [...path, key]));
}

describe('the words of the interface', () => {
  it('tell every refusal in a sentence of its own', () => {
    for (const code of Object.keys(refusalData)) {
      expect(english.refusals, code).toHaveProperty(code);
    }
  });

  it('name every state of a store that will not open, with what is safe and what to do', () => {
    for (const state of storeStates.filter((one) => one !== 'FIRST_RUN' && one !== 'OPEN')) {
      const { title, text, ways } = english.session.problem[state];
      expect(title.length, state).toBeGreaterThan(10);
      expect(text, state).toMatch(/\.$/);
      if (state !== 'WORDS_NEEDED') expect(ways.split('\n').length, state).toBeGreaterThan(0);
    }
  });

  it('name every role', () => {
    expect(Object.keys(english.app.roles).toSorted()).toEqual([...roles].toSorted());
  });

  it('are never empty, never promise safety, and close every brace they open', () => {
    for (const { path, text } of leaves(english)) {
      const where = path.join('.');
      expect(typeof text, where).toBe('string');
      if (where === 'session.problem.WORDS_NEEDED.ways') continue;
      expect(String(text).trim(), where).not.toBe('');
      expect(String(text), where).not.toMatch(/completely safe|no side effects|harmless/i);
      expect(String(text).split('{{').length, where).toBe(String(text).split('}}').length);
    }
  });

  it('are in the catalogue for every file that asks for them', () => {
    const known = new Set(Object.keys(english));
    const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.tsx'),
    );
    for (const name of files) {
      const source = readFileSync(join(renderer, name), 'utf8');
      for (const [, list = ''] of source.matchAll(/useTranslation\(\[?([^\])]*)\]?\)/g)) {
        for (const [, namespace = ''] of list.matchAll(/'([^']+)'/g))
          expect(known, `${name}: ${namespace}`).toContain(namespace);
      }
    }
    expect(files.length).toBeGreaterThan(40);
  });
});
