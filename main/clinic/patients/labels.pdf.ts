import type { LabelFormat } from '../../../shared/contract/labels.ts';
import { addBarePage, closeBare, openBare } from '../../paper/bare.ts';
import { drawLine, element, startOf, type Paper } from '../../paper/canvas.ts';
import { dateText } from '../../paper/dates.ts';
import { fitted, type FitPart, type Fitted } from '../../paper/fit.ts';
import { hasUnprintable } from '../../paper/script.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { mm } from '../../paper/style.ts';
import { en, type LabelWords } from './labels.words.ts';

export interface LabelPerson {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
  readonly number: string;
  readonly addressLines: readonly string[];
  readonly addressee?: string | undefined;
}

export interface LabelSheets {
  readonly title: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly printed: number;
  readonly pages: number;
  /** Whom the sheet does not show as asked: no address, more text than the smallest print holds, a sign without a font. */
  readonly remarks: { patientId: string; problem: 'no-address' | 'too-long' | 'unprintable' }[];
}

export interface LabelPrint {
  readonly what: 'address' | 'file';
  /** 1 is the first label of the first sheet. */
  readonly start: number;
  /** So many of each person, one after the other. */
  readonly copies: number;
  readonly drawnAt: string;
}

/** Labels in the order of the people, row by row. Who cannot be printed whole is named and never printed in part. */
export async function labelsPdf(
  stationery: Stationery,
  format: LabelFormat,
  people: readonly LabelPerson[],
  print: LabelPrint,
  words: LabelWords = en,
): Promise<LabelSheets> {
  const { page, label, margin } = format;
  const title = words.titles[print.what];
  const paper = openBare(stationery, {
    title,
    dated: print.drawnAt,
    width: mm(page.width),
    height: mm(page.height ?? label.width / 2),
  });
  const box = {
    width: mm(label.width - 2 * margin.x),
    height: label.height === null ? null : mm(label.height - 2 * margin.y),
  };
  const cells = format.columns * format.rows;
  const remarks: LabelSheets['remarks'] = [];
  let printed = 0;
  for (const person of people) {
    const patientId = person.id;
    const parts = print.what === 'file' ? fileParts(paper, person, words) : addressParts(person);
    if (parts.length === 0) {
      remarks.push({ patientId, problem: 'no-address' });
      continue;
    }
    const set = fitted(paper, parts, box);
    if (set === null) {
      remarks.push({ patientId, problem: 'too-long' });
      continue;
    }
    if (parts.some(({ text }) => hasUnprintable(stationery.fonts, text)))
      remarks.push({ patientId, problem: 'unprintable' });
    for (let copy = 0; copy < print.copies; copy += 1) {
      const cell = (print.start - 1 + printed) % cells;
      if (printed === 0 || cell === 0) addBarePage(paper, pageHeight(format, set));
      drawLabel(paper, format, cell, set);
      printed += 1;
    }
  }
  if (printed === 0) addBarePage(paper);
  const { pages } = paper;
  return { title, bytes: await closeBare(paper), printed, pages, remarks };
}

function fileParts(paper: Paper, person: LabelPerson, words: LabelWords): FitPart[] {
  return [
    { text: person.number, face: 'semibold', scale: 1.25 },
    { text: words.filed(person.familyName, person.givenName), face: 'semibold' },
    { text: `${paper.words.born} ${dateText(paper.words, person.birthDate)}` },
  ];
}

/** Empty where no address is known. Nothing on it says that a clinic writes to a patient. */
function addressParts({ givenName, familyName, addressLines, addressee }: LabelPerson): FitPart[] {
  const address = addressLines.filter((line) => line.trim() !== '');
  if (address.length === 0) return [];
  const name = addressee ?? `${givenName} ${familyName}`.trim();
  return [{ text: name, face: 'semibold' }, ...address.map((text) => ({ text }))];
}

function pageHeight({ page, margin }: LabelFormat, set: Fitted): number {
  return page.height === null ? set.height + mm(2 * margin.y) : mm(page.height);
}

function drawLabel(paper: Paper, format: LabelFormat, cell: number, set: Fitted): void {
  const { label, margin, left, top, pitchX, pitchY, columns } = format;
  const width = mm(label.width - 2 * margin.x);
  // The sheet is the same in every language: its labels stay where they were cut.
  const x = startOf(paper, mm(left + (cell % columns) * pitchX + margin.x), width);
  const free = label.height === null ? 0 : mm(label.height - 2 * margin.y) - set.height;
  let y = mm(top + Math.floor(cell / columns) * (pitchY ?? 0) + margin.y) + free / 2;
  const block = element(paper, 'P');
  block.add(() => {
    for (const { line, style } of set.lines) {
      drawLine(paper, line, x, y, width, style);
      y += style.leading;
    }
  });
  block.end();
}
