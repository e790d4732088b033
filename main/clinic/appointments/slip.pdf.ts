import { addBarePage, closeBare, openBare } from '../../paper/bare.ts';
import { decoration, drawLine, element, lines, startOf, variant, type Paper } from '../../paper/canvas.ts';
import { clockText, dayText, momentText } from '../../paper/dates.ts';
import { sizes, type Stationery } from '../../paper/stationery.ts';
import { accent, hairline, mm, styles } from '../../paper/style.ts';
import type { Inline, TextStyle } from '../../paper/text.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { en, type SlipWords } from './slip.words.ts';

export interface SlipView {
  readonly name: string;
  readonly visits: readonly { readonly startsAt: string; readonly practitioner: string }[];
}

/** `sheet`: quarters of the clinic's paper, to be cut. `small`: pages of that quarter's own size, A6 of A4. */
export type SlipSize = 'sheet' | 'small';

const PAD = mm(8);

interface Line {
  readonly text: Inline;
  readonly style: TextStyle;
  readonly after?: number;
  readonly heading?: boolean;
}

/** Larger than a document's text: it is read at arm's length and by people without their glasses. */
const visit = {
  when: variant('body', { size: 10.6, leading: 14.6 }),
  with: variant('small', { size: 8.8, leading: 12.4 }),
};

/**
 * A patient's next visits to take home: when, with whom, where. Nothing of why: it lies on kitchen tables. It stands on no
 * letterhead because it is a quarter of a sheet.
 */
export async function slipPdf(
  stationery: Stationery,
  view: SlipView,
  print: { readonly size: SlipSize; readonly drawnAt: string },
  words: SlipWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const [width, height] = sizes[stationery.size];
  const [slipWidth, slipHeight] = [width / 2, height / 2];
  const page = print.size === 'sheet' ? { width, height } : { width: slipWidth, height: slipHeight };
  const paper = openBare(stationery, { title: words.title, dated: print.drawnAt, ...page });
  const perPage = print.size === 'sheet' ? 4 : 1;
  const inner = slipWidth - 2 * PAD;
  const made = words.made(momentText(paper.words, print.drawnAt, paper.zone));
  const head = headLines(paper, view, words);
  const foot = footLines(paper, words);
  const used = heightOf(paper, [...head, ...foot], inner) + 2 * PAD + 2 * styles.label.leading + 4;
  const slips = shared(paper, view, slipHeight - used, inner, words);
  slips.forEach((visits, index) => {
    const quarter = index % perPage;
    if (quarter === 0) addBarePage(paper);
    const x = (quarter % 2) * slipWidth;
    const y = Math.floor(quarter / 2) * slipHeight;
    if (print.size === 'sheet') cutLines(paper, x, y, slipWidth, slipHeight);
    let top = y + PAD;
    for (const one of [...head, ...visits]) top = draw(paper, one, x + PAD, top, inner);
    let bottom = y + slipHeight - PAD - heightOf(paper, foot, inner) - styles.label.leading;
    rule(paper, x + PAD, bottom - 6, inner, hairline);
    for (const one of foot) bottom = draw(paper, one, x + PAD, bottom, inner);
    const count = slips.length > 1 ? ` · ${words.more(index + 1, slips.length)}` : '';
    draw(paper, { text: `${made}${count}`, style: styles.label }, x + PAD, bottom, inner);
  });
  return closeBare(paper);
}

function headLines(paper: Paper, view: SlipView, words: SlipWords): Line[] {
  return [
    { text: paper.letterhead.name, style: styles.h1, after: 9 },
    { text: view.name, style: styles.strong, after: 7 },
    { text: words.heading(view.visits.length), style: styles.h2, after: 3, heading: true },
    ...(view.visits.length === 0 ? [{ text: words.none, style: styles.body }] : []),
  ];
}

function visitLines(paper: Paper, one: SlipView['visits'][number], words: SlipWords): Line[] {
  const day = dayText(paper.words, dateAt(one.startsAt, paper.zone));
  return [
    {
      text: [{ text: `${day}, ` }, { text: clockText(one.startsAt, paper.zone), face: 'semibold' }],
      style: visit.when,
    },
    ...(one.practitioner === '' ? [] : [{ text: words.with(one.practitioner), style: visit.with, after: 6 }]),
  ];
}

/** How to reach the clinic, and what its letterhead adds. */
function footLines({ letterhead, words: house }: Paper, words: SlipWords): Line[] {
  const ways = [
    letterhead.phone === '' ? '' : `${house.telephone} ${letterhead.phone}`.replaceAll(' ', '\u00A0'),
    letterhead.email,
  ]
    .filter((way) => way !== '')
    .join(' · ');
  return [
    { text: letterhead.addressLines.join(', '), style: styles.small, after: 2 },
    {
      text: ways === '' ? words.cannotComeAtAll : words.cannotCome(ways),
      style: styles.small,
      after: 2,
    },
    { text: letterhead.note, style: styles.small, after: 2 },
  ].filter(({ text }) => text !== '');
}

/** The visits in as many slips as they need; at least one to each, so that it always ends. */
function shared(paper: Paper, view: SlipView, room: number, inner: number, words: SlipWords): Line[][] {
  const slips: Line[][] = [[]];
  let left = room;
  for (const one of view.visits) {
    const set = visitLines(paper, one, words);
    const height = heightOf(paper, set, inner);
    if (height > left && slips.at(-1)?.length !== 0) {
      slips.push([]);
      left = room;
    }
    slips.at(-1)?.push(...set);
    left -= height;
  }
  return slips;
}

function heightOf(paper: Paper, all: readonly Line[], width: number): number {
  return all.reduce(
    (sum, { text, style, after = 0 }) =>
      sum + lines(paper, text, style, width).length * style.leading + after,
    0,
  );
}

function draw(
  paper: Paper,
  { text, style, after = 0, heading = false }: Line,
  x: number,
  y: number,
  width: number,
): number {
  const set = lines(paper, text, style, width);
  const { leading } = style;
  const block = element(paper, heading ? 'H1' : 'P');
  block.add(() => set.forEach((line, index) => drawLine(paper, line, x, y + index * leading, width, style)));
  block.end();
  return y + set.length * leading + after;
}

function rule(paper: Paper, x: number, y: number, width: number, color: string): void {
  decoration(paper, () =>
    paper.doc
      .lineWidth(0.6)
      .strokeColor(color)
      .moveTo(startOf(paper, x, 0), y)
      .lineTo(startOf(paper, x + width, 0), y)
      .stroke(),
  );
}

/** Where to cut: dashes along the inner edges. */
function cutLines(paper: Paper, x: number, y: number, width: number, height: number): void {
  const { doc, pageWidth, pageHeight } = paper;
  decoration(paper, () => {
    doc.lineWidth(0.5).strokeColor(accent).dash(3, { space: 3 });
    if (x + width < pageWidth - 1)
      doc
        .moveTo(startOf(paper, x + width, 0), y)
        .lineTo(startOf(paper, x + width, 0), y + height)
        .stroke();
    if (y + height < pageHeight - 1)
      doc
        .moveTo(startOf(paper, x, 0), y + height)
        .lineTo(startOf(paper, x + width, 0), y + height)
        .stroke();
    doc.undash();
  });
}
