import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { languageMeta, translatedTexts, type TranslatedTexts } from '../../shared/contract/languages.ts';
import type { Print, Translation, Translations } from '../../shared/rules/translations.ts';

/** By which a translation knows the English text that it was made from. */
export const printOf: Print = (english) => createHash('sha256').update(english).digest('hex').slice(0, 12);

/** Reads and checks one file; refuses what does not fit. */
export type ReadFile = <T extends z.ZodType>(directory: string, name: string, schema: T) => z.infer<T>;

const META = 'language.json';

function translationIn(directory: string, code: string, read: ReadFile): Translation {
  const meta = read(directory, META, languageMeta);
  if (meta.language !== code) throw new Error(`${join(directory, META)} is about ${meta.language}`);
  const texts: TranslatedTexts = {};
  const files = readdirSync(directory).filter((name) => name.endsWith('.json') && name !== META);
  for (const name of files.toSorted()) {
    for (const [key, text] of Object.entries(read(directory, name, translatedTexts))) {
      if (Object.hasOwn(texts, key)) throw new Error(`${key} stands in two files of ${directory}`);
      texts[key] = text;
    }
  }
  return { meta, texts };
}

/** Every language that ships beside English: one folder each, with its own `language.json` and files of texts. */
export function loadTranslations(directory: string, read: ReadFile): Translations {
  if (!existsSync(directory)) return new Map();
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(
    folders
      .map(({ name }) => name)
      .toSorted()
      .map((code) => [code, translationIn(join(directory, code), code, read)]),
  );
}
