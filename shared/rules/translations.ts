import type { LanguageMeta, LanguageStanding, TranslatedTexts } from '../contract/languages.ts';

export interface Translation {
  readonly meta: LanguageMeta;
  readonly texts: TranslatedTexts;
}
export type Translations = ReadonlyMap<string, Translation>;

/** First 12 hex digits of a text's SHA-256; the host computes it. */
export type Print = (english: string) => string;

type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
/** One text by count; a language has the categories of its own grammar. */
export type Plural = Partial<Record<PluralCategory, string>> & { other: string };

/** Says an English text in a language. Every text that patients read goes through one, under a key of its own. */
export interface Speaker {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  say(key: string, english: string): string;
}

const ENGLISH = { language: 'en', direction: 'ltr' } as const;
export const english: Speaker = { ...ENGLISH, say: (_, text) => text };

/** `missing`: never made. `out-of-date`: the English text has changed since. Both are said in English. */
export type Fallback = { key: string; english: string; why: 'missing' | 'out-of-date' };

/** What a key says, and why it is English where it is. */
export function lookUp(
  { texts }: Translation,
  key: string,
  text: string,
  print: Print,
): { text: string; fallback: Fallback | null } {
  const found = Object.hasOwn(texts, key) ? texts[key] : undefined;
  if (found === undefined) return { text, fallback: { key, english: text, why: 'missing' } };
  if (found.of !== print(text)) return { text, fallback: { key, english: text, why: 'out-of-date' } };
  return { text: found.text, fallback: null };
}

/** A speaker that tells `heard` of every text it had to leave in English. */
export function speakerOf(
  translation: Translation,
  print: Print,
  heard: (fallback: Fallback) => void,
): Speaker {
  const { language, direction } = translation.meta;
  return {
    language,
    direction,
    say(key, text) {
      const found = lookUp(translation, key, text, print);
      if (found.fallback !== null) heard(found.fallback);
      return found.text;
    },
  };
}

/** Everything that `build` says, by key: the list that a language must have. */
export function textsSaidBy(
  build: (speaker: Speaker) => unknown,
  language = 'en',
): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  build({
    language,
    direction: 'ltr',
    say(key, text) {
      const before = said.get(key);
      if (before !== undefined && before !== text) throw new Error(`two texts under ${key}`);
      said.set(key, text);
      return text;
    },
  });
  return said;
}

const CATEGORIES: readonly string[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

function isPlural(value: object): value is Plural {
  return 'other' in value && Object.keys(value).every((key) => CATEGORIES.includes(key));
}

/**
 * Every text of a tree, each under its path (`form/facts/purpose`, `template/rights/0`); what is empty or no text stays.
 * A plural gets the categories of the language's grammar, made from the English `other` where English has none of that name.
 */
export function sayAll<T>(speaker: Speaker, path: string, value: T): T {
  return said(speaker, path, value) as T;
}

function said(speaker: Speaker, path: string, value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : speaker.say(path, value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => said(speaker, `${path}/${index}`, item));
  const entries = isPlural(value) ? pluralOf(speaker.language, value) : Object.entries(value);
  return Object.fromEntries(entries.map(([key, item]) => [key, said(speaker, `${path}/${key}`, item)]));
}

function pluralOf(language: string, value: Plural): [string, string][] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return pluralCategories.map((category) => [category, value[category] ?? value.other]);
}

/** Puts values into a text: `{name}` stands for one. What has no value stays, so that it is seen. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The text for `count` in that language, with `{count}` filled in. */
export function counted(language: string, texts: Plural, count: number): string {
  return fill(texts[new Intl.PluralRules(language).select(count)] ?? texts.other, { count });
}

/** What one language has of the texts that are said. */
export function standingOf(
  translation: Translation,
  said: ReadonlyMap<string, string>,
  print: Print,
): LanguageStanding {
  const fallbacks = [...said].flatMap(([key, text]) => lookUp(translation, key, text, print).fallback ?? []);
  const of = (why: Fallback['why']) => fallbacks.filter((one) => one.why === why).map(({ key }) => key);
  const { language, name, direction, draftedBy, approvedBy, approvedOn } = translation.meta;
  return {
    language,
    name,
    direction,
    draftedBy,
    approvedBy,
    approvedOn,
    texts: said.size,
    complete: said.size - fallbacks.length,
    outOfDate: of('out-of-date'),
    missing: of('missing'),
  };
}

/** Keys that no text has any more: words for something that is gone. */
export function leftOver({ texts }: Translation, said: ReadonlyMap<string, string>): string[] {
  return Object.keys(texts).filter((key) => !said.has(key));
}

/** Figures of a text in one spelling, smallest first: a translation must have the same ones. */
export function figuresOf(text: string, { decimal, group }: LanguageMeta['figures']): string[] {
  const escaped = (sign: string) => `\\${sign === '\u00A0' ? 'u00A0' : sign}`.replace('\\ ', ' ');
  const number = new RegExp(`\\d+(?:${escaped(group)}\\d{3}(?!\\d))*(?:${escaped(decimal)}\\d+)?`, 'g');
  return (text.match(number) ?? [])
    .map((found) => found.replaceAll(group, '').replace(decimal, '.'))
    .toSorted();
}

/** The places of a text that are filled in. */
export function placesOf(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].toSorted();
}
