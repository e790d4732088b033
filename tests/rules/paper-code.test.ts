import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCodeOf, paperCode, paperCodeText, readPaperCode } from '../../shared/rules/paper-code.ts';

const id = '019abf00-6a11-7c3e-9f52-4b7d21e0c9a6';
const hash = '6f1d2c3b4a59687796a5b4c3d2e1f00918273645546372819aabbccddeeff001';
const anyId = fc.uuid({ version: 7 });
const anyHash = fc
  .array(fc.integer({ min: 0, max: 15 }), { minLength: 64, maxLength: 64 })
  .map((digits) => digits.map((digit) => digit.toString(16)).join(''));

describe('the code on a consent form', () => {
  it('says neither patient nor whole id, in groups for the eye and in one line for the machine', () => {
    expect(paperCode(id, hash)).toBe('PALPATE:C1:FMGY1JD6:DWEJRETAB5:V4');
    expect(paperCodeText(id, hash)).toBe('FMGY-1JD6-DWEJ-RETA-B5V4');
  });

  it('is read back from either, in any case, with or without what stands between', () => {
    fc.assert(
      fc.property(anyId, anyHash, (oneId, oneHash) => {
        for (const typed of [
          paperCode(oneId, oneHash),
          paperCodeText(oneId, oneHash),
          paperCodeText(oneId, oneHash).toLowerCase().replaceAll('-', ' '),
          paperCode(oneId, oneHash).replaceAll(':', 'ö'),
          paperCodeText(oneId, oneHash).replaceAll('0', 'O').replaceAll('1', 'l'),
        ]) {
          const read = readPaperCode(typed);
          expect(read).toMatchObject({
            idTail: oneId.replaceAll('-', '').slice(-10),
            hashStart: oneHash.slice(0, 12),
          });
          expect(read !== null && isCodeOf(read, oneId, oneHash)).toBe(true);
        }
      }),
    );
  });

  it('is not taken with one wrong sign, nor with two neighbours changed over', () => {
    const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    fc.assert(
      fc.property(anyId, anyHash, fc.nat(19), fc.nat(31), (oneId, oneHash, at, sign) => {
        const code = paperCodeText(oneId, oneHash).replaceAll('-', '');
        const other = signs[sign] ?? '';
        const wrong = `${code.slice(0, at)}${other}${code.slice(at + 1)}`;
        if (wrong !== code) expect(readPaperCode(wrong)).toBeNull();
        const turned = `${code.slice(0, at)}${code[at + 1] ?? ''}${code[at] ?? ''}${code.slice(at + 2)}`;
        if (at < 19 && turned !== code) expect(readPaperCode(turned)).toBeNull();
      }),
    );
  });

  it('belongs to one text of one consent', () => {
    const read = readPaperCode(paperCode(id, hash));
    expect(read !== null && isCodeOf(read, id, `7${hash.slice(1)}`)).toBe(false);
    expect(read !== null && isCodeOf(read, id.replace('c9a6', 'c9a7'), hash)).toBe(false);
  });

  it.each(['', 'PALPATE:C1', '1234', 'FMGY-1RE9', 'U'.repeat(20), id, hash])('%j is none', (typed) => {
    expect(readPaperCode(typed)).toBeNull();
  });
});
