import type { ConsentDocument, Decision, SubstanceLine } from '../../../shared/contract/consent-document.ts';
import { heading, paragraph } from '../../paper/blocks.ts';
import type { Paper } from '../../paper/canvas.ts';
import type { PaperWords } from '../../paper/words/en.ts';
import { type Cell, firstRows, type Row, table, tableUnder } from '../../paper/table.ts';
import type { Span } from '../../paper/text.ts';
import type { Tick } from '../../paper/tick.ts';
import type { ConsentWords } from './consent.words.ts';

const ticks: Record<Decision, Tick> = { accepted: 'yes', refused: 'no', undecided: 'empty' };

function decided(decision: Decision, words: ConsentWords): Cell {
  return {
    text: words.decisions[decision],
    tick: ticks[decision],
    style: decision === 'refused' ? 'smallStrong' : 'small',
  };
}

/** Techniques and body regions with the decision on each. */
export function drawPlan(paper: Paper, document: ConsentDocument, words: ConsentWords): void {
  tableUnder(
    paper,
    1,
    words.planned,
    [
      { header: words.technique, share: 2 },
      { header: words.whatHappens, share: 5 },
      { header: words.decision, width: 76 },
    ],
    document.techniques.map((line) => ({
      cells: [{ text: line.name, style: 'smallStrong' }, line.description, decided(line.decision, words)],
      shaded: line.decision === 'refused',
    })),
  );
  table(
    paper,
    [
      { header: words.region, share: 4 },
      { header: words.noteColumn, share: 3 },
      { header: words.decision, width: 76 },
    ],
    document.regions.map((line) => ({
      cells: [
        { text: line.name, style: 'smallStrong' },
        line.lungField ? { text: words.lungField, tick: 'warning' } : '',
        decided(line.decision, words),
      ],
      shaded: line.decision === 'refused',
    })),
  );
  drawRetained(paper, document, words);
}

/** Needles that stay in when the patient goes home, each place with its own decision. */
function drawRetained(paper: Paper, { retained = [] }: ConsentDocument, words: ConsentWords): void {
  if (retained.length === 0) return;
  heading(paper, 2, words.retained, 90);
  paragraph(paper, words.retainedNote);
  table(
    paper,
    [
      { header: words.region, share: 2 },
      { header: words.disclosure, share: 6 },
      { header: words.decision, width: 76 },
    ],
    retained.map((line) => ({
      cells: [{ text: line.name, style: 'smallStrong' }, line.text.join('\n'), decided(line.decision, words)],
      shaded: line.decision === 'refused',
    })),
  );
}

/** Injected substances under their two headings, which both stand even when nothing is planned under one. */
export function drawSubstances(paper: Paper, document: ConsentDocument, words: ConsentWords): void {
  const columns = [
    { header: words.substance, share: 2 },
    { header: words.disclosure, share: 6 },
    { header: words.decision, width: 76 },
  ];
  const sections = (['drugs', 'biological'] as const).map((key) => ({
    key,
    rows: substanceRows(document, key, words, paper.words),
  }));
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

function substanceRows(
  document: ConsentDocument,
  key: SubstanceLine['heading'],
  words: ConsentWords,
  signs: PaperWords,
): Row[] {
  return document.substances
    .filter((line) => line.heading === key)
    .map((line) => ({
      cells: [
        [{ text: line.name, face: 'semibold' }, { text: `\n${words.classes[line.disclosureClass]}` }],
        disclosure(line, words, signs),
        decided(line.decision, words),
      ],
      shaded: line.decision === 'refused',
    }));
}

/** Every fact that the patient must know of a substance; a fact that is empty says so instead of vanishing. */
function disclosure(line: SubstanceLine, words: ConsentWords, signs: PaperWords): Span[] {
  const { facts: label } = words;
  const listed = (items: readonly string[]) => (items.length > 0 ? signs.listed(items) : words.noneKnown);
  const rows: [string, string][] = [
    [label.purpose, listed(line.purpose)],
    ...(line.route === null ? [] : ([[label.route, line.route]] as [string, string][])),
    [label.common, listed(line.commonEffects)],
    [label.serious, listed(line.seriousEffects)],
    [label.allergens, listed(line.allergens)],
    ...(line.contains.length === 0
      ? []
      : ([[label.contains, signs.listed(line.contains)]] as [string, string][])),
    [label.origin, listed(line.origin)],
    [
      label.animal,
      line.animalOrigin.length > 0 ? words.yesOf(signs.together(...line.animalOrigin)) : words.no,
    ],
    ...(line.ownBlood === null ? [] : ([[label.ownBlood, line.ownBlood]] as [string, string][])),
    [label.licence, words.licences[line.licence]],
    [label.class, words.reasons[line.classReason] ?? line.classReason],
    [label.without, listed(line.without)],
  ];
  return [
    ...line.warnings.flatMap((warning): Span[] => [
      { text: `${label.warnings}: ${warning}\n`, face: 'semibold' },
    ]),
    ...rows.flatMap(([name, value], index): Span[] => [
      { text: `${name}: `, face: 'semibold' },
      { text: index < rows.length - 1 ? `${value}\n` : value },
    ]),
  ];
}

/** Risks by severity, the serious ones first. */
export function drawRisks(paper: Paper, document: ConsentDocument, words: ConsentWords): void {
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
              [
                { text: risk.frequency },
                { text: risk.reported === null ? '' : `\n${words.reported(risk.reported)}` },
              ],
              risk.action ?? '',
            ],
          })),
        ];
  });
  tableUnder(
    paper,
    1,
    words.risks,
    [
      { header: words.risk, share: 3 },
      { header: words.meaning, share: 5 },
      { header: words.frequency, share: 5 },
      { header: words.action, share: 4 },
    ],
    rows,
  );
}
