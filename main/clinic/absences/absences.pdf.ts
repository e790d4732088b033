import type { AbsentState } from '../../../shared/contract/absences.ts';
import type { ClosureKind } from '../../../shared/contract/hours.ts';
import { dateAt, minutesBetween } from '../../../shared/rules/calendar.ts';
import { paragraph, title } from '../../paper/blocks.ts';
import type { Paper } from '../../paper/canvas.ts';
import { dateText, dayText, momentText } from '../../paper/dates.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { type Row, table } from '../../paper/table.ts';
import { type AbsencesWords, en } from './absences.words.ts';

interface Offer {
  readonly startsAt: string;
  /** Null where it is the practitioner whom the patient was to see. */
  readonly practitioner: string | null;
}

export interface AbsencesVisit {
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
  readonly phones: readonly { readonly number: string; readonly whose: string }[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly type: string;
  /** Null where the list is that practitioner's. */
  readonly practitioner: string | null;
  readonly state: AbsentState;
  /** The new time of a moved visit. */
  readonly movedTo: Offer | null;
  readonly calls: readonly { readonly at: string; readonly note: string }[];
  /** Null where no times were looked for. */
  readonly offers: readonly Offer[] | null;
}

export interface AbsencesView {
  readonly kind: ClosureKind;
  /** The practitioner, room or device; empty for a holiday. */
  readonly what: string;
  readonly label: string;
  /** On the clinic's wall clock; from 00:00 to 24:00 is whole days. */
  readonly from: { readonly date: string; readonly time: string };
  readonly to: { readonly date: string; readonly time: string };
  readonly withdrawn: boolean;
  readonly visits: readonly AbsencesVisit[];
}

/** The list of patients to call, to go through with a telephone and a pen. */
export function absencesPdf(
  stationery: Stationery,
  view: AbsencesView,
  print: { readonly documentId: string; readonly drawnAt: string },
  words: AbsencesWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const kind = words.kinds[view.kind];
  const paper = openPaper(stationery, {
    title: `${words.title}, ${view.what === '' ? kind : `${view.what}, ${kind}`}`,
    subject: null,
    documentId: print.documentId,
    contentHash: null,
    state: 'final',
    dated: print.drawnAt,
    landscape: true,
  });
  title(
    paper,
    `${words.title}: ${[view.what, kind].filter((text) => text !== '').join(', ')}`,
    words.made(momentText(paper.words, print.drawnAt, paper.zone)),
  );
  paragraph(paper, [{ text: `${closedText(paper, view, words)} · ${view.label}`, face: 'semibold' }]);
  if (view.withdrawn) paragraph(paper, words.withdrawn);
  const toCall = view.visits.filter(({ state }) => state === 'to-call').length;
  if (view.visits.length === 0) paragraph(paper, words.empty);
  else {
    paragraph(paper, words.count(toCall, view.visits.length));
    table(
      paper,
      [
        { header: words.columns.when, width: 138 },
        { header: words.columns.patient, share: 3 },
        { header: words.columns.phone, share: 3 },
        { header: words.columns.offers, share: 4.4 },
        { header: words.columns.state, width: 76 },
        { header: words.columns.note, share: 3.4 },
      ],
      view.visits.map((visit) => visitRow(paper, visit, words)),
    );
  }
  return closePaper(paper);
}

function visitRow(paper: Paper, visit: AbsencesVisit, words: AbsencesWords): Row {
  const { patient, phones, state, movedTo, calls } = visit;
  const isOpen = state === 'to-call' || state === 'called';
  const when = ({ startsAt, practitioner }: Offer) =>
    `${momentOf(paper, startsAt)}${practitioner === null ? '' : ` ${words.with(practitioner)}`}`;
  return {
    shaded: !isOpen,
    cells: [
      [
        { text: momentOf(paper, visit.startsAt), face: 'semibold' },
        { text: `\n${words.minutes(minutesBetween(visit.startsAt, visit.endsAt))}, ${visit.type}` },
        { text: visit.practitioner === null ? '' : `\n${visit.practitioner}` },
      ],
      [
        { text: patient.name, face: 'semibold' },
        {
          text: `\n${paper.words.born} ${dateText(paper.words, patient.birthDate)}\n${paper.words.number} ${patient.number}`,
        },
      ],
      phones.length === 0
        ? words.noPhone
        : phones.map(({ number, whose }) => (whose === '' ? number : `${number} (${whose})`)).join('\n'),
      isOpen ? offersText(visit, when, words) : movedTo === null ? '' : words.movedTo(when(movedTo)),
      { text: words.states[state], tick: isOpen ? 'empty' : 'yes', style: isOpen ? 'smallStrong' : 'small' },
      calls.map(({ at, note }) => `${momentOf(paper, at)} ${note}`.trim()).join('\n'),
    ],
  };
}

function offersText({ offers }: AbsencesVisit, when: (offer: Offer) => string, words: AbsencesWords): string {
  if (offers === null) return words.notSearched;
  return offers.length === 0 ? words.noOffers : offers.map(when).join('\n');
}

function closedText(paper: Paper, { from, to }: AbsencesView, words: AbsencesWords): string {
  const isWhole = from.time === '00:00' && to.time === '24:00';
  const first = dayText(paper.words, from.date);
  if (from.date === to.date) return isWhole ? first : `${first}, ${words.until(from.time, to.time)}`;
  const last = dayText(paper.words, to.date);
  return isWhole ? words.until(first, last) : words.until(`${first}, ${from.time}`, `${last}, ${to.time}`);
}

/** `Tue 24 November 2026, 09:00`: a list over several days needs the day on every line. */
function momentOf(paper: Paper, instant: string): string {
  const day = dayText(paper.words, dateAt(instant, paper.zone));
  return `${day.slice(0, 3)} ${momentText(paper.words, instant, paper.zone)}`;
}
