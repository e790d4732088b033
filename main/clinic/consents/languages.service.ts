import type { Outputs } from '../../../shared/contract/index.ts';
import type { LanguageMeta, LanguageStanding } from '../../../shared/contract/languages.ts';
import type { Side } from '../../../shared/contract/values.ts';
import { indexReference, type Reference } from '../../../shared/rules/reference.ts';
import { reworded } from '../../../shared/rules/reworded.ts';
import {
  english,
  speakerOf,
  standingOf,
  textsSaidBy,
  type Fallback,
  type Speaker,
} from '../../../shared/rules/translations.ts';
import type { Reader } from '../../db/schema.ts';
import { paperWords, type PaperWords } from '../../paper/words/en.ts';
import { printOf } from '../../reference/translations.ts';
import type { Act } from '../act.ts';
import { choicesOf, nameOfLimit } from '../limits/service.ts';
import { sayShipped } from '../templates/service.ts';
import { consentWords, type ConsentWords } from './consent.words.ts';
import { limitKey, templateIn, type DocumentWords } from './languages.rules.ts';
import { regionName } from './plan.rules.ts';
import { removalWords, type RemovalWords } from './removal.words.ts';
import { documentSaid } from './said.rules.ts';

/** The document's words with those of its printed form. */
export interface WordsIn extends DocumentWords {
  /** Null for English, in which everything is written first. */
  readonly meta: LanguageMeta | null;
  readonly direction: 'ltr' | 'rtl';
  /** The shipped templates, by their English texts. */
  readonly shipped: ReadonlyMap<string, string>;
  readonly form: ConsentWords;
  readonly removal: RemovalWords;
  readonly paper: PaperWords;
  /** What is said in English here, because the language has no present text for it. */
  readonly fallbacks: readonly Fallback[];
}

export { leftInEnglish } from './languages.rules.ts';

const made = new WeakMap<Reference, Map<string, WordsIn>>();

/** The words in a language; a language that does not ship is English, and says so by its `language`. */
export function wordsIn(reference: Reference, language: string): WordsIn {
  const known = made.get(reference) ?? new Map<string, WordsIn>();
  made.set(reference, known);
  const words = known.get(language) ?? compile(reference, language);
  known.set(language, words);
  return words;
}

function compile(reference: Reference, language: string): WordsIn {
  const translation = reference.translations.get(language);
  const fallbacks = new Map<string, Fallback>();
  const speaker =
    translation === undefined
      ? english
      : speakerOf(translation, printOf, (fallback) => fallbacks.set(fallback.key, fallback));
  const words = {
    ...everything(reference, speaker),
    meta: translation?.meta ?? null,
    direction: speaker.direction,
  };
  return { ...words, fallbacks: [...fallbacks.values()] };
}

const SIDES: readonly Side[] = ['left', 'right', 'midline'];

/** Says all that any document and its form can say, once, so that it is known what a language must have. */
function everything(reference: Reference, speaker: Speaker) {
  const words: DocumentWords & { form: ConsentWords; removal: RemovalWords; paper: PaperWords } = {
    language: speaker.language,
    reference: indexReference(reworded(reference.data, speaker)),
    template: templateIn(speaker),
    said: documentSaid(speaker),
    region: (region, side) => speaker.say(`regions/${region}/${side}`, regionName(region, side, reference)),
    limit: (limit) => speaker.say(limitKey(limit), nameOfLimit(reference, limit)),
    form: consentWords(speaker),
    removal: removalWords(speaker),
    paper: paperWords(speaker),
  };
  for (const region of new Set(reference.data.muscles.entries.map((site) => site.region)))
    for (const side of SIDES) words.region(region, side);
  for (const choice of choicesOf(reference)) speaker.say(limitKey(choice), choice.name);
  return { ...words, shipped: sayShipped(speaker) };
}

/** Everything that a consent can say on screen or paper, by key, in English; plurals as the language has them. */
export function consentTexts(reference: Reference, language: string): ReadonlyMap<string, string> {
  return textsSaidBy((speaker) => everything(reference, speaker), language);
}

const standings = new WeakMap<Reference, LanguageStanding[]>();

/** The languages that ship beside English, with what each lacks. */
export async function languages(
  _: Reader,
  __: unknown,
  { reference }: Act,
): Promise<Outputs['consents']['languages']> {
  const known =
    standings.get(reference) ??
    [...reference.translations.values()].map((translation) =>
      standingOf(translation, consentTexts(reference, translation.meta.language), printOf),
    );
  standings.set(reference, known);
  return known;
}
