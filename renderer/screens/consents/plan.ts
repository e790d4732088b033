import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { ReferenceData, Substance, Technique } from '../../../shared/contract/reference.ts';
import type { DisclosureClass, Side } from '../../../shared/contract/values.ts';

export const emptyPlan: ConsentPlan = {
  condition: '',
  goal: '',
  plannedSessions: 4,
  techniques: [],
  regions: [],
  sites: [],
  preparations: [],
};

/** What a link asks for: comma-separated ids; the parts of a mixture stand together with `+`, a side after `:`. */
export interface Wish {
  techniques?: string | undefined;
  substances?: string | undefined;
  regions?: string | undefined;
  /** Places at which a needle stays in. */
  retained?: string | undefined;
}

const list = (text: string | undefined): string[] => (text ?? '').split(',').filter((part) => part !== '');

const sides: readonly Side[] = ['right', 'left', 'midline'];

/** A plan filled with what the gate or the visit found missing; what the reference data does not know is left out. */
export function planFor(wish: Wish, reference: ReferenceData): ConsentPlan {
  const techniques = new Set(reference.techniques.entries.map(({ id }) => id));
  const substances = new Set(
    reference.substances.entries.filter(({ standing }) => standing?.injectable !== false).map(({ id }) => id),
  );
  const regions = new Set(reference.muscles.entries.map(({ region }) => region));
  const places = (wished: readonly string[]) =>
    wished.flatMap((place) => {
      const [region = '', side = ''] = place.split(':');
      const known = sides.find((one) => one === side);
      return regions.has(region) && known !== undefined ? [{ region, side: known }] : [];
    });
  const retained = places(list(wish.retained));
  return {
    ...emptyPlan,
    techniques: ofOneKind(
      list(wish.techniques).filter((id) => techniques.has(id)),
      null,
      reference,
    ),
    preparations: list(wish.substances)
      .map((mix) => mix.split(/[+ ]/).filter((id) => substances.has(id)))
      .filter((parts) => parts.length > 0)
      .map((parts) => ({ parts, route: null })),
    regions: places(list(wish.regions)),
    ...(retained.length > 0 && { retained: { places: retained, days: 1, removedBy: 'clinic' as const } }),
  };
}

/**
 * Traditional acupuncture has a consent of its own: of the techniques those that go with `lead`, else those that are not
 * traditional where there are any.
 */
export function ofOneKind(
  techniques: readonly string[],
  lead: string | null,
  { techniques: all }: ReferenceData,
): string[] {
  const traditional = (id: string) => all.entries.find((one) => one.id === id)?.imsScope === 'not-ims';
  const kind = lead === null ? techniques.every(traditional) : traditional(lead);
  return techniques.filter((id) => traditional(id) === kind);
}

/** A needle can only stay in where one is placed that is not hollow. */
export function staysPossible({ techniques }: ConsentPlan, { techniques: all }: ReferenceData): boolean {
  return all.entries.some(
    ({ id, fieldGroups }) => techniques.includes(id) && fieldGroups.includes('needle-filiform'),
  );
}

/** A needle that stays in goes from the plan with its place or its technique. */
export function withoutStray(plan: ConsentPlan, reference: ReferenceData): ConsentPlan {
  const { retained, ...rest } = plan;
  if (retained === undefined) return plan;
  const places = retained.places.filter(({ region, side }) =>
    plan.regions.some((place) => place.region === region && place.side === side),
  );
  return places.length === 0 || !staysPossible(plan, reference)
    ? rest
    : { ...rest, retained: { ...retained, places } };
}

/** What the plan still lacks before a document can be composed from it. */
export function lacking(plan: ConsentPlan): ('condition' | 'techniques' | 'regions')[] {
  return [
    ...(plan.condition.trim() === '' ? (['condition'] as const) : []),
    ...(plan.techniques.length === 0 ? (['techniques'] as const) : []),
    ...(plan.regions.length === 0 ? (['regions'] as const) : []),
  ];
}

const families = [
  'needle-dry',
  'needle-injection',
  'light',
  'electrical',
  'magnetic',
  'traditional',
] as const;
export type Family = (typeof families)[number];

export function byFamily(reference: ReferenceData): { family: Family; techniques: Technique[] }[] {
  return families
    .map((family) => ({
      family,
      techniques: reference.techniques.entries.filter((technique) => technique.family === family),
    }))
    .filter(({ techniques }) => techniques.length > 0);
}

/** Areas of the body chart from head to foot, with the sides on which each is drawn. */
const parts = {
  head: ['head-face', 'neck-anterior', 'neck-posterior'],
  trunk: ['shoulder-girdle', 'thorax-anterior', 'thorax-posterior', 'abdomen', 'lumbar', 'pelvis-gluteal'],
  arm: ['arm', 'forearm-anterior', 'forearm-posterior', 'hand'],
  leg: [
    'thigh-anterior',
    'thigh-medial',
    'thigh-posterior',
    'knee',
    'leg-anterior',
    'leg-lateral',
    'leg-posterior',
    'foot-dorsal',
    'foot-plantar',
  ],
} as const;

export type BodyPart = keyof typeof parts;
export interface Region {
  id: string;
  name: string;
  sides: Side[];
  lungField: boolean;
}

export function regionsByPart({
  bodyChart,
  muscles,
}: ReferenceData): { part: BodyPart; regions: Region[] }[] {
  const shapes = bodyChart.figures.flatMap((figure) => figure.shapes);
  return (Object.keys(parts) as BodyPart[]).map((part) => ({
    part,
    regions: parts[part].flatMap((id) => {
      const own = shapes.filter(({ region }) => region === id);
      const [first] = own;
      if (first === undefined) return [];
      const drawn = new Set(own.map(({ side }) => side));
      const lungField = muscles.entries.some((site) => site.region === id && site.lungField === true);
      return [
        {
          id,
          name: first.label.replace(/, (right|left|midline)$/, ''),
          sides: sides.filter((side) => drawn.has(side)),
          lungField,
        },
      ];
    }),
  }));
}

const strictness: readonly DisclosureClass[] = [
  'drug',
  'biological-substance',
  'device-substance',
  'vehicle',
];

/** The class of one syringe as the clinic tells it: the strictest of its parts, drug where one is not known. */
export function classOfParts(
  ids: readonly string[],
  substances: ReadonlyMap<string, Substance>,
): DisclosureClass {
  const classes = ids.map((id) => substances.get(id)?.standing?.disclosureClass ?? 'drug');
  return strictness.find((one) => classes.includes(one)) ?? 'drug';
}
