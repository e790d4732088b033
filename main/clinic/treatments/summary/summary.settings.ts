import type { FieldDefinition } from '../../../../shared/contract/reference.ts';
import type { BlockValue, ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import { deriveBlock, deriveShared } from '../../../../shared/rules/block-derive.ts';
import { formOf, isBlank, sessionFields, siteKey } from '../../../../shared/rules/block-form.ts';
import { isPlainDate } from '../../../../shared/rules/calendar.ts';
import { compare, parseDecimal } from '../../../../shared/rules/decimal.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { placeName } from '../../../../shared/rules/sites.ts';
import type { Paper } from '../../../paper/canvas.ts';
import { dateText, momentText } from '../../../paper/dates.ts';
import type { SummaryWords } from './summary.words.ts';

type Values = Readonly<Record<string, BlockValue>>;
type Site = ProcedureBlock['sites'][number];
export interface Setting {
  readonly label: string;
  readonly value: string;
}

/** What the paper says in its own words: yes and no, days, moments, and names for ids. */
export interface SettingWords {
  readonly yes: string;
  readonly no: string;
  readonly typed: (value: string) => string;
  readonly day: (date: string) => string;
  readonly moment: (instant: string) => string;
  /** Names for ids that values hold (devices). */
  readonly names: Readonly<Record<string, string>>;
}

export function settingWords(
  { words: paper, zone }: Pick<Paper, 'words' | 'zone'>,
  names: SettingWords['names'],
  { yes, no, typed }: Pick<SummaryWords, 'yes' | 'no' | 'typed'>,
): SettingWords {
  return {
    ...{ yes, no, typed, names },
    day: (date) => dateText(paper, date),
    moment: (instant) => momentText(paper, instant, zone),
  };
}

const units: Readonly<Record<string, string>> = {
  '1': '',
  '{count}': '',
  '{score}': '',
  '{pulses}': '',
  deg: '°',
  us: 'µs',
  uC: 'µC',
  cm2: 'cm²',
  'J/cm2': 'J/cm²',
  'mW/cm2': 'mW/cm²',
  'ug/mL': 'µg/mL',
  'ug/mL{ozone}': 'µg/mL ozone',
  '[iU]/mL': 'IU/mL',
  '{product_unit}/mL': 'units/mL',
  '{homeopathic_potency}': 'potency',
};

/** UCUM as people write it. */
export function unitText(ucum: string): string {
  return units[ucum] ?? ucum;
}

function withUnit(value: string, ucum: string | undefined): string {
  const unit = ucum === undefined ? '' : unitText(ucum);
  return unit === '' ? value : unit === '°' ? `${value}°` : `${value} ${unit}`;
}

export function readable(option: string): string {
  return option.replaceAll('-', ' ');
}

function valueText(
  field: FieldDefinition,
  value: BlockValue,
  words: SettingWords,
  reference: Reference,
): string {
  const one = (text: string) =>
    words.names[text] ??
    placeName(reference, text) ??
    (field.type === 'enum' || field.type === 'multi-enum' ? readable(text) : text);
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value !== 'string') return value.map(one).join(', ');
  if (field.type === 'date' && isPlainDate(value)) return words.day(value);
  if (field.type === 'datetime') return words.moment(value);
  return withUnit(one(value), field.unit);
}

/** Fields of the block's technique, in the order of the file; what is injected stands in its own table. */
export function fieldsOf(
  reference: Reference,
  { technique: id }: Pick<ProcedureBlock, 'technique'>,
): FieldDefinition[] {
  const technique = reference.techniques.get(id);
  if (technique === undefined) return [];
  const groups = technique.fieldGroups.filter((group) => group !== 'session-common' && group !== 'injectate');
  // The box of the lung-field rule stands in the form only: the reference data names it in the rule.
  const safeDirection = formOf(reference, id).site.filter(({ onlyAt }) => onlyAt !== undefined);
  return [
    ...groups.flatMap((group) => reference.fieldGroups.get(group) ?? []),
    ...(technique.extraFields ?? []),
    ...safeDirection,
  ];
}

/** Told in another part of the page: place, finding and counts of a block, the pain as a change. */
const elsewhere = new Set([
  'muscleOrSiteId',
  'side',
  'findingId',
  'needlesIn',
  'needlesOut',
  'painBefore',
  'painAfter',
]);

/** Those of the values that the fields know and that say something, as they are read. */
function settings(
  reference: Reference,
  fields: readonly FieldDefinition[],
  values: Values,
  words: SettingWords,
): Setting[] {
  return fields.flatMap((field): Setting[] => {
    const value = Object.hasOwn(values, field.key) ? values[field.key] : undefined;
    if (value === undefined || isBlank(value) || elsewhere.has(field.key) || field.type === 'derived')
      return [];
    return [{ label: field.label, value: valueText(field, value, words, reference) }];
  });
}

export function settingsOf(
  reference: Reference,
  block: ProcedureBlock,
  values: Values,
  words: SettingWords,
): Setting[] {
  return settings(reference, fieldsOf(reference, block), values, words);
}

/** What is kept of the visit as a whole, but for the pain, which is told as a change. */
export function visitSettings(reference: Reference, common: Values, words: SettingWords): Setting[] {
  return settings(reference, sessionFields(reference), common, words);
}

type Derived = Readonly<Record<string, string>>;

/** A figure that follows from others, with what the unit showed where that was typed and differs. */
function shown(
  fields: readonly FieldDefinition[],
  derived: Derived,
  typed: Values,
  words: SettingWords,
): Setting[] {
  return fields.flatMap((field): Setting[] => {
    const value = derived[field.key];
    const said = typed[field.key];
    const reading = typeof said === 'string' ? parseDecimal(said) : null;
    const read = reading?.ok === true ? reading.value : null;
    if (field.type !== 'derived' || (value === undefined && read === null)) return [];
    if (value === undefined)
      return [{ label: field.label, value: words.typed(withUnit(read ?? '', field.unit)) }];
    const differs = read !== null && compare(read, value) !== 0;
    const beside = differs ? ` (${words.typed(withUnit(read, field.unit))})` : '';
    return [{ label: field.label, value: `${withUnit(value, field.unit)}${beside}` }];
  });
}

/** What follows from the settings: light per point and area, charge per phase, pulses. Computed, never taken as typed. */
export function derivedOf(reference: Reference, block: ProcedureBlock, words: SettingWords): Setting[] {
  const [only, ...others] = block.sites;
  const alone = others.length === 0 ? only : undefined;
  const { block: total, sites } = deriveBlock(reference, block);
  const derived =
    alone === undefined ? deriveShared(reference, block) : { ...sites.get(siteKey(alone)), ...total };
  return shown(fieldsOf(reference, block), derived, { ...block.values, ...alone?.values }, words);
}

/** The same at one of several places, where it is not what holds for the whole block. */
export function derivedAt(
  reference: Reference,
  block: ProcedureBlock,
  site: Site,
  words: SettingWords,
): Setting[] {
  const shared = deriveShared(reference, block);
  const here = deriveBlock(reference, block).sites.get(siteKey(site)) ?? {};
  const own = Object.fromEntries(Object.entries(here).filter(([key, value]) => shared[key] !== value));
  return shown(fieldsOf(reference, block), own, site.values, words);
}
