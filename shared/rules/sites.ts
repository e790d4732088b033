import type { Reference } from './reference.ts';

/** Whether the lung lies under the site: marked so, or with the caution `pneumothorax`. */
export function isLungField(reference: Reference, siteId: string): boolean {
  const site = reference.sites.get(siteId);
  return site !== undefined && (site.lungField === true || site.cautions.includes('pneumothorax'));
}

/** A place as `siteId:side` or as `siteId` alone, in words; null where the reference data does not know it. */
export function placeName(reference: Reference, place: string): string | null {
  const [siteId = '', side = ''] = place.split(':');
  const name = reference.sites.get(siteId)?.name;
  if (name === undefined || (side !== '' && !['left', 'right', 'midline'].includes(side))) return null;
  return side === '' || side === 'midline' ? name : `${name}, ${side}`;
}
