import type { LabelFormat } from '../contract/labels.ts';
import type {
  FieldDefinition,
  ReferenceData,
  Risk,
  ScreeningFlag,
  Site,
  Substance,
  Technique,
} from '../contract/reference.ts';
import type { Translations } from './translations.ts';

/** The reference data with its entries by id; both sides build it once from the same plain data. */
export type Reference = {
  data: ReferenceData;
  techniques: ReadonlyMap<string, Technique>;
  /** Fields by group id, in the order in which they are asked. */
  fieldGroups: ReadonlyMap<string, readonly FieldDefinition[]>;
  substances: ReadonlyMap<string, Substance>;
  sites: ReadonlyMap<string, Site>;
  flags: ReadonlyMap<string, ScreeningFlag>;
  risks: ReadonlyMap<string, Risk>;
  labels: ReadonlyMap<string, LabelFormat>;
  /** Technique ids by group key (`needle`, `injection`, …); a technique id stands for itself. */
  techniqueGroups: ReadonlyMap<string, ReadonlySet<string>>;
  /** Patients' texts in other languages, by language; they stay on the host. */
  translations: Translations;
};

function byId<T extends { id: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

export function indexReference(data: ReferenceData, translations: Translations = new Map()): Reference {
  const groups = new Map<string, ReadonlySet<string>>();
  for (const { id } of data.techniques.entries) groups.set(id, new Set([id]));
  for (const { key, techniques } of data.contraindications.techniqueGroups)
    groups.set(key, new Set(techniques));
  return {
    data,
    techniques: byId(data.techniques.entries),
    fieldGroups: new Map(data.techniques.fieldGroups.map(({ id, fields }) => [id, fields])),
    substances: byId(data.substances.entries),
    sites: byId(data.muscles.entries),
    flags: byId(data.contraindications.entries),
    risks: byId(data.risks.entries),
    labels: byId(data.labels.entries),
    techniqueGroups: groups,
    translations,
  };
}

/** The entry of that id. Throws when the reference data has none: ids are checked at the door. */
export function entryOf<T>(entries: ReadonlyMap<string, T>, id: string): T {
  const entry = entries.get(id);
  if (entry === undefined) throw new RangeError(`unknown reference id: ${id}`);
  return entry;
}

/** Whether the technique pierces the skin: from the `needle` group of the screening data. */
export function isNeedleTechnique(reference: Reference, techniqueId: string): boolean {
  return reference.techniqueGroups.get('needle')?.has(techniqueId) ?? false;
}

/** Whether the substance is a local anaesthetic of either chemical group. */
export function isLocalAnaesthetic(substance: Substance): boolean {
  return substance.group === 'amide-local-anaesthetic' || substance.group === 'ester-local-anaesthetic';
}

export function isSteroid(substance: Substance): boolean {
  return substance.group === 'corticosteroid';
}
