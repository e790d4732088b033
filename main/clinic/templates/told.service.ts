import type { TemplateVariant } from '../../../shared/contract/consent-document.ts';
import type { TemplateBody } from '../../../shared/contract/templates.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { DocumentTemplates, UsedTemplate } from '../../../shared/rules/template-text.ts';
import type { Reader } from '../../db/schema.ts';
import { hashOf } from '../canonical.ts';
import { shelfOf, tellIn, wordsText, type LanguageShelf } from './languages.rules.ts';
import { bodyOf, currentOf } from './rules.ts';
import { shipped } from './shipped.rules.ts';
import { findApprovals, findTexts, findVersions, findWordApprovals } from './store.ts';

/** A body that is looked at before it is published. */
export interface Instead {
  id: string;
  body: TemplateBody;
}

export async function shelfIn(db: Reader, reference: Reference, language: string): Promise<LanguageShelf> {
  return shelfOf(reference, language, await findTexts(db, language), await findApprovals(db, language));
}

/** Who has read the shipped words of a language as they are now; null while nobody has. */
export async function wordsReadBy(
  db: Reader,
  reference: Reference,
  language: string,
): Promise<{ approvedBy: string; approvedAt: string | null } | null> {
  const translation = reference.translations.get(language);
  if (translation === undefined) return null;
  const { approvedBy } = translation.meta;
  if (approvedBy !== null) return { approvedBy, approvedAt: null };
  const hash = hashOf(wordsText(translation));
  const found = (await findWordApprovals(db)).find(
    (row) => row.language === language && row.textsHash === hash,
  );
  return found === undefined ? null : { approvedBy: found.approvedBy, approvedAt: found.approvedAt };
}

/** The published frame for that signer and the part of each technique, in the language of the talk. */
export async function templatesFor(
  db: Reader,
  wanted: { variant: TemplateVariant; techniques: readonly string[]; language: string },
  reference: Reference,
  instead?: Instead,
): Promise<DocumentTemplates> {
  const { variant, techniques, language } = wanted;
  const used = shipped.filter(({ use }) =>
    use.kind === 'frame' ? use.variant === variant : techniques.includes(use.techniqueId),
  );
  const versions = Map.groupBy(
    await findVersions(
      db,
      used.map(({ id }) => id),
    ),
    ({ templateId }) => templateId,
  );
  const inEnglish = !reference.translations.has(language);
  const shelf = inEnglish ? null : await shelfIn(db, reference, language);
  const marks: string[] = [];
  const tell = (id: string): UsedTemplate => {
    const row = currentOf(versions.get(id) ?? []);
    if (row === undefined) throw new Error(`the store has no text ${id}`);
    const english = instead?.id === id ? instead.body : bodyOf(row);
    if (shelf === null) return { id, version: row.version, english, told: english, left: [] };
    const { body, left, mark } = tellIn(shelf, { id, version: row.version, body: english }, hashOf);
    marks.push(mark.state);
    return { id, version: row.version, english, told: body, left };
  };
  const frame = used.find(({ use }) => use.kind === 'frame');
  if (frame === undefined) throw new Error(`no frame for ${variant}`);
  const parts = used.flatMap(({ id, use }): [string, UsedTemplate][] =>
    use.kind === 'technique' ? [[use.techniqueId, tell(id)]] : [],
  );
  const told = { frame: tell(frame.id), parts: new Map(parts) };
  const wordsRead = inEnglish || (await wordsReadBy(db, reference, language)) !== null;
  const read = wordsRead && marks.every((state) => state === 'approved' || state === 'written');
  return { language: inEnglish ? 'en' : language, variant, ...told, readByPerson: read };
}
