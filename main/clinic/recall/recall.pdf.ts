import type { Exposure, RecallContact, RecallHead } from '../../../shared/contract/recall.ts';
import { addressAndDate } from '../../paper/address.ts';
import { paragraph, title } from '../../paper/blocks.ts';
import type { Paper } from '../../paper/canvas.ts';
import { dateText, momentText } from '../../paper/dates.ts';
import { closePaper, need, nextPart, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { type Row, table } from '../../paper/table.ts';
import { letter as letterWords, list as listWords } from './recall.words.ts';

interface RecallListView {
  readonly head: RecallHead;
  readonly contacts: readonly RecallContact[];
  readonly exposures: readonly Exposure[];
  readonly truncated: boolean;
}

interface Print {
  readonly documentId: string;
  readonly drawnAt: string;
}

/** Who received what, and who was told: to call from, and to show to whoever asks. */
export function recallListPdf(
  stationery: Stationery,
  view: RecallListView,
  print: Print,
): Promise<Uint8Array<ArrayBuffer>> {
  const words = listWords;
  const { head, contacts, exposures } = view;
  const paper = openPaper(stationery, {
    ...{ title: `${words.title}, ${head.title}`, subject: null, documentId: print.documentId },
    ...{ contentHash: null, state: 'final', dated: print.drawnAt, landscape: true },
  });
  title(
    paper,
    `${words.title}: ${head.title}`,
    words.made(momentText(paper.words, print.drawnAt, paper.zone), head.reason),
  );
  if (view.truncated) paragraph(paper, words.truncated);
  if (contacts.length === 0) paragraph(paper, words.empty);
  else {
    paragraph(paper, words.counts(contacts.length, exposures.length));
    const { columns } = words;
    table(
      paper,
      [
        { header: columns.patient, share: 3 },
        { header: columns.phone, share: 2.4 },
        { header: columns.given, share: 5 },
        { header: columns.lot, share: 1.8 },
        { header: columns.by, share: 2.2 },
        { header: columns.state, width: 74 },
        { header: columns.words, share: 3 },
      ],
      contacts.map((contact) => rowOf(paper, contact, exposures)),
    );
  }
  return closePaper(paper);
}

function rowOf(paper: Paper, { patient, state, history }: RecallContact, all: readonly Exposure[]): Row {
  const words = listWords;
  const own = all.filter((one) => one.patient.id === patient.id);
  const events = Math.max(0, ...own.map((one) => one.events));
  return {
    shaded: state === 'reached',
    cells: [
      [
        { text: patient.name, face: 'semibold' },
        {
          text: `\n${paper.words.born} ${dateText(paper.words, patient.birthDate)}\n${paper.words.number} ${patient.number}`,
        },
        {
          text: patient.diedOn === null ? '' : `\n${words.died(dateText(paper.words, patient.diedOn))}`,
          face: 'semibold',
        },
      ],
      patient.phones.length === 0
        ? words.noPhone
        : patient.phones
            .map(({ number, whose }) => (whose === '' ? number : `${number} (${whose})`))
            .join('\n'),
      [...own.map((one) => received(paper, one)), ...(events === 0 ? [] : [words.events(events)])].join('\n'),
      [...new Set(own.map(({ lot }) => lot))].join('\n'),
      [...new Set(own.map(({ practitioner }) => practitioner))].join('\n'),
      {
        ...{ text: words.states[state], tick: state === 'reached' ? 'yes' : 'empty' },
        style: state === 'not-called' ? 'smallStrong' : 'small',
      },
      history
        .map(
          ({ at, state: then, words: said, by }) =>
            `${momentText(paper.words, at, paper.zone)}, ${by}: ${words.states[then]}${said === '' ? '' : `, ${said}`}`,
        )
        .join('\n'),
    ],
  };
}

function received(paper: Paper, one: Exposure): string {
  const words = listWords;
  const amount = [
    one.volume === null ? '' : words.ml(one.volume),
    one.doseMg === null ? '' : words.mg(one.doseMg),
  ];
  return [
    momentText(paper.words, one.at, paper.zone),
    [words.what[one.what], one.product].filter((part) => part !== '').join(' '),
    ...amount,
    one.words === '' ? '' : words.inWords(one.words),
    one.mixedWith.length === 0 ? '' : words.mixed(one.mixedWith.join(', ')),
    one.reversed ? words.reversed : '',
    words.notes[one.note],
  ]
    .filter((part) => part !== '')
    .join(', ');
}

interface RecallLettersView {
  readonly on: string;
  readonly subject: string;
  readonly text: string;
  readonly from: { readonly name: string; readonly title: string };
  readonly to: readonly {
    readonly name: string;
    readonly birthDate: string;
    readonly number: string;
    /** Who the letter is sent to: the patient, or whoever answers for a child. */
    readonly addressee: string;
    readonly addressLines: readonly string[];
  }[];
}

/** Where nobody is named who answers for a child. */
export const letterTo = letterWords.guardians;

/** The same letter to each patient, each on a page of its own, ready for the window of an envelope. */
export function recallLettersPdf(
  stationery: Stationery,
  view: RecallLettersView,
  print: Print,
): Promise<Uint8Array<ArrayBuffer>> {
  const [first, ...others] = view.to;
  const paper = openPaper(stationery, {
    ...{ title: letterWords.title, subject: first ?? null, documentId: print.documentId },
    ...{ contentHash: null, state: 'final', dated: print.drawnAt },
  });
  if (first !== undefined) drawLetter(paper, view, first);
  for (const one of others) {
    nextPart(paper, one);
    drawLetter(paper, view, one);
  }
  return closePaper(paper);
}

function drawLetter(paper: Paper, view: RecallLettersView, to: RecallLettersView['to'][number]): void {
  addressAndDate(paper, { name: to.addressee, addressLines: to.addressLines }, view.on);
  const words = letterWords;
  paragraph(
    paper,
    [
      {
        text: `${words.about}: ${to.name}, ${words.born(dateText(paper.words, to.birthDate))}, ${words.number(to.number)}`,
        face: 'semibold',
      },
      { text: `\n${view.subject}`, face: 'semibold' },
    ],
    { after: 12 },
  );
  for (const text of view.text.split(/\n\s*\n/))
    if (text.trim() !== '') paragraph(paper, text.trim(), { after: 8 });
  need(paper, 110);
  paragraph(paper, words.close, { after: 46 });
  paragraph(paper, [
    { text: view.from.name, face: 'semibold' },
    { text: view.from.title === '' ? '' : `\n${view.from.title}` },
  ]);
}
