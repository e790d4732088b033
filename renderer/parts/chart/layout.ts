import type { BodyFigure } from '../../../shared/contract/body-chart.ts';
import type { Point } from '../../../shared/rules/body-chart.ts';
import type { World } from './camera.ts';

export interface Cell extends Point {
  figure: BodyFigure;
}

export interface Layout {
  world: World;
  cells: readonly Cell[];
  /** Height of the names below the figures. */
  caption: number;
  /** About one pixel of the page while the whole sheet is in sight: signs and letters are as large on each sheet. */
  unit: number;
}

/** What a sheet has for itself on the page, in pixels. */
const room = { width: 400, height: 330 };

/** The figures of one view on one sheet: pairs of bodies side by side, heads two by two, hands one above the other. */
export function layOut(figures: readonly BodyFigure[]): Layout {
  const columns = figures[0]?.view === 'hands' ? 1 : 2;
  const rows = Array.from({ length: Math.ceil(figures.length / columns) }, (_, row) =>
    figures.slice(row * columns, (row + 1) * columns),
  );
  const heightOf = (row: readonly BodyFigure[]) => Math.max(...row.map(({ height }) => height));
  const widthOf = (row: readonly BodyFigure[]) => row.reduce((sum, { width }) => sum + width, 0);
  const width = Math.max(...rows.map(widthOf));
  const height = rows.reduce((sum, row) => sum + heightOf(row), 0);
  const unit = Math.max(width / room.width, height / room.height);
  const caption = 17 * unit;
  let y = 0;
  const cells: Cell[] = [];
  for (const row of rows) {
    let x = (width - widthOf(row)) / 2;
    for (const figure of row) {
      cells.push({ figure, x, y });
      x += figure.width;
    }
    y += heightOf(row) + caption;
  }
  return { world: { width, height: y }, cells, caption, unit };
}

/** The figure that a point of the sheet lies on. */
export function cellAt({ cells }: Layout, { x, y }: Point): Cell | null {
  return (
    cells.find(
      (cell) =>
        x >= cell.x && x < cell.x + cell.figure.width && y >= cell.y && y < cell.y + cell.figure.height,
    ) ?? null
  );
}

/** The figure whose middle lies nearest to a point of the sheet. */
export function cellNear({ cells }: Layout, { x, y }: Point): Cell {
  const far = (cell: Cell) =>
    Math.hypot(cell.x + cell.figure.width / 2 - x, cell.y + cell.figure.height / 2 - y);
  const [first, ...others] = cells;
  if (first === undefined) throw new RangeError('a sheet without figures');
  return others.reduce((near, cell) => (far(cell) < far(near) ? cell : near), first);
}
