import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { Side } from '../../../shared/contract/values.ts';
import type { Reference } from '../../../shared/rules/reference.ts';

/** Line ids are the same in every document of every patient, so that a decision can be found again. */
export function techniqueLineId(techniqueId: string): string {
  return `technique:${techniqueId}`;
}
export function regionLineId(region: string, side: Side): string {
  return `region:${region}:${side}`;
}
export function substanceLineId(parts: readonly string[]): string {
  return `substance:${parts.toSorted().join('+')}`;
}
export function retainedLineId(region: string, side: Side): string {
  return `retained:${region}:${side}`;
}
export function addOnLineId(addOnId: string): string {
  return `add-on:${addOnId}`;
}
/** The talk about the lung, once for the whole document: taking back one region does not unsay it. */
export const lungFieldLineId = 'lung-field';
export const lungFieldRef = 'lung-field';

export function regionRef(region: string, side: Side): string {
  return `${region}:${side}`;
}

/** As it stands on the body chart (`Knee, left`). */
export function regionName(region: string, side: Side, reference: Reference): string {
  for (const { shapes } of reference.data.bodyChart.figures) {
    const shape = shapes.find((one) => one.region === region && one.side === side);
    if (shape !== undefined) return shape.label;
  }
  const words = region.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}, ${side}`;
}

/** Each thing once, in a fixed order; the places of planned sites are planned places; one line for each mixture. */
export function normalisePlan(plan: ConsentPlan, reference: Reference): ConsentPlan {
  const order = [...reference.techniques.keys()];
  const places = new Map(
    (plan.retained?.places ?? []).map((place) => [regionLineId(place.region, place.side), place]),
  );
  // Where a needle stays in, one is placed: the place is asked as such too.
  const regions = new Map([
    ...plan.regions.map((place) => [regionLineId(place.region, place.side), place] as const),
    ...places,
  ]);
  for (const { siteId, side } of plan.sites) {
    const region = reference.sites.get(siteId)?.region;
    if (region !== undefined) regions.set(regionLineId(region, side), { region, side });
  }
  const preparations = new Map<string, ConsentPlan['preparations'][number]>();
  for (const { parts, route } of plan.preparations) {
    const sorted = [...new Set(parts)].toSorted();
    const key = substanceLineId(sorted);
    const known = preparations.get(key);
    // Two routes of the same thing are one line without a route: the talk names both.
    preparations.set(key, {
      parts: sorted,
      route: known === undefined || known.route === route ? route : null,
    });
  }
  return {
    ...plan,
    condition: plan.condition.trim(),
    goal: plan.goal.trim(),
    techniques: [...new Set(plan.techniques)].toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
    regions: [...regions.values()],
    preparations: [...preparations.values()],
    ...(plan.retained === undefined ? {} : { retained: { ...plan.retained, places: [...places.values()] } }),
  };
}

/** The first thing in a plan that the reference data does not know, as a field and what is wrong with it. */
export function planProblem(
  plan: ConsentPlan,
  reference: Reference,
  injectable: (id: string) => boolean,
): { field: string; problem: string } | null {
  if (plan.techniques.some((id) => !reference.techniques.has(id)))
    return { field: 'plan.techniques', problem: 'unknown' };
  const scopes = new Set(plan.techniques.map((id) => reference.techniques.get(id)?.imsScope === 'not-ims'));
  // Traditional acupuncture has a consent of its own, so that nobody agrees to the one for the other.
  if (scopes.size > 1) return { field: 'plan.techniques', problem: 'traditional-apart' };
  const regions = new Set([...reference.sites.values()].map(({ region }) => region));
  if (plan.regions.some(({ region }) => !regions.has(region)))
    return { field: 'plan.regions', problem: 'unknown' };
  if (plan.sites.some(({ siteId }) => !reference.sites.has(siteId)))
    return { field: 'plan.sites', problem: 'unknown' };
  if (plan.retained?.places.some(({ region }) => !regions.has(region)) === true)
    return { field: 'plan.retained', problem: 'unknown' };
  if (
    plan.retained !== undefined &&
    !plan.techniques.some((id) => reference.techniques.get(id)?.fieldGroups.includes('needle-filiform'))
  )
    return { field: 'plan.retained', problem: 'no-needle' };
  const parts = plan.preparations.flatMap((preparation) => preparation.parts);
  if (parts.some((id) => !reference.substances.has(id)))
    return { field: 'plan.preparations', problem: 'unknown' };
  if (parts.some((id) => !injectable(id))) return { field: 'plan.preparations', problem: 'not-injectable' };
  const routes = new Set(
    reference.data.techniques.fieldGroups.flatMap(
      ({ fields }) => fields.find(({ key }) => key === 'route')?.options ?? [],
    ),
  );
  if (plan.preparations.some(({ route }) => route !== null && !routes.has(route)))
    return { field: 'plan.preparations', problem: 'unknown-route' };
  return null;
}
