import type { ConsentDocument, Decision } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { paperCode, paperCodeText } from '../../../shared/rules/paper-code.ts';
import { facts, heading, list, notice, paragraph, title } from '../../paper/blocks.ts';
import { dateText, momentText } from '../../paper/dates.ts';
import { lines, type Paper } from '../../paper/canvas.ts';
import { closePaper, openPaper } from '../../paper/page.ts';
import type { Stationery } from '../../paper/stationery.ts';
import { signatures } from '../../paper/signature.ts';
import { styles } from '../../paper/style.ts';
import type { Inline } from '../../paper/text.ts';
import { drawBlocks } from './consent.blocks.ts';
import { signatureFields } from './consent.people.ts';
import { type ConsentWords, en } from './consent.words.ts';

export interface ConsentPrint {
  readonly documentId: string;
  /** True for a form that goes out to be signed by hand: frozen, with a code, and not yet a consent. */
  readonly form?: boolean;
  /** Which copy it is, and when it was printed. */
  readonly copied?: { readonly number: number; readonly at: string };
  /** True for a reprint; the archived file itself is never marked. */
  readonly copy: boolean;
  /** Dates a form that is not complete yet; a complete one is dated by its last signature. */
  readonly drawnAt: string;
}

/** Height of the signatures with their heading and the notice of a draft. */
const SIGNATURES = 180;

/** The consent form, exactly as shown and signed; equal records give equal bytes. Unsigned forms carry DRAFT on every page. */
export function consentPdf(
  stationery: Stationery,
  record: ConsentRecord,
  print: ConsentPrint,
  words: ConsentWords = en,
): Promise<Uint8Array<ArrayBuffer>> {
  const { document } = record;
  const stamp =
    record.status === 'withdrawn' || record.status === 'expired' ? words.stamps[record.status] : undefined;
  const state = record.completedAt !== null ? (print.copy ? 'copy' : 'final') : print.form ? 'form' : 'draft';
  const reading = state === 'draft';
  const paper = openPaper(stationery, {
    title: words.title,
    subject: document.patient,
    documentId: print.documentId,
    contentHash: reading ? null : record.contentHash,
    state,
    dated: record.completedAt ?? print.drawnAt,
    ...(reading
      ? { note: words.notAConsent }
      : {
          code: {
            drawn: paperCode(record.id, record.contentHash),
            text: paperCodeText(record.id, record.contentHash),
          },
        }),
    ...(print.copied === undefined ? {} : { copied: print.copied }),
    ...(stamp === undefined ? {} : { stamp }),
  });
  title(paper, words.title, words.template(document.template.id, document.template.version));
  if (document.template.draftedBy === 'machine') notice(paper, [words.machineDrafted]);
  drawIdentity(paper, record, words);
  drawWithdrawals(paper, record, words);
  drawStanding(paper, document, words);
  drawRefusals(paper, document, words);
  drawBlocks(paper, document, words);
  drawSignatures(paper, record, words, state === 'form');
  return closePaper(paper);
}

function drawIdentity(
  paper: Paper,
  { document, completedAt, expiresAt }: ConsentRecord,
  words: ConsentWords,
): void {
  const { patient, practitioner, plan } = document;
  const zoned = (instant: string) => momentText(paper.words, instant, paper.zone);
  facts(
    paper,
    [
      { label: words.patient, value: [{ text: patient.name, face: 'semibold' }], span: 2 },
      { label: words.birthDate, value: dateText(paper.words, patient.birthDate) },
      { label: words.number, value: patient.number },
      {
        label: words.practitioner,
        value: paper.words.together(practitioner.name, practitioner.title),
        span: 2,
      },
      { label: words.sessions, value: String(plan.plannedSessions) },
      {
        label: words.validity,
        value:
          completedAt !== null && expiresAt !== null
            ? words.expires(zoned(expiresAt))
            : words.months(document.months),
      },
      ...endings(paper, document, words),
      {
        label: words.condition,
        value: [{ text: plan.condition || paper.words.none, isolate: true }],
        span: 2,
      },
      { label: words.goal, value: [{ text: plan.goal || paper.words.none, isolate: true }], span: 2 },
    ],
    4,
  );
}

