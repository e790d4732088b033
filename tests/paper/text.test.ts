import { describe, expect, it } from 'vitest';
import { openFonts } from '../../main/paper/fonts.ts';
import { hasUnprintable, settable, simple } from '../../main/paper/script.ts';
import { styles } from '../../main/paper/style.ts';
import { layOut } from '../../main/paper/text.ts';

const fonts = openFonts(new URL('../../resources/fonts', import.meta.url).pathname);
const set = (text: string, width: number) => layOut(fonts, text, styles.body, width);
const shown = (text: string, width = 1000) =>
  set(text, width).map((line) => line.runs.map((run) => run.text).join(' '));

describe('text on paper', () => {
  it('never lets a line pass its width, however long a word is', () => {
    for (const text of [
      'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
      'Wolfeschlegelsteinhausenbergerdorff-Fernández de la Santísima Trinidad',
      'a'.repeat(400),
    ]) {
      for (const width of [40, 90, 180]) {
        for (const line of set(text, width)) expect(line.width).toBeLessThanOrEqual(width + 0.02);
      }
    }
  });

  it('loses no letter when it breaks a word', () => {
    const word = 'Hohenlohe-Waldenburg-Schillingsfürst';
    expect(
      set(word, 60)
        .flatMap((line) => line.runs.map((run) => run.text))
        .join(''),
    ).toBe(word);
  });

  it('breaks a long word after its hyphen where that helps', () => {
    expect(shown('Hohenlohe-Waldenburg', 70)[0]).toBe('Hohenlohe-');
  });

  it('keeps a figure with its unit', () => {
    for (let width = 30; width < 120; width += 3) {
      for (const line of shown('about 10 mg of 200 mg given', width)) expect(line).not.toMatch(/\d$/);
    }
  });

  it('prints names of many scripts', () => {
    for (const name of [
      'Łukasz',
      'Ελένη',
      'Щербаков',
      'अनन्या',
      'عبد الرحمن',
      'בן־גוריון',
      'สมชาย',
      'Արմեն',
      'გიორგი',
      'রহমান',
      'தமிழ்',
      '王小明',
      '陳大文',
      '佐藤さくら',
      '김민준',
    ])
      expect(hasUnprintable(fonts, name)).toBe(false);
  });

  it('takes the short way only for characters that every face has', () => {
    for (const [base] of Object.values(fonts)) {
      for (let code = 0x20; code < 0x2100; code += 1) {
        if (simple.test(String.fromCodePoint(code)))
          expect(base?.font.hasGlyphForCodePoint(code), code.toString(16)).toBe(true);
      }
    }
  });

  it('says so when a name cannot be printed, and shows a sign in its place', () => {
    expect(hasUnprintable(fonts, 'ሰላማዊት')).toBe(true);
    expect(shown('ሰላ')[0]).toBe('\uFFFD\uFFFD');
  });

  it('sets the words of an Arabic name from right to left inside a Latin line', () => {
    const runs = set('for عبد الرحمن today', 1000)[0]?.runs ?? [];
    const words = (all: typeof runs) => all.map((run) => run.text).filter((text) => text.trim() !== '');
    expect(words([...runs].sort((a, b) => a.x - b.x))).toEqual(['for', 'الرحمن', 'عبد', 'today']);
    expect(runs.map((run) => run.text).join('')).toBe('for عبد الرحمن today');
  });

  it('leaves no gap and no overlap between the words of a line, whatever fonts they need', () => {
    for (const text of [
      '王小明 陳大文 佐藤 さくら 김민준 Kim',
      'Արմեն გიორგი রহমান Anna',
      'for عبد الرحمن today',
    ]) {
      const runs = [...(set(text, 1000)[0]?.runs ?? [])].sort((a, b) => a.x - b.x);
      runs.forEach((run, index) => {
        expect(run.text === '' || run.open.font.hasGlyphForCodePoint(run.text.codePointAt(0) ?? 0)).toBe(
          true,
        );
        const next = runs[index + 1];
        if (next) expect(next.x).toBeGreaterThanOrEqual(run.x + run.width - 0.001);
      });
      for (const run of runs) {
        if (run.text.includes(' ')) expect(run.open.font.hasGlyphForCodePoint(0x20)).toBe(true);
      }
    }
  });

  it('sets the doubling sign of Arabic under its vowel, in whatever order they were typed', () => {
    expect(settable('مُحَمَّد')).toBe(settable('مُحَمَّد'.normalize('NFD')));
    expect(settable('\u0645\u064E\u0651')).toBe('\u0645\u0651\u064E');
    expect(settable('\u0645\u0651\u064E')).toBe('\u0645\u0651\u064E');
  });

  it('drops direction overrides and control characters that could turn a name round', () => {
    expect(settable('Anna\u202Egnp.exe\u0007')).toBe('Annagnp.exe');
  });
});
