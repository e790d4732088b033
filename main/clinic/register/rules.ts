import type { Registered } from '../../../shared/contract/register.ts';
import type { DisclosureClass } from '../../../shared/contract/values.ts';
import { headingOf } from '../../../shared/rules/disclosure.ts';

type Named = Pick<Registered, 'techniques' | 'drugs' | 'biologicals' | 'refused'>;

export interface DecidedLine {
  lineId: string;
  kind: 'technique' | 'region' | 'lung-field' | 'substance' | 'retained-needle' | 'add-on';
  refId: string;
  disclosureClass: DisclosureClass | null;
  decision: 'accepted' | 'refused';
}

/** What a consent covers, by name: a mixture is one name of its parts, under the heading of its class. */
export function namedLines(
  lines: readonly DecidedLine[],
  nameOf: (kind: 'technique' | 'region' | 'substance' | 'retained-needle', refId: string) => string,
): Named {
  const named: Named = { techniques: [], drugs: [], biologicals: [], refused: [] };
  const needles: string[] = [];
  for (const parts of Map.groupBy(lines, ({ lineId }) => lineId).values()) {
    const [first] = parts;
    if (first === undefined || first.kind === 'lung-field' || first.kind === 'add-on') continue;
    const { kind } = first;
    const name = parts.map(({ refId }) => nameOf(kind, refId)).join(' + ');
    if (first.decision === 'refused') named.refused.push(name);
    else if (kind === 'technique') named.techniques.push(name);
    else if (kind === 'retained-needle') needles.push(name);
    else if (kind === 'substance')
      named[headingOf(first.disclosureClass ?? 'drug') === 'drugs' ? 'drugs' : 'biologicals'].push(name);
  }
  return { ...named, techniques: [...named.techniques, ...needles] };
}
