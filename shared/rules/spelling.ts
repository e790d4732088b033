/** A word of a text and where it stands. */
export interface Placed {
  word: string;
  from: number;
  to: number;
}

/** What is no word of a language: addresses, codes of text blocks, and whatever has a figure in it (`C6`, `10mL`). */
const noWords =
  /\S*(?:@|:\/\/)\S*|(?<=^|\s)\.[\p{L}\p{N}][\p{L}\p{N}-]*|[\p{L}\p{M}\p{N}]*\p{N}[\p{L}\p{M}\p{N}]*/gu;
const aWord = /\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/gu;
/** Abbreviations are written in capitals or have one within: NPRS, mA, GaAs. */
const abbreviation = /^\p{Lu}{1,7}s?$|\p{Ll}\p{Lu}/u;
/** An English dictionary knows nothing of other scripts. */
const otherScript = /[^\p{Script=Latin}\p{M}'’]/u;

/** The words of a text that a dictionary can judge, in their order. */
export function wordsOf(text: string): Placed[] {
  const blank = text.replace(noWords, (found) => ' '.repeat(found.length));
  return Array.from(blank.matchAll(aWord), ({ 0: word, index: from }) => ({
    ...{ word, from, to: from + word.length },
  })).filter(({ word }) => word.length > 2 && !abbreviation.test(word) && !otherScript.test(word));
}

/** As words are compared: without case, with one kind of apostrophe, without the English possessive. */
export function bareWord(word: string): string {
  return word.normalize('NFC').toLowerCase().replaceAll('’', "'").replace(/'s?$/, '');
}

/** The bare words of many texts, each once. A word with a hyphen is known by its parts, as a text shows it. */
export function bareWordsOf(texts: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const text of texts) for (const { word } of wordsOf(text)) found.add(bareWord(word));
  return found;
}

/** Whether a bare word or its singular is among the known ones. */
export function isAmong(known: ReadonlySet<string>, bare: string): boolean {
  return known.has(bare) || (bare.endsWith('s') && known.has(bare.slice(0, -1)));
}

/** From this many words on, a text of which more than half is unknown is not English. */
const enough = 8;

export function isOtherLanguage(words: readonly string[], unknown: ReadonlySet<string>): boolean {
  const strange = words.filter((word) => unknown.has(word)).length;
  return words.length >= enough && strange * 2 > words.length;
}

/** The text with each occurrence of this very word replaced. */
export function replaceWord(text: string, word: string, by: string): string {
  return wordsOf(text)
    .filter((one) => one.word === word)
    .toReversed()
    .reduce((whole, { from, to }) => whole.slice(0, from) + by + whole.slice(to), text);
}
