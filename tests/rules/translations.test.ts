import { describe, expect, it } from 'vitest';
import type { LanguageMeta } from '../../shared/contract/languages.ts';
import {
  counted,
  figuresOf,
  fill,
  leftOver,
  placesOf,
  sayAll,
  speakerOf,
  standingOf,
  textsSaidBy,
  type Fallback,
  type Translation,
} from '../../shared/rules/translations.ts';

const print = (text: string) => `print of ${text}`;
const meta: LanguageMeta = {
  schemaVersion: 1,
  language: 'de',
  name: 'Deutsch',
  direction: 'ltr',
  figures: { decimal: ',', group: '.' },
  draftedBy: 'machine',
  approvedBy: null,
  approvedOn: null,
};
const german = (texts: Record<string, [string, string]>): Translation => ({
  meta,
  texts: Object.fromEntries(
    Object.entries(texts).map(([key, [from, text]]) => [key, { of: print(from), text }]),
  ),
});

function heardFrom(translation: Translation) {
  const heard: Fallback[] = [];
  return { heard, speaker: speakerOf(translation, print, (fallback) => heard.push(fallback)) };
}

describe('a text in another language', () => {
  it('is said where it was made from the present English text', () => {
    const { speaker, heard } = heardFrom(german({ 'risks/bruise/name': ['A bruise', 'Ein Bluterguss'] }));
    expect(speaker.say('risks/bruise/name', 'A bruise')).toBe('Ein Bluterguss');
    expect(heard).toEqual([]);
  });

  it('gives way to the English text once that has changed, and tells so', () => {
    const { speaker, heard } = heardFrom(german({ 'risks/bruise/name': ['A bruise', 'Ein Bluterguss'] }));
    expect(speaker.say('risks/bruise/name', 'A large bruise')).toBe('A large bruise');
    expect(heard).toEqual([{ key: 'risks/bruise/name', english: 'A large bruise', why: 'out-of-date' }]);
  });

  it('is the English one where nobody has made it, and tells so', () => {
    const { speaker, heard } = heardFrom(german({}));
    expect(speaker.say('toString', 'A bruise')).toBe('A bruise');
    expect(heard).toEqual([{ key: 'toString', english: 'A bruise', why: 'missing' }]);
  });
});

describe('what a language has', () => {
  const said = new Map([
    ['a', 'one'],
    ['b', 'two'],
    ['c', 'three'],
  ]);
  const translation = german({ a: ['one', 'eins'], b: ['another two', 'zwei'], gone: ['four', 'vier'] });

  it('is counted text by text: complete, out of date, missing', () => {
    expect(standingOf(translation, said, print)).toMatchObject({
      language: 'de',
      draftedBy: 'machine',
      approvedBy: null,
      texts: 3,
      complete: 1,
      outOfDate: ['b'],
      missing: ['c'],
    });
  });

  it('names words for something that is gone', () => {
    expect(leftOver(translation, said)).toEqual(['gone']);
  });

  it('refuses two texts under one key, of which one would be said wrongly', () => {
    expect(() =>
      textsSaidBy(({ say }) => {
        say('a', 'one');
        say('a', 'two');
      }),
    ).toThrow('two texts under a');
  });
});

describe('a tree of texts', () => {
  it('is said path by path, and keeps what is no text', () => {
    const { speaker } = heardFrom(german({ 'form/rights/1': ['two', 'zwei'] }));
    expect(sayAll(speaker, 'form', { rights: ['one', 'two'], mark: '', months: 6 })).toEqual({
      rights: ['one', 'zwei'],
      mark: '',
      months: 6,
    });
  });

  it('has the plurals of the language, not those of English', () => {
    const months = { one: '{count} month', other: '{count} months' };
    const keys = (language: string) => [
      ...textsSaidBy((one) => sayAll(one, 'months', months), language).entries(),
    ];
    expect(keys('de')).toEqual([
      ['months/one', '{count} month'],
      ['months/other', '{count} months'],
    ]);
    expect(
      keys('ar')
        .map(([key]) => key)
        .toSorted(),
    ).toEqual(['few', 'many', 'one', 'other', 'two', 'zero'].map((category) => `months/${category}`));
    expect(counted('ar', { ...months, few: '{count} few' }, 3)).toBe('3 few');
    expect(counted('en', months, 1)).toBe('1 month');
  });

  it('is filled in by name, once; typed text is never read as a place', () => {
    expect(fill('{a} and {b}', { a: '{b}', b: '$&' })).toBe('{b} and $&');
    expect(fill('{missing}', {})).toBe('{missing}');
  });
});

describe('figures and places of a text', () => {
  it('are the same whatever signs a language parts figures with', () => {
    const english = figuresOf('1 to 10 in 10,000 treatments, 7.6 %', { decimal: '.', group: ',' });
    expect(english).toEqual(['1', '10', '10000', '7.6']);
    expect(figuresOf('1 bis 10 von 10.000 Behandlungen, 7,6 %', meta.figures)).toEqual(english);
    expect(figuresOf('10 000', { decimal: ',', group: ' ' })).toEqual(['10000']);
  });

  it('differ when one figure does', () => {
    expect(figuresOf('1 von 1.000', meta.figures)).not.toEqual(figuresOf('1 von 10.000', meta.figures));
    expect(figuresOf('7.6', meta.figures)).not.toEqual(figuresOf('7,6', meta.figures));
  });

  it('are listed by name', () => {
    expect(placesOf('{b} then {a}, {b} again')).toEqual(['{a}', '{b}']);
  });
});
