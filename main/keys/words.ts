import { entropyToMnemonic, validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { randomBytes } from 'node:crypto';

/** Twelve words: 128 random bits and 4 of checksum, from the BIP39 English list. */
export const wordCount = 12;

const listed = new Set(wordlist);

/** What was typed cannot be the recovery words, or belongs to another clinic. Places count from 1. */
export class WordsWrong extends Error {
  readonly problem: 'unknown-word' | 'checksum' | 'wrong' | 'count';
  readonly unknownWords: number[];
  constructor(problem: WordsWrong['problem'], unknownWords: number[] = []) {
    super(`The recovery words do not open this clinic (${problem})`);
    this.name = 'WordsWrong';
    this.problem = problem;
    this.unknownWords = unknownWords;
  }
}

export function newWords(): string[] {
  return entropyToMnemonic(randomBytes(16), wordlist).split(' ');
}

/**
 * Reads words as people type them: any case, any spacing, with or without the numbers of the printed sheet.
 * @throws WordsWrong with the places of words that are not on the list, a wrong count, or a failing checksum.
 */
export function readWords(typed: string): string {
  const words = typed
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
  const unknown = words.flatMap((word, index) => (listed.has(word) ? [] : [index + 1]));
  if (unknown.length > 0) throw new WordsWrong('unknown-word', unknown);
  if (words.length !== wordCount) throw new WordsWrong('count');
  const phrase = words.join(' ');
  if (!validateMnemonic(phrase, wordlist)) throw new WordsWrong('checksum');
  return phrase;
}
