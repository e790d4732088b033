import type { ConsentDocument, ConsentRecord, Decision, SubstanceLine } from '../../../shared/contract/consents.ts';
import { facts, heading, list, notice, paragraph, title } from '../../paper/blocks.ts';
import { dateText, momentText } from '../../paper/dates.ts';
import { closePaper, lines, openPaper, type Paper, type Stationery } from '../../paper/page.ts';
import { signatures, type SignatureField } from '../../paper/signature.ts';
import { styles } from '../../paper/style.ts';
import { type Cell, firstRows, type Row, table } from '../../paper/table.ts';
import type { Inline, Span } from '../../paper/text.ts';
import type { Tick } from '../../paper/tick.ts';
import { type ConsentWords, en } from './consent.words.ts';

export interface ConsentPrint {
  readonly documentId: string;
  /** True for a reprint; the archived file itself is never marked. */
  readonly copy: boolean;
  /** Dates a form that is not complete yet; a complete one is dated by its last signature. */
  readonly drawnAt: string;
}

/** Height of the signatures with their heading and the notice of a draft. */
const SIGNATURES = 180;

const ticks: Record<Decision, Tick> = { accepted: 'yes', refused: 'no', undecided: 'empty' };

/** The consent form, exactly as shown and signed; equal records give equal bytes. Unsigned forms carry DRAFT on every page. */
export function consentPdf(stationery: Stationery, record: ConsentRecord, print: ConsentPrint, words: ConsentWords = en): Promise<Uint8Array<ArrayBuffer>> {
  const { document } = record;
  const stamp = record.status === 'withdrawn' || record.status === 'expired' ? words.stamps[record.status] : undefined;
  const paper = openPaper(stationery, {
    title: words.title,
    subject: document.patient,
    documentId: print.documentId,
    contentHash: record.completedAt === null ? null : record.contentHash,
    state: record.completedAt === null ? 'draft' : print.copy ? 'copy' : 'final',
    dated: record.completedAt ?? print.drawnAt,
    ...(stamp === undefined ? {} : { stamp }),
  });
  title(paper, words.title, words.template(document.template.id, document.template.version));
  drawIdentity(paper, record, words);
  drawWithdrawals(paper, record, words);
  drawRefusals(paper, document, words);
  heading(paper, 1, words.about);
  for (const text of document.introduction) paragraph(paper, text);
  drawPlan(paper, document, words);
  drawSubstances(paper, document, words);
  drawRisks(paper, document, words);
  heading(paper, 1, words.alternatives);
  list(paper, document.alternatives.map((text) => ({ text })));
  drawTalk(paper, document, words);
  heading(paper, 1, words.rights);
  list(paper, document.rights.map((text) => ({ text })));
  drawSignatures(paper, record, words);
  return closePaper(paper);
}

function drawIdentity(paper: Paper, { document, completedAt, expiresAt }: ConsentRecord, words: ConsentWords): void {
  const { patient, practitioner, plan } = document;
  const zoned = (instant: string) => momentText(paper.words, instant, paper.zone);
  facts(paper, [
    { label: words.patient, value: [{ text: patient.name, face: 'semibold' }], span: 2 },
    { label: words.birthDate, value: dateText(paper.words, patient.birthDate) },
    { label: words.number, value: patient.number },
    { label: words.practitioner, value: [practitioner.name, practitioner.title].filter((part) => part !== '').join(', '), span: 2 },
    { label: words.sessions, value: String(plan.plannedSessions) },
    { label: words.validity, value: completedAt !== null && expiresAt !== null ? words.expires(zoned(expiresAt)) : words.months(document.months) },
    { label: words.condition, value: plan.condition || paper.words.none, span: 2 },
    { label: words.goal, value: plan.goal || paper.words.none, span: 2 },
  ], 4);
}

function namesOfLines(document: ConsentDocument, chosen: (line: { lineId: string; decision: Decision }) => boolean, paper: Paper): string[] {
  return [
    ...document.techniques.filter(chosen).map(({ name }) => name),
    ...document.regions.filter(chosen).map(({ name, side }) => `${name}, ${paper.words.side[side]}`),
    ...document.substances.filter(chosen).map(({ name }) => name),
  ];
}

