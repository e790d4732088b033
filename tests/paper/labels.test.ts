import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slipPdf } from '../../main/clinic/appointments/slip.pdf.ts';
import { labelsPdf, type LabelPerson, type LabelPrint } from '../../main/clinic/patients/labels.pdf.ts';
import { openBare } from '../../main/paper/bare.ts';
import { fitted } from '../../main/paper/fit.ts';
import { labelFormat, type LabelFormat } from '../../shared/contract/labels.ts';
import { fontsOf, preflight, qpdfFaults, read, tools } from './reading.ts';
import { at, paperOf, people, reference } from './samples.ts';

const formats = reference.data.labels.entries;
const formatOf = (id: string): LabelFormat => {
  const found = reference.labels.get(id);
  if (found === undefined) throw new Error(id);
  return found;
};

const lukasz: LabelPerson = {
  id: people.plain.id,
  givenName: 'Łukasz',
  familyName: 'Wiśniewski',
  birthDate: '1984-05-03',
  number: '000417',
  addressLines: ['12 Harbour Lane', '20457 Hamburg'],
};
const five: LabelPerson = {
  ...lukasz,
  id: people.long.id,
  givenName: 'Maria Guadalupe Concepción',
  familyName: 'Fernández-Villanueva y Hohenlohe-Waldenburg-Schillingsfürst',
  number: '000418',
  addressLines: [
    'c/o The Trustees of the Estate of the late Dr. Hohenlohe',
    'Flat 17b, Old Grain Warehouse, 4th floor',
    '221 Upper Kloof Nek Road Extension',
    'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
    'Cape Town 8001, South Africa',
  ],
};
const scripts: LabelPerson = {
  ...lukasz,
  id: people.scripts.id,
  givenName: '小明',
  familyName: '王',
  number: '000419',
  addressLines: [
    '上海市黄浦区南京东路100号',
    'Щербакова ул. 7',
    'شارع الملك فهد ١٢',
    'ถนนสุขุมวิท 21',
    'Αθήνα 105 57',
  ],
};
const homeless: LabelPerson = { ...lukasz, id: '0193a5c2-7d11-7c9e-b1a2-2f6f7d6c0a04', addressLines: ['  '] };

const order: LabelPrint = { what: 'address', start: 1, copies: 1, drawnAt: at('09:40') };
const draw = (format: string, who: LabelPerson[], change: Partial<LabelPrint> = {}) =>
  labelsPdf(paperOf(), formatOf(format), who, { ...order, ...change });
const textOf = async (bytes: Uint8Array) => (await read(bytes)).pages.map(({ text }) => text);

describe('labels', () => {
  it('carry the name and every line of the address, five lines and any script included', async () => {
    const { bytes, printed, remarks } = await draw('avery-l7163', [lukasz, five, scripts]);
    const [page = ''] = await textOf(bytes);
    const whole = page.replaceAll(/\s/g, '');
    for (const line of [lukasz, five].flatMap(({ addressLines }) => addressLines))
      expect(whole).toContain(line.replaceAll(/\s/g, ''));
    expect(whole).toContain('上海市黄浦区南京东路100号');
    expect(whole).toContain('ถนนสุขุมวิท21');
    expect([printed, remarks]).toEqual([3, []]);
  });

  it('name who has no address or more text than the label holds, and leave nobody out in silence', async () => {
    const wordy = { ...five, addressLines: Array.from({ length: 5 }, () => 'W'.repeat(100)) };
    const { printed, remarks } = await draw('avery-5167', [homeless, wordy, lukasz]);
    expect(printed).toBe(1);
    expect(remarks).toEqual([
      { patientId: homeless.id, problem: 'no-address' },
      { patientId: wordy.id, problem: 'too-long' },
    ]);
  });

  it('say which of them has a sign that no font can print', async () => {
    const { printed, remarks } = await draw('avery-l7163', [{ ...lukasz, givenName: 'ꦗꦮ' }]);
    expect([printed, remarks]).toEqual([1, [{ patientId: lukasz.id, problem: 'unprintable' }]]);
  });

  it('for paper files carry number, name as it is filed and birth date, and nothing else', async () => {
    const { bytes } = await draw('avery-l7651', [lukasz], { what: 'file' });
    expect(await textOf(bytes)).toEqual([
      expect.stringMatching(/^000417 Wiśniewski, Łukasz born 3 May 1984 ?$/),
    ]);
  });

  it('begin at the position that was pointed at and go on over sheets', async () => {
    const whole = await draw('avery-l7160', [lukasz], { start: 20, copies: 24 });
    expect([whole.printed, whole.pages]).toEqual([24, 3]);
    const [first = '', second = '', third = ''] = await textOf(whole.bytes);
    const count = (text: string) => text.split('Wiśniewski').length - 1;
    expect([count(first), count(second), count(third)]).toEqual([2, 21, 1]);
  });

  it('stand alone on a roll, and a tape is as long as its text', async () => {
    const die = await read((await draw('dymo-99012', [lukasz, five])).bytes);
    expect(die.pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([
      [252, 102],
      [252, 102],
    ]);
    const tape = await read((await draw('brother-dk-22205', [lukasz, five])).bytes);
    const [short, long] = tape.pages;
    expect([short?.width, long?.width].map((width) => Math.round(width ?? 0))).toEqual([176, 176]);
    expect(long?.height).toBeGreaterThan(short?.height ?? 0);
  });

  it.each(formats)('of $name lie inside their label, each of them', (format) => {
    const paper = openBare(paperOf(), { title: 'x', dated: at('09:40'), width: 100, height: 100 });
    const perMm = 72 / 25.4;
    const box = {
      width: (format.label.width - 2 * format.margin.x) * perMm,
      height: format.label.height === null ? null : (format.label.height - 2 * format.margin.y) * perMm,
    };
    const set = fitted(
      paper,
      [{ text: lukasz.number, scale: 1.25 }, { text: 'Wiśniewski, Łukasz' }, { text: 'born 3 May 1984' }],
      box,
    );
    expect(set).not.toBeNull();
    for (const { line } of set?.lines ?? []) expect(line.width).toBeLessThanOrEqual(box.width + 0.02);
    expect(set?.height).toBeLessThanOrEqual(box.height ?? Number.POSITIVE_INFINITY);
  });

  it('are set whole or not at all, whatever the text and the box', () => {
    const paper = openBare(paperOf(), { title: 'x', dated: at('09:40'), width: 100, height: 100 });
    const word = fc.string({ unit: fc.constantFrom(...'abcWMi-é'), minLength: 1, maxLength: 40 });
    const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 40, max: 300 }),
        fc.integer({ min: 20, max: 160 }),
        (texts, width, height) => {
          const set = fitted(
            paper,
            texts.map((one) => ({ text: one })),
            { width, height },
          );
          if (set === null) return;
          const shown = set.lines.map(({ line }) => line.runs.map((run) => run.text).join('')).join('');
          expect(shown.replaceAll(/\s/g, '')).toBe(texts.join('').replaceAll(/\s/g, ''));
          expect(set.height).toBeLessThanOrEqual(height);
          for (const { line } of set.lines) expect(line.width).toBeLessThanOrEqual(width + 0.02);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are the same bytes every time, tagged, in their language, to be printed at true size', async () => {
    const [one, other] = [await draw('avery-l7163', [five]), await draw('avery-l7163', [five])];
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0);
    expect(await read(one.bytes)).toMatchObject({ tagged: true, language: 'en', title: 'Address labels' });
    expect(Buffer.from(one.bytes).toString('latin1')).toContain('/PrintScaling /None');
  });

  it('of a sheet that overlap or leave the page are refused as data', () => {
    const good = formatOf('avery-l7163');
    expect(labelFormat.safeParse(good).success).toBe(true);
    for (const bad of [{ pitchX: 90 }, { top: 40 }, { columns: 3 }, { page: { width: 210, height: null } }])
      expect(labelFormat.safeParse({ ...good, ...bad }).success).toBe(false);
  });
});

