import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import type { PatientLimit } from '../../../shared/contract/limits.ts';
import { facts, heading, paragraph, title } from '../../paper/blocks.ts';
import type { Paper } from '../../paper/canvas.ts';
import { dateText, momentText } from '../../paper/dates.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { table, type Row } from '../../paper/table.ts';
import { own, type AgreementsWords } from './register.words.ts';

interface AgreementsView {
  readonly patient: { readonly name: string; readonly birthDate: string; readonly number: string };
  readonly limits: readonly PatientLimit[];
  /** Completed ones, newest first. */
  readonly consents: readonly ConsentRecord[];
}

/** The patient's own view: what they agreed to and what they refused, each by the line that they decided. */
export function agreementsPdf(
  stationery: Stationery,
  { patient, limits, consents }: AgreementsView,
  print: { readonly documentId: string; readonly drawnAt: string },
  words: AgreementsWords = own,
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = openPaper(stationery, {
    title: words.title,
    subject: patient,
    documentId: print.documentId,
    contentHash: null,
    state: 'final',
    dated: print.drawnAt,
  });
  const moment = (instant: string) => momentText(paper.words, instant, paper.zone);
  title(paper, words.title, words.made(moment(print.drawnAt)));
  facts(
    paper,
    [
      { label: words.patient, value: [{ text: patient.name, face: 'semibold' }], span: 2 },
      { label: words.birthDate, value: dateText(paper.words, patient.birthDate) },
      { label: words.number, value: patient.number },
    ],
    4,
  );
  heading(paper, 1, words.refuses);
  if (limits.length === 0) paragraph(paper, words.nothingRefused);
  else {
    paragraph(paper, words.refusesNote);
    table(
      paper,
      [
        { header: words.columns.what, share: 4 },
        { header: '', share: 7 },
      ],
      limits.map(({ name, words: text, how, at, saidBy, receivedBy, lifted }) => ({
        cells: [
          { text: name, style: 'smallStrong', ...(lifted === null ? { tick: 'no' as const } : {}) },
          [
            { text: text === '' ? '' : `"${text}"\n`, face: 'italic' },
            { text: words.said(words.hows[how], moment(at), saidBy, receivedBy) },
            {
              text: lifted === null ? '' : `\n${words.lifted(moment(lifted.at), lifted.words)}`,
              face: 'semibold',
            },
          ],
        ],
        shaded: lifted === null,
      })),
    );
  }
  heading(paper, 1, words.agreed);
  if (consents.length === 0) paragraph(paper, words.nothingAgreed);
  for (const consent of consents) drawConsent(paper, consent, words);
  paragraph(paper, words.rights, { style: 'smallItalic' });
  return closePaper(paper);
}

function drawConsent(paper: Paper, consent: ConsentRecord, words: AgreementsWords): void {
  const { document, withdrawals, status, completedAt, expiresAt } = consent;
  const all = withdrawals.some(({ scope }) => scope === 'all');
  const taken = new Set(withdrawals.flatMap(({ lineIds }) => lineIds));
  const moment = (instant: string | null) =>
    instant === null ? '' : momentText(paper.words, instant, paper.zone);
  heading(paper, 2, `${words.form(moment(completedAt))}: ${words.states[status]}`, 60);
  const term = status === 'expired' ? words.ended(moment(expiresAt)) : words.until(moment(expiresAt));
  paragraph(paper, `${words.by(document.practitioner.name)}; ${term}`, { style: 'small', after: 2 });
  const row = ({ lineId, name, decision }: { lineId: string; name: string; decision: string }): Row => {
    const back = decision === 'accepted' && (all || taken.has(lineId));
    const answer = back ? words.takenBack : decision === 'accepted' ? words.yes : words.no;
    return {
      cells: [
        name,
        { text: answer, tick: answer === words.yes ? 'yes' : 'no', style: back ? 'smallStrong' : 'small' },
      ],
      shaded: answer !== words.yes,
    };
  };
  const group = (label: string, lines: readonly Parameters<typeof row>[0][]): Row[] =>
    lines.length === 0 ? [] : [{ heading: true, cells: [label] }, ...lines.map(row)];
  table(
    paper,
    [
      { header: words.columns.what, share: 5 },
      { header: words.columns.answer, width: 110 },
    ],
    [
      ...group(words.kinds.techniques, document.techniques),
      ...group(words.kinds.regions, document.regions),
      ...group(
        words.kinds.drugs,
        document.substances.filter((line) => line.heading === 'drugs'),
      ),
      ...group(
        words.kinds.biologicals,
        document.substances.filter((line) => line.heading !== 'drugs'),
      ),
    ],
  );
}