function drawWithdrawals(paper: Paper, record: ConsentRecord, words: ConsentWords): void {
  if (!record.intact) notice(paper, [words.notIntact], { tone: 'strong' });
  if (record.withdrawals.length === 0) return;
  const said = record.withdrawals.map((one): Inline => {
    const when = momentText(paper.words, one.at, paper.zone);
    const what = one.scope === 'all' ? words.withdrawnAll(when) : words.withdrawnLines(when, namesOfLines(record.document, ({ lineId }) => one.lineIds.includes(lineId), paper).join('; '));
    return [{ text: what, face: 'semibold' }, { text: ` ${words.withdrawnHow(words.hows[one.how], one.receivedBy)}` }, { text: one.words === '' ? '' : ` "${one.words}"`, face: 'italic' }];
  });
  notice(paper, said, { heading: words.withdrawals, tone: 'strong' });
}

function drawRefusals(paper: Paper, document: ConsentDocument, words: ConsentWords): void {
  const refused = namesOfLines(document, ({ decision }) => decision === 'refused', paper);
  if (refused.length > 0) notice(paper, [refused.join('; ')], { heading: words.refusedHeading, tone: 'strong' });
}

function decided(decision: Decision, words: ConsentWords): Cell {
  return { text: words.decisions[decision], tick: ticks[decision], style: decision === 'refused' ? 'smallStrong' : 'small' };
}

function drawPlan(paper: Paper, document: ConsentDocument, words: ConsentWords): void {
  heading(paper, 1, words.planned);
  table(
    paper,
    [{ header: words.technique, share: 2 }, { header: words.whatHappens, share: 5 }, { header: words.decision, width: 76 }],
    document.techniques.map((line) => ({
      cells: [{ text: line.name, style: 'smallStrong' }, line.description, decided(line.decision, words)],
      shaded: line.decision === 'refused',
    })),
  );
  table(
    paper,
    [{ header: words.region, share: 3 }, { header: words.side, share: 1 }, { header: words.noteColumn, share: 3 }, { header: words.decision, width: 76 }],
    document.regions.map((line) => ({
      cells: [
        { text: line.name, style: 'smallStrong' },
        paper.words.side[line.side],
        line.lungField ? { text: words.lungField, tick: 'warning' } : '',
        decided(line.decision, words),
      ],
      shaded: line.decision === 'refused',
    })),
  );
}

function drawSubstances(paper: Paper, document: ConsentDocument, words: ConsentWords): void {
  const columns = [{ header: words.substance, share: 2 }, { header: words.disclosure, share: 6 }, { header: words.decision, width: 76 }];
  const sections = (['drugs', 'biological'] as const).map((key) => ({ key, rows: substanceRows(document, key, words) }));
  const keep = (rows: readonly Row[]) => (rows.length === 0 ? 30 : firstRows(paper, columns, rows) + 16);
  heading(paper, 1, words.substances, keep(sections[0]?.rows ?? []) + 24);
  for (const { key, rows } of sections) {
    heading(paper, 2, words.headings[key], keep(rows));
    if (rows.length === 0) {
      paragraph(paper, words.noSubstance, { style: 'smallItalic' });
      continue;
    }
    if (key === 'biological') paragraph(paper, words.naturalNote, { style: 'smallItalic', after: 2 });
    table(paper, columns, rows);
  }
}

function substanceRows(document: ConsentDocument, key: SubstanceLine['heading'], words: ConsentWords): Row[] {
  return document.substances
    .filter((line) => line.heading === key)
    .map((line) => ({
      cells: [[{ text: line.name, face: 'semibold' }, { text: `\n${words.classes[line.disclosureClass]}` }], disclosure(line, words), decided(line.decision, words)],
      shaded: line.decision === 'refused',
    }));
}

/** Every fact that the patient must know of a substance; a fact that is empty says so instead of vanishing. */
function disclosure(line: SubstanceLine, words: ConsentWords): Span[] {
  const { facts: label } = words;
  const listed = (items: readonly string[]) => (items.length > 0 ? items.join('; ') : words.noneKnown);
  const rows: [string, string][] = [
    [label.purpose, listed(line.purpose)],
    ...(line.route === null ? [] : ([[label.route, line.route]] as [string, string][])),
    [label.common, listed(line.commonEffects)],
    [label.serious, listed(line.seriousEffects)],
    [label.allergens, listed(line.allergens)],
    ...(line.contains.length === 0 ? [] : ([[label.contains, line.contains.join('; ')]] as [string, string][])),
    [label.origin, listed(line.origin)],
    [label.animal, line.animalOrigin.length > 0 ? words.yesOf(line.animalOrigin.join(', ')) : words.no],
    [label.licence, words.licences[line.licence]],
    [label.class, words.reasons[line.classReason] ?? line.classReason],
  ];
  return [
    ...line.warnings.flatMap((warning): Span[] => [{ text: `${label.warnings}: ${warning}\n`, face: 'semibold' }]),
    ...rows.flatMap(([name, value], index): Span[] => [{ text: `${name}: `, face: 'semibold' }, { text: index < rows.length - 1 ? `${value}\n` : value }]),
  ];
}

