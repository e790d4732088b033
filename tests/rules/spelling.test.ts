import { describe, expect, it } from 'vitest';
import {
  bareWord,
  bareWordsOf,
  isAmong,
  isOtherLanguage,
  replaceWord,
  wordsOf,
} from '../../shared/rules/spelling.ts';

const words = (text: string) => wordsOf(text).map(({ word }) => word);

describe('the words of a note that can be judged', () => {
  it.each([
    ['Tender over the patient’s heel.', ['Tender', 'over', 'the', 'patient’s', 'heel']],
    ['Left-sided, 10mL at C6 and L4/5', ['Left', 'sided', 'and']],
    ['NPRS 7, GaAs 5 mW, TrPs', []],
    ['.heel then wrote to a.b@clinic.example', ['then', 'wrote']],
    ['see https://example.org/painn today', ['see', 'today']],
    ['Rückenschmerzen und كتف', ['Rückenschmerzen', 'und']],
    ["the patients' heels", ['the', 'patients', 'heels']],
    ['', []],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected));

  it('stand where they are said to stand', () => {
    const text = 'Painn at C6, painn.';
    expect(wordsOf(text).map(({ from, to }) => text.slice(from, to))).toEqual(['Painn', 'painn']);
  });
});

describe('a known word', () => {
  const known = bareWordsOf(['Trigger point of the trapezius', 'Aiko Tanaka']);

  it.each(['Trapezius', 'trapezius', 'trapezius’', "Tanaka's", 'Tanaka’s', 'triggers'])('is %s', (word) =>
    expect(isAmong(known, bareWord(word))).toBe(true),
  );
  it.each(['trapezious', 'Tanakas’es'])('is not %s', (word) =>
    expect(isAmong(known, bareWord(word))).toBe(false),
  );
});

describe('a text', () => {
  it('is of another language where most of it is unknown, and not because of three odd words', () => {
    const german = ['Der', 'Patient', 'klagt', 'über', 'Schmerzen', 'hinter', 'dem', 'Knie', 'beim', 'Gehen'];
    const unknown = new Set(german.filter((word) => word !== 'Patient'));
    expect(isOtherLanguage(german, unknown)).toBe(true);
    expect(isOtherLanguage(['painn', 'heell', 'soore'], new Set(['painn', 'heell', 'soore']))).toBe(false);
    expect(isOtherLanguage(german, new Set(['Knie']))).toBe(false);
  });

  it('has a word replaced wherever that very word stands, and nowhere within another', () => {
    expect(replaceWord('painn, painnful painn .painn', 'painn', 'pain')).toBe('pain, painnful pain .painn');
  });
});
