import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { letterProblem } from '../../shared/rules/letter-text.ts';
import { shippedLetters } from '../../main/clinic/letters/shipped.rules.ts';
import { everyDocument } from './every-document.ts';
import { read } from './reading.ts';
import { paperOf } from './samples.ts';

// Nobody is told that they are cured, or that anything is completely safe: on no paper, on no screen, in no language.

const root = resolve(import.meta.dirname, '..', '..');
const promises = {
  en: /\bcur(e|es|ed|ing)\b|\bheal(s|ed) by\b|(completely|entirely|perfectly|absolutely|100 ?%) safe|\bno side effects?\b(?! are)|harmless|risk-free|guarantee/i,
  de: /\bgeheilt\b|(völlig|vollkommen|ganz|absolut) (sicher|harmlos|unbedenklich)|ohne nebenwirkungen|garantier/i,
  ar: /شُفي|شفيت|شفاء تام|آمن تمام|آمنة تمام|بلا آثار جانبية|بدون آثار جانبية|مضمون/,
} as const;
type Tongue = keyof typeof promises;

function filesUnder(folder: string, fits: (name: string) => boolean): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(fits)
    .map((name) => join(folder, name));
}

function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsOf) : [];
}

/** A rule of the file that forbids the words has to name them. */
const forbids = 'printed consent never says that biological substances have no side effects';

describe('nothing that anybody reads', () => {
  it.each(['en', 'de', 'ar'] as const)(
    'promises a cure or complete safety on the screen in %s',
    (tongue: Tongue) => {
      const files = filesUnder(`renderer/locales/${tongue}`, (name) => name.endsWith('.json'));
      expect(files.length).toBeGreaterThan(0);
      for (const file of files)
        for (const text of textsOf(JSON.parse(readFileSync(join(root, file), 'utf8'))))
          expect(text, file).not.toMatch(promises[tongue]);
    },
  );

  it('promises one in the data that consents and aftercare are made from, in any language', () => {
    const files = filesUnder('resources/reference', (name) => name.endsWith('.json'));
    for (const file of files) {
      const tongue = (/languages\/(\w+)\//.exec(file)?.[1] ?? 'en') as Tongue;
      for (const text of textsOf(JSON.parse(readFileSync(join(root, file), 'utf8'))))
        if (!text.startsWith(forbids)) expect(text, file).not.toMatch(promises[tongue]);
    }
  });

  it('promises one in the words of any paper', () => {
    const files = filesUnder('main', (name) => name.endsWith('.words.ts') || name.includes('paper/words/'));
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const said = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      expect(said, file).not.toMatch(promises.en);
    }
  });

  it.each(Object.entries(everyDocument))('promises one as it is printed: %s', async (_, draw) => {
    const { pages } = await read(await draw(paperOf()));
    for (const { text } of pages) expect(text).not.toMatch(promises.en);
  });

  it('promises one in a letter as it ships, and each of those has only known fields', () => {
    for (const [id, { text }] of Object.entries(shippedLetters)) {
      expect(text, id).not.toMatch(promises.en);
      expect(letterProblem(text), id).toBeNull();
    }
  });

  it('would get past: each pattern finds the sentence that it is there for', () => {
    expect('You are cured and this is completely safe').toMatch(promises.en);
    expect('Sie sind geheilt, ohne Nebenwirkungen').toMatch(promises.de);
    expect('العلاج آمن تمامًا').toMatch(promises.ar);
  });
});
