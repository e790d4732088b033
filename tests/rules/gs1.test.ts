import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasRightCheckDigit, readPackageCode } from '../../shared/rules/gs1.ts';

/** Fourteen digits with the check digit that the thirteen before it ask for, reckoned the long way. */
function numbered(thirteen: string): string {
  let sum = 0;
  for (let at = 0; at < 13; at++) sum += Number(thirteen[at]) * (at % 2 === 0 ? 3 : 1);
  return `${thirteen}${(10 - (sum % 10)) % 10}`;
}

describe('the code of a package', () => {
  it('is read with brackets and as a scanner types it', () => {
    const gtin = numbered('0501234567890');
    const said = { gtin, lotNumber: 'LD-24117', expiryDate: '2027-05-31', serial: null };
    expect(readPackageCode(`(01)${gtin}(17)270500(10)LD-24117`)).toEqual(said);
    expect(readPackageCode(`]d201${gtin}1727050010LD-24117`)).toEqual(said);
    expect(readPackageCode(`01${gtin}10LD-24117\u001D17270531`)).toEqual(said);
    expect(readPackageCode(`01${gtin}21S1\u001D10LD-24117\u001D17270531`)).toEqual({ ...said, serial: 'S1' });
  });

  it('is read in any order, with FNC1 in front, and with the national number that boxes of several countries carry', () => {
    const gtin = numbered('0501234567890');
    const said = { gtin, lotNumber: 'A-1', expiryDate: '2028-02-29', serial: '7' };
    for (const code of [
      `\u001D01${gtin}1728022910A-1\u001D217`,
      `10A-1\u001D217\u001D1728020001${gtin}`,
      `(10)A-1(21)7(17)280200(01)${gtin}`,
      `]C101${gtin}217\u001D712123456.7\u001D1728022910A-1`,
    ])
      expect(readPackageCode(code), code).toEqual(said);
  });

  it('is refused where a digit is wrong, a date is none or something is left over', () => {
    const gtin = numbered('0501234567890');
    const wrong = `${gtin.slice(0, 13)}${(Number(gtin[13]) + 1) % 10}`;
    for (const code of [
      `(01)${wrong}(10)A`,
      `(01)${gtin}(17)271332(10)A`,
      `(01)${gtin}(10)A rest`,
      `99${gtin}`,
      `(01)${gtin}(10)A(10)B`,
      `01${gtin}10A\u001D10B`,
      '',
    ])
      expect(readPackageCode(code), code).toBeNull();
  });

  it('finds every single wrong digit of a number', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{13}$/),
        fc.nat(13),
        fc.integer({ min: 1, max: 9 }),
        (thirteen, at, shift) => {
          const gtin = numbered(thirteen);
          expect(hasRightCheckDigit(gtin)).toBe(true);
          const digits = [...gtin];
          digits[at] = String((Number(digits[at]) + shift) % 10);
          expect(hasRightCheckDigit(digits.join(''))).toBe(false);
        },
      ),
    );
  });

  it('comes back whole from every lot, date and number', () => {
    const lot = fc.stringMatching(/^[A-Z0-9][A-Z0-9/.-]{0,18}$/);
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{13}$/),
        lot,
        fc.integer({ min: 1, max: 28 }),
        (thirteen, lotNumber, day) => {
          const gtin = numbered(thirteen);
          const date = `2704${String(day).padStart(2, '0')}`;
          const expected = { gtin, lotNumber, expiryDate: `2027-04-${date.slice(4)}`, serial: null };
          expect(readPackageCode(`01${gtin}17${date}10${lotNumber}`)).toEqual(expected);
          expect(readPackageCode(`01${gtin}10${lotNumber}\u001D17${date}`)).toEqual(expected);
        },
      ),
    );
  });
});
