import { addressAndDate } from '../../../paper/address.ts';
import { gap, paragraph } from '../../../paper/blocks.ts';
import { dateText } from '../../../paper/dates.ts';
import { closePaper, need, openPaper } from '../../../paper/page.ts';
import type { Stationery } from '../../../paper/stationery.ts';
import { table } from '../../../paper/table.ts';
import { en, type LetterWords } from './letter.words.ts';

export interface LetterView {
  readonly to: { readonly name: string; readonly addressLines: readonly string[] };
  /** Plain date of the letter. */
  readonly on: string;
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
  /** What the letter is about, in one line. */
  readonly subject: string;
  /** Paragraphs are parted by empty lines. */
  readonly text: string;
  /** A small table under the text (first and last measurements), or nothing. */
  readonly figures: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  } | null;
  readonly from: { readonly name: string; readonly title: string };
  /** The wording that it was begun with, as it was then; not printed. */
  readonly template: {
    readonly id: string;
    readonly number: number;
    readonly name: string;
    readonly text: string;
  } | null;
  /** Who gets a copy, by name and address in one line. */
  readonly copies: readonly string[];
}

export interface LetterPrint {
  readonly documentId: string;
  readonly contentHash: string | null;
  readonly draft: boolean;
  readonly copy: boolean;
  /** Which copy it is, and when it was printed. */
  readonly copied?: { readonly number: number; readonly at: string };
  readonly drawnAt: string;
}

/** A letter to a referrer or surgeon. */
export function letterPdf(
  stationery: Stationery,
  view: LetterView,
  print: LetterPrint,
  words: LetterWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = openPaper(stationery, {
    title: words.title,
    subject: view.patient,
    documentId: print.documentId,
    contentHash: print.contentHash,
    state: print.draft ? 'draft' : print.copy ? 'copy' : 'final',
    dated: print.drawnAt,
    ...(print.copied === undefined ? {} : { copied: print.copied }),
  });
  addressAndDate(paper, view.to, view.on);
  const { patient } = view;
  paragraph(
    paper,
    [
      {
        text: `${words.about}: ${patient.name}, ${words.born(dateText(paper.words, patient.birthDate))}, ${words.number(patient.number)}`,
        face: 'semibold',
      },
      { text: view.subject === '' ? '' : `\n${view.subject}`, face: 'semibold' },
    ],
    { after: 12 },
  );
  for (const text of view.text.split(/\n\s*\n/))
    if (text.trim() !== '') paragraph(paper, text.trim(), { after: 8 });
  if (view.figures && view.figures.rows.length > 0) {
    gap(paper, 2);
    table(
      paper,
      view.figures.columns.map((header, index) => ({ header, share: index === 0 ? 3 : 1 })),
      view.figures.rows.map((cells) => ({ cells })),
    );
  }
  need(paper, 110);
  paragraph(paper, words.close, { after: 46 });
  paragraph(paper, [
    { text: view.from.name, face: 'semibold' },
    { text: view.from.title === '' ? '' : `\n${view.from.title}` },
  ]);
  if (view.copies.length > 0) {
    gap(paper, 8);
    paragraph(paper, [{ text: words.copies, face: 'semibold' }, { text: `\n${view.copies.join('\n')}` }], {
      style: 'small',
    });
  }
  return closePaper(paper);
}
