import type { TemplateProblem } from '../../../shared/contract/errors.ts';
import type {
  TemplateBlock,
  TemplateBlockKind,
  TemplateBody,
  TemplateUse,
} from '../../../shared/contract/templates.ts';
import { placesIn, textsOf, wrongPlaces } from '../../../shared/rules/template-text.ts';

interface Shape {
  /** Each once, and none may be left out: without it a patient would not be told, or could not decide. */
  needed: readonly TemplateBlockKind[];
  once: readonly TemplateBlockKind[];
  many: readonly TemplateBlockKind[];
}

const SHAPES: Record<TemplateUse['kind'], Shape> = {
  frame: {
    needed: [
      'techniques',
      'regions',
      'substances',
      'risks',
      'alternatives',
      'rights',
      'statements',
      'signatures',
    ],
    once: ['add-ons'],
    many: ['text', 'information', 'question'],
  },
  technique: {
    needed: ['done', 'afterwards'],
    once: ['feel', 'alternatives'],
    many: ['information', 'question'],
  },
};

/** Kinds that say nothing without a text of their own; the others show what the plan holds. */
const SPEAKING: readonly TemplateBlockKind[] = [
  'text',
  'information',
  'alternatives',
  'rights',
  'statements',
  'done',
  'feel',
  'afterwards',
];

/** What nobody can promise; the languages have their own guard. */
const PROMISES =
  /completely safe|fully safe|no side effects?(?! are)|(?<!not mean )without side effects?|risk-free|harmless|painless|guarantee/i;

/** Everything that keeps a body from being published, in the order in which it is read. */
export function problemsOf({ blocks }: TemplateBody, use: TemplateUse): TemplateProblem[] {
  const shape = SHAPES[use.kind];
  const found = blocks.flatMap((block) => problemsIn(block));
  const structure: TemplateProblem[] = [];
  const kinds = blocks.map(({ kind }) => kind);
  const single = [...shape.needed, ...shape.once];
  for (const [at, { blockId, kind }] of blocks.entries()) {
    if (blocks.findIndex((one) => one.blockId === blockId) !== at)
      structure.push({ block: blockId, problem: 'twice', what: kind });
    else if (![...single, ...shape.many].includes(kind))
      structure.push({ block: blockId, problem: 'not-here', what: kind });
    else if (single.includes(kind) && kinds.indexOf(kind) !== at)
      structure.push({ block: blockId, problem: 'twice', what: kind });
  }
  for (const kind of shape.needed)
    if (!kinds.includes(kind)) structure.push({ block: '', problem: 'missing', what: kind });
  const last = kinds.indexOf('signatures');
  if (use.kind === 'frame' && last >= 0 && last !== kinds.length - 1)
    structure.push({ block: blocks[last]?.blockId ?? '', problem: 'not-last', what: 'signatures' });
  return [...structure, ...found];
}

function problemsIn(block: TemplateBlock): TemplateProblem[] {
  const { blockId, kind, title, paragraphs, question, addOns } = block;
  const at = (problem: TemplateProblem['problem'], what = ''): TemplateProblem => ({
    block: blockId,
    problem,
    what,
  });
  const texts = textsOf({ blocks: [block] }).map(({ english }) => english);
  const distinct = new Set(question?.options.map((one) => one.trim()).filter((one) => one !== ''));
  const choosing = question?.answers === 'one-of' || question?.answers === 'several';
  return [
    ...(SPEAKING.includes(kind) && paragraphs.every((text) => text.trim() === '') ? [at('empty')] : []),
    ...(paragraphs.some((text) => text.trim() === '') && paragraphs.some((text) => text.trim() !== '')
      ? [at('empty')]
      : []),
    ...(kind === 'add-ons' && addOns.some((one) => one.name === '' || one.description.trim() === '')
      ? [at('empty')]
      : []),
    ...(new Set(addOns.map(({ addOnId }) => addOnId)).size < addOns.length ? [at('twice')] : []),
    ...(kind === 'question' && (question === null || title === '') ? [at('no-question')] : []),
    ...(choosing && (distinct.size < 2 || distinct.size < (question?.options.length ?? 0))
      ? [at('too-few-options')]
      : []),
    ...texts.flatMap((text) => wrongPlaces(text).map(({ problem, what }) => at(problem, what))),
    ...texts.flatMap((text) => {
      const promise = PROMISES.exec(text);
      return promise === null ? [] : [at('promise', promise[0])];
    }),
  ];
}

/** A translation fills in what its English text fills in, no more and no less. */
export function translationProblem(key: string, english: string, text: string): TemplateProblem | null {
  const block = key.split('/')[0] ?? key;
  const [wrong] = wrongPlaces(text);
  if (wrong !== undefined) return { block, ...wrong };
  const [asked, given] = [placesIn(english), placesIn(text)];
  return asked.join() === given.join() ? null : { block, problem: 'other-variables', what: asked.join(', ') };
}
