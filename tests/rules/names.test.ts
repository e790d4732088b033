import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness, type Person } from '../../shared/rules/likeness.ts';
import { fold, normalisePhone, phoneKey, readName, samePhone } from '../../shared/rules/names.ts';

describe('the search form of a name', () => {
  it.each([
    ['Łukasz', 'lukasz'],
    ['SØREN Åberg', 'soren aberg'],
    ['Straße', 'strasse'],
    ['GROẞ', 'gross'],
    ['Đorđe', 'dorde'],
    ['Þórður Æsir', 'thordur aesir'],
    ['Ħal Għargħur', 'hal gharghur'],
    ['İbrahim', 'ibrahim'],
    ['ışık', 'isik'],
    ['Αχιλλεύς', 'αχιλλευσ'],
    ['ΑΧΙΛΛΕΥΣ', 'αχιλλευσ'],
    ['Фёдор', 'федор'],
    ['ЙОСИФ', 'иосиф'],
    ['O’Connor', 'oconnor'],
    ["O'Connor", 'oconnor'],
    ['Anne‑Marie', 'anne marie'],
    ['anne-marie', 'anne marie'],
    ['St. John', 'st john'],
    ['Ma\u200dry\u00ad', 'mary'],
    ['\ufeffNguyễn  Văn', 'nguyen van'],
    ['E\u0301ric', 'eric'],
    ['\u00c9ric', 'eric'],
    ['ﬁona', 'fiona'],
    ['مُحَمَّد', 'محمد'],
    ['100%_\\', '100%_\\'],
    ['  ', ''],
  ])('%s is %s', (name, folded) => {
    expect(fold(name).normalize('NFC')).toBe(folded);
  });

  it('does not change when it is folded again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('does not change when any single character is folded again', () => {
    for (let code = 0; code <= 0x1ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const folded = fold(String.fromCodePoint(code));
      if (fold(folded) !== folded) throw new Error(code.toString(16));
    }
  });

  it('is the same for composed and decomposed writing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
    );
  });
});

describe('a name as typed', () => {
  it.each([
    ['X', 'X'],
    ['Null', 'Null'],
    ["Robert'); DROP TABLE", "Robert'); DROP TABLE"],
    ['  Mary   Ann ', 'Mary Ann'],
    ['E\u0301ric', '\u00c9ric'],
    ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
    ['می‌خواهم', 'می‌خواهم'],
    ['天野', '天野'],
  ])('%j is kept', (typed, value) => {
    expect(readName(typed)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'empty'],
    ['\u200b\u00ad ', 'empty'],
    ['Ev\u202Eil', 'bidi-control'],
    ['A\u2066b', 'bidi-control'],
    ['A\u0000', 'control-character'],
    ['A\tb', 'control-character'],
    ['A\u0085b', 'control-character'],
    ['A\ud800', 'broken-text'],
    [`Z${'\u0310'.repeat(9)}`, 'too-many-marks'],
  ])('%j is refused as %s', (typed, problem) => {
    expect(readName(typed)).toEqual({ ok: false, problem });
  });

  it('is counted in letters as people see them', () => {
    expect(readName('👨‍👩‍👧‍👦'.repeat(200)).ok).toBe(true);
    expect(readName('👨‍👩‍👧‍👦'.repeat(201))).toEqual({ ok: false, problem: 'too-long' });
    expect(readName(`Z${'\u0310'.repeat(8)}`).ok).toBe(true);
    for (const length of [201, 10_000, 1_000_000])
      expect(readName('x'.repeat(length))).toEqual({ ok: false, problem: 'too-long' });
  });
});

describe('a phone number', () => {
  it.each([
    ['+44 (0)20 7946 0018', '+442079460018'],
    ['0044 20 7946 0018', '+442079460018'],
    ['020 7946-0018', '02079460018'],
    ['٠٢٠ ٧٩٤٦ ٠٠١٨', '02079460018'],
    ['＋27 82 555 0101', '+27825550101'],
    ['555 0101 ext. 7', '5550101'],
    ['none', ''],
    ['', ''],
  ])('%s is %s', (typed, digits) => {
    expect(normalisePhone(typed)).toBe(digits);
  });
  it('is the same line with and without its country', () => {
    expect(samePhone('+27 82 555 0101', '082 555 0101')).toBe(true);
    expect(samePhone('082 555 0101', '082 555 0102')).toBe(false);
    expect(samePhone('', '')).toBe(false);
    expect(samePhone('112', '112')).toBe(false);
    expect(phoneKey('+27 82 555 0101')).toBe('27825550101');
  });
});

const thandi: Person = {
  givenName: 'Thandi',
  familyName: 'Mokoena',
  preferredName: '',
  birthDate: '1984-03-12',
  phone: '082 555 0101',
};

describe('a person who may be registered already', () => {
  it.each<[string, Partial<Person>, string]>([
    ['the same name and birth date', { phone: '' }, 'likely'],
    ['names the other way round', { givenName: 'Mokoena', familyName: 'Thandi' }, 'likely'],
    ['a letter more', { givenName: 'Thandie' }, 'likely'],
    ['day and month swapped', { birthDate: '1984-12-03', phone: '' }, 'likely'],
    ['one wrong digit in the year', { birthDate: '1985-03-12', phone: '' }, 'likely'],
    ['the same name and phone', { birthDate: '1990-01-01' }, 'likely'],
    ['only the same name', { birthDate: '1990-01-01', phone: '' }, 'possible'],
    ['a twin with the same phone', { givenName: 'Sipho' }, 'possible'],
    ['another person on the same birthday', { givenName: 'Ana', familyName: 'Silva', phone: '' }, 'none'],
    [
      'another person on the same phone',
      { givenName: 'Ana', familyName: 'Silva', birthDate: '2001-07-07' },
      'none',
    ],
  ])('with %s', (_, other, level) => {
    expect(likeness(thandi, { ...thandi, ...other }).level).toBe(level);
  });

  it('is found by the name that she uses, and across spellings', () => {
    const other = { ...thandi, givenName: 'Nomathandi', preferredName: 'Thandi', phone: '' };
    expect(likeness(thandi, other)).toEqual({ level: 'likely', reasons: ['same-name', 'same-birth-date'] });
    expect(
      likeness({ ...thandi, givenName: 'Łukasz' }, { ...thandi, givenName: 'LUKASZ' }).reasons,
    ).toContain('same-name');
  });

  it('is judged alike from both sides', () => {
    const name = fc.constantFrom('Ana', 'Anna', 'Ana Maria', 'Maria', 'Thandi', '');
    const person = fc.record({
      givenName: name,
      familyName: name,
      preferredName: name,
      birthDate: fc.constantFrom('1984-03-12', '1984-12-03', '1984-03-13', '1990-01-01'),
      phone: fc.constantFrom('', '082 555 0101', '+27 82 555 0101', '083 555 0101'),
    });
    fc.assert(
      fc.property(person, person, (a, b) => {
        expect(likeness(a, b)).toEqual(likeness(b, a));
      }),
    );
  });
});