/** What may end it before its day, where the patient agreed for so many visits or for one course. */
function endings(paper: Paper, { plan }: ConsentDocument, words: ConsentWords) {
  const visits = plan.term?.visits ?? null;
  const said = [
    ...(visits === null ? [] : [words.endsAfter(visits)]),
    ...((plan.term?.courseId ?? null) === null ? [] : [words.endsWithCourse]),
  ];
  return said.length === 0 ? [] : [{ label: words.ends, value: paper.words.listed(said), span: 4 }];
}

function namesOfLines(
  document: ConsentDocument,
  chosen: (line: { lineId: string; decision: Decision }) => boolean,
): string[] {
  return [
    ...document.techniques.filter(chosen).map(({ name }) => name),
    ...document.regions.filter(chosen).map(({ name }) => name),
    ...document.substances.filter(chosen).map(({ name }) => name),
  ];
}

function drawWithdrawals(paper: Paper, record: ConsentRecord, words: ConsentWords): void {
  if (!record.intact) notice(paper, [words.notIntact], { tone: 'strong' });
  if (record.withdrawals.length === 0) return;
  const said = record.withdrawals.map((one): Inline => {
    const when = momentText(paper.words, one.at, paper.zone);
    const what =
      one.scope === 'all'
        ? words.withdrawnAll(when)
        : words.withdrawnLines(
            when,
            paper.words.listed(namesOfLines(record.document, ({ lineId }) => one.lineIds.includes(lineId))),
          );
    return [
      { text: what, face: 'semibold' },
      { text: ` ${words.withdrawnHow(words.hows[one.how], one.receivedBy)}` },
      { text: ' ' },
      { text: one.words === '' ? '' : `"${one.words}"`, face: 'italic', isolate: true },
    ];
  });
  notice(paper, said, { heading: words.withdrawals, tone: 'strong' });
}

/** What the patient refuses whatever this form says: first of all that is read. */
function drawStanding(paper: Paper, { refusals = [] }: ConsentDocument, words: ConsentWords): void {
  if (refusals.length === 0) return;
  const said = refusals.map((one): Inline => [
    { text: one.name, face: 'semibold' },
    { text: '  ' },
    { text: one.words === '' ? '' : `"${one.words}"`, face: 'italic', isolate: true },
    { text: ` ${words.refusedHow(words.refusalHows[one.how], one.saidBy, dateText(paper.words, one.on))}` },
  ]);
  notice(paper, said, { heading: words.refusesAlways, tone: 'strong' });
}

function drawRefusals(paper: Paper, document: ConsentDocument, words: ConsentWords): void {
  const refused = namesOfLines(document, ({ decision }) => decision === 'refused');
  if (refused.length > 0)
    notice(paper, [paper.words.listed(refused)], { heading: words.refusedHeading, tone: 'strong' });
}

function drawSignatures(paper: Paper, record: ConsentRecord, words: ConsentWords, byHand: boolean): void {
  const { document } = record;
  // Who signs must see on the same page what is declared.
  const declared = document.statements.reduce(
    (total, text) => total + lines(paper, text, 'body', paper.width - 11).length * styles.body.leading + 1.5,
    0,
  );
  heading(paper, 1, words.statements, Math.min(declared + SIGNATURES, 520));
  list(
    paper,
    document.statements.map((text) => ({ text })),
  );
  heading(paper, 1, words.signatures, 100);
  if (byHand) notice(paper, [words.signByHand], { tone: 'strong' });
  else if (record.completedAt === null) notice(paper, [words.notSigned], { tone: 'strong' });
  // The practitioner countersigns on the screen, once the signed paper is in the record.
  signatures(paper, signatureFields(record, words).slice(0, byHand ? -1 : undefined));
  if (record.completedAt !== null) paragraph(paper, words.proof(record.contentHash), { style: 'small' });
}
