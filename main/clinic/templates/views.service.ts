import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { TemplateLine, TemplateRecord, TemplateText } from '../../../shared/contract/templates.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import { entryOf, type Reference } from '../../../shared/rules/reference.ts';
import { variables } from '../../../shared/rules/template-text.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { hashOf } from '../canonical.ts';
import { Refusal } from '../refusal.ts';
import { tellIn, textsIn, type LanguageShelf } from './languages.rules.ts';
import { bodyOf, currentOf, shippedNewer } from './rules.ts';
import { shipped, shippedBy, type Shipped } from './shipped.rules.ts';
import { findDraft, findDrafts, findReviews, findVersions, type VersionRow } from './store.ts';
import { shelfIn, wordsReadBy } from './told.service.ts';

type Input<K extends keyof Inputs['templates']> = Inputs['templates'][K];

export function shippedOrRefuse(id: string): Shipped {
  const found = shippedBy(id);
  if (found === undefined) throw new Refusal('NOT_FOUND', { what: 'template' });
  return found;
}

export async function currentVersion(
  db: Reader,
  id: string,
): Promise<{ versions: VersionRow[]; current: VersionRow }> {
  const versions = await findVersions(db, [id]);
  const current = currentOf(versions);
  if (current === undefined) throw new Refusal('NOT_FOUND', { what: 'template' });
  return { versions, current };
}

async function shelves(db: Reader, reference: Reference): Promise<LanguageShelf[]> {
  const found: LanguageShelf[] = [];
  for (const language of reference.translations.keys()) found.push(await shelfIn(db, reference, language));
  return found;
}

export async function list(db: Reader, _: unknown, act: Act): Promise<Outputs['templates']['list']> {
  const versions = Map.groupBy(
    await findVersions(
      db,
      shipped.map(({ id }) => id),
    ),
    ({ templateId }) => templateId,
  );
  const drafts = new Set((await findDrafts(db)).map(({ templateId }) => templateId));
  const reviews = new Map((await findReviews(db)).map(({ templateId, dueOn }) => [templateId, dueOn]));
  const languages = await shelves(db, act.reference);
  return shipped.flatMap((template) => {
    const rows = versions.get(template.id) ?? [];
    return lineOf(template, rows, { drafts, reviews, languages }, act) ?? [];
  });
}

interface Beside {
  drafts: ReadonlySet<string>;
  reviews: ReadonlyMap<string, string | null>;
  languages: readonly LanguageShelf[];
}

function lineOf(
  { id, use, name }: Shipped,
  rows: readonly VersionRow[],
  { drafts, reviews, languages }: Beside,
  act: Act,
): TemplateLine | null {
  const current = currentOf(rows);
  if (current === undefined) return null;
  const { version, origin, publishedAt, publishedBy } = current;
  const reviewOn = reviews.get(id) ?? null;
  const body = bodyOf(current);
  return {
    id,
    name: name ?? entryOf(act.reference.techniques, use.kind === 'technique' ? use.techniqueId : id).name,
    use,
    ...{ version, origin, publishedAt, publishedBy },
    hasDraft: drafts.has(id),
    shippedNewer: shippedNewer(rows),
    reviewOn,
    reviewDue: reviewOn !== null && reviewOn <= dateAt(act.now, act.clinic.zone),
    languages: languages.map((shelf) => tellIn(shelf, { id, version, body }, hashOf).mark),
  };
}

export async function open(db: Reader, { id }: Input<'open'>, act: Act): Promise<TemplateRecord> {
  return templateRecord(db, id, act);
}

export async function templateRecord(db: Reader, id: string, act: Act): Promise<TemplateRecord> {
  const template = shippedOrRefuse(id);
  const { versions, current } = await currentVersion(db, id);
  const draft = await findDraft(db, id);
  const reviews = new Map((await findReviews(db)).map(({ templateId, dueOn }) => [templateId, dueOn]));
  const beside = {
    drafts: new Set(draft === undefined ? [] : [id]),
    reviews,
    languages: await shelves(db, act.reference),
  };
  const line = lineOf(template, versions, beside, act);
  if (line === null) throw new Refusal('NOT_FOUND', { what: 'template' });
  return {
    ...line,
    body: bodyOf(current),
    draft:
      draft === undefined
        ? null
        : {
            body: bodyOf(draft),
            basedOn: draft.basedOn,
            savedAt: draft.savedAt,
            savedBy: draft.savedBy,
            version: draft.version,
          },
    versions: versions.map((row) => ({
      version: row.version,
      origin: row.origin,
      reason: row.reason,
      material: row.material === 1,
      publishedBy: row.publishedBy,
      publishedAt: row.publishedAt,
      retiredAt: row.retiredAt,
      retiredBy: row.retiredBy,
      body: bodyOf(row),
    })),
    variables: [...variables],
  };
}

/** Of the words that all templates share. */
export async function words(
  db: Reader,
  _: unknown,
  { reference }: Act,
): Promise<Outputs['templates']['words']> {
  const found: Outputs['templates']['words'] = [];
  for (const { meta, texts: all } of reference.translations.values()) {
    const read = await wordsReadBy(db, reference, meta.language);
    const count = Object.keys(all).length;
    found.push({
      ...{
        language: meta.language,
        name: meta.name,
        direction: meta.direction,
        texts: count,
        complete: count,
      },
      state: read !== null ? 'approved' : meta.draftedBy === 'person' ? 'written' : 'machine',
      approvedBy: read?.approvedBy ?? null,
      approvedAt: read?.approvedAt ?? null,
    });
  }
  return found;
}

/** The texts that are worked on: those of the draft where there is one. */
export async function texts(
  db: Reader,
  { id, language }: Input<'texts'>,
  { reference }: Act,
): Promise<TemplateText[]> {
  shippedOrRefuse(id);
  if (!reference.translations.has(language)) throw new Refusal('NOT_FOUND', { what: 'language' });
  const draft = await findDraft(db, id);
  const { current } = await currentVersion(db, id);
  return textsIn(await shelfIn(db, reference, language), id, bodyOf(draft ?? current));
}
