import { paragraph, title } from '../../paper/blocks.ts';
import type { Paper } from '../../paper/canvas.ts';
import { clockText, dateText, dayText, momentText } from '../../paper/dates.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { type Cell, type Column, table } from '../../paper/table.ts';
import type { Stretch } from './sheet.rules.ts';
import { en, type WeekSheetWords } from './week-sheet.words.ts';

export interface WeekSheetVisit {
  readonly startsAt: string;
  readonly patient: { readonly name: string; readonly number: string };
  readonly type: string;
  readonly room: string;
}

export interface WeekSheetView {
  readonly name: string;
  /** Monday to Sunday; a weekend without work or visits is left out. */
  readonly days: readonly {
    /** Plain date. */
    readonly date: string;
    readonly open: readonly Stretch[];
    readonly visits: readonly WeekSheetVisit[];
  }[];
}

/** One practitioner's week on paper: a column to a day, a row to each hour in which somebody comes. */
export function weekSheetPdf(
  stationery: Stationery,
  view: WeekSheetView,
  print: { readonly documentId: string; readonly drawnAt: string },
  words: WeekSheetWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const monday = dateText(stationery.words, view.days[0]?.date ?? '');
  const paper = openPaper(stationery, {
    title: `${words.title(view.name)}, ${monday}`,
    subject: null,
    documentId: print.documentId,
    contentHash: null,
    state: 'final',
    dated: print.drawnAt,
    landscape: true,
  });
  title(
    paper,
    `${view.name} · ${words.heading(monday)}`,
    words.made(momentText(paper.words, print.drawnAt, paper.zone)),
  );
  const hours = [
    ...new Set(view.days.flatMap(({ visits }) => visits.map((visit) => hourOf(paper, visit)))),
  ].toSorted();
  if (hours.length === 0) paragraph(paper, words.empty);
  else
    table(
      paper,
      columnsOf(paper, view, words),
      hours.map((hour) => ({ cells: cellsOf(paper, view, hour) })),
    );
  return closePaper(paper);
}

function columnsOf(paper: Paper, { days }: WeekSheetView, words: WeekSheetWords): Column[] {
  return [
    { header: words.hour, width: 36 },
    ...days.map(({ date, open, visits }) => {
      const [weekday = ''] = dayText(paper.words, date).split(' ');
      const works = words.works(
        open.map(
          ({ startsAt, endsAt }) => `${clockText(startsAt, paper.zone)}–${clockText(endsAt, paper.zone)}`,
        ),
      );
      const day = dateText(paper.words, date).split('\u00A0').slice(0, 2).join('\u00A0');
      return { header: `${weekday} ${day}\n${words.count(visits.length)}\n${works}` };
    }),
  ];
}

function cellsOf(paper: Paper, { days }: WeekSheetView, hour: string): Cell[] {
  return [
    { text: hour, style: 'smallStrong' },
    ...days.map(({ visits }): Cell =>
      visits
        .filter((visit) => hourOf(paper, visit) === hour)
        .flatMap(({ startsAt, patient, type, room }, index) => [
          {
            text: `${index === 0 ? '' : '\n'}${clockText(startsAt, paper.zone)} ${patient.name}`,
            face: 'semibold' as const,
          },
          { text: `\n${[patient.number, type, room].filter((part) => part !== '').join(' · ')}` },
        ]),
    ),
  ];
}

function hourOf(paper: Paper, { startsAt }: WeekSheetVisit): string {
  return clockText(startsAt, paper.zone).slice(0, 3).concat('00');
}
