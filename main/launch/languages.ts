import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { translatedTexts, type TranslatedTexts } from '../../shared/contract/languages.ts';
import { leftOver, standingOf } from '../../shared/rules/translations.ts';
import { consentTexts } from '../clinic/consents/languages.service.ts';
import { loadReference, type Reference } from '../reference/load.ts';
import { printOf } from '../reference/translations.ts';
import { putScreen, screenGaps, screenTexts } from './screen-words.ts';

// For those who write the patient's texts: what a language lacks, and new texts into its files with the mark of the
// English text that they were made from.

const USE = `npm run languages                    what each language has
npm run languages -- de              what German lacks, as JSON: key and English text
npm run languages -- de FILE         puts the texts of FILE (key and German text) into the files of German`;

/** Keys of what stands on the screen around the document. */
const SCREEN = 'screen/';

const folder = join(import.meta.dirname, '../../resources/reference');

/** Where a key that has no file yet is put. */
const FILES: Readonly<Record<string, string>> = {
  effects: 'substances',
  allergens: 'substances',
  contents: 'substances',
  said: 'form',
  paper: 'form',
  removal: 'form',
  refusals: 'regions',
};

function fileOf(key: string): string {
  const [group = ''] = key.split('/');
  return FILES[group] ?? group;
}

function overview(reference: Reference): void {
  for (const translation of reference.translations.values()) {
    const said = consentTexts(reference, translation.meta.language);
    const { name, texts, complete, outOfDate, missing, approvedBy } = standingOf(translation, said, printOf);
    console.log(
      `${name}: ${complete} of ${texts} complete, ${outOfDate.length} out of date, ${missing.length} missing, ` +
        `${leftOver(translation, said).length} left over; ${approvedBy === null ? 'not approved' : `approved by ${approvedBy}`}; ` +
        `${screenGaps(translation.meta.language).length} lacking on the screen`,
    );
  }
}

/** What is missing or out of date; everything for a language that is not there yet. */
function gaps(reference: Reference, language: string): Record<string, string> {
  const said = consentTexts(reference, language);
  const translation = reference.translations.get(language);
  const standing = translation === undefined ? undefined : standingOf(translation, said, printOf);
  const keys = standing === undefined ? [...said.keys()] : [...standing.missing, ...standing.outOfDate];
  const shown = screenTexts(language);
  return Object.fromEntries([
    ...keys.map((key) => [key, said.get(key) ?? '']),
    ...screenGaps(language).map((path) => [`${SCREEN}${path}`, shown.get(path) ?? '']),
  ]);
}

/** In the order of the English texts; what is left over goes. */
function put(reference: Reference, language: string, texts: Readonly<Record<string, string>>): void {
  const said = consentTexts(reference, language);
  const shown = screenTexts(language);
  const onScreen = Object.entries(texts).flatMap(([key, text]): [string, string][] =>
    key.startsWith(SCREEN) ? [[key.slice(SCREEN.length), text]] : [],
  );
  const unknown = Object.keys(texts).filter(
    (key) => !said.has(key) && !(key.startsWith(SCREEN) && shown.has(key.slice(SCREEN.length))),
  );
  if (unknown.length > 0) throw new Error(`No such text: ${unknown.join(', ')}`);
  const files = Map.groupBy(said, ([key]) => fileOf(key));
  for (const [name, entries] of files) {
    const path = join(folder, 'languages', language, `${name}.json`);
    const before = existsSync(path) ? translatedTexts.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
    const after: TranslatedTexts = {};
    for (const [key, english] of entries) {
      const own = texts[key];
      const kept = before[key];
      if (own !== undefined) after[key] = { of: printOf(english), text: own };
      else if (kept !== undefined) after[key] = kept;
    }
    if (Object.keys(after).length > 0) writeFileSync(path, `${JSON.stringify(after, null, 2)}\n`);
  }
  if (onScreen.length > 0) putScreen(language, new Map(onScreen));
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' } },
});
const [language, file] = positionals;
if (values.help === true) console.log(USE);
else if (language === undefined) overview(loadReference(folder));
else if (file === undefined) console.log(JSON.stringify(gaps(loadReference(folder), language), null, 2));
else {
  const texts = z
    .record(z.string(), z.string().min(1))
    .parse(JSON.parse(readFileSync(resolve(file), 'utf8')));
  put(loadReference(folder), language, texts);
}
