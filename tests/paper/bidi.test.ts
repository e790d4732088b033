import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseOf } from '../../main/paper/bidi.ts';
import { openFonts } from '../../main/paper/fonts.ts';
import { styles } from '../../main/paper/style.ts';
import { type Inline, layOut, type Line } from '../../main/paper/text.ts';
import {
  apartFrom,
  directionOf,
  figuresIn,
  withFigures,
  type Direction,
} from '../../shared/rules/direction.ts';

const fonts = openFonts(new URL('../../resources/fonts', import.meta.url).pathname);

/** Capitals stand for Hebrew letters, which never join, so that an expectation can be read here. */
const hebrew = 'אבגדהוזחטיכלמנסעפצקרשתךםןף';
const spelt = (text: string) =>
  text.replaceAll(/[A-Z]/g, (letter) => hebrew[letter.charCodeAt(0) - 65] ?? letter);
const read = (text: string) =>
  text.replaceAll(/[א-ת]/g, (letter) => String.fromCharCode(65 + hebrew.indexOf(letter)));
const mirrors: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '<': '>',
  '>': '<',
};

/** The signs of a line as the eye meets them from the left. */
function seen(line: Line | undefined): string {
  const runs = (line?.runs ?? []).toSorted((a, b) => a.x - b.x);
  return read(
    runs
      .map(({ text, backwards, mirrored }) =>
        backwards ? Array.from(text).reverse().join('') : mirrored ? (mirrors[text] ?? text) : text,
      )
      .join(''),
  );
}
const inline = (text: Inline): Inline =>
  typeof text === 'string' ? spelt(text) : text.map((span) => ({ ...span, text: spelt(span.text) }));
const line = (text: Inline, page: Direction, width = 10_000) =>
  layOut(fonts, inline(text), styles.body, width, page)[0];
const shown = (text: Inline, page: Direction) => seen(line(text, page));

