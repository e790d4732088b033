import type { ConsentDocument, DocumentBlock } from '../../../shared/contract/consent-document.ts';
import { heading, list, paragraph } from '../../paper/blocks.ts';
import type { Paper } from '../../paper/canvas.ts';
import { drawPlan, drawRisks, drawSubstances } from './consent.lines.ts';
import { drawPeople, drawTold } from './consent.people.ts';
import type { ConsentWords } from './consent.words.ts';

type Kind = DocumentBlock['kind'];

/** What stands on every form, in this order where its template names no place for it. */
const always: readonly Kind[] = ['techniques', 'substances', 'risks', 'alternatives', 'rights'];
/** The talk of this patient comes before what closes the form. */
const closing: readonly Kind[] = ['rights', 'statements', 'signatures'];

/** The form in the order of its template: what is read on the screen stands on the paper, questions and answers too. */
export function drawBlocks(paper: Paper, document: ConsentDocument, words: ConsentWords): void {
  const named = new Set(document.blocks.map(({ kind }) => kind));
  const blank = { blockId: '', title: '', paragraphs: [], question: null };
  const missing = always.filter((kind) => !named.has(kind)).map((kind) => ({ ...blank, kind }));
  const isClosing = ({ kind }: DocumentBlock) => closing.includes(kind);
  const inOrder = [
    ...document.blocks.filter((block) => !isClosing(block)),
    ...missing.filter((block) => !isClosing(block)),
  ];
  inOrder.forEach((block, at) => drawBlock(paper, block, document, words, at === 0));
  drawFlags(paper, document, words);
  drawTold(paper, document, words);
  drawPeople(paper, document, words);
  for (const block of [...document.blocks, ...missing].filter(isClosing))
    drawBlock(paper, block, document, words, false);
}

function drawBlock(
  paper: Paper,
  block: DocumentBlock,
  document: ConsentDocument,
  words: ConsentWords,
  first: boolean,
): void {
  const { kind, title, paragraphs } = block;
  switch (kind) {
    case 'techniques':
      return drawPlan(paper, document, words);
    case 'substances':
      return drawSubstances(paper, document, words);
    case 'risks':
      return drawRisks(paper, document, words);
    case 'alternatives':
    case 'rights':
      heading(paper, 1, words[kind]);
      return list(
        paper,
        document[kind].map((text) => ({ text })),
      );
    case 'question':
      return drawQuestion(paper, block, words);
    case 'add-ons':
      return drawAddOns(paper, block, document, words);
    case 'text':
    case 'information':
      if (paragraphs.length === 0) return;
      if (title !== '' || first) heading(paper, 1, title === '' ? words.about : title);
      for (const text of paragraphs) paragraph(paper, text);
      return;
    default:
      // Places stand with the techniques; declarations stand with the signatures that make them.
      return;
  }
}

/** A question of the form with its answer, or that it was left open. */
function drawQuestion(paper: Paper, { title, question }: DocumentBlock, words: ConsentWords): void {
  if (question === null) return;
  const said = question.answer.map((answer) => words.formAnswers[answer as 'yes'] ?? answer);
  paragraph(paper, [
    { text: `${title} `, face: 'semibold' },
    { text: said.length === 0 ? words.decisions.undecided : paper.words.listed(said), isolate: true },
  ]);
}

/** What was asked besides the treatment, each with its own yes or no. */
function drawAddOns(
  paper: Paper,
  block: DocumentBlock,
  document: ConsentDocument,
  words: ConsentWords,
): void {
  if (document.addOns.length === 0) return;
  if (block.title !== '') heading(paper, 1, block.title);
  for (const text of block.paragraphs) paragraph(paper, text);
  const ticks = { accepted: 'yes', refused: 'no', undecided: 'empty' } as const;
  list(
    paper,
    document.addOns.map(({ name, description, decision }) => ({
      text: [
        { text: `${name}. `, face: 'semibold' },
        { text: `${description} ` },
        { text: words.decisions[decision], face: 'semibold' },
      ],
      tick: ticks[decision],
    })),
  );
}

/** What the safety answers say about this plan. */
function drawFlags(paper: Paper, { flags }: ConsentDocument, words: ConsentWords): void {
  heading(paper, 1, words.particular);
  if (flags.length === 0) return paragraph(paper, words.noFlags);
  list(
    paper,
    flags.map(({ name, level, why }) => ({
      text: [{ text: `${name}. `, face: 'semibold' }, { text: `${words.levels[level]}: ${why}` }],
      ...(level === 'note' ? {} : { tick: 'warning' as const }),
    })),
  );
}
