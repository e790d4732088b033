import type { NeedleLeftIn } from '../../../shared/contract/needles.ts';
import { facts, heading, list, notice, paragraph, title, writingLine } from '../../paper/blocks.ts';
import type { Paper } from '../../paper/canvas.ts';
import { dateText, dayText, momentText } from '../../paper/dates.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import type { RemovalWords } from '../consents/service.ts';

export interface SheetView {
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
  /** Still in, each with its place in the patient's language and the name of the structure beneath it. */
  readonly needles: readonly (Pick<NeedleLeftIn, 'leftOn' | 'dueOn' | 'removedBy' | 'leftBy'> & {
    readonly place: string;
    readonly structure: string;
    readonly remaining: number;
  })[];
  readonly nextVisit: { readonly startsAt: string; readonly practitioner: string } | null;
  /** As it stands in the consent. */
  readonly watch: readonly string[];
}

const large = { style: 'reading' } as const;

/** What was left in, where, until when, and whom to call: for the patient to take home. */
export function removalSheetPdf(
  stationery: Stationery,
  view: SheetView,
  print: { readonly documentId: string; readonly drawnAt: string },
  words: RemovalWords,
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = openPaper(stationery, {
    title: words.title,
    subject: view.patient,
    documentId: print.documentId,
    contentHash: null,
    state: 'final',
    dated: print.drawnAt,
  });
  title(paper, words.title);
  facts(
    paper,
    [
      { label: words.patient, value: [{ text: view.patient.name, face: 'semibold' }], span: 2 },
      { label: words.birthDate, value: dateText(paper.words, view.patient.birthDate) },
      { label: words.number, value: view.patient.number },
    ],
    4,
  );
  if (view.needles.length === 0) paragraph(paper, words.none, large);
  else drawNeedles(paper, view, words);
  return closePaper(paper);
}

function drawNeedles(paper: Paper, view: SheetView, words: RemovalWords): void {
  paragraph(paper, words.lead, large);
  for (const one of view.needles) {
    heading(paper, 1, one.place, 120);
    facts(
      paper,
      [
        { label: words.howMany, value: [{ text: words.needles(one.remaining), face: 'semibold' }] },
        { label: words.leftOn, value: `${dateText(paper.words, one.leftOn)}, ${words.leftBy(one.leftBy)}` },
        {
          label: words.dueOn,
          value: [{ text: dayText(paper.words, one.dueOn), face: 'semibold' }],
          span: 2,
        },
        { label: words.where, value: one.structure },
        { label: words.who, value: words.removers[one.removedBy], span: 3 },
      ],
      4,
      large,
    );
  }
  if (view.needles.some(({ removedBy }) => removedBy === 'clinic')) {
    heading(paper, 2, words.visit);
    paragraph(
      paper,
      view.nextVisit === null
        ? words.noVisit
        : `${momentText(paper.words, view.nextVisit.startsAt, paper.zone)} · ${view.nextVisit.practitioner}`,
      large,
    );
  }
  heading(paper, 1, words.watch);
  list(
    paper,
    view.watch.map((text) => ({ text })),
    large,
  );
  const { phone, email, name } = paper.letterhead;
  const ways = [phone === '' ? '' : `${paper.words.telephone} ${phone}`, email].filter((way) => way !== '');
  notice(
    paper,
    [
      [
        {
          text: ways.length === 0 ? words.callAtAll : [name, ...ways].join(' · '),
          face: 'semibold' as const,
        },
        { text: `\n${ways.length === 0 ? '' : `${words.callUs} `}${words.urgent}` },
      ],
    ],
    { heading: words.call, tone: 'strong' },
  );
  heading(paper, 2, words.out, 80);
  const y = paper.y + 24;
  const part = paper.width / 4;
  writingLine(paper, words.outOn, paper.left, part - 12, y);
  writingLine(paper, words.outCount, paper.left + part, part - 12, y);
  writingLine(paper, words.outBy, paper.left + 2 * part, 2 * part, y);
  paper.y = y + 20;
  paragraph(paper, words.tell, large);
}