describe('the order of a line', () => {
  it.each([
    ['car means CAR.', 'car means RAC.'],
    ['he said "WHAT (NOW)?" twice', 'he said "(WON) TAHW?" twice'],
    ['ONE TWO and THREE', 'OWT ENO and EERHT'],
    ['take A 12 B now', 'take B 12 A now'],
    ['no hebrew at all (1).', 'no hebrew at all (1).'],
  ])('on a page from the left: %s', (text, expected) => {
    expect(shown(text, 'ltr')).toBe(expected);
  });

  it.each([
    ['car MEANS CAR.', '.RAC SNAEM car'],
    ['DRUG (lidocaine) GIVEN.', '.NEVIG (lidocaine) GURD'],
    ['REFUSED (NOT ASKED)!', '!(DEKSA TON) DESUFER'],
    ['TAKE one two NOW', 'WON one two EKAT'],
    ['IN 10 OF 1,000', '1,000 FO 10 NI'],
    ['PAGE 1 OF 12', '12 FO 1 EGAP'],
    ['zeel t (heel gmbh, 2 ml) REFUSED', 'DESUFER zeel t (heel gmbh, 2 ml)'],
    ['BORN 3 MAY 1984 · NO 417', '417 ON · 1984 YAM 3 NROB'],
    ['DAY 22 MAY 2026, 10:30', '10:30 ,2026 YAM 22 YAD'],
    ['A; B; C', 'C ;B ;A'],
  ])('on a page from the right: %s', (text, expected) => {
    expect(shown(text, 'rtl')).toBe(expected);
  });

  it.each([
    ['GIVE 0.5 ml NOW', 'WON 0.5 ml EVIG'],
    ['ABOUT 1 % OF IT', 'TI FO 1 % TUOBA'],
    ['CALL +49 40 555 0131.', '.+49 40 555 0131 LLAC'],
    ['PAPER 01935552-7011-7c9e-b1a2', '01935552-7011-7c9e-b1a2 REPAP'],
    ['BELOW 50 (10*9/l) STOP', 'POTS 50 (10*9/l) WOLEB'],
    ['DATE 2026-11-23!', '!2026-11-23 ETAD'],
    ['SUGAR (glucose, dextrose) 5 %', '5 % (glucose, dextrose) RAGUS'],
    ['MADE (BY 2 ml) HERE', 'EREH (2 ml YB) EDAM'],
    ['FROM 5 TO 10 hz (WEAK)', '(KAEW) 10 hz OT 5 MORF'],
  ])('keeps a figure with its unit and a code as it is everywhere: %s', (text, expected) => {
    expect(shown(text, 'rtl')).toBe(expected);
  });

  it('lets a name or the words of a person reorder nothing around them', () => {
    const words = (isolate: boolean): Inline => [
      { text: 'ASKED: ' },
      { text: 'may I run? OR not?', isolate },
      { text: ' YES.' },
    ];
    expect(shown(words(false), 'rtl')).not.toContain('may I run? RO not?');
    expect(shown(words(true), 'rtl')).toBe('.SEY may I run? RO not? :DEKSA');
  });

  it('turns a paragraph only as its own letters say', () => {
    expect(shown('will it hurt?', 'rtl')).toBe('will it hurt?');
    expect(shown('WILL IT HURT?', 'ltr')).toBe('?TRUH TI LLIW');
    expect(baseOf('+49 40 555', 'rtl')).toBe('ltr');
  });

  it('is the same on a screen, to which the figures are given in isolation', () => {
    expect(withFigures(spelt('GIVE 0.5 ml (zeel 2 ml) NOW'))).toBe(
      spelt('GIVE \u20660.5 ml (zeel 2 ml)\u2069 NOW'),
    );
    expect(withFigures('no figure')).toBe('no figure');
  });

  it('is given a name on a screen so that it takes along nothing of what follows', () => {
    expect(apartFrom(spelt('ANNA'))).toBe(spelt('\u2068ANNA\u2069'));
    expect(apartFrom('Anna <b> & 3 May')).toBe('Anna <b> & 3 May');
  });

  it('knows the direction of a language with or without its region', () => {
    expect(['ar', 'ar-EG', 'he', 'fa', 'ur'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl', 'rtl']);
    expect(['en', 'de', 'pl', 'arn', 'el'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr', 'ltr', 'ltr']);
  });
});

const left = fc.stringMatching(/^[a-z]{1,8}$/);
const right = fc.stringMatching(/^[A-Z]{1,8}$/);
const turn = (word: string) => (/[A-Z]/.test(word) ? Array.from(word).reverse().join('') : word);

/** What a reader expects of plain words: neighbours of one direction stay together in it. */
function expected(words: readonly string[], page: Direction): string {
  const isRight = (word: string) => /[A-Z]/.test(word);
  const groups: string[][] = [];
  for (const word of words) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && isRight(last[0]) === isRight(word)) last.push(word);
    else groups.push([word]);
  }
  const set = groups.map((group) =>
    (isRight(group[0] ?? '') ? group.toReversed() : group).map(turn).join(' '),
  );
  return (page === 'rtl' ? set.toReversed() : set).join(' ');
}

describe('any line', () => {
  it('has its words in the order that a reader of both directions expects', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(left, right), { minLength: 1, maxLength: 12 }),
        fc.constantFrom<Direction>('ltr', 'rtl'),
        (words, page) => {
          const text = words.join(' ');
          expect(shown(text, page)).toBe(expected(words, baseOf(spelt(text), page)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('says all of its text in reading order, without gap, without overlap, inside its width', () => {
    const sign = fc.constantFrom(...'ab7AB (),.:"-%/', 'ع', 'ل', 'ا', 'ب', 'ُ', '،', 'é', '۴');
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 60 }).map((signs) => signs.join('')),
        fc.constantFrom<Direction>('ltr', 'rtl'),
        fc.integer({ min: 30, max: 300 }),
        (text, page, width) => {
          const set = layOut(fonts, inline(text), styles.body, width, page);
          const letters = (whole: string) => whole.normalize('NFC').replaceAll(/\s/g, '');
          expect(letters(set.flatMap(({ runs }) => runs.map((run) => run.text)).join(''))).toBe(
            letters(spelt(text)),
          );
          for (const one of set) {
            // A letter that is joined anew where its line ends may differ by less than a hair: a tenth of a point.
            expect(one.width).toBeLessThanOrEqual(width + 0.1);
            const runs = one.runs.toSorted((a, b) => a.x - b.x || a.width - b.width);
            runs.forEach((run, index) => {
              expect(run.x).toBeGreaterThanOrEqual(-0.001);
              expect(run.x + run.width).toBeLessThanOrEqual((runs[index + 1]?.x ?? one.width) + 0.001);
            });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never parts a dose from its unit or turns it round', () => {
    const unit = fc.constantFrom('mg', 'ml', '%', 'mg/ml', 'hz', 'j/cm²');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), unit, right, right, (value, name, before, after) => {
        const dose = `${(value / 10).toFixed(1)} ${name}`;
        expect(shown(`${before} ${dose} ${after}`, 'rtl')).toContain(` ${dose} `);
        expect(figuresIn(spelt(`${before} ${dose}, ${after}`))).toHaveLength(1);
      }),
    );
  });
});
