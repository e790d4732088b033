import type { AftercareSheet } from '../../../shared/contract/aftercare.ts';
import type { DisclosureClass } from '../../../shared/contract/values.ts';
import { heading, list, notice, paragraph, title } from '../../paper/blocks.ts';
import { dateText, momentText } from '../../paper/dates.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { table } from '../../paper/table.ts';
import { type AftercareWords, en } from './aftercare.words.ts';

export interface AftercareView {
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
  readonly startedAt: string;
  readonly practitioner: string;
  readonly isDraft: boolean;
  readonly techniques: readonly string[];
  readonly sheets: readonly AftercareSheet[];
  readonly given: readonly {
    readonly product: string;
    readonly substance: string;
    readonly class: DisclosureClass;
    readonly volume: string;
    readonly lot: string;
    readonly expiryDate: string;
  }[];
  /** Where to call when the clinic is closed, in its own words. */
  readonly outOfHours: string;
}

interface Print {
  readonly documentId: string;
  readonly drawnAt: string;
}

const parts = ['emergency', 'call', 'expect', 'do'] as const;

/** What the patient takes home: when to call first, then what is usual and what to do, and what was given with its batch. */
export function aftercarePdf(
  stationery: Stationery,
  view: AftercareView,
  print: Print,
  words: AftercareWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = openPaper(stationery, {
    ...{ title: words.title, subject: view.patient, documentId: print.documentId, contentHash: null },
    ...{ state: 'final', dated: print.drawnAt },
  });
  title(paper, words.title, words.of(momentText(paper.words, view.startedAt, paper.zone), view.practitioner));
  if (view.techniques.length > 0) paragraph(paper, words.done(view.techniques.join(', ')));
  const linesOf = (part: (typeof parts)[number]) => [
    ...new Set(view.sheets.flatMap((sheet) => sheet[part].map(({ text }) => text))),
  ];
  const emergency = linesOf('emergency');
  if (emergency.length > 0)
    notice(
      paper,
      emergency.map((text) => `• ${text}`),
      { heading: words.emergency, tone: 'strong' },
    );
  const call = linesOf('call');
  if (call.length > 0)
    notice(
      paper,
      call.map((text) => `• ${text}`),
      { heading: words.callAt(paper.letterhead.phone) },
    );
  if (view.outOfHours !== '') notice(paper, [view.outOfHours], { heading: words.outOfHours, tone: 'quiet' });
  for (const part of ['expect', 'do'] as const) {
    const all = linesOf(part);
    if (all.length === 0) continue;
    heading(paper, 1, words[part]);
    list(
      paper,
      all.map((text) => ({ text })),
    );
  }
  if (view.given.length > 0) {
    heading(paper, 1, words.given);
    const { columns } = words;
    table(
      paper,
      [
        { header: columns.what, share: 5 },
        { header: columns.amount, width: 64 },
        { header: columns.lot, share: 2 },
        { header: columns.expiry, width: 92 },
      ],
      view.given.map(({ product, substance, class: kind, volume, lot, expiryDate }) => ({
        cells: [
          [
            { text: product, face: 'semibold' },
            { text: `\n${substance}` },
            { text: `\n${words.classes[kind]}` },
          ],
          ...[words.ml(volume), lot, dateText(paper.words, expiryDate)],
        ],
      })),
    );
  }
  paragraph(paper, words.keep, { style: 'smallItalic' });
  if (view.isDraft) paragraph(paper, words.draft, { style: 'smallItalic' });
  return closePaper(paper);
}

/** The clinic's own text for the wall of the treatment room; none ships. */
export function emergencyCardPdf(
  stationery: Stationery,
  text: string,
  print: Print,
  words: AftercareWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = openPaper(stationery, {
    ...{ title: words.card, subject: null, documentId: print.documentId, contentHash: null },
    ...{ state: 'final', dated: print.drawnAt },
  });
  title(paper, words.card, words.cardOf(momentText(paper.words, print.drawnAt, paper.zone)));
  for (const part of text.split(/\n\s*\n/))
    if (part.trim() !== '') paragraph(paper, part.trim(), { style: 'wall', after: 10 });
  return closePaper(paper);
}
