import type { Reference } from '../../../shared/rules/reference.ts';
import type { Translation } from '../../../shared/rules/translations.ts';
import type { LanguageMark, TemplateBody, TemplateText } from '../../../shared/contract/templates.ts';
import { printOf } from '../../reference/translations.ts';
import { textsOf, toldBy } from '../../../shared/rules/template-text.ts';

const PACK = 'templates/';

/** The shipped translations by the print of their English text, which may stand in several templates. */
const packs = new WeakMap<Translation, ReadonlyMap<string, string>>();

function packOf(translation: Translation): ReadonlyMap<string, string> {
  const known = packs.get(translation);
  if (known !== undefined) return known;
  const made = new Map(
    Object.entries(translation.texts)
      .filter(([key]) => key.startsWith(PACK))
      .map(([, { of, text }]) => [of, text]),
  );
  packs.set(translation, made);
  return made;
}

interface WrittenText {
  templateId: string;
  textKey: string;
  english: string;
  text: string;
}

interface Approval {
  templateId: string;
  version: number;
  textsHash: string;
  approvedBy: string;
  approvedAt: string;
}

/** What a clinic has of one language: its own texts, and what it has approved. */
export interface LanguageShelf {
  language: string;
  /** Absent for a language that does not ship. */
  translation: Translation | undefined;
  written: readonly WrittenText[];
  approvals: readonly Approval[];
}

export function shelfOf(
  reference: Reference,
  language: string,
  written: readonly WrittenText[],
  approvals: readonly Approval[],
): LanguageShelf {
  return { language, translation: reference.translations.get(language), written, approvals };
}

/** Every text of a body beside its translation: the clinic's own first, then the shipped one of the same English text. */
export function textsIn(shelf: LanguageShelf, templateId: string, body: TemplateBody): TemplateText[] {
  const own = new Map(
    shelf.written.filter((row) => row.templateId === templateId).map((row) => [row.textKey, row]),
  );
  const alike = new Map(shelf.written.map((row) => [row.english, row.text]));
  const pack = shelf.translation === undefined ? new Map<string, string>() : packOf(shelf.translation);
  return textsOf(body).map(({ key, english }): TemplateText => {
    const at = own.get(key);
    const written = at?.english === english ? at.text : alike.get(english);
    if (written !== undefined) return { key, english, text: written, madeFrom: null, state: 'written' };
    const shipped = pack.get(printOf(english));
    if (shipped !== undefined) return { key, english, text: shipped, madeFrom: null, state: 'shipped' };
    if (at !== undefined) return { key, english, text: at.text, madeFrom: at.english, state: 'out-of-date' };
    return { key, english, text: '', madeFrom: null, state: 'missing' };
  });
}

export interface Told {
  body: TemplateBody;
  /** English texts that stand as they are, because the language has no present text for them. */
  left: string[];
  mark: LanguageMark;
}

/** A body in a language, with how far it is told in it; what is missing or out of date stands in English. */
export function tellIn(
  shelf: LanguageShelf,
  template: { id: string; version: number; body: TemplateBody },
  hashOf: (text: string) => string,
): Told {
  const texts = textsIn(shelf, template.id, template.body);
  const present = new Map(
    texts.flatMap(({ key, text, state }) =>
      state === 'shipped' || state === 'written' ? [[key, text]] : [],
    ),
  );
  const left = texts.filter(({ key }) => !present.has(key));
  const approval = shelf.approvals.find(
    ({ templateId, version, textsHash }) =>
      templateId === template.id && version === template.version && textsHash === hashOf(toldText(texts)),
  );
  const meta = shelf.translation?.meta;
  const byPack = texts.every(({ state }) => state === 'shipped') ? (meta?.approvedBy ?? null) : null;
  const state =
    left.length > 0
      ? left.some((one) => one.state === 'out-of-date')
        ? 'out-of-date'
        : 'missing'
      : approval !== undefined || byPack !== null
        ? 'approved'
        : texts.every((one) => one.state === 'written') || meta?.draftedBy === 'person'
          ? 'written'
          : 'machine';
  return {
    body: toldBy((key, english) => present.get(key) ?? english, template.body),
    left: left.map(({ english }) => english),
    mark: {
      language: shelf.language,
      name: meta?.name ?? shelf.language,
      direction: meta?.direction ?? 'ltr',
      state,
      texts: texts.length,
      complete: texts.length - left.length,
      approvedBy: approval?.approvedBy ?? byPack,
      approvedAt: approval?.approvedAt ?? null,
    },
  };
}

/** What an approval is about: these very texts. */
export function toldText(texts: readonly TemplateText[]): string {
  return JSON.stringify(texts.map(({ key, english, text }) => [key, english, text]));
}

/** What an approval of a language's shipped words is about. */
export function wordsText({ texts }: Translation): string {
  return JSON.stringify(Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
