import type { ConsentDocument, ConsentTalk } from '../../../shared/contract/consent-document.ts';
import { linesOf } from './lines.ts';

/** People who are switched on and have no name yet: not part of the document, and not to be forgotten. */
export function unnamed(talk: ConsentTalk): string[] {
  const { interpreter, reader, witness, substitutes } = talk;
  const blank = (one: { name: string } | null) => one !== null && one.name.trim() === '';
  return [
    ...(blank(interpreter) || interpreter?.language.trim() === '' ? ['interpreter-name'] : []),
    ...(blank(reader) ? ['reader-name'] : []),
    ...(blank(witness) ? ['witness-name'] : []),
    ...(substitutes.some(blank) ? ['proxy-name'] : []),
  ];
}

/** Without those who have no name yet, and without a question that has no words. */
export function complete(talk: ConsentTalk): ConsentTalk {
  const lacking = unnamed(talk);
  return {
    ...talk,
    questions: talk.questions.filter(({ question }) => question.trim() !== ''),
    substitutes: talk.substitutes.filter(({ name }) => name.trim() !== ''),
    interpreter: lacking.includes('interpreter-name') ? null : talk.interpreter,
    reader: lacking.includes('reader-name') ? null : talk.reader,
    witness: lacking.includes('witness-name') ? null : talk.witness,
  };
}

/** Whether two talks say the same; the order of their keys says nothing. */
export function sameTalk(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

export interface Lack {
  code: string;
  /** What `{{name}}` stands for in its words. */
  name: string;
  /** Where it is mended: a mark on the talk, a line, a question, or another step. */
  place: string;
}

/** Places in the talk by the first word of a code. */
const places: Readonly<Record<string, string>> = {
  identity: 'identity',
  questions: 'questions',
  capacity: 'capacity',
  signers: 'decides',
  not: 'decides',
  substitute: 'decides',
  proxy: 'decides',
  assent: 'assent',
  interpreter: 'interpreter',
  reader: 'reader',
  witness: 'witness',
  chaperone: 'chaperone',
};

/** What a code of the record is about, in the document at hand. */
export function lackOf(code: string, document: ConsentDocument): Lack {
  if (code === 'condition') return { code, name: '', place: 'plan' };
  const colon = code.indexOf(':');
  const [kind, name] = [code.slice(0, colon), code.slice(colon + 1)];
  if (kind === 'block') {
    const title = document.blocks.find(({ blockId }) => blockId === name)?.title ?? name;
    return { code: 'block', name: title, place: `block:${name}` };
  }
  const line = linesOf(document).find(({ lineId }) => lineId === code);
  if (line !== undefined) return { code: 'line', name: line.name, place: code };
  const plain = colon === -1 ? code : kind;
  const place = places[plain.split('-')[0] ?? ''];
  return place === undefined
    ? { code: 'other', name: code, place: 'identity' }
    : { code: plain, name: colon === -1 ? '' : name, place };
}

/** Leads to a place of the talk and sets the cursor there; false where it is not on the page. */
export function showPlace(place: string): boolean {
  const found = window.document.querySelector<HTMLElement>(
    `[data-lack="${CSS.escape(place)}"], [data-line="${CSS.escape(place)}"]`,
  );
  if (found === null) return false;
  found.scrollIntoView({ block: 'center' });
  found
    .querySelector<HTMLElement>('input:not(:disabled), textarea, button:not(:disabled)')
    ?.focus({ preventScroll: true });
  return true;
}
