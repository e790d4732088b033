import { describe, expect, it } from 'vitest';
import { screenGaps, screenTexts, screenWords } from '../../main/launch/screen-words.ts';
import { translated } from '../../renderer/locales/translated.ts';
import { placesOf } from '../../shared/rules/translations.ts';
import { reference } from '../support/clinic.ts';

const languages = Object.keys(translated);
/** Counts that a language says within the word. */
const mayLackCount = (path: string) => /_(zero|one|two)$/.test(path);

describe('what a patient reads on the screen', () => {
  it('is there in every language in which the document is', () => {
    expect(languages.toSorted()).toEqual([...reference.translations.keys()].toSorted());
  });

  it.each(languages)('is complete in %s, each text made from the present English one', (language) => {
    expect(screenTexts(language).size).toBeGreaterThan(80);
    expect(screenGaps(language)).toEqual([]);
    expect([...screenWords(language).keys()].filter((path) => !screenTexts(language).has(path))).toEqual([]);
  });

  it.each(languages)('has the places of the English texts in %s, and is never empty', (language) => {
    const english = screenTexts(language);
    const wrong = [...screenWords(language)].filter(([path, { text }]) => {
      const [own, wanted] = [placesOf(text), placesOf(english.get(path) ?? '')];
      const alike = String(own) === String(wanted) || (mayLackCount(path) && own.length === 0);
      return text.trim() === '' || !alike;
    });
    expect(wrong).toEqual([]);
  });

  it.each(languages)('never calls a drug what is none, nor promises anything, in %s', (language) => {
    const words = new Map([...screenWords(language)].map(([path, { text }]) => [path, text]));
    expect(words.get('section/drugs')).not.toBe(words.get('section/biological'));
    expect(words.get('class/drug')).not.toBe(words.get('class/biological-substance'));
    expect(words.get('answer/accepted')).not.toBe(words.get('answer/refused'));
    for (const text of words.values())
      expect(text).not.toMatch(/völlig sicher|ohne Nebenwirkung|harmlos|آمن تمام/);
  });
});