function drawRisks(paper: Paper, document: ConsentDocument, words: ConsentWords): void {
  heading(paper, 1, words.risks, 70);
  const rows = (['serious', 'significant', 'mild'] as const).flatMap((severity): Row[] => {
    const group = document.risks.filter((risk) => risk.severity === severity);
    return group.length === 0
      ? []
      : [
          { heading: true, cells: [words.severities[severity]] },
          ...group.map((risk) => ({
            cells: [
              { text: risk.name, style: 'smallStrong' as const },
              risk.text,
              [{ text: risk.frequency }, { text: risk.reported === null ? '' : `\n${words.reported(risk.reported)}` }],
              risk.action ?? '',
            ],
          })),
        ];
  });
  table(paper, [{ header: words.risk, share: 3 }, { header: words.meaning, share: 5 }, { header: words.frequency, share: 5 }, { header: words.action, share: 4 }], rows);
}

function drawTalk(paper: Paper, { flags, talk }: ConsentDocument, words: ConsentWords): void {
  heading(paper, 1, words.particular);
  if (flags.length === 0) paragraph(paper, words.noFlags);
  else {
    list(paper, flags.map(({ name, level, why }) => ({
      text: [{ text: `${name}. `, face: 'semibold' }, { text: `${words.levels[level]}: ${why}` }],
      tick: level === 'note' ? 'empty' : 'warning',
    })));
  }
  if (talk.whatMatters !== '') paragraph(paper, [{ text: `${words.matters}: `, face: 'semibold' }, { text: talk.whatMatters }]);
  heading(paper, 1, words.questions);
  if (talk.questions.length === 0) paragraph(paper, words.noQuestions);
  for (const { question, answer } of talk.questions) paragraph(paper, [{ text: `${question}\n`, face: 'semibold' }, { text: answer }]);
  if (talk.interpreter) paragraph(paper, [{ text: `${words.interpreter}: `, face: 'semibold' }, { text: `${talk.interpreter.name}, ${talk.interpreter.language}` }]);
  const { capacity } = talk;
  if (capacity) {
    heading(paper, 2, words.capacity);
    list(paper, (['understands', 'remembers', 'weighs', 'communicates'] as const).map((part) => ({ text: words.capacityParts[part], tick: capacity[part] ? 'yes' : 'no' })));
    if (capacity.note !== '') paragraph(paper, capacity.note);
  }
}

function drawSignatures(paper: Paper, record: ConsentRecord, words: ConsentWords): void {
  const { document, signers } = record;
  const guardian = signers?.guardians[0];
  // Who signs must see on the same page what is declared.
  const declared = document.statements.reduce((total, text) => total + lines(paper, text, 'body', paper.width - 11).length * styles.body.leading + 1.5, 0);
  heading(paper, 1, words.statements, Math.min(declared + SIGNATURES, 520));
  list(paper, document.statements.map((text) => ({ text })));
  heading(paper, 1, words.signatures, 100);
  if (record.completedAt === null) notice(paper, [words.notSigned], { tone: 'strong' });
  const given = (role: SignatureField['role'], name: string, as: string, roles: readonly string[]): SignatureField => {
    const found = record.signatures.find((signature) => roles.includes(signature.role));
    if (!found) return { role, name, as, signed: null };
    const { typedName, strokes, signedAt, contentHash } = found;
    return {
      role: found.role === 'guardian' ? `${words.roles.guardian} ${document.patient.name}` : role,
      name: found.name || name,
      as: found.role === 'guardian' ? found.relation : as,
      signed: { typedName, strokes, at: signedAt, contentHash },
    };
  };
  signatures(paper, [
    signers === null || signers.patient === 'may'
      ? given(words.roles.patient, document.patient.name, '', ['patient', 'guardian'])
      : given(`${words.roles.guardian} ${document.patient.name}`, guardian?.name ?? '', guardian?.relation ?? '', ['patient', 'guardian']),
    given(words.roles.practitioner, document.practitioner.name, document.practitioner.title, ['practitioner']),
  ]);
  if (record.completedAt !== null) paragraph(paper, words.proof(record.contentHash), { style: 'small' });
}
