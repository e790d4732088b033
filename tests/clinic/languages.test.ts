import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { consentTexts, leftInEnglish, wordsIn } from '../../main/clinic/consents/languages.service.ts';
import { loadTranslations, printOf } from '../../main/reference/translations.ts';
import { indexReference, type Reference } from '../../shared/rules/reference.ts';
import {
  figuresOf,
  leftOver,
  placesOf,
  standingOf,
  type Translation,
} from '../../shared/rules/translations.ts';
import { newClinic, reference, type Clinic } from '../support/clinic.ts';

const shipped = [...reference.translations.values()];
const english = { decimal: '.', group: ',' } as const;

/** Words that promise what nobody can; no text of ours, in no language. */
const promises = [
  /completely safe|fully safe|no side effects?(?! are)|risk-free|harmless|painless|guarantee/i,
  /völlig sicher|absolut sicher|ganz sicher|ohne Nebenwirkung|nebenwirkungsfrei|risikolos|risikofrei|ohne Risiko|harmlos|unbedenklich|schmerzlos|garantier/i,
  /آمن تمام|آمنة تمام|بدون آثار جانبية|بلا آثار جانبية|دون أي خطر|بلا مخاطر|خالٍ من المخاطر|مضمون/,
];
const promised = (text: string) => promises.some((promise) => promise.test(text));

/** `zero`, `one` and `two` may have the count in the word itself. */
const mayLackCount = (key: string) => /\/(zero|one|two)$/.test(key);

function wrongIn({ meta, texts }: Translation, said: ReadonlyMap<string, string>): string[] {
  return [...said].flatMap(([key, from]) => {
    const text = texts[key]?.text;
    if (text === undefined) return [];
    const problems = [
      String(figuresOf(text, meta.figures)) === String(figuresOf(from, english)) ? '' : 'other figures',
      String(placesOf(text)) === String(placesOf(from)) || (mayLackCount(key) && placesOf(text).length === 0)
        ? ''
        : 'other places',
      text.split('%').length === from.split('%').length ? '' : 'per cent signs',
      /[٠-٩۰-۹]/.test(text) ? 'other digits' : '',
      promised(text) ? 'a promise' : '',
      text === from && from.replaceAll(/\{\w+\}/g, '').split(/\s+/).length > 3 ? 'left in English' : '',
    ];
    return problems.filter((problem) => problem !== '').map((problem) => `${key}: ${problem}: ${text}`);
  });
}

/** Who reads like a twelve-year-old, or is read to, holds a sentence of that length. */
const LONGEST = 30;
function tooLong(texts: Iterable<string>): string[] {
  return [...texts].flatMap((text) =>
    text.split(/[.!?؟;؛:]\s+/).filter((sentence) => sentence.split(/\s+/).length > LONGEST),
  );
}

describe('the English texts of a consent', () => {
  it('are short enough to be understood when they are heard once', () => {
    expect(tooLong(consentTexts(reference, 'en').values())).toEqual([]);
    expect(tooLong([`Word${' word'.repeat(LONGEST)}. Next.`])).toHaveLength(1);
  });

  it('promise nothing that nobody can promise', () => {
    const texts = [...consentTexts(reference, 'en').values()];
    expect(texts.length).toBeGreaterThan(900);
    expect(texts.filter(promised)).toEqual([]);
  });
});

describe.each(shipped.map((translation) => [translation.meta.name, translation] as const))(
  'the patient’s texts in %s',
  (_, translation) => {
    const said = consentTexts(reference, translation.meta.language);

    it('are all there, each made from the present English text', () => {
      const { missing, outOfDate, complete, texts } = standingOf(translation, said, printOf);
      expect({ missing, outOfDate }).toEqual({ missing: [], outOfDate: [] });
      expect(complete).toBe(texts);
    });

    it('have the figures and places of the English ones, and no promise', () => {
      expect(wrongIn(translation, said)).toEqual([]);
    });

    it('are short enough to be understood when they are heard once', () => {
      expect(tooLong(Object.values(translation.texts).map(({ text }) => text))).toEqual([]);
    });

    it('have no words for something that is gone', () => {
      expect(leftOver(translation, said)).toEqual([]);
    });

    it('say the two headings of substances so that nobody takes one for the other', () => {
      const { form } = wordsIn(reference, translation.meta.language);
      expect(form.headings.drugs).not.toBe(form.headings.biological);
      expect(form.headings.biological).not.toContain(form.headings.drugs);
      expect(new Set(Object.values(form.classes)).size).toBe(4);
      expect(new Set(Object.values(form.decisions)).size).toBe(3);
    });

    it('are marked as drafted by a machine until a named person has approved them', () => {
      const { draftedBy, approvedBy, approvedOn } = translation.meta;
      expect(['machine', 'person']).toContain(draftedBy);
      expect(approvedBy === null).toBe(approvedOn === null);
      expect(wordsIn(reference, translation.meta.language).fallbacks).toEqual([]);
    });
  },
);

/** A language of two texts beside the real reference data. */
function withTexts(texts: Translation['texts'], changed?: (data: Reference['data']) => Reference['data']) {
  const meta = {
    schemaVersion: 1,
    language: 'nl',
    name: 'Nederlands',
    direction: 'ltr',
    figures: { decimal: ',', group: '.' },
    draftedBy: 'machine',
    approvedBy: null,
    approvedOn: null,
  } as const;
  const data = changed === undefined ? reference.data : changed(reference.data);
  return indexReference(data, new Map([['nl', { meta, texts }]]));
}

