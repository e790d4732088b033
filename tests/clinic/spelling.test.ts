import nspell from 'nspell';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { bareWord, isAmong } from '../../shared/rules/spelling.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { refusal } from './case-clinic.ts';

describe('the spelling of notes', () => {
  let clinic: Clinic;
  let henrik: Api;
  let aiko: Api;
  beforeAll(async () => {
    clinic = await newClinic();
    henrik = await clinic.as('henrik');
    aiko = await clinic.as('aiko');
  });
  afterAll(() => clinic.close());

  it('has a dictionary of the clinic’s English that finds what is misspelt and knows better', async () => {
    expect(await henrik.spelling.mine()).toEqual({ checks: true, dictionary: 'en-gb', learned: [] });
    const { aff, dic } = await henrik.spelling.dictionary({ name: 'en-gb' });
    const british = nspell(aff, dic);
    expect(british.correct('colour')).toBe(true);
    expect(british.correct('tendernes')).toBe(false);
    expect(british.suggest('tendernes')).toContain('tenderness');
    const american = await henrik.spelling.dictionary({ name: 'en' });
    expect(nspell(american.aff, american.dic).correct('color')).toBe(true);
  });

  it.each([
    'infraspinatus',
    'gastrocnemius',
    'lidocaine',
    'Traumeel',
    'paraesthesia',
    'haematomas',
    'periosteal',
    'Sørensen',
    'Tanaka',
    'Harbour',
  ])('knows %s: the trade, what is injected, the clinic and its people', async (word) => {
    const { known } = await henrik.spelling.dictionary({ name: 'en-gb' });
    expect(isAmong(new Set(known), bareWord(word))).toBe(true);
  });

  it('learns words for whoever teaches them, once, and forgets them again', async () => {
    await henrik.spelling.learn({ word: 'Bosphorus' });
    await henrik.spelling.learn({ word: 'Bosphorus' });
    await henrik.spelling.learn({ word: 'O’Keeffe-hold' });
    expect((await henrik.spelling.mine()).learned).toEqual(['Bosphorus', 'O’Keeffe-hold']);
    expect((await aiko.spelling.mine()).learned).toEqual([]);
    await henrik.spelling.forget({ word: 'Bosphorus' });
    expect((await henrik.spelling.mine()).learned).toEqual(['O’Keeffe-hold']);
    for (const word of ['two words', 'x', '<b>', '10mL', '', 'a'.repeat(61)])
      expect(await refusal(henrik.spelling.learn({ word }))).toMatchObject({ code: 'INVALID' });
  });

  it('is off for whoever writes in another language, and only for them', async () => {
    await aiko.spelling.choose({ checks: false });
    expect((await aiko.spelling.mine()).checks).toBe(false);
    expect((await henrik.spelling.mine()).checks).toBe(true);
    await aiko.spelling.choose({ checks: true });
    expect((await aiko.spelling.mine()).checks).toBe(true);
  });

  it('is nobody’s who writes no notes', async () => {
    const rosa = await clinic.as('rosa');
    expect(await refusal(rosa.spelling.mine())).toMatchObject({ code: 'FORBIDDEN' });
  });
});
