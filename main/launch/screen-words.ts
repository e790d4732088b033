import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { printOf } from '../reference/translations.ts';

// What a patient reads on the screen beside the document itself: the one namespace of the page's words that has other
// languages. The catalogue stays plain; the marks of the English texts lie beside it.

type Tree = { [key: string]: string | Tree };
const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
const marks = z.record(z.string(), z.string());

const locales = join(import.meta.dirname, '../../renderer/locales');
const catalogue = (language: string) => join(locales, language, 'patient.json');
const marksOf = (language: string) => join(locales, language, 'patient.of.json');

function read<T>(path: string, schema: z.ZodType<T>, absent: T): T {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : absent;
}

function leaves(node: Tree, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}/`),
  );
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** English texts by path, plurals as the language has them: made from the English `other` where English has no such form. */
export function screenTexts(language: string): ReadonlyMap<string, string> {
  const english = new Map(leaves(read(catalogue('en'), tree, {})));
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const texts = new Map<string, string>();
  for (const [path, text] of english) {
    const base = path.replace(PLURAL, '');
    const other = english.get(`${base}_other`);
    if (base === path || other === undefined) texts.set(path, text);
    else
      for (const category of pluralCategories)
        texts.set(`${base}_${category}`, english.get(`${base}_${category}`) ?? other);
  }
  return texts;
}

/** The language's own texts by path, each with the mark of the English text it was made from. */
export function screenWords(language: string): ReadonlyMap<string, { of: string; text: string }> {
  const made = read(marksOf(language), marks, {});
  return new Map(
    leaves(read(catalogue(language), tree, {})).map(([path, text]) => [path, { of: made[path] ?? '', text }]),
  );
}

/** Paths that are missing or were made from another English text. */
export function screenGaps(language: string): string[] {
  const own = screenWords(language);
  return [...screenTexts(language)].flatMap(([path, text]) =>
    own.get(path)?.of === printOf(text) ? [] : [path],
  );
}

/** Puts texts into the catalogue in the order of the English one; what is left over goes. */
export function putScreen(language: string, texts: ReadonlyMap<string, string>): void {
  const own = screenWords(language);
  const words: Tree = {};
  const made: Record<string, string> = {};
  for (const [path, english] of screenTexts(language)) {
    const given = texts.get(path);
    const text = given ?? own.get(path)?.text;
    if (text === undefined) continue;
    made[path] = given === undefined ? (own.get(path)?.of ?? '') : printOf(english);
    const steps = path.split('/');
    const last = steps.pop() ?? '';
    let at = words;
    for (const step of steps) {
      const next = at[step];
      at = typeof next === 'object' ? next : (at[step] = {});
    }
    at[last] = text;
  }
  mkdirSync(join(locales, language), { recursive: true });
  writeFileSync(catalogue(language), `${JSON.stringify(words, null, 2)}\n`);
  writeFileSync(marksOf(language), `${JSON.stringify(made, null, 2)}\n`);
}
