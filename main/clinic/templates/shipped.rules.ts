import { z } from 'zod';
import templatesJson from '../../../resources/reference/templates.json' with { type: 'json' };
import { templateVariant } from '../../../shared/contract/consent-document.ts';
import { templateBlock, type TemplateBody, type TemplateUse } from '../../../shared/contract/templates.ts';
import { referenceId } from '../../../shared/contract/values.ts';
import type { Speaker } from '../../../shared/rules/translations.ts';
import { textsOf } from '../../../shared/rules/template-text.ts';

/** As the file has it: what a block does not have is left out. */
const { title, paragraphs, question, addOns } = templateBlock.shape;
const writtenBlock = templateBlock.extend({
  title: title.default(''),
  paragraphs: paragraphs.default([]),
  question: question.default(null),
  addOns: addOns.default([]),
});

const shared = {
  id: referenceId,
  version: z.int().positive(),
  /** Whether a changed text changes what patients were told: it re-opens the consents given before. */
  material: z.boolean().default(false),
  blocks: z.array(writtenBlock).min(1),
};

export const templatesFile = z.strictObject({
  meta: z.strictObject({
    schemaVersion: z.literal(1),
    language: z.literal('en'),
    purpose: z.string(),
    note: z.string(),
  }),
  frames: z.array(z.strictObject({ ...shared, name: z.string().min(1), variant: templateVariant })),
  parts: z.array(z.strictObject({ ...shared, techniqueId: referenceId })),
});

export interface Shipped {
  id: string;
  use: TemplateUse;
  /** Of a frame; a part is called like its technique. */
  name: string | null;
  material: boolean;
  body: TemplateBody;
}

function read(): readonly Shipped[] {
  const { frames, parts } = templatesFile.parse(templatesJson);
  return [
    ...frames.map(({ id, variant, name, material, blocks }) => ({
      ...{ id, name, material, body: { blocks } },
      use: { kind: 'frame' as const, variant },
    })),
    ...parts.map(({ id, techniqueId, material, blocks }) => ({
      ...{ id, name: null, material, body: { blocks } },
      use: { kind: 'technique' as const, techniqueId },
    })),
  ];
}

/** One frame for each kind of signer, one part for each technique. */
export const shipped = read();

export function shippedBy(id: string): Shipped | undefined {
  return shipped.find((one) => one.id === id);
}

/** What several templates say alike stands once, under the first that says it. */
function shippedTexts(): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { id, body } of shipped)
    for (const { key, english } of textsOf(body))
      if (!keys.has(english)) keys.set(english, `templates/${id}/${key}`);
  return new Map([...keys].map(([english, key]) => [key, english]));
}

const all = shippedTexts();

/** Says every shipped text once, so that it is known what a language must have: by English text. */
export function sayShipped({ say }: Speaker): ReadonlyMap<string, string> {
  return new Map([...all].map(([key, english]) => [english, say(key, english)]));
}
