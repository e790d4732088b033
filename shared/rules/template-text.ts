import type { TemplateVariant } from '../contract/consent-document.ts';
import type { TemplateBody } from '../contract/templates.ts';

export interface KeyedText {
  /** Where it stands in the body: the same as long as the block is the same one. */
  key: string;
  english: string;
}

/** Says the text of a key. */
export type Tell = (key: string, english: string) => string;

/** The body with every text told anew; what is empty stays so. */
export function toldBy(tell: Tell, { blocks }: TemplateBody): TemplateBody {
  const say: Tell = (key, english) => (english.trim() === '' ? english : tell(key, english));
  return {
    blocks: blocks.map((block) => {
      const at = block.blockId;
      return {
        ...block,
        title: say(`${at}/title`, block.title),
        paragraphs: block.paragraphs.map((text, index) => say(`${at}/paragraphs/${index}`, text)),
        question: block.question && {
          ...block.question,
          options: block.question.options.map((text, index) => say(`${at}/options/${index}`, text)),
        },
        addOns: block.addOns.map((one) => ({
          ...one,
          name: say(`${at}/${one.addOnId}/name`, one.name),
          description: say(`${at}/${one.addOnId}/description`, one.description),
        })),
      };
    }),
  };
}

/** Every text of a body, in the order in which it is read. */
export function textsOf(body: TemplateBody): KeyedText[] {
  const found: KeyedText[] = [];
  toldBy((key, english) => {
    found.push({ key, english });
    return english;
  }, body);
  return found;
}

/** What may stand between double braces, filled in when a consent is composed. */
export const variables = [
  'patientName',
  'practitionerName',
  'clinicName',
  'condition',
  'goal',
  'plannedSessions',
  'months',
] as const;
export type Variable = (typeof variables)[number];

const PLACE = /\{\{([^{}]*)\}\}/g;

/** Puts values into a body. What has no value stays, so that it is seen. */
export function filled(body: TemplateBody, values: Readonly<Record<Variable, string>>): TemplateBody {
  const known: Readonly<Record<string, string>> = values;
  return toldBy(
    (_, text) => text.replaceAll(PLACE, (whole, name: string) => known[name.trim()] ?? whole),
    body,
  );
}

/** Names between double braces that no consent can fill in, and braces that are not closed. */
export function wrongPlaces(text: string): { problem: 'unknown-variable' | 'open-brace'; what: string }[] {
  const names = [...text.matchAll(PLACE)].map(([, name = '']) => name.trim());
  const unknown = names.filter((name) => !(variables as readonly string[]).includes(name));
  const rest = text.replaceAll(PLACE, '');
  return [
    ...unknown.map((what) => ({ problem: 'unknown-variable' as const, what })),
    ...(/\{\{|\}\}/.test(rest) ? [{ problem: 'open-brace' as const, what: text.slice(0, 60) }] : []),
  ];
}

/** The variables that a text asks for, each once, in the order of the alphabet. */
export function placesIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name.trim()))].toSorted();
}

/** One template as a document uses it. */
export interface UsedTemplate {
  id: string;
  version: number;
  /** As written, for telling whether it says the same as before whatever the language. */
  english: TemplateBody;
  told: TemplateBody;
  left: readonly string[];
}

/** The words that one document is put together from. */
export interface DocumentTemplates {
  language: string;
  variant: TemplateVariant;
  frame: UsedTemplate;
  /** By technique id. */
  parts: ReadonlyMap<string, UsedTemplate>;
  /** False while any of the words, or of what they name, was put into the language by a machine and read by nobody. */
  readByPerson: boolean;
}