const bruising = reference.risks.get('bruising');
const made = (from: string, text: string) => ({ of: printOf(from), text });

describe('the words in a language', () => {
  const texts = {
    'risks/bruising/patientText': made(bruising?.patientText ?? '', 'Er kan een blauwe plek komen.'),
    'regions/knee/left': made('Knee, left', 'Knie, links'),
    'form/title': made('Consent to treatment', 'Toestemming'),
  };

  it('are those of the language where it has them, on screen and on paper', () => {
    const words = wordsIn(withTexts(texts), 'nl');
    expect(words.language).toBe('nl');
    expect(words.reference.risks.get('bruising')?.patientText).toBe('Er kan een blauwe plek komen.');
    expect(words.region('knee', 'left')).toBe('Knie, links');
    expect(words.limit({ kind: 'region', refId: 'knee:left' })).toBe('Knie, links');
    expect(words.form.title).toBe('Toestemming');
  });

  it('keep every figure and every id of the reference data', () => {
    const words = wordsIn(withTexts(texts), 'nl');
    expect(
      words.reference.data.risks.entries.map(({ id, severity, frequency }) => [id, severity, frequency]),
    ).toEqual(reference.data.risks.entries.map(({ id, severity, frequency }) => [id, severity, frequency]));
    expect(words.reference.substances.get('lidocaine')?.maxDose).toEqual(
      reference.substances.get('lidocaine')?.maxDose,
    );
  });

  it('tell which texts of a document stand in English', () => {
    const words = wordsIn(withTexts(texts), 'nl');
    const shown = { risks: [{ text: words.reference.risks.get('bruising')?.patientText }], goal: 'Walk' };
    expect(leftInEnglish(words, shown)).toEqual([]);
    expect(leftInEnglish(words, { ...shown, name: bruising?.name })).toEqual([bruising?.name]);
  });

  it('go back to English when the English text of a risk changes, and the language says that it is out of date', () => {
    const patientText = 'A bruise the size of a hand may show where the needle went in.';
    const changed = withTexts(texts, (data) => ({
      ...data,
      risks: {
        ...data.risks,
        entries: data.risks.entries.map((risk) => (risk.id === 'bruising' ? { ...risk, patientText } : risk)),
      },
    }));
    expect(wordsIn(changed, 'nl').reference.risks.get('bruising')?.patientText).toBe(patientText);
    const dutch = changed.translations.get('nl');
    expect(dutch && standingOf(dutch, consentTexts(changed, 'nl'), printOf).outOfDate).toEqual([
      'risks/bruising/patientText',
    ]);
  });

  it('are English, and say so, in a language that does not ship', () => {
    const words = wordsIn(reference, 'xx');
    expect([words.language, words.meta, words.form.title]).toEqual(['en', null, 'Consent to treatment']);
  });

  it('find a wrong figure, a lost place and a promise', () => {
    const said = new Map([
      ['a', 'up to 300 mg'],
      ['b', 'until {day}'],
      ['c', 'A bruise may show.'],
      ['d', '7.6 % of treatments'],
      ['e', 'You may feel tired.'],
    ]);
    const dutch = withTexts({
      a: made('', 'tot 3000 mg'),
      b: made('', 'tot {dag}'),
      c: made('', 'Das ist völlig sicher.'),
      d: made('', '7,6 behandelingen'),
      e: made('', 'You may feel tired.'),
    }).translations.get('nl');
    expect(dutch && wrongIn(dutch, said).map((problem) => problem.split(': ', 2).join(': '))).toEqual([
      'a: other figures',
      'b: other places',
      'c: a promise',
      'd: per cent signs',
      'e: left in English',
    ]);
  });
});

describe('files of a language', () => {
  const folder = mkdtempSync(join(tmpdir(), 'languages-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const meta = { ...withTexts({}).translations.get('nl')?.meta };
  const put = (files: Record<string, unknown>) => {
    const root = mkdtempSync(join(folder, 'set-'));
    mkdirSync(join(root, 'nl'));
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(root, 'nl', name), JSON.stringify(content));
    return () =>
      loadTranslations(root, (directory, name, schema) =>
        z.parse(schema, JSON.parse(readFileSync(join(directory, name), 'utf8'))),
      );
  };

  it('are read as one language', () => {
    const load = put({ 'language.json': meta, 'a.json': { x: made('y', 'z') }, 'b.json': {} });
    expect(Object.keys(load().get('nl')?.texts ?? {})).toEqual(['x']);
  });

  it('are refused with an empty text, a key in two files, or about another language', () => {
    expect(put({ 'language.json': meta, 'a.json': { x: made('y', ' ') } })).toThrow();
    expect(
      put({ 'language.json': meta, 'a.json': { x: made('y', 'z') }, 'b.json': { x: made('y', 'z') } }),
    ).toThrow('two files');
    expect(put({ 'language.json': { ...meta, language: 'fy' } })).toThrow('is about fy');
  });
});

describe('the list of languages', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await newClinic();
  });
  afterAll(() => clinic.close());

  it('tells the practitioner what ships beside English and who has approved it', async () => {
    const henrik = await clinic.as('henrik');
    const listed = await henrik.consents.languages();
    expect(listed.map(({ language }) => language)).toEqual(shipped.map(({ meta: { language } }) => language));
    for (const one of listed)
      expect(one.complete + one.outOfDate.length + one.missing.length).toBe(one.texts);
  });
});
