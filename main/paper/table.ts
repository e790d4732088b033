import { heading } from './blocks.ts';
import { decoration, drawLine, element, lines, type Align, type Paper } from './canvas.ts';
import { nextPage, room } from './page.ts';
import { type Element, headingOf, open } from './pdfkit.ts';
import { hairline, ink, type StyleName, styles, wash } from './style.ts';
import type { Inline, Line } from './text.ts';
import { drawTick, type Tick } from './tick.ts';

export interface Column {
  readonly header: string;
  /** Share of the width that is left after the fixed columns; default 1. */
  readonly share?: number;
  /** Fixed width in points. */
  readonly width?: number;
  readonly align?: Align;
}

export type Cell = Inline | { readonly text: Inline; readonly tick?: Tick; readonly style?: StyleName };

export interface Row {
  readonly cells: readonly Cell[];
  /** A heading over the rows that follow, across all columns. */
  readonly heading?: boolean;
  readonly shaded?: boolean;
}

export interface TableOptions {
  readonly style?: StyleName;
  readonly after?: number;
  readonly summary?: string;
}

interface SetCell {
  readonly lines: readonly Line[];
  readonly style: StyleName;
  readonly tick?: Tick | undefined;
}

const PAD = { x: 4, y: 3 } as const;
const TICK = 12;

function widthsOf(columns: readonly Column[], width: number): number[] {
  const fixed = columns.reduce((total, column) => total + (column.width ?? 0), 0);
  const shares = columns.reduce(
    (total, column) => total + (column.width === undefined ? (column.share ?? 1) : 0),
    0,
  );
  return columns.map((column) => column.width ?? ((width - fixed) * (column.share ?? 1)) / shares);
}

function setCell(paper: Paper, cell: Cell, width: number, style: StyleName): SetCell {
  const given = typeof cell === 'object' && 'text' in cell ? cell : { text: cell };
  const inner = width - 2 * PAD.x - (given.tick ? TICK : 0);
  const chosen = given.style ?? style;
  return { lines: lines(paper, given.text, chosen, inner), style: chosen, tick: given.tick };
}

/** Height of the header and the first row: what must stay with a heading above the table. A row taller than a page may be cut. */
export function firstRows(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly Row[],
  style: StyleName = 'small',
): number {
  const widths = widthsOf(columns, paper.width);
  const height = (cells: readonly Cell[], across: readonly number[], face: StyleName) =>
    heightOf(cells.map((cell, index) => setCell(paper, cell, across[index] ?? 0, face)));
  const header = height(
    columns.map((column) => column.header),
    widths,
    'head',
  );
  const [first, second] = rows;
  const top = first ? height(first.cells, first.heading ? [paper.width] : widths, style) : 0;
  const whole = header + top + (first?.heading && second ? height(second.cells, widths, style) : 0) + 2;
  return whole > tallest(paper) ? header + 90 : whole;
}

function tallest(paper: Paper): number {
  return paper.bottom - 120;
}

/**
 * A table whose header stands again on every page that it reaches. A row stays whole where it fits on a page;
 * a longer one goes on over the edge. The first column names the row for a screen reader.
 */
