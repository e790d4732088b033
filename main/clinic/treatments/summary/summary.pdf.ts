import type { Reference } from '../../../../shared/rules/reference.ts';
import { facts, heading, list, notice, paragraph, title } from '../../../paper/blocks.ts';
import { dateText, momentText } from '../../../paper/dates.ts';
import type { Paper } from '../../../paper/canvas.ts';
import { closePaper, openPaper } from '../../../paper/page.ts';
import type { Stationery } from '../../../paper/stationery.ts';
import { drawBlocks, drawSubstances, type SummarySource, type SummaryView, textOf } from './summary.done.ts';
import { drawFindings } from './summary.findings.ts';
import { drawHits } from './summary.hits.ts';
import { askedOf } from './summary.rows.ts';
import { settingWords, visitSettings } from './summary.settings.ts';
import { drawCall, drawFiles, drawSignatures, drawWriting } from './summary.writing.ts';
import { en, type SummaryWords } from './summary.words.ts';

export type { SummaryView };

export interface SummaryPrint {
  readonly documentId: string;
  readonly copy: boolean;
  /** Which copy it is, and when it was printed. */
  readonly copied?: { readonly number: number; readonly at: string };
  /** Dates a note that is not signed yet. */
  readonly drawnAt: string;
}

/** What was found and done at one visit. A note that is not signed is a draft on every page. */
export function summaryPdf(
  stationery: Stationery,
  reference: Reference,
  view: SummaryView,
  print: SummaryPrint,
  words: SummaryWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const { session } = view;
  const paper = openPaper(stationery, {
    title: session.kind === 'phone' ? words.callTitle : words.title,
    subject: view.patient,
    documentId: print.documentId,
    contentHash: session.contentHash,
    state: session.signedAt === null ? 'draft' : print.copy ? 'copy' : 'final',
    dated: session.amendments.at(-1)?.at ?? session.signedAt ?? print.drawnAt,
    ...(session.status === 'entered-in-error' ? { stamp: words.stampError } : {}),
    ...(print.copied === undefined ? {} : { copied: print.copied }),
  });
  const source = { reference, view, words };
  const at = momentText(paper.words, session.startedAt, paper.zone);
  if (session.kind === 'phone') title(paper, words.callTitle, words.call(at));
  else title(paper, words.title, words.visit(at));
  if (!session.intact) notice(paper, [words.notIntact], { tone: 'strong' });
  drawIdentity(paper, source);
  const { refusals = [] } = view;
  if (refusals.length > 0) notice(paper, refusals, { heading: words.refuses, tone: 'strong' });
  drawWriting(paper, source);
  drawAmendments(paper, source);
  if (session.kind === 'phone') {
    drawCall(paper, source);
    drawFiles(paper, source);
    drawSignatures(paper, source);
    return closePaper(paper);
  }
  drawFindings(paper, source);
  drawBlocks(paper, source);
  drawSubstances(paper, source);
  drawHits(paper, source);
  drawAfter(paper, source);
  return closePaper(paper);
}

function drawIdentity(paper: Paper, { reference, view, words }: SummarySource): void {
  const { session, patient } = view;
  const before = textOf(session.content.common['painBefore']) ?? words.notMeasured;
  const after = textOf(session.content.common['painAfter']) ?? words.notMeasured;
  const moment = (instant: string | null) =>
    instant === null ? paper.words.none : momentText(paper.words, instant, paper.zone);
  if (session.kind === 'phone') {
    facts(
      paper,
      [
        { label: words.patient, value: [{ text: patient.name, face: 'semibold' }] },
        { label: words.birthDate, value: dateText(paper.words, patient.birthDate) },
        { label: words.number, value: patient.number },
        { label: words.writtenBy, value: session.practitionerName },
      ],
      4,
    );
    return;
  }
  facts(
    paper,
    [
      { label: words.patient, value: [{ text: patient.name, face: 'semibold' }], span: 2 },
      { label: words.birthDate, value: dateText(paper.words, patient.birthDate) },
      { label: words.number, value: patient.number },
      { label: words.practitioner, value: session.practitionerName, span: 2 },
      { label: words.session, value: words.sessionOf(session.sessionNumber, view.plannedSessions) },
      { label: words.pain, value: [{ text: words.painChange(before, after), face: 'semibold' }] },
      { label: words.complaint, value: view.complaint || paper.words.none, span: 2 },
      { label: words.safety, value: moment(session.safetyConfirmedAt) },
      {
        label: words.word,
        value:
          session.consentConfirmedAt === null
            ? paper.words.none
            : words.wordGiven(
                moment(session.consentConfirmedAt),
                session.consentConfirmedBy ?? '',
                session.substancesRead,
              ),
      },
      {
        label: words.consents,
        value:
          view.consentsOf.length === 0
            ? paper.words.none
            : view.consentsOf.map((instant) => moment(instant)).join('; '),
      },
      ...visitSettings(reference, session.content.common, settingWords(paper, view.names, words)),
    ],
    4,
  );
}

function drawAmendments(paper: Paper, { view, words }: SummarySource): void {
  const { amendments } = view.session;
  if (amendments.length === 0) return;
  notice(
    paper,
    amendments.map(({ kind, at, author, reason, text }) => [
      {
        text: words.amendment(words.amendmentKinds[kind], momentText(paper.words, at, paper.zone), author),
        face: 'semibold' as const,
      },
      { text: `\n${words.reason(reason)}${text === '' ? '' : `\n${text}`}` },
    ]),
    { heading: words.amendments, tone: 'strong' },
  );
}

function drawAfter(paper: Paper, source: SummarySource): void {
  const { reference, view, words } = source;
  const { session, aftercare, next } = view;
  for (const [label, text] of [
    [words.narrative, session.content.narrative],
    [words.plan, session.content.plan],
  ] as const) {
    if (text.trim() === '') continue;
    heading(paper, 2, label);
    paragraph(paper, text);
  }
  const reasons = Object.entries(session.content.reasons).filter(([, text]) => text.trim() !== '');
  if (reasons.length > 0) {
    heading(paper, 2, words.reasons);
    list(
      paper,
      reasons.map(([key, text]) => ({
        text: [{ text: `${askedOf(reference, session.content, key, words)}: `, face: 'semibold' }, { text }],
      })),
      { style: 'small' },
    );
  }
  const { events = [] } = view;
  if (events.length > 0) {
    heading(paper, 2, words.events);
    list(
      paper,
      events.map(({ on, severity, words: said }) => ({
        text: words.event(dateText(paper.words, on), severity, said),
      })),
      { style: 'small' },
    );
  }
  if (aftercare.length > 0) {
    heading(paper, 1, words.aftercare);
    list(
      paper,
      aftercare.map((text) => ({ text })),
      { style: 'small' },
    );
  }
  heading(paper, 2, words.next, 70);
  paragraph(
    paper,
    next === null
      ? words.noNext
      : `${momentText(paper.words, next.startsAt, paper.zone)} · ${next.practitioner} · ${next.type}`,
  );
  drawFiles(paper, source);
  drawSignatures(paper, source);
}

/** What to do about the effects that the techniques of this visit can have, as the risk bank words it. */
export function aftercareOf(reference: Reference, techniques: readonly string[], lungField = true): string[] {
  const ids = new Set(techniques.flatMap((id) => reference.techniques.get(id)?.riskIds ?? []));
  // Far from the lung its collapse is no risk of the visit.
  if (!lungField) ids.delete('pneumothorax');
  return [...ids].flatMap((id) => {
    const risk = reference.risks.get(id);
    return risk?.patientAction === undefined ? [] : [`${risk.name}: ${risk.patientAction}`];
  });
}
