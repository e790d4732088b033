import type { BodyChart, BodyFigure } from '../../shared/contract/body-chart.ts';
import type { MarkKind } from '../../shared/rules/mark-shapes.ts';
import type { Point } from '../../shared/rules/body-chart.ts';
import { spreadOut } from '../../shared/rules/mark-spread.ts';
import { drawLine, element, lines, type Paper, startOf, unturned, variant } from './canvas.ts';
import { drawArea, drawMark } from './marks.ts';
import { need } from './page.ts';
import { hairline, ink, soft, styles } from './style.ts';
import type { Line } from './text.ts';

/** A sign at its place, in the figure's own units. */
export interface PaperMark {
  readonly kind: MarkKind;
  readonly figure: string;
  readonly x: number;
  readonly y: number;
  /** Number of the row that the mark belongs to. */
  readonly number: string;
  /** Said to who cannot see the chart: "1 taut band, right upper trapezius". */
  readonly spoken: string;
}

/** A line between two marks of one figure, each by its number. */
export interface PaperJoin {
  readonly figure: string;
  /** The current crosses the chest: said by an unbroken line. */
  readonly crossesChest: boolean;
  readonly from: string;
  readonly to: string;
}

export interface ChartContent {
  readonly marks: readonly PaperMark[];
  /** What pain spreads over: path data in the figure's own units. */
  readonly areas: readonly { readonly figure: string; readonly path: string }[];
  readonly joins: readonly PaperJoin[];
  /** Areas in words, for who cannot see the chart. */
  readonly spoken: readonly string[];
}

export interface ChartWords {
  readonly kinds: Readonly<Record<MarkKind, string>>;
  readonly area: string;
  readonly join: string;
  readonly joinChest: string;
}

