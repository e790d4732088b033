import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import type { DictionaryName } from '../../../shared/contract/spelling.ts';

/** American English in the United States, British everywhere else. */
export function dictionaryOf(jurisdiction: ClinicProfile['jurisdiction']): DictionaryName {
  return jurisdiction === 'US' ? 'en' : 'en-gb';
}

/** Every text in a value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
