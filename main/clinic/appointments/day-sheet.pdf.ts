import type { Appointment } from '../../../shared/contract/appointments.ts';
import { dateAt, minutesBetween } from '../../../shared/rules/calendar.ts';
import { heading, paragraph, title } from '../../paper/blocks.ts';
import { clockText, dateText, dayText, momentText } from '../../paper/dates.ts';
import type { Paper } from '../../paper/canvas.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { type Row, table } from '../../paper/table.ts';
import type { Tick } from '../../paper/tick.ts';
import { type DaySheetWords, en } from './day-sheet.words.ts';
import type { Stretch } from './sheet.rules.ts';

export interface DaySheetVisit extends Stretch {
  /** When the one whose list it is, is kept by the visit: preparing and cleaning included, resting not. */
  readonly held: readonly Stretch[];
  /** While needles rest and the practitioner is free. */
  readonly resting: readonly Stretch[];
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
  readonly type: string;
  /** In a practitioner's list the room and the devices; in a room's list the practitioner and the devices. */
  readonly place: readonly string[];
  readonly status: Appointment['status'];
  readonly overbooked: string | null;
  readonly alerts: readonly string[];
  /** True when the one who prints may not read the alerts. */
  readonly alertsHidden: boolean;
  readonly consent: Appointment['consent'];
  readonly note: string;
}

export interface DaySheetList {
  readonly kind: 'practitioner' | 'room';
  readonly name: string;
  /** Hours of the day, leave and closures taken out; null where nothing has hours of its own, as a room. */
  readonly open: readonly Stretch[] | null;
  readonly free: readonly Stretch[];
  readonly visits: readonly DaySheetVisit[];
  readonly cancelled: readonly {
    readonly startsAt: string;
    readonly name: string;
    readonly number: string;
    readonly late: boolean;
  }[];
}

export interface DaySheetView {
  /** Plain date. */
  readonly date: string;
  readonly lists: readonly DaySheetList[];
}

const open = new Set<Appointment['consent']>([
  'none',
  'draft',
  'awaiting-countersign',
  'expired',
  'withdrawn',
  'incomplete',
  'invalidated',
]);

function consentTick(state: Appointment['consent']): Tick {
  return state === 'valid' ? 'yes' : open.has(state) ? 'warning' : 'empty';
}

/** The day on paper, list by list, for when the screens are dark. */
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
  for (const one of view.lists) drawList(paper, view.date, one, words);
  return closePaper(paper);
}

function drawList(paper: Paper, date: string, list: DaySheetList, words: DaySheetWords): void {
  const { visits, free, cancelled } = list;
  const hours =
    list.open === null ? '' : ` · ${words.hours(list.open.map((one) => spanText(paper, date, one)))}`;
  heading(paper, 1, `${list.name} · ${words.count(visits.length)}${hours}`, 60);
  if (visits.length === 0 && free.length === 0) {
    paragraph(paper, words.empty);
  } else {
    const rows = [
      ...visits.map((visit) => ({ at: visit.startsAt, row: visitRow(paper, date, visit, words) })),
      ...free.map((gap) => ({ at: gap.startsAt, row: gapRow(paper, date, gap, words) })),
    ];
    const { columns } = words;
    table(
      paper,
      [
        { header: columns.time, width: 82 },
        { header: columns.patient, share: 5 },
        { header: columns.type, share: 3.4 },
        { header: list.kind === 'room' ? columns.practitioner : columns.room, share: 2.6 },
        { header: columns.alerts, share: 3.6 },
        { header: columns.consent, width: 92 },
        { header: columns.note, share: 3 },
      ],
      rows.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ row }) => row),
    );
  }
  if (cancelled.length > 0) {
    const all = cancelled.map(({ startsAt, name, number, late }) =>
      words.cancelled(momentOn(paper, date, startsAt), `${name} (${number})`, late),
    );
    paragraph(paper, [{ text: `${words.cancelledHead} `, face: 'semibold' }, { text: all.join(' · ') }], {
      style: 'small',
    });
  }
}

function visitRow(paper: Paper, date: string, visit: DaySheetVisit, words: DaySheetWords): Row {
  const { patient, alerts, held, resting } = visit;
  const status = words.statuses[visit.status];
  const shown = [...alerts, ...(visit.alertsHidden ? [words.hidden] : [])];
  const [from, to] = [held[0]?.startsAt, held.at(-1)?.endsAt];
  const apart = resting.map((one) => words.resting(spanText(paper, date, one)));
  // Preparing and cleaning keep a room longer than the patient is in it; whoever looks for the room must see it.
  if (from !== undefined && to !== undefined && (from < visit.startsAt || to > visit.endsAt))
    apart.push(words.held(spanText(paper, date, { startsAt: from, endsAt: to })));
  return {
    cells: [
      [
        { text: spanText(paper, date, visit), face: 'semibold' },
        { text: `\n${words.minutes(minutesBetween(visit.startsAt, visit.endsAt))}` },
      ],
      [
        { text: patient.name, face: 'semibold' },
        {
          text: `\n${paper.words.born} ${dateText(paper.words, patient.birthDate)} · ${paper.words.number} ${patient.number}`,
        },
      ],
      [
        { text: [visit.type, ...apart].join('\n') },
        { text: status === '' ? '' : `\n${status}`, face: 'semibold' },
        {
          text: visit.overbooked === null ? '' : `\n${words.overbooked(visit.overbooked)}`,
          face: 'semibold',
        },
      ],
      visit.place.join('\n'),
      shown.length === 0 ? '' : { text: shown.join('\n'), tick: 'warning' },
      {
        text: words.consents[visit.consent],
        tick: consentTick(visit.consent),
        style: open.has(visit.consent) ? 'smallStrong' : 'small',
      },
      visit.note,
    ],
  };
}

function gapRow(paper: Paper, date: string, gap: Stretch, words: DaySheetWords): Row {
  return {
    shaded: true,
    cells: [
      spanText(paper, date, gap),
      words.free(minutesBetween(gap.startsAt, gap.endsAt)),
      '',
      '',
      '',
      '',
      '',
    ],
  };
}

/** The clock, with the weekday where it is not that of the sheet: a visit over midnight stands on both days. */
function momentOn(paper: Paper, date: string, instant: string): string {
  const on = dateAt(instant, paper.zone);
  const day = on === date ? '' : `${dayText(paper.words, on).split(' ')[0]?.slice(0, 3) ?? ''} `;
  return `${day}${clockText(instant, paper.zone)}`;
}

function spanText(paper: Paper, date: string, { startsAt, endsAt }: Stretch): string {
  return `${momentOn(paper, date, startsAt)}–${momentOn(paper, date, endsAt)}`;
}