interface Placed {
  readonly figure: BodyFigure;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const MAIN_HEIGHT = 292;
const ASIDE = 148;
const CAPTION = 13;

/** Front and back, the sides where something is on them; head, hands and feet likewise; a key of the signs in use. */
export function bodyChartFigure(
  paper: Paper,
  chart: BodyChart,
  content: ChartContent,
  said: ChartWords,
): void {
  const { words, doc } = paper;
  const used = new Set([...content.marks, ...content.areas].map(({ figure }) => figure));
  const main = mainFigures(chart, used);
  const aside = chart.figures.filter(({ id, view }) => used.has(id) && view !== 'body' && view !== 'sides');
  const key = keyOf(paper, content, said);
  const { placed, height, keyAt } = layOut(paper, main, aside, key);
  need(paper, height + 12);
  const top = paper.y;
  const shown = placed.map((one) => ({ ...one, y: one.y + top }));
  const { marks, spoken } = content;
  const told = [...marks.map((mark) => mark.spoken), ...spoken];
  const drawing = element(paper, 'Figure', {
    alt: words.chart.alt(told.length === 0 ? words.chart.noMarks : words.listed(told)),
  });
  drawing.add(() => {
    for (const one of shown) drawFigure(unturned(paper), one, content);
  });
  drawing.end();
  drawKey(paper, keyAt.x, keyAt.y + top, key);
  doc.lineCap('butt').lineJoin('miter');
  paper.y = top + height + 12;
}

/** Front and back; with a side in use, each of the four only where something is on it. */
function mainFigures(chart: BodyChart, used: ReadonlySet<string>): BodyFigure[] {
  const bodies = chart.figures.filter(({ view }) => view === 'body');
  const sides = chart.figures.filter(({ id, view }) => view === 'sides' && used.has(id));
  if (sides.length === 0) return bodies;
  return [...bodies.filter(({ id }) => used.has(id)), ...sides];
}

interface Layout {
  readonly placed: readonly Placed[];
  readonly height: number;
  readonly keyAt: { readonly x: number; readonly y: number };
}

/** Least height of an enlarged figure before the chart grows instead. */
const LEAST_ASIDE = 70;

/** The large figures side by side; the enlarged ones and the key beside them, or below where there is no room beside. */
function layOut(
  paper: Paper,
  main: readonly BodyFigure[],
  aside: readonly BodyFigure[],
  key: readonly KeyLine[],
): Layout {
  const { left, width } = paper;
  const total = main.reduce((sum, figure) => sum + figure.width, 0);
  const beside = main.length <= 2;
  const tallest = Math.max(...main.map(({ height }) => height));
  const scale = Math.min(MAIN_HEIGHT / tallest, (beside ? width - ASIDE : width) / total);
  const placed: Placed[] = [];
  let x = left;
  for (const figure of main) {
    placed.push({ figure, x: startOf(paper, x, figure.width * scale), y: 6, scale });
    x += figure.width * scale;
  }
  const below = 6 + tallest * scale + CAPTION + 2;
  if (beside) {
    const asideX = left + width - ASIDE + 12;
    const keyed = keyHeight(key);
    const room = Math.max(MAIN_HEIGHT - keyed - 10 - aside.length * CAPTION, aside.length * LEAST_ASIDE);
    const fits = Math.min(
      0.6,
      ...aside.map((figure) => (ASIDE - 12) / figure.width),
      room /
        Math.max(
          1,
          aside.reduce((sum, { height }) => sum + height, 0),
        ),
    );
    let y = 6;
    for (const figure of aside) {
      placed.push({ figure, x: startOf(paper, asideX, figure.width * fits), y, scale: fits });
      y += figure.height * fits + CAPTION;
    }
    const keyY = y + (aside.length > 0 ? 4 : 0);
    return { placed, height: Math.max(MAIN_HEIGHT, keyY + keyed) + 4, keyAt: { x: asideX, y: keyY } };
  }
  const keyX = left + width - ASIDE + 12;
  const wide = aside.reduce((sum, figure) => sum + figure.width + 24, 0);
  const fits = Math.min(0.36, (width - ASIDE) / Math.max(1, wide));
  let at = left;
  for (const figure of aside) {
    placed.push({ figure, x: startOf(paper, at, figure.width * fits), y: below, scale: fits });
    at += (figure.width + 24) * fits;
  }
  const low = Math.max(keyHeight(key), ...aside.map(({ height }) => height * fits + CAPTION));
  return { placed, height: below + low, keyAt: { x: keyX, y: below } };
}

function drawFigure(paper: Paper, { figure, x, y, scale }: Placed, content: ChartContent): void {
  const { doc } = paper;
  doc.save().translate(x, y).scale(scale).lineJoin('round').lineCap('round');
  doc.path(figure.outline).fill('#f7f8f8');
  doc.lineWidth(0.45 / scale).strokeColor('#a7adb2');
  for (const detail of figure.detail) doc.path(detail);
  doc.stroke();
  for (const { figure: on, path } of content.areas) {
    if (on === figure.id) drawArea(doc, path, figure, scale);
  }
  doc
    .lineWidth(0.75 / scale)
    .strokeColor(soft)
    .path(figure.outline)
    .stroke();
  doc.restore();
  const style = variant('label', { size: 6.4, leading: 8 });
  const [label] = lines(paper, figure.label, style, 200);
  if (label) drawLine(paper, label, x, y + figure.height * scale, figure.width * scale, style, 'centre');
  for (const { text, x: markX, y: markY } of figure.sideMarks) {
    const strong = variant('smallStrong', { size: 7.5, leading: 9, ink: soft });
    const [line] = lines(paper, text === 'R' ? paper.words.chart.right : paper.words.chart.left, strong, 50);
    if (line) drawLine(paper, line, x + markX * scale - 10, y + markY * scale - 4.5, 20, strong, 'centre');
  }
  drawMarks(
    paper,
    content.marks
      .filter((mark) => mark.figure === figure.id)
      .map((mark) => ({ ...mark, x: x + mark.x * scale, y: y + mark.y * scale })),
    content.joins.filter((join) => join.figure === figure.id),
    figure.side === undefined ? x + figure.axis * scale : null,
  );
}

function drawJoin({ doc }: Paper, from: Point, to: Point, crossesChest: boolean): void {
  doc.lineWidth(crossesChest ? 1.1 : 0.7).strokeColor(ink);
  if (!crossesChest) doc.dash(1.6, { space: 1.2 });
  doc.moveTo(from.x, from.y).lineTo(to.x, to.y).stroke().undash();
}

const MARK = 2.5;
/** Centres of two marks, so that each keeps its white rim. */
const APART = 6.6;

/** Lines, then marks, then their numbers where they cover neither a mark nor another number. */
function drawMarks(
  paper: Paper,
  marks: readonly PaperMark[],
  joins: readonly PaperJoin[],
  axis: number | null,
): void {
  const placed = spreadOut(marks, APART, axis);
  for (const { from, to, crossesChest } of joins) {
    const [a, b] = [from, to].map((number) => placed.find(({ mark }) => mark.number === number));
    if (a && b) drawJoin(paper, a, b, crossesChest);
  }
  paper.doc.lineWidth(0.3).strokeColor(soft);
  for (const { x, y, home } of placed)
    if (Math.hypot(x - home.x, y - home.y) > MARK) paper.doc.moveTo(home.x, home.y).lineTo(x, y).stroke();
  const spread = placed.map(({ mark, x, y }) => ({ ...mark, x, y }));
  for (const { kind, x, y } of spread) drawMark(paper.doc, kind, x, y, MARK);
  const style = variant('smallStrong', { size: 6, leading: 7, ink });
  const taken: { x: number; y: number; w: number; h: number }[] = spread.map((mark) => ({
    x: mark.x - MARK,
    y: mark.y - MARK,
    w: 2 * MARK,
    h: 2 * MARK,
  }));
  for (const mark of spread) {
    const [line] = lines(paper, mark.number, style, 60);
    if (!line) continue;
    const w = line.width;
    const near = [4, 7, 11, 15].flatMap(
      (d) =>
        [
          [d, -3.5],
          [-d - w, -3.5],
          [-w / 2, -d - 5.5],
          [-w / 2, d - 1.5],
          [d - 1, -d - 3],
          [-d - w + 1, -d - 3],
          [d - 1, d - 3],
          [-d - w + 1, d - 3],
        ] as const,
    );
    const free = near.find(
      ([dx, dy]) =>
        !taken.some(
          (box) =>
            mark.x + dx < box.x + box.w &&
            mark.x + dx + w > box.x &&
            mark.y + dy + 1 < box.y + box.h &&
            mark.y + dy + 6 > box.y,
        ),
    );
    const [dx, dy] = free ?? [4, -3.5];
    taken.push({ x: mark.x + dx, y: mark.y + dy + 1, w, h: 5 });
    // A line of the body or between two electrodes must not strike the number out. Archived files know no transparency.
    paper.doc.rect(mark.x + dx - 0.3, mark.y + dy + 0.8, w + 0.6, 5).fill('#ffffff');
    if (Math.abs(dx) > 9 || Math.abs(dy) > 12)
      paper.doc
        .lineWidth(0.3)
        .strokeColor(hairline)
        .moveTo(mark.x, mark.y)
        .lineTo(mark.x + dx + (dx < 0 ? w : 0), mark.y + dy + 3.5)
        .stroke();
    drawLine(paper, line, mark.x + dx, mark.y + dy, w, style);
  }
}

interface KeyLine {
  readonly set: readonly Line[];
  readonly draw: (at: number, level: number) => void;
}

const KEY_HEAD = 13;
const KEY_LEADING = 9.6;
const KEY_GAP = 2.5;

function keyHeight(key: readonly KeyLine[]): number {
  return key.reduce((sum, { set }) => sum + set.length * KEY_LEADING + KEY_GAP, KEY_HEAD);
}

/** What the signs in use mean, line by line. */
function keyOf(paper: Paper, { marks, joins, areas }: ChartContent, said: ChartWords): KeyLine[] {
  const { doc } = paper;
  const line = (text: string, draw: KeyLine['draw']): KeyLine => ({
    set: lines(paper, text, 'small', ASIDE - 26),
    draw,
  });
  const kinds = [...new Set(marks.map(({ kind }) => kind))];
  const crossing = [false, true].filter((chest) => joins.some(({ crossesChest }) => crossesChest === chest));
  return [
    ...kinds.map((kind) => line(said.kinds[kind], (at, level) => drawMark(doc, kind, at, level, MARK))),
    ...crossing.map((chest) =>
      line(chest ? said.joinChest : said.join, (at, level) =>
        drawJoin(paper, { x: at - 4, y: level }, { x: at + 4, y: level }, chest),
      ),
    ),
    ...(areas.length === 0
      ? []
      : [
          line(said.area, (at, level) => {
            doc.save().translate(at - 4.5, level - 3.2);
            drawArea(doc, 'M0 0L9 0L9 6.4L0 6.4Z', { width: 9, height: 6.4 }, 1.5);
            doc.restore();
          }),
        ]),
  ];
}

function drawKey(paper: Paper, x: number, y: number, key: readonly KeyLine[]): void {
  if (key.length === 0) return;
  const part = element(paper, 'P');
  part.add(() => {
    const [head] = lines(paper, paper.words.chart.legend, 'head', ASIDE);
    if (head) drawLine(paper, head, x, y, ASIDE, styles.head);
    let row = y + KEY_HEAD;
    for (const { set, draw } of key) {
      draw(startOf(paper, x + 4, 0), row + 5.4);
      set.forEach((line, index) =>
        drawLine(paper, line, x + 13, row + index * KEY_LEADING, ASIDE, styles.small),
      );
      row += set.length * KEY_LEADING + KEY_GAP;
    }
  });
  part.end();
}
