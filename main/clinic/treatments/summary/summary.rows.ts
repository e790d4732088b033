import type { Administration } from '../../../../shared/contract/administration.ts';
import type { SessionContent } from '../../../../shared/contract/treatments.ts';
import { placeName } from '../../../../shared/rules/sites.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import { letterOf } from './summary.chart.ts';
import { fieldsOf, readable } from './summary.settings.ts';
import type { SummaryWords } from './summary.words.ts';

/** Letters for the syringes that hold a mixture, in the order in which they were given. */
export function mixtureLetters(administrations: readonly Administration[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const { syringeId } of administrations) counts.set(syringeId, (counts.get(syringeId) ?? 0) + 1);
  const mixed = [...counts].filter(([, parts]) => parts > 1).map(([syringeId]) => syringeId);
  return new Map(mixed.map((syringeId, index) => [syringeId, String(index + 1)]));
}

/**
 * What a reason was asked for, from its key `code@place.field#within`: the block's letter or the finding's number, the field's
 * label, the place or substance within it, and the matter.
 */
export function askedOf(
  reference: Reference,
  content: SessionContent,
  key: string,
  words: SummaryWords,
): string {
  const [code = key, place = ''] = key.split('@');
  const [blockId = '', rest = ''] = place.split('.');
  const [fieldKey = '', within = ''] = rest.split('#');
  const index = content.blocks.findIndex(({ id }) => id === blockId);
  const block = content.blocks[index];
  const field = block && fieldsOf(reference, block).find((one) => one.key === fieldKey);
  const flag = block === undefined ? reference.flags.get(fieldKey)?.name : undefined;
  const about = placeName(reference, within) ?? reference.substances.get(within)?.name;
  const matter = readable(code);
  const found = content.findings.findIndex(({ id }) => id === blockId);
  const thing = block ? letterOf(index) : found < 0 ? '' : words.ofFinding(String(found + 1));
  const head = [thing, field?.label ?? flag ?? ''].filter((part) => part !== '').join(' ');
  const where = [head, about ?? ''].filter((part) => part !== '').join(', ');
  return where === '' ? matter : `${where} (${matter})`;
}
