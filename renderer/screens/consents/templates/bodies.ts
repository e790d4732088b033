import type {
  TemplateBlock,
  TemplateBlockKind,
  TemplateBody,
  TemplateUse,
} from '../../../../shared/contract/templates.ts';
import { textsOf } from '../../../../shared/rules/template-text.ts';

/** What can be added to a text of that use; the blocks that every form needs are there already, unless taken out. */
export function addable(use: TemplateUse, { blocks }: TemplateBody): TemplateBlockKind[] {
  const free: TemplateBlockKind[] =
    use.kind === 'frame' ? ['text', 'information', 'question'] : ['information', 'question'];
  const once: TemplateBlockKind[] =
    use.kind === 'frame'
      ? [
          'techniques',
          'regions',
          'substances',
          'risks',
          'alternatives',
          'add-ons',
          'rights',
          'statements',
          'signatures',
        ]
      : ['done', 'feel', 'afterwards', 'alternatives'];
  return [...free, ...once.filter((kind) => !blocks.some((block) => block.kind === kind))];
}

/** A new block before the signatures, with a name that none has. */
export function withNew(
  body: TemplateBody,
  kind: TemplateBlockKind,
): { body: TemplateBody; blockId: string } {
  const taken = new Set(body.blocks.map((block) => block.blockId));
  let blockId: string = kind;
  for (let number = 2; taken.has(blockId); number += 1) blockId = `${kind}-${number}`;
  const block: TemplateBlock = {
    ...{ blockId, kind, title: '', paragraphs: [], addOns: [] },
    question: kind === 'question' ? { answers: 'yes-no', options: [], required: false } : null,
  };
  const last = body.blocks.findIndex((one) => one.kind === 'signatures');
  const at = last < 0 || kind === 'signatures' ? body.blocks.length : last;
  return { body: { blocks: body.blocks.toSpliced(at, 0, block) }, blockId };
}

export function moved({ blocks }: TemplateBody, at: number, by: -1 | 1): TemplateBody {
  const [block] = blocks.slice(at, at + 1);
  const to = at + by;
  if (block === undefined || to < 0 || to >= blocks.length) return { blocks };
  return { blocks: blocks.toSpliced(at, 1).toSpliced(to, 0, block) };
}

/** Without the empty lines that typing leaves. */
export function tidy({ blocks }: TemplateBody): TemplateBody {
  const full = (texts: readonly string[]) => texts.map((text) => text.trim()).filter((text) => text !== '');
  return {
    blocks: blocks.map((block) => ({
      ...block,
      title: block.title.trim(),
      paragraphs: full(block.paragraphs),
      question: block.question && { ...block.question, options: full(block.question.options) },
    })),
  };
}

export function same(one: TemplateBody, other: TemplateBody): boolean {
  return JSON.stringify(sorted(tidy(one))) === JSON.stringify(sorted(tidy(other)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}

/** What one body says and the other does not, text by text. */
export function difference(before: TemplateBody, after: TemplateBody): { gone: string[]; added: string[] } {
  const [old, now] = [before, after].map((body) => textsOf(body).map(({ english }) => english));
  return {
    gone: (old ?? []).filter((text) => now?.includes(text) !== true),
    added: (now ?? []).filter((text) => old?.includes(text) !== true),
  };
}
