import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/index.ts';
import { readQuery } from '../../main/clinic/patients/query.rules.ts';
import { newClinic, type Clinic } from '../support/clinic.ts';
import { named, someone } from '../support/patients.ts';

describe('the search box', () => {
  let clinic: Clinic;
  let rosa: Api;
  beforeAll(async () => {
    clinic = await newClinic();
    rosa = await clinic.as('rosa');
    for (const identity of Object.values(named)) await rosa.patients.register({ identity, anyway: false });
    await rosa.patients.register({
      identity: someone({ givenName: '100% Sure_', familyName: 'a\\b', birthDate: '1955-05-05' }),
      anyway: false,
    });
  });
  afterAll(async () => clinic.close());

  const found = async (text: string) =>
    (await rosa.patients.search({ text, limit: 20 })).map(({ name }) => name);
  const lukasz = 'Łukasz Kowalski';
  const siobhan = 'Siobhán O’Connor';
  const anna = 'Anna-Maria van der Berg';

  it.each([
    ['lukasz', lukasz],
    ['LUKASZ', lukasz],
    ['Łuk', lukasz],
    ['kow', lukasz],
    ['kowalski luk', lukasz],
    ['luk, kowal', lukasz],
    ['walski', lukasz],
    ['alsk luk', lukasz],
    ["o'connor", siobhan],
    ['oconnor', siobhan],
    ['siobhan', siobhan],
    ['shiv', siobhan],
    ['grossmann', 'Jürgen Großmann'],
    ['jurgen', 'Jürgen Großmann'],
    ['GROSSM', 'Jürgen Großmann'],
    ['αχιλλεας', 'Αχιλλέας Παπαδόπουλος'],
    ['ΠΑΠΑΔ', 'Αχιλλέας Παπαδόπουλος'],
    ['李', '明 李'],
    ['suharti', 'Suharti'],
    ['anna', anna],
    ['maria', anna],
    ['annamaria', anna],
    ['vanderberg', anna],
    ['berg van', anna],
    ['100%', '100% Sure_ a\\b'],
    ['sure_', '100% Sure_ a\\b'],
    ['a\\b', '100% Sure_ a\\b'],
  ])('finds %s', async (text, name) => {
    expect(await found(text)).toEqual([name]);
  });

  it.each([
    ['1984-05-02', [lukasz]],
    ['2.5.1984', [lukasz]],
    ['02.05.1984', [lukasz]],
    ['2.5.84', [lukasz]],
    ['2 May 1984', [lukasz]],
    ['02/05/1984', [anna, lukasz]],
    ['2-5-1984', [anna, lukasz]],
    ['1984', [anna, lukasz]],
    ['30.11.1979', [siobhan]],
    ['anna 1984', [anna]],
    ['kowal 2.5.1984', [lukasz]],
    ['kowal 3.5.1984', []],
    ['31.02.1984', []],
  ])('finds the birth date %s', async (text, names) => {
    expect((await found(text)).toSorted()).toEqual(names.toSorted());
  });

  it.each([
    ['601 555 012', lukasz],
    ['+48 601-555-012', lukasz],
    ['0048601555012', lukasz],
    ['0601555012', lukasz],
    ['1 555-012', lukasz],
    ['0215550187', siobhan],
    ['+49 (0)30 5550123', 'Jürgen Großmann'],
    ['kowalski 601', lukasz],
  ])('finds the phone number %s', async (text, name) => {
    expect(await found(text)).toEqual([name]);
  });

  it('finds the number of the patient, however it is written, before anything else', async () => {
    for (const text of ['P-000002', 'p2', 'p-2', '000002', '2']) expect((await found(text))[0]).toBe(siobhan);
  });

  it.each([
    '',
    ' ',
    '%',
    '_',
    '\\',
    '"',
    '*',
    'NEAR(',
    'a" OR "b',
    '(',
    '\u0000',
    '\uD800',
    '-',
    'x'.repeat(120),
    'OR AND NOT',
    "'; DROP TABLE patients;--",
  ])('takes %j for text and for nothing else', async (text) => {
    for (const name of await found(text)) expect(name).toMatch(/100%|a\\b|Connor/);
  });

  it('shows beginnings before what stands inside, each person once, and no more than asked for', async () => {
    await rosa.patients.register({
      identity: someone({ givenName: 'Berg', familyName: 'Bergson', birthDate: '1970-01-01' }),
      anyway: false,
    });
    await rosa.patients.register({
      identity: someone({ givenName: 'Inge', familyName: 'Arnsberger', birthDate: '1970-01-02' }),
      anyway: false,
    });
    expect(await found('berg')).toEqual(['Berg Bergson', anna, 'Inge Arnsberger']);
    expect(await rosa.patients.search({ text: 'berg', limit: 1 })).toHaveLength(1);
  });

  it('never fails, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        expect(Array.isArray(await rosa.patients.search({ text, limit: 5 }))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('reads only days that can be, and none in the future', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789./- '), maxLength: 12 }), (text) => {
        for (const { from, to } of readQuery(text, '2026-11-23').births) {
          expect(from <= to).toBe(true);
          expect(from <= '2026-11-23').toBe(true);
        }
      }),
    );
  });
});
