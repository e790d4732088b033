import type {
  ConsentDocument,
  ConsentPlan,
  ConsentTalk,
  DocumentBlock,
} from '../../../shared/contract/consent-document.ts';
import type { TemplateBlock, TemplateBody } from '../../../shared/contract/templates.ts';
import { filled, type DocumentTemplates, type Variable } from '../../../shared/rules/template-text.ts';
import { addOnLineId } from './plan.rules.ts';

type AddOn = Omit<ConsentDocument['addOns'][number], 'decision' | 'facts'>;

/** What the templates say in one document. */
interface Said {
  blocks: Asked[];
  /** What is said of each technique, by its id: what is done, how it feels, what to do afterwards. */
  described: ReadonlyMap<string, string>;
  addOns: AddOn[];
  alternatives: string[];
  rights: string[];
  statements: string[];
  left: string[];
}
type Asked = Omit<TemplateBlock, 'addOns'>;

/** Frame and parts put together, with the variables filled in; `english` is what they say as they were written. */
export function saidIn(
  { frame, parts }: DocumentTemplates,
  plan: ConsentPlan,
  values: Readonly<Record<Variable, string>>,
  as: 'told' | 'english',
): Said {
  const form = filled(frame[as], values);
  const bodies = plan.techniques.flatMap((id): { id: string; body: TemplateBody }[] => {
    const part = parts.get(id);
    return part === undefined ? [] : [{ id, body: filled(part[as], values) }];
  });
  const of = (body: TemplateBody, kinds: readonly string[]) =>
    body.blocks.filter(({ kind }) => kinds.includes(kind)).flatMap(({ paragraphs }) => paragraphs);
  const chosen = new Set(plan.addOns);
  return {
    blocks: form.blocks.flatMap(({ addOns: _, ...block }): Asked[] => {
      if (block.kind === 'add-ons' && chosen.size === 0) return [];
      return block.kind === 'techniques' ? [block, ...partBlocks(bodies)] : [block];
    }),
    described: new Map(
      bodies.map(({ id, body }) => [id, of(body, ['done', 'feel', 'afterwards']).join('\n')]),
    ),
    addOns: form.blocks
      .flatMap(({ addOns }) => addOns)
      .filter(({ addOnId }) => chosen.has(addOnId))
      .map(({ addOnId, name, description }) => ({
        lineId: addOnLineId(addOnId),
        ...{ addOnId, name, description },
      })),
    alternatives: [
      ...new Set([
        ...of(form, ['alternatives']),
        ...bodies.flatMap(({ body }) => of(body, ['alternatives'])),
      ]),
    ],
    rights: of(form, ['rights']),
    statements: of(form, ['statements']),
    left: [frame, ...parts.values()].flatMap(({ left }) => left),
  };
}

/** What single techniques ask and tell besides, under ids of their own; what two of them say alike stands once. */
function partBlocks(bodies: readonly { id: string; body: TemplateBody }[]): Asked[] {
  const found = new Map<string, Asked>();
  for (const { id, body } of bodies) {
    for (const { addOns: _, ...block } of body.blocks) {
      if (block.kind !== 'question' && block.kind !== 'information') continue;
      const { title, paragraphs, question } = block;
      const content = JSON.stringify([title, paragraphs, question]);
      if (!found.has(content)) found.set(content, { ...block, blockId: `${id}-${block.blockId}` });
    }
  }
  return [...found.values()];
}

/** What its lines and lists say stands in the document already. */
const ELSEWHERE: readonly string[] = ['alternatives', 'rights', 'statements'];

/**
 * The blocks with the answers of the talk. An option that was chosen in another language is the same option: it is found
 * by its place. What is no answer to the question any more is no answer.
 */
export function blocksOf(
  asked: readonly Asked[],
  talk: ConsentTalk,
  before: ConsentDocument | null,
): { blocks: DocumentBlock[]; answers: ConsentTalk['answers'] } {
  const given = new Map(talk.answers.map(({ blockId, answer }) => [blockId, answer]));
  const earlier = new Map((before?.blocks ?? []).map((block) => [block.blockId, block.question]));
  const blocks = asked.map(({ blockId, kind, title, paragraphs, question }): DocumentBlock => {
    const said = given.get(blockId) ?? [];
    const { options = [] } = earlier.get(blockId) ?? {};
    const inWords = said.map((one) =>
      question !== null && !question.options.includes(one)
        ? (question.options[options.indexOf(one)] ?? one)
        : one,
    );
    return {
      blockId,
      kind: kind as DocumentBlock['kind'],
      title,
      paragraphs: ELSEWHERE.includes(kind) ? [] : paragraphs,
      question: question && { ...question, answer: inWords.filter((one) => isAnswer(one, question)) },
    };
  });
  const answered = new Map(blocks.map(({ blockId, question }) => [blockId, question?.answer]));
  return {
    blocks,
    answers: talk.answers.map(({ blockId, answer }) => ({
      blockId,
      answer: answered.get(blockId) ?? answer,
    })),
  };
}

function isAnswer(said: string, { answers, options }: NonNullable<Asked['question']>): boolean {
  switch (answers) {
    case 'yes-no':
      return said === 'yes' || said === 'no';
    case 'one-of':
    case 'several':
      return options.includes(said);
    case 'number':
      return /^-?\d{1,9}([.,]\d{1,4})?$/.test(said.trim());
    case 'text':
      return said.trim() !== '';
  }
}
