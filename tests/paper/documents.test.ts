import { describe, expect, it } from 'vitest';
import { everyDocument } from './every-document.ts';
import { fontsOf, preflight, qpdfFaults, read, tools } from './reading.ts';
import { paperOf, people } from './samples.ts';

const ofPatient = ['consent', 'treatment summary', 'course summary', 'letter'];

// On a person's machine a reader may be missing; where changes are judged it may not.
it.runIf(process.env['CI'] === 'true')('every reader of papers is at hand where changes are judged', () => {
  expect(tools).toEqual({ qpdf: true, pdftoppm: true, pdffonts: true, preflight: true });
});

describe.each(Object.entries(everyDocument))('the %s', (name, draw) => {
  it('is tagged, says its language and has a title', async () => {
    const { tagged, language, title, pages } = await read(await draw(paperOf()));
    expect(tagged).toBe(true);
    expect(language).toBe('en');
    expect(title).not.toBe('');
    expect(pages.every(({ roles }) => roles.includes('Root'))).toBe(true);
    expect(pages[0]?.roles.some((role) => role === 'P' || role === 'H1')).toBe(true);
  });

  it('numbers its pages and names the clinic or the patient with two identifiers on each', async () => {
    const { pages } = await read(await draw(paperOf()));
    pages.forEach(({ text }, index) => {
      expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(text).toContain('0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0a11');
      if (ofPatient.includes(name))
        expect(text).toContain(`${people.plain.name} · born 3 May 1984 · No. 000417`);
      else expect(text).toContain('Harbour Lane Clinic');
    });
  });

  it('is the same bytes every time', async () => {
    const [first, second] = [await draw(paperOf()), await draw(paperOf())];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('fits A4 and Letter', async () => {
    const [a4, letter] = [await read(await draw(paperOf('A4'))), await read(await draw(paperOf('Letter')))];
    expect(
      [a4.pages[0]?.width, a4.pages[0]?.height].map((side) => Math.round(side ?? 0)).sort((a, b) => a - b),
    ).toEqual([595, 842]);
    expect([letter.pages[0]?.width, letter.pages[0]?.height].sort((a = 0, b = 0) => a - b)).toEqual([
      612, 792,
    ]);
  });

  it.skipIf(!tools.qpdf)('has no fault that qpdf finds', async () => {
    expect(qpdfFaults(await draw(paperOf()))).toEqual([]);
  });

  it.skipIf(!tools.pdffonts)('carries every font it uses', async () => {
    const fonts = fontsOf(await draw(paperOf()));
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatchObject({ embedded: true, subset: true, unicode: true });
  });

  it.skipIf(!tools.preflight)(
    'is valid PDF/A where a validator can be had',
    { timeout: 30_000 },
    async () => {
      expect(preflight(await draw(paperOf('A4', 'PDF/A-1a')))).toMatch(/is a valid PDF\/A-1b file$/);
    },
  );
});
