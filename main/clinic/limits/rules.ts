import type { LimitKind } from '../../../shared/contract/limits.ts';
import type { DisclosureClass } from '../../../shared/contract/values.ts';
import { anyAnimal, originsOf } from '../../../shared/rules/limits.ts';
import type { Reference } from '../../../shared/rules/reference.ts';

export interface Choice {
  kind: LimitKind;
  refId: string;
  name: string;
}

/** A vehicle only carries: whoever wants none of it refuses what it carries. */
const classes: readonly { id: DisclosureClass; name: string }[] = [
  { id: 'drug', name: 'Any drug' },
  { id: 'biological-substance', name: 'Any biological or natural substance' },
  { id: 'device-substance', name: 'Any substance regulated as a device' },
];

/** Words for groups and origins whose code is not plain English; every other code is its own word. */
const plain: Readonly<Record<string, string>> = {
  corticosteroid: 'Steroids (cortisone)',
  nsaid: 'Anti-inflammatory drugs (NSAID)',
  'amide-local-anaesthetic': 'Local anaesthetics, amide type',
  'ester-local-anaesthetic': 'Local anaesthetics, ester type',
  'biological-drug': 'Biological drugs (botulinum toxin)',
  dextrose: 'Glucose',
  homeopathic: 'Homeopathic products',
  autologous: 'Products of the own blood',
  [anyAnimal]: 'Anything from an animal',
  'animal-porcine': 'From pigs',
  'animal-bovine': 'From cattle',
  'animal-ovine': 'From sheep',
  'animal-shell': 'From shellfish',
  avian: 'From birds',
  'human-autologous': 'From the own blood',
  plant: 'From plants',
  mineral: 'From minerals',
  bacterial: 'From bacteria',
  'bacterial-fermentation': 'Made by bacteria',
  recombinant: 'Made by engineered cells',
};

function sentence(code: string): string {
  const words = code.replaceAll('-', ' ');
  return plain[code] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Everything that can be refused, in the order of the reference data; a region as a whole before its sides. */
export function choicesOf(reference: Reference): Choice[] {
  const { data } = reference;
  const entries = data.substances.entries.filter(({ placeholder }) => placeholder !== true);
  const unique = (codes: readonly string[]) => [...new Set(codes)].filter((code) => code !== 'unknown');
  const shapes = data.bodyChart.figures.flatMap(({ shapes: drawn }) => drawn);
  const regions = unique(data.muscles.entries.map(({ region }) => region));
  return [
    ...data.techniques.entries.map(({ id, name }): Choice => ({ kind: 'technique', refId: id, name })),
    ...regions.flatMap((region): Choice[] => {
      const own = new Map(
        shapes.filter((shape) => shape.region === region).map((shape) => [shape.side, shape.label]),
      );
      const whole = [...own.values()][0]?.replace(/, (right|left|midline)$/, '') ?? sentence(region);
      return [
        { kind: 'region', refId: region, name: whole },
        ...(['right', 'left', 'midline'] as const).flatMap((side): Choice[] => {
          const label = own.get(side);
          return label === undefined ? [] : [{ kind: 'region', refId: `${region}:${side}`, name: label }];
        }),
      ];
    }),
    ...entries.map(({ id, name }): Choice => ({ kind: 'substance', refId: id, name })),
    ...unique(entries.map(({ group }) => group)).map((group): Choice => ({
      kind: 'group',
      refId: group,
      name: sentence(group),
    })),
    ...classes.map(({ id, name }): Choice => ({ kind: 'class', refId: id, name })),
    ...unique([anyAnimal, ...entries.flatMap(originsOf)]).map((origin): Choice => ({
      kind: 'origin',
      refId: origin,
      name: sentence(origin),
    })),
  ];
}

/** As it is read to a patient; what the reference data no longer knows keeps its code. */
export function nameOfLimit(reference: Reference, { kind, refId }: Pick<Choice, 'kind' | 'refId'>): string {
  if (kind === 'technique') return reference.techniques.get(refId)?.name ?? refId;
  if (kind === 'substance') return reference.substances.get(refId)?.name ?? refId;
  const found = choicesOf(reference).find((one) => one.kind === kind && one.refId === refId);
  if (found !== undefined) return found.name;
  const [region = '', side] = refId.split(':');
  return side === undefined ? sentence(region) : `${sentence(region)}, ${side}`;
}
