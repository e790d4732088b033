import type { Reference } from './reference.ts';

/** Whether the lung lies under the site: marked so, or with the caution `pneumothorax`. */
export function isLungField(reference: Reference, siteId: string): boolean {
  const site = reference.sites.get(siteId);
  return site !== undefined && (site.lungField === true || site.cautions.includes('pneumothorax'));
}
