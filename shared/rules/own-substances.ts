import type { Substance } from '../contract/reference.ts';
import type { OwnEntry } from '../contract/substances.ts';
import { fold } from './names.ts';
import { indexReference, type Reference } from './reference.ts';

/** Ids of what a clinic entered itself; nothing that ships begins so. */
export const ownPrefix = 'own-';

/** What is kept of an entry: which version of it counts, and whether somebody answers for it here. */
export interface OwnRow {
  id: string;
  version: number;
  entry: OwnEntry;
  approved: boolean;
}

/** The entry as every rule reads a substance. It has no limit of its own: none was looked up. */
export function ownSubstance({ id, version, entry, approved }: OwnRow): Substance {
  const { name, product, routes, licence, source, contraFlags, components, ...told } = entry;
  const { disclosureClass, legalClass, origin, group, strengths, purpose } = told;
  const { commonEffects, seriousEffects, allergens } = told;
  return {
    ...{ id, disclosureClass, legalClass, origin, group, strengths, purpose },
    ...{ commonEffects, seriousEffects, allergens },
    name: fold(product) === fold(name) || product === '' ? name : `${name} (${product})`,
    atc: null,
    treatAsDrugWhenJurisdictionUnset: true,
    ...(contraFlags.length > 0 && { contraFlags }),
    ...(components.length > 0 && { components }),
    ...(origin.some((code) => code === 'avian' || code.startsWith('animal-')) && { animalOrigin: true }),
    ...(origin.includes('human-autologous') && { autologous: true }),
    ...(licence === 'off-label' && { offLabelUsual: true }),
    source: [source],
    own: { version, approved, routes, licence },
  };
}

/** The reference data with what the clinic entered itself beside what ships; earlier entries of its own make room. */
export function withOwn(reference: Reference, own: readonly Substance[]): Reference {
  const { data, translations } = reference;
  const shipped = data.substances.entries.filter((entry) => entry.own === undefined);
  if (own.length === 0 && shipped.length === data.substances.entries.length) return reference;
  const substances = { ...data.substances, entries: [...shipped, ...own] };
  return indexReference({ ...data, substances }, translations);
}

/** Groups whose doses are added up or held apart by rule: what is named after one of them belongs to it. */
const RULED_GROUPS = new Set(['amide-local-anaesthetic', 'ester-local-anaesthetic', 'corticosteroid']);

/**
 * The first thing in an entry that cannot stand, or null: a name that is taken, a code that the catalogue does not know, or
 * a local anaesthetic or steroid, by its name or what it contains, that would be told or reckoned as something else.
 */
export function ownProblem(
  reference: Reference,
  id: string | null,
  entry: OwnEntry,
): { field: keyof OwnEntry; problem: 'name-taken' | 'unknown' | 'contradicts' } | null {
  const shown = fold(ownSubstance({ id: id ?? ownPrefix, version: 1, entry, approved: false }).name);
  const others = [...reference.substances.values()].filter((one) => one.id !== id);
  if (others.some(({ name }) => fold(name) === shown)) return { field: 'name', problem: 'name-taken' };
  const { groups, origins, routes } = ownChoices(reference);
  const known = {
    ...{ group: groups, origin: origins, routes, contraFlags: [...reference.flags.keys()] },
  };
  for (const field of ['group', 'origin', 'routes', 'contraFlags'] as const)
    if ([entry[field]].flat().some((one) => !known[field].includes(one)))
      return { field, problem: 'unknown' };
  const words = new Set([entry.name, entry.product, ...entry.components].flatMap(wordsOf));
  const like = others.find(
    ({ group, name, own }) =>
      own === undefined && RULED_GROUPS.has(group) && namesOf(name).some((one) => words.has(one)),
  );
  if (like !== undefined && like.group !== entry.group) return { field: 'group', problem: 'contradicts' };
  if (RULED_GROUPS.has(entry.group) && entry.disclosureClass !== 'drug')
    return { field: 'disclosureClass', problem: 'contradicts' };
  return null;
}

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What a name of the catalogue is called by: its first word, and the other name in brackets. */
function namesOf(name: string): string[] {
  const [first] = wordsOf(name);
  return [...(first === undefined ? [] : [first]), ...wordsOf(/\(([^)]*)\)/.exec(name)?.[1] ?? '')].filter(
    (word) => word !== 'depot' && word !== 'adrenaline',
  );
}

/** What an entry can be made of: the codes for which catalogue and consent have words. */
export function ownChoices({ data }: Reference): { groups: string[]; origins: string[]; routes: string[] } {
  const { substances, techniques } = data;
  const routes = techniques.fieldGroups.flatMap(({ fields }) =>
    fields.flatMap(({ key, options }) => (key === 'route' ? (options ?? []) : [])),
  );
  return {
    groups: [...new Set(substances.entries.map(({ group }) => group))].toSorted(),
    origins: [...new Set(substances.entries.flatMap(({ origin }) => origin))].toSorted(),
    routes: [...new Set(routes)],
  };
}
