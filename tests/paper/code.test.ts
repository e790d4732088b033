import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import decodeQR from 'qr/decode.js';
import { consentPdf } from '../../main/clinic/consents/consent.pdf.ts';
import { paperCode, paperCodeText } from '../../shared/rules/paper-code.ts';
import { consent } from './consent-samples.ts';
import { print } from './every-document.ts';
import { asFile, read, tools } from './reading.ts';
import { at, paperOf } from './samples.ts';

const id = '019abf00-6a11-7c3e-9f52-4b7d21e0c9a6';
const signed = { ...consent(), id };
const unsigned = { ...signed, completedAt: null, expiresAt: null, signatures: [], status: 'draft' as const };
const text = paperCodeText(id, signed.contentHash);
const pagesOf = async (record: typeof signed | typeof unsigned, more = {}) =>
  (await read(await consentPdf(paperOf(), record, { ...print, ...more }))).pages;

/** Each page as grey values, drawn by a program that knows nothing of ours. */
function drawn(pdf: Uint8Array, dots: number): { width: number; height: number; data: Uint8Array }[] {
  return asFile(pdf, (file) => {
    const all = execFileSync('pdftoppm', ['-r', String(dots), '-gray', file], { maxBuffer: 1 << 28 });
    const pages = [];
    let from = 0;
    while (from < all.length) {
      const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(all.toString('latin1', from, from + 40));
      if (head === null) break;
      const [width, height] = [Number(head[1]), Number(head[2])];
      const start = from + head[0].length;
      const data = new Uint8Array(width * height * 4);
      for (let pixel = 0; pixel < width * height; pixel += 1)
        data.fill(all[start + pixel] ?? 0, pixel * 4, pixel * 4 + 3).fill(255, pixel * 4 + 3, pixel * 4 + 4);
      pages.push({ width, height, data });
      from = start + width * height;
    }
    return pages;
  });
}

describe('the code on paper', () => {
  it.skipIf(!tools.pdftoppm).each([110, 150, 200])(
    'is read back from every drawn page at %i dots per inch',
    async (dots) => {
      const pages = drawn(await consentPdf(paperOf(), unsigned, { ...print, form: true }), dots);
      expect(pages.length).toBeGreaterThan(3);
      for (const page of pages)
        expect(decodeQR(page, { effort: 4, timeLimit: 3000 })).toBe(paperCode(id, signed.contentHash));
    },
  );

  it('stands in letters on every page of a form, an original and a copy, with the page and what the paper is', async () => {
    for (const [record, more, said] of [
      [unsigned, { form: true }, 'TO SIGN: not a consent until signed and attached'],
      [signed, {}, ''],
      [
        signed,
        { copy: true, copied: { number: 2, at: at('12:00') } },
        'COPY 2, printed 23 November 2026, 13:00',
      ],
    ] as const) {
      const pages = await pagesOf(record, more);
      for (const [index, page] of pages.entries()) {
        expect(page.text).toContain(text);
        expect(page.text).toContain(`Page ${index + 1} of ${pages.length}`);
        expect(page.text).toContain(said);
      }
    }
  });

  it('is on no draft, which says that it is no consent', async () => {
    for (const page of await pagesOf(unsigned)) {
      expect(page.text).toContain('DRAFT: not signed, not a consent');
      expect(page.text).not.toContain(text);
    }
  });

  it('asks for the hand of the patient, and leaves the practitioner to the screen', async () => {
    const all = (await pagesOf(unsigned, { form: true })).map((page) => page.text).join(' ');
    expect(all).toContain('Sign with a pen, with name and date beside it.');
    expect(all).not.toContain('Practitioner who explained');
  });

  it('tells a signature by hand from one on the screen, and names its day only', async () => {
    const byHand = signed.signatures.map((one) =>
      one.role === 'patient' ? { ...one, medium: 'paper' as const, scanId: id, strokes: [] } : one,
    );
    const all = (await pagesOf({ ...signed, signatures: byHand })).map((page) => page.text).join(' ');
    expect(all).toMatch(/Signed by hand on paper, 23 November 2026(?!, \d)/);
    expect(all).toContain('Signed on screen');
  });
});
