import type { LabelFormat } from '../../../shared/contract/labels.ts';

export type LabelKind = 'address' | 'file';

/** Width of a sheet of each paper in mm. */
const sheetWidth = { A4: 210, Letter: 215.9 } as const;
type PaperSize = keyof typeof sheetWidth;

export type FormatGroup = PaperSize | 'roll';

export function groupOf(format: LabelFormat): FormatGroup {
  if (format.kind === 'roll') return 'roll';
  return Math.abs(format.page.width - sheetWidth.A4) < 1 ? 'A4' : 'Letter';
}

/** What a clinic of this paper most likely has at hand. */
export function usualFormat(
  formats: readonly LabelFormat[],
  what: LabelKind,
  paper: PaperSize,
): LabelFormat | undefined {
  const sheets = formats.filter((format) => groupOf(format) === paper);
  return sheets.find(({ suits }) => suits === what) ?? sheets[0] ?? formats[0];
}

/** Formats under the paper that they are on, the clinic's own paper first. */
export function grouped(
  formats: readonly LabelFormat[],
  paper: PaperSize,
): { group: FormatGroup; formats: LabelFormat[] }[] {
  const other = paper === 'A4' ? 'Letter' : 'A4';
  return ([paper, 'roll', other] as const).map((group) => ({
    group,
    formats: formats.filter((format) => groupOf(format) === group),
  }));
}

export function cellsOf({ columns, rows }: LabelFormat): number {
  return columns * rows;
}

/** The label after the last that was printed; 1 when the sheet is full. */
export function nextFree(format: LabelFormat, start: number, printed: number): number {
  return ((start - 1 + printed) % cellsOf(format)) + 1;
}

/** A whole number within the bounds, or null for anything else that was typed. */
export function wholeNumber(text: string | undefined, most: number): number | null {
  if (text === undefined || !/^\d{1,4}$/.test(text)) return null;
  const value = Number(text);
  return value >= 1 && value <= most ? value : null;
}
