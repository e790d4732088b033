import type { Site } from '../contract/reference.ts';
import type { Side } from '../contract/values.ts';
import { sidesMeet } from './findings.ts';
import type { Reference } from './reference.ts';

/** What the practitioner said about where something is: regions, a side, or nothing yet. */
export type StatedPlace = { regions: readonly string[]; side: Side | null };

export type PlannedSite = { siteId: string; side: Side };

/** `stated`: it is said to be here. `unsaid`: nobody has said that it is elsewhere. */
export type Match = 'stated' | 'unsaid' | 'no';

/** Limbs with their girdle: what drains or clots there does not stop at the shoulder or the hip [rule]. */
const LIMBS: readonly (readonly string[])[] = [
  ['shoulder-girdle', 'arm', 'forearm-anterior', 'forearm-posterior', 'hand'],
  [
    'pelvis-gluteal',
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
];

/** Regions that touch; `near-site` reaches one region further than the stated one. */
const NEIGHBOURS: readonly (readonly [string, ...string[]])[] = [
  ['head-face', 'neck-anterior', 'neck-posterior'],
  ['neck-anterior', 'neck-posterior', 'shoulder-girdle', 'thorax-anterior'],
  ['neck-posterior', 'shoulder-girdle', 'thorax-posterior'],
  ['shoulder-girdle', 'arm', 'thorax-anterior', 'thorax-posterior'],
  ['arm', 'forearm-anterior', 'forearm-posterior'],
  ['forearm-anterior', 'forearm-posterior', 'hand'],
  ['forearm-posterior', 'hand'],
  ['thorax-anterior', 'thorax-posterior', 'abdomen'],
  ['thorax-posterior', 'lumbar'],
  ['abdomen', 'lumbar', 'pelvis-gluteal', 'thigh-anterior', 'thigh-medial'],
  ['lumbar', 'pelvis-gluteal'],
  ['pelvis-gluteal', 'thigh-anterior', 'thigh-medial', 'thigh-posterior'],
  ['thigh-anterior', 'thigh-medial', 'thigh-posterior', 'knee'],
  ['thigh-medial', 'thigh-posterior', 'knee'],
  ['thigh-posterior', 'knee'],
  ['knee', 'leg-anterior', 'leg-lateral', 'leg-posterior'],
  ['leg-anterior', 'leg-lateral', 'leg-posterior', 'foot-dorsal'],
  ['leg-lateral', 'leg-posterior', 'foot-dorsal'],
  ['leg-posterior', 'foot-plantar', 'foot-dorsal'],
  ['foot-dorsal', 'foot-plantar'],
];

function touch(a: string, b: string): boolean {
  return (
    a === b ||
    NEIGHBOURS.some(([from, ...to]) => (from === a && to.includes(b)) || (from === b && to.includes(a)))
  );
}

function sameLimb(a: string, b: string): boolean {
  return LIMBS.some((limb) => limb.includes(a) && limb.includes(b));
}

function onLimb(region: string): boolean {
  return LIMBS.some((limb) => limb.includes(region));
}

/** A stated side that cannot be this one. */
function otherSide(place: StatedPlace, side: Side): boolean {
  return place.side !== null && !sidesMeet(place.side, side);
}

function askedPlace(where: string, place: StatedPlace, region: string, side: Side): Match {
  if (where === 'same-limb') {
    if (!onLimb(region) || otherSide(place, side)) return 'no';
    if (place.regions.length === 0) return 'unsaid';
    return place.regions.some((one) => sameLimb(one, region)) ? 'stated' : 'no';
  }
  if (place.regions.length === 0) return otherSide(place, side) ? 'no' : 'unsaid';
  const near = where === 'near-site';
  if (otherSide(place, side)) return 'no';
  return place.regions.some((one) => (near ? touch(one, region) : one === region)) ? 'stated' : 'no';
}

function partMatches(part: string, site: Site): boolean {
  if (part.startsWith('caution:')) return site.cautions.includes(part.slice('caution:'.length));
  if (part === 'flag:lungField') return site.lungField === true || site.cautions.includes('pneumothorax');
  if (part === 'flag:deepNotCompressible') return site.deepNotCompressible === true;
  return site.region === part;
}

/**
 * Whether an effect that holds at `where` holds at this site. Places of the answer (over the site, near it, same limb, over a
 * device or joint) match until the practitioner has said where they are; an unknown site matches everything.
 */
export function matchPlace(
  reference: Reference,
  where: string,
  planned: PlannedSite,
  place: StatedPlace,
): Match {
  if (where === 'anywhere') return 'stated';
  const site = reference.sites.get(planned.siteId);
  const parts = reference.data.contraindications.whereMap[where];
  if (!site || !parts) return 'unsaid';
  if (parts.some((part) => part.startsWith('ask')))
    return askedPlace(where, place, site.region, planned.side);
  return parts.some((part) => partMatches(part, site)) ? 'stated' : 'no';
}
