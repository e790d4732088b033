import { execFileSync } from 'node:child_process';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { consentPdf } from '../../main/clinic/consents/consent.pdf.ts';
import { shippedBy } from '../../main/clinic/templates/shipped.rules.ts';
import { wordsIn } from '../../main/clinic/consents/languages.service.ts';
import { paragraph } from '../../main/paper/blocks.ts';
import { closePaper, openPaper } from '../../main/paper/page.ts';
import type { Stationery } from '../../main/paper/stationery.ts';
import { consentIn, paperIn } from './consent-in.ts';
import { print } from './every-document.ts';
import { asFile, fontsOf, preflight, qpdfFaults, read, tools } from './reading.ts';
import { at, documentId, paperOf, reference } from './samples.ts';

const introduction = shippedBy('consent-adult')?.body.blocks[0]?.paragraphs.slice(0, 3) ?? [];
const draw = (on?: Stationery) =>
  consentPdf(paperIn('ar', on), consentIn('ar'), print, wordsIn(reference, 'ar').form);
let drawn: ReturnType<typeof draw> | undefined;
const inArabic = () => (drawn ??= draw());

/** Each piece of text of a page with its edges, in the order in which it is written. */
async function placed(bytes: Uint8Array, number = 1) {
  const task = getDocument({ data: bytes.slice(), verbosity: 0, disableFontFace: true });
  const page = await (await task.promise).getPage(number);
  const { items } = await page.getTextContent();
  const pieces = items.flatMap((item) =>
    'str' in item && item.str.trim() !== ''
      ? [
          {
            text: item.str,
            left: Number(item.transform[4]),
            right: Number(item.transform[4]) + item.width,
            y: Number(item.transform[5]),
          },
        ]
      : [],
  );
  await task.destroy();
  return pieces;
}

const MARGIN = 51;
const WIDTH = 595;

describe('a page that is read from the right', () => {
  it('begins its lines at the right margin and ends none beyond the left one', async () => {
    for (const number of [1, 2, 3]) {
      const pieces = await placed(await inArabic(), number);
      expect(Math.max(...pieces.map(({ right }) => right))).toBeCloseTo(WIDTH - MARGIN, -0.5);
      for (const { left, right } of pieces) {
        expect(left).toBeGreaterThan(MARGIN - 1);
        expect(right).toBeLessThan(WIDTH - MARGIN + 1);
      }
    }
  });

  it('has the first column of a table on the right, the page number on the left', async () => {
    const { form, paper } = wordsIn(reference, 'ar');
    const pieces = await placed(await inArabic());
    const edge = (text: string) => pieces.findLast((one) => one.text === text)?.right ?? Number.NaN;
    expect(edge(form.technique.split(' ')[0] ?? '')).toBeGreaterThan(
      edge(form.whatHappens.split(' ')[0] ?? ''),
    );
    expect(edge(form.whatHappens.split(' ')[0] ?? '')).toBeGreaterThan(edge(form.decision));
    const footer = pieces.filter(({ text }) => text === paper.page(1, 5).split(' ')[0]);
    expect(footer.at(-1)?.right).toBeLessThan(WIDTH / 4);
  });

  it('is written in the order in which it is read, each letter as itself', async () => {
    const text = (await placed(await inArabic())).map((one) => one.text).join(' ');
    for (const sentence of introduction.map((text) => wordsIn(reference, 'ar').shipped.get(text) ?? text))
      expect(text.replaceAll(/\s+([.،:؛])/g, '$1')).toContain(sentence.replaceAll(/\s+([.،:؛])/g, '$1'));
  });

  it.runIf(tools.qpdf)(
    'says its language, its direction and the way in which its letters stand',
    async () => {
      const plain = asFile(await inArabic(), (file) =>
        execFileSync('qpdf', ['--qdf', '--object-streams=disable', file, '-'], {
          maxBuffer: 64_000_000,
        }).toString('latin1'),
      );
      expect(plain).toContain('/Lang (ar)');
      expect(plain).toContain('/Direction /R2L');
      expect(plain).toContain('/WritingMode /RlTb');
      expect(plain).toContain('/ReversedChars BMC');
      expect(plain).toMatch(/\/Span <<\s*\/Lang \(und-Latn\)/);
    },
  );

  it('is the same bytes whatever was printed before it', async () => {
    const before = await inArabic();
    await consentPdf(paperOf(), consentIn('en'), print);
    expect(Buffer.compare(before, await draw())).toBe(0);
  });

  it('is tagged and has a title like any other', async () => {
    const { tagged, language, title, pages } = await read(await inArabic());
    expect({ tagged, language }).toEqual({ tagged: true, language: 'ar' });
    expect(title).toContain(wordsIn(reference, 'ar').form.title);
    expect(pages.every(({ roles }) => roles.includes('Root'))).toBe(true);
  });

  it.skipIf(!tools.qpdf)('has no fault that qpdf finds', async () => {
    expect(qpdfFaults(await inArabic())).toEqual([]);
  });

  it.skipIf(!tools.pdffonts)('carries every font it uses', async () => {
    for (const font of fontsOf(await inArabic()))
      expect(font).toMatchObject({ embedded: true, subset: true, unicode: true });
  });

  it.skipIf(!tools.preflight)('is valid PDF/A', { timeout: 30_000 }, async () => {
    expect(preflight(await draw(paperOf('A4', 'PDF/A-1a')))).toMatch(/is a valid PDF\/A-1b file$/);
  });
});

describe('what a reader finds in Arabic', () => {
  /** Letters that share a shape and differ in their dots, joined in every way. */
  const alike = [
    'بيت',
    'تين',
    'ثبت',
    'نبت',
    'يبث',
    'جحخ',
    'حجج',
    'دذرز',
    'سشصض',
    'فقف',
    'لالا',
    'ألم',
    'ملأ',
    'إبرة',
  ];
  const sheet = (text: string) => {
    const paper = openPaper(paperIn('ar'), {
      title: 'وثيقة',
      subject: null,
      documentId,
      contentHash: null,
      state: 'final',
      dated: at('08:00'),
    });
    paragraph(paper, text);
    return closePaper(paper);
  };

  it('is every word as it was written', async () => {
    const found = (await placed(await sheet(alike.join(' ')))).map(({ text }) => text);
    for (const word of alike) expect(found).toContain(word);
  });

  it.runIf(tools.pdffonts)('is the same to a reader that goes by places on the page', async () => {
    const text = asFile(await sheet(`${alike.join(' ')} (كلمة) ثم Zeel T 5 mg نهاية`), (file) =>
      execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }),
    ).replaceAll(/[\u200E\u200F\u202A-\u202E]/g, '');
    for (const word of alike) expect(text).toContain(word);
    expect(text).toContain('(كلمة)');
    expect(text).toContain('Zeel T 5 mg');
  });
});
