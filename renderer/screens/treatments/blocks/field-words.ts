import type { BlockValue } from '../../../../shared/contract/treatment-block.ts';
import type { FieldDefinition } from '../../../../shared/contract/reference.ts';

/** An option's id as words. */
export function optionText(id: string): string {
  return id.replaceAll('-', ' ');
}

/** UCUM codes as people write them. */
export function unitText(unit: string | undefined): string {
  if (unit === undefined || unit === '1' || unit.startsWith('{')) return '';
  return unit
    .replace('cm2', 'cm²')
    .replace(/^us$/, 'µs')
    .replace(/^uC$/, 'µC')
    .replace('ug', 'µg')
    .replace('deg', '°')
    .replace('[iU]', 'IU');
}

/** A recorded value as it is read, with its unit; null where nothing was recorded. */
export function valueText(
  field: FieldDefinition,
  value: BlockValue | undefined,
  words: Record<'yes' | 'no', string> & Record<'day' | 'moment', (when: string) => string>,
): string | null {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map(optionText).join(', ');
  if (field.type === 'enum') return optionText(value);
  if (field.type === 'date') return words.day(value);
  if (field.type === 'datetime') return words.moment(value);
  return [value, unitText(field.unit)].filter((part) => part !== '').join(' ');
}
