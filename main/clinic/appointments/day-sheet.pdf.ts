import type { Appointment } from '../../../shared/contract/appointments.ts';
import { minutesBetween } from '../../../shared/rules/calendar.ts';
import { heading, paragraph, title } from '../../paper/blocks.ts';
import { clockText, dateText, dayText, momentText } from '../../paper/dates.ts';
import type { Paper } from '../../paper/canvas.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { table } from '../../paper/table.ts';
import type { Tick } from '../../paper/tick.ts';
import { type DaySheetWords, en } from './day-sheet.words.ts';

export interface DaySheetVisit {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
  readonly type: string;
  readonly room: string;
  readonly status: Appointment['status'];
  readonly alerts: readonly string[];
  /** True when the one who prints may not read the alerts. */
  readonly alertsHidden: boolean;
  readonly consent: Appointment['consent'];
  readonly note: string;
}

export interface DaySheetView {
  /** Plain date. */
  readonly date: string;
  readonly practitioners: readonly { readonly name: string; readonly visits: readonly DaySheetVisit[] }[];
}

const open = new Set<Appointment['consent']>([
  'none',
  'draft',
  'awaiting-countersign',
  'expired',
  'withdrawn',
  'incomplete',
]);

function consentTick(state: Appointment['consent']): Tick {
  return state === 'valid' ? 'yes' : open.has(state) ? 'warning' : 'empty';
}

/** The day on paper, practitioner by practitioner, for when the screens are dark. */
export function daySheetPdf(
  stationery: Stationery,
  view: DaySheetView,
  print: { readonly documentId: string; readonly drawnAt: string },
  words: DaySheetWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = openPaper(stationery, {
    title: `${words.title}, ${dateText(stationery.words, view.date)}`,
    subject: null,
    documentId: print.documentId,
    contentHash: null,
    state: 'final',
    dated: print.drawnAt,
    landscape: true,
  });
  title(
    paper,
    dayText(paper.words, view.date),
    words.made(momentText(paper.words, print.drawnAt, paper.zone)),
  );
  for (const one of view.practitioners) drawPractitioner(paper, one, words);
  return closePaper(paper);
}

function drawPractitioner(
  paper: Paper,
  { name, visits }: DaySheetView['practitioners'][number],
  words: DaySheetWords,
): void {
  const standing = visits.filter(({ status }) => status !== 'cancelled').length;
  heading(paper, 1, `${name} · ${words.count(standing)}`, 60);
  if (visits.length === 0) {
    paragraph(paper, words.empty);
    return;
  }
  const { columns } = words;
  table(
    paper,
    [
      { header: columns.time, width: 74 },
      { header: columns.patient, share: 5 },
      { header: columns.type, share: 3 },
      { header: columns.room, share: 2 },
      { header: columns.alerts, share: 4 },
      { header: columns.consent, width: 96 },
      { header: columns.note, share: 3 },
    ],
    visits.map((visit) => {
      const { patient, alerts } = visit;
      const status = words.statuses[visit.status];
      const shown = [...alerts, ...(visit.alertsHidden ? [words.hidden] : [])];
      return {
        shaded: visit.status === 'cancelled',
        cells: [
          [
            {
              text: `${clockText(visit.startsAt, paper.zone)}–${clockText(visit.endsAt, paper.zone)}`,
              face: 'semibold',
            },
            { text: `\n${words.minutes(minutesBetween(visit.startsAt, visit.endsAt))}` },
          ],
          [
            { text: patient.name, face: 'semibold' },
            {
              text: `\n${paper.words.born} ${dateText(paper.words, patient.birthDate)} · ${paper.words.number} ${patient.number}`,
            },
          ],
          [{ text: visit.type }, { text: status === '' ? '' : `\n${status}`, face: 'semibold' }],
          visit.room,
          shown.length === 0 ? '' : { text: shown.join('\n'), tick: 'warning' },
          {
            text: words.consents[visit.consent],
            tick: consentTick(visit.consent),
            style: open.has(visit.consent) ? 'smallStrong' : 'small',
          },
          visit.note,
        ],
      };
    }),
  );
}