export function table(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly Row[],
  options: TableOptions = {},
): void {
  const style = options.style ?? 'small';
  const widths = widthsOf(columns, paper.width);
  const offsets = widths.map((_, index) =>
    widths.slice(0, index).reduce((total, width) => total + width, paper.left),
  );
  const header = columns.map((column, index) => setCell(paper, column.header, widths[index] ?? 0, 'head'));
  const headerHeight = heightOf(header);
  const whole = element(paper, 'Table', options.summary ? { alt: options.summary } : {});
  const rule = (y: number, weight = 0.4) =>
    decoration(paper, () =>
      paper.doc
        .lineWidth(weight)
        .strokeColor(weight > 0.5 ? ink : hairline)
        .moveTo(paper.left, y)
        .lineTo(paper.left + paper.width, y)
        .stroke(),
    );
  const headerAgain = () => {
    const top = paper.y;
    decoration(paper, () =>
      header.forEach((cell, index) =>
        drawCell(
          paper,
          cell,
          cell.lines,
          offsets[index] ?? 0,
          top,
          widths[index] ?? 0,
          columns[index]?.align,
        ),
      ),
    );
    paper.y += headerHeight;
    rule(paper.y, 0.8);
  };
  if (firstRows(paper, columns, rows, style) > room(paper)) nextPage(paper);
  if (columns.some((column) => column.header !== '')) {
    const top = paper.y;
    const row = open(paper.doc, whole, 'TR');
    header.forEach((cell, index) =>
      drawTagged(
        paper,
        row,
        'TH',
        cell,
        cell.lines,
        offsets[index] ?? 0,
        top,
        widths[index] ?? 0,
        columns[index]?.align,
        'Column',
      ),
    );
    row.end();
    paper.y += headerHeight;
    rule(paper.y, 0.8);
  }
  for (const one of rows) {
    const spans = one.heading ? [paper.width] : widths;
    const cells = one.cells.map((cell, index) =>
      setCell(paper, cell, spans[index] ?? 0, one.heading ? 'smallStrong' : style),
    );
    let rest = cells.map((cell) => cell.lines);
    const row = open(paper.doc, whole, 'TR');
    const elements: Element[] = cells.map((_, index) => {
      const heads = one.heading || index === 0;
      const cellElement = open(paper.doc, row, heads ? 'TH' : 'TD');
      if (heads) headingOf(cellElement, 'Row');
      return cellElement;
    });
    let begun = false;
    do {
      const height = heightOf(cells, rest);
      const keep = one.heading ? height + 30 : height;
      const split = keep > room(paper) && keep > tallest(paper);
      if (keep > room(paper) && (!split || room(paper) < 60)) {
        nextPage(paper);
        headerAgain();
      }
      const usable = room(paper) - 2 * PAD.y;
      const here = rest.map((set, index) =>
        set.slice(
          0,
          split ? Math.max(1, Math.floor(usable / styles[cells[index]?.style ?? style].leading)) : set.length,
        ),
      );
      const top = paper.y;
      const drawn = heightOf(cells, here);
      if (one.shaded || one.heading)
        decoration(paper, () => paper.doc.rect(paper.left, top, paper.width, drawn).fill(wash));
      cells.forEach((cell, index) => {
        const shown = begun ? { ...cell, tick: undefined } : cell;
        const x = one.heading ? paper.left : (offsets[index] ?? 0);
        elements[index]?.add(() =>
          drawCell(
            paper,
            shown,
            here[index] ?? [],
            x,
            top,
            spans[index] ?? 0,
            one.heading ? 'start' : columns[index]?.align,
            cell.tick !== undefined,
          ),
        );
      });
      paper.y += drawn;
      rest = rest.map((set, index) => set.slice(here[index]?.length ?? 0));
      begun = true;
      rule(paper.y);
    } while (rest.some((set) => set.length > 0));
    for (const cellElement of elements) cellElement.end();
    row.end();
  }
  whole.end();
  paper.y += options.after ?? 7;
}

function heightOf(
  cells: readonly SetCell[],
  sets: readonly (readonly Line[])[] = cells.map((cell) => cell.lines),
): number {
  return (
    Math.max(0, ...cells.map((cell, index) => (sets[index]?.length ?? 0) * styles[cell.style].leading)) +
    2 * PAD.y
  );
}

function drawCell(
  paper: Paper,
  cell: SetCell,
  set: readonly Line[],
  x: number,
  top: number,
  width: number,
  align: Align = 'start',
  indented = cell.tick !== undefined,
): void {
  const style = styles[cell.style];
  const shift = indented ? TICK : 0;
  if (cell.tick) drawTick(paper, cell.tick, x + PAD.x, top + PAD.y + style.leading / 2 - 3.6, 7.2);
  set.forEach((line, index) =>
    drawLine(
      paper,
      line,
      x + PAD.x + shift,
      top + PAD.y + index * style.leading,
      width - 2 * PAD.x - shift,
      style,
      align,
    ),
  );
}

function drawTagged(
  paper: Paper,
  row: Element,
  tag: 'TH' | 'TD',
  cell: SetCell,
  set: readonly Line[],
  x: number,
  top: number,
  width: number,
  align: Align | undefined,
  scope: 'Column' | 'Row',
): void {
  const cellElement = open(paper.doc, row, tag);
  if (tag === 'TH') headingOf(cellElement, scope);
  cellElement.add(() => drawCell(paper, cell, set, x, top, width, align));
  cellElement.end();
}

/** A table under a heading that never stays alone at the foot of a page. */
export function tableUnder(
  paper: Paper,
  level: 1 | 2,
  text: string,
  columns: readonly Column[],
  rows: readonly Row[],
  options: TableOptions = {},
): void {
  heading(paper, level, text, firstRows(paper, columns, rows, options.style ?? 'small') + 8);
  table(paper, columns, rows, options);
}
