import type { BodyChart, BodyFigure } from '../../shared/contract/body-chart.ts';
import { drawLine, element, lines, type Paper, startOf, unturned, variant } from './canvas.ts';
import { need } from './page.ts';
import { hairline, ink, soft, styles } from './style.ts';
import { drawMark, type MarkKind } from './marks.ts';

export interface PaperMark {
  readonly kind: MarkKind;
  readonly figure: string;
  /** In the figure's own units. */
  readonly x: number;
  readonly y: number;
  /** Number of the row that the mark belongs to. */
  readonly number: string;
  /** Said to who cannot see the chart: "1 taut band, right upper trapezius". */
  readonly spoken: string;
}

/** Where a site's mark goes by default, or null when the chart does not know the site. */
export function sitePoint(
  chart: BodyChart,
  siteId: string,
  side: 'left' | 'right' | 'midline',
): { figure: string; x: number; y: number } | null {
  const site = chart.sites.find((one) => one.siteId === siteId);
  const figure = chart.figures.find(({ id }) => id === site?.figure);
  if (!site || !figure) return null;
  const x = side === 'left' ? 2 * figure.axis - site.x : side === 'midline' ? figure.axis : site.x;
  return { figure: figure.id, x, y: site.y };
}

/** A point stored in hundredths of a percent of the figure, in the figure's own units. */
export function storedPoint(
  chart: BodyChart,
  mark: { figure: string; x: number; y: number },
): { figure: string; x: number; y: number } | null {
  const figure = chart.figures.find(({ id }) => id === mark.figure);
  return figure
    ? { figure: figure.id, x: (mark.x / 10_000) * figure.width, y: (mark.y / 10_000) * figure.height }
    : null;
}

interface Placed {
  readonly figure: BodyFigure;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const MAIN_HEIGHT = 292;
const ASIDE = 148;

/** Front and back always; hands and feet where a mark is on them; a key of the signs in use. */
export function bodyChartFigure(
  paper: Paper,
  chart: BodyChart,
  marks: readonly PaperMark[],
  kinds: Readonly<Record<MarkKind, string>>,
): void {
  need(paper, MAIN_HEIGHT + 12);
  const { words, doc, left, width } = paper;
  const top = paper.y;
  const main = chart.figures.filter(({ height }) => height > 500);
  const used = chart.figures.filter(
    (figure) => !main.includes(figure) && marks.some((mark) => mark.figure === figure.id),
  );
  const total = main.reduce((sum, figure) => sum + figure.width, 0);
  const scale = Math.min(
    MAIN_HEIGHT / Math.max(...main.map(({ height }) => height)),
    (width - ASIDE) / total,
  );
  const placed: Placed[] = [];
  let x = left;
  for (const figure of main) {
    placed.push({ figure, x: startOf(paper, x, figure.width * scale), y: top + 6, scale });
    x += figure.width * scale;
  }
  const asideX = left + width - ASIDE + 12;
  const asideScale = Math.min(
    0.6,
    ...used.map((figure) => (ASIDE - 12) / figure.width),
    used.length > 0 ? (MAIN_HEIGHT - 90) / used.reduce((sum, { height }) => sum + height + 30, 0) : 1,
  );
  let y = top + 6;
  for (const figure of used) {
    placed.push({
      figure,
      x: startOf(paper, asideX, figure.width * asideScale),
      y,
      scale: asideScale,
    });
    y += figure.height * asideScale + 13;
  }
  const spoken = marks.length === 0 ? words.chart.noMarks : words.listed(marks.map((mark) => mark.spoken));
  const drawing = element(paper, 'Figure', { alt: words.chart.alt(spoken) });
  drawing.add(() => {
    for (const one of placed)
      drawFigure(
        unturned(paper),
        one,
        marks.filter((mark) => mark.figure === one.figure.id),
      );
  });
  drawing.end();
  drawKey(paper, asideX, Math.max(y + 4, top + 6), [...new Set(marks.map(({ kind }) => kind))], kinds);
  doc.lineCap('butt').lineJoin('miter');
  paper.y = top + MAIN_HEIGHT + 16;
}

function drawFigure(paper: Paper, { figure, x, y, scale }: Placed, marks: readonly PaperMark[]): void {
  const { doc } = paper;
  doc.save().translate(x, y).scale(scale).lineJoin('round').lineCap('round');
  doc.path(figure.outline).fill('#f7f8f8');
  doc.lineWidth(0.45 / scale).strokeColor('#a7adb2');
  for (const detail of figure.detail) doc.path(detail);
  doc.stroke();
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
    marks.map((mark) => ({ ...mark, x: x + mark.x * scale, y: y + mark.y * scale })),
  );
}

const MARK = 2.5;
/** Centres of two marks, so that each keeps its white rim. */
const APART = 6.6;

/** Marks first, then their numbers where they cover neither a mark nor another number. */
function drawMarks(paper: Paper, marks: readonly PaperMark[]): void {
  const spread: PaperMark[] = [];
  for (const mark of marks) {
    let place = mark;
    for (
      let ring = 1;
      spread.some((other) => Math.hypot(other.x - place.x, other.y - place.y) < APART) && ring < 40;
      ring += 1
    ) {
      const angle = ring * 1.05;
      const distance = APART + 0.35 * ring;
      place = { ...mark, x: mark.x + distance * Math.cos(angle), y: mark.y + distance * Math.sin(angle) };
    }
    spread.push(place);
    drawMark(paper.doc, place.kind, place.x, place.y, MARK);
  }
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

function drawKey(
  paper: Paper,
  x: number,
  y: number,
  used: readonly MarkKind[],
  kinds: Readonly<Record<MarkKind, string>>,
): void {
  if (used.length === 0) return;
  const key = element(paper, 'P');
  key.add(() => {
    const [head] = lines(paper, paper.words.chart.legend, 'head', ASIDE);
    if (head) drawLine(paper, head, x, y, ASIDE, styles.head);
    let row = y + 13;
    for (const kind of used) {
      drawMark(paper.doc, kind, startOf(paper, x + 4, 0), row + 5.4, MARK);
      const set = lines(paper, kinds[kind], 'small', ASIDE - 26);
      set.forEach((line, index) => drawLine(paper, line, x + 13, row + index * 9.6, ASIDE, styles.small));
      row += set.length * 9.6 + 2.5;
    }
  });
  key.end();
}
