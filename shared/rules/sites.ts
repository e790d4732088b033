import type { Side } from '../contract/values.ts';
import type { Reference } from './reference.ts';

/** Whether the lung lies under the site: marked so, or with the caution `pneumothorax`. */
export function isLungField(reference: Reference, siteId: string): boolean {
  const site = reference.sites.get(siteId);
  return site !== undefined && (site.lungField === true || site.cautions.includes('pneumothorax'));
}

/** The side that a site can have where that side was meant: what lies in the midline has no other. */
export function sideAt(reference: Reference, siteId: string, side: Side): Side {
  return reference.sites.get(siteId)?.sided === false ? 'midline' : side;
}

/** A place as `siteId:side` or as `siteId` alone, in words; null where the reference data does not know it. */
export function placeName(reference: Reference, place: string): string | null {
  const [siteId = '', side = ''] = place.split(':');
  const name = reference.sites.get(siteId)?.name;
  if (name === undefined || (side !== '' && !['left', 'right', 'midline'].includes(side))) return null;
  return side === '' ? name : `${name}, ${side}`;
}
