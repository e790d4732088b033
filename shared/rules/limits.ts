import type { MissingCover } from '../contract/errors.ts';
import type { LimitKind } from '../contract/limits.ts';
import type { Substance } from '../contract/reference.ts';
import type { DisclosureClass, Side } from '../contract/values.ts';
import type { Reference } from './reference.ts';

/** One refusal of a patient that stands beyond any document. `liftedAt`: when they changed their mind. */
export type Limit = { kind: LimitKind; refId: string; at: string; liftedAt: string | null };

/** A substance as a refusal sees it: class here, group, and everything that it is made from. */
export type SubstanceTraits = {
  id: string;
  disclosureClass: DisclosureClass;
  group: string;
  origins: readonly string[];
  /** Since when the patient would be told otherwise of it; null where never. */
  changedAt?: string | null;
};

/** The one word for all animal origins together, besides each by its own code. */
export const anyAnimal = 'animal';

/** Codes of the reference data with `animal` added where any of them is; nothing known counts as `unknown`. */
export function originsOf({ origin, animalOrigin }: Pick<Substance, 'origin' | 'animalOrigin'>): string[] {
  if (origin.length === 0) return ['unknown'];
  const animal =
    animalOrigin === true || origin.some((code) => code.startsWith('animal-') || code === 'avian');
  return [...origin, ...(animal ? [anyAnimal] : [])];
}

export function traitsOf(
  reference: Reference,
  id: string,
  disclosureClass?: DisclosureClass,
): SubstanceTraits | null {
  const substance = reference.substances.get(id);
  if (substance === undefined) return null;
  const own = disclosureClass ?? substance.standing?.disclosureClass ?? substance.disclosureClass;
  return { id, disclosureClass: own, group: substance.group, origins: originsOf(substance) };
}

type Named = Pick<Limit, 'kind' | 'refId'>;

/** Whether a refusal reaches a substance. An unknown origin counts as the refused one. */
export function reachesSubstance({ kind, refId }: Named, traits: SubstanceTraits): boolean {
  switch (kind) {
    case 'substance':
      return refId === traits.id;
    case 'class':
      return refId === traits.disclosureClass;
    case 'group':
      return refId === traits.group;
    case 'origin':
      return traits.origins.includes(refId) || traits.origins.includes('unknown');
    default:
      return false;
  }
}

export function reachesTechnique({ kind, refId }: Named, techniqueId: string): boolean {
  return kind === 'technique' && refId === techniqueId;
}

/** A refused region stands for both its sides and the midline, or for the one side that it names. */
export function reachesRegion({ kind, refId }: Named, region: string, side: Side): boolean {
  return kind === 'region' && (refId === region || refId === `${region}:${side}`);
}

/** Whether a refusal reaches what a plan needs; what the reference data does not know is reached by every refusal of its sort. */
export function reachesNeed(
  limit: Named,
  need: Pick<MissingCover, 'kind' | 'id' | 'disclosureClass'>,
  traits: (substanceId: string) => SubstanceTraits | null,
): boolean {
  switch (need.kind) {
    case 'technique':
      return reachesTechnique(limit, need.id);
    case 'region': {
      const [region = ''] = need.id.split(':');
      return limit.kind === 'region' && (limit.refId === need.id || limit.refId === region);
    }
    case 'substance': {
      if (limit.kind === 'technique' || limit.kind === 'region') return false;
      if (limit.kind === 'class' && limit.refId === need.disclosureClass) return true;
      if (limit.kind === 'substance') return limit.refId === need.id;
      const known = traits(need.id);
      return known === null || reachesSubstance(limit, known);
    }
    default:
      return false;
  }
}

/** Refusals that hold at `now`: said, and not taken back since. */
export function standingAt<T extends Pick<Limit, 'at' | 'liftedAt'>>(limits: readonly T[], now: string): T[] {
  return limits.filter(({ at, liftedAt }) => at <= now && (liftedAt === null || liftedAt > now));
}