const slip = {
  name: people.plain.name,
  visits: Array.from({ length: 12 }, (_, week) => ({
    startsAt: new Date(Date.parse('2026-11-30T09:00:00.000Z') + week * 7 * 86_400_000).toISOString(),
    practitioner: 'Dr. Nokuthula van der Merwe',
  })),
};

describe('an appointment slip', () => {
  it('says when, with whom, where and how to cancel', async () => {
    const [page = ''] = await textOf(
      await slipPdf(
        paperOf(),
        { ...slip, visits: slip.visits.slice(0, 1) },
        { size: 'small', drawnAt: at('09:40') },
      ),
    );
    for (const part of [
      'Harbour Lane Clinic',
      'Łukasz Wiśniewski',
      'Monday 30 November 2026, 10:00',
      'Dr. Nokuthula van der Merwe',
      '12 Harbour Lane, 20457 Hamburg',
      '+49 40 555 0131',
    ])
      expect(page).toContain(part);
  });

  it('goes on to a second slip rather than lose a visit, in quarters of a sheet or on small pages', async () => {
    const sheet = await read(await slipPdf(paperOf(), slip, { size: 'sheet', drawnAt: at('09:40') }));
    const small = await read(await slipPdf(paperOf(), slip, { size: 'small', drawnAt: at('09:40') }));
    expect(sheet.pages).toHaveLength(1);
    expect(small.pages).toHaveLength(2);
    expect(small.pages.map(({ width, height }) => [Math.round(width), Math.round(height)])[0]).toEqual([
      298, 421,
    ]);
    for (const { pages } of [sheet, small])
      expect(
        pages
          .map(({ text }) => text)
          .join('')
          .split('with Dr.').length - 1,
      ).toBe(12);
  });

  it('says so when nothing is booked', async () => {
    const [page] = await textOf(
      await slipPdf(paperOf('Letter'), { ...slip, visits: [] }, { size: 'small', drawnAt: at('09:40') }),
    );
    expect(page).toContain('No further visit is booked.');
  });
});

describe.each([
  [
    'labels',
    async (pdfa: 'PDF/A-3a' | 'PDF/A-1a') =>
      (await labelsPdf(paperOf('A4', pdfa), formatOf('avery-l7163'), [lukasz, five], order)).bytes,
  ],
  [
    'slip',
    (pdfa: 'PDF/A-3a' | 'PDF/A-1a') =>
      slipPdf(paperOf('A4', pdfa), slip, { size: 'sheet', drawnAt: at('09:40') }),
  ],
] as const)('the file of the %s', (_, make) => {
  it.skipIf(!tools.qpdf)('has no fault that qpdf finds', async () => {
    expect(qpdfFaults(await make('PDF/A-3a'))).toEqual([]);
  });
  it.skipIf(!tools.pdffonts)('carries every font it uses', async () => {
    for (const font of fontsOf(await make('PDF/A-3a')))
      expect(font).toMatchObject({ embedded: true, subset: true });
  });
  it.skipIf(!tools.preflight)(
    'is valid PDF/A where a validator can be had',
    { timeout: 30_000 },
    async () => {
      expect(preflight(await make('PDF/A-1a'))).toMatch(/is a valid PDF\/A-1b file$/);
    },
  );
});
