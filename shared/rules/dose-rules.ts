import type { Side } from '../contract/values.ts';
import { addDays, addMonths, daysBetween, minutesBetween } from './calendar.ts';
import { add, compare, decimalOf, type DecimalText } from './decimal.ts';
import { sidesMeet } from './findings.ts';
import type { Issue } from './issues.ts';
import { entryOf, isLocalAnaesthetic, isSteroid, type Reference } from './reference.ts';

export type TreatedPlace = { siteId: string; side: Side };
export type SubstanceDose = {
  substanceId: string;
  doseMg: DecimalText | null;
  sites: readonly TreatedPlace[];
};
/** `on` is the day in the clinic, `at` the instant; `inVisit` is true for what this very visit has given already. */
export type GivenDose = SubstanceDose & { on: string; at: string; inVisit?: boolean };

/** Units given of one product: they are those of its maker and of nobody else. */
export type UnitDose = { substanceId: string; productName: string; unit: string };

/**
 * Product units of one maker do not convert to another's: a syringe with two products of one substance is refused,
 * another product than last time is asked. Source: btx.
 */
export function checkProductUnits(
  planned: readonly UnitDose[],
  earlier: readonly (UnitDose & { at: string })[],
): Issue[] {
  const issues: Issue[] = [];
  const isUnits = ({ unit }: UnitDose) => unit === '{product_unit}/mL';
  const nameOf = ({ productName }: UnitDose) => productName.trim().toLowerCase();
  for (const id of new Set(planned.filter(isUnits).map(({ substanceId }) => substanceId))) {
    const own = planned.filter((dose) => dose.substanceId === id && isUnits(dose));
    if (new Set(own.map(nameOf)).size > 1) {
      issues.push(issue('refuse', 'units-mixed', { part: id }));
      continue;
    }
    const last = earlier
      .filter((dose) => dose.substanceId === id && isUnits(dose))
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))
      .at(-1);
    const [first] = own;
    if (last !== undefined && first !== undefined && nameOf(last) !== nameOf(first))
      issues.push(
        issue('ask', 'units-differ', { part: id, before: last.productName, now: first.productName }),
      );
  }
  return issues;
}

/** A steroid injection of the past, here or elsewhere: the day may not be known, the place often only as a region. */
export type EarlierSteroid = { on: string | null; region: string; side: Side };

function issue(level: Issue['level'], code: string, params: Record<string, string>): Issue {
  return { level, code, fieldKey: 'dose', params };
}

/** Dose per visit, per 24 hours and days in a row, for substances that are not local anaesthetics. `warnOnly` asks, else refuses. */
export function checkDoseCaps(
  reference: Reference,
  planned: readonly SubstanceDose[],
  earlier: readonly GivenDose[],
  today: string,
  now: string,
): Issue[] {
  const issues: Issue[] = [];
  for (const id of new Set(planned.map(({ substanceId }) => substanceId))) {
    const substance = entryOf(reference.substances, id);
    const limits = substance.maxDose;
    if (!limits || isLocalAnaesthetic(substance)) continue;
    const own = planned.filter(({ substanceId }) => substanceId === id);
    const past = earlier.filter(({ substanceId }) => substanceId === id);
    if (own.some(({ doseMg }) => doseMg === null)) {
      issues.push(issue('refuse', 'dose-unknown', { part: id }));
      continue;
    }
    const inSyringe = add(...own.map(({ doseMg }) => doseMg ?? '0'));
    const dose = add(
      inSyringe,
      ...past.filter(({ inVisit }) => inVisit === true).map(({ doseMg }) => doseMg ?? '0'),
    );
    const day = add(
      inSyringe,
      ...past
        .filter(({ at }) => Math.abs(minutesBetween(at, now)) <= 24 * 60)
        .map(({ doseMg }) => doseMg ?? '0'),
    );
    const level = limits.warnOnly ? 'ask' : 'refuse';
    const over = (code: string, value: DecimalText, cap: number | undefined) => {
      if (cap !== undefined && compare(value, decimalOf(cap)) > 0)
        issues.push(issue(level, code, { part: id, dose: value, max: decimalOf(cap), unit: 'mg' }));
    };
    over('dose-max', dose, limits.perDoseMg);
    over('day-max', day, limits.capMgPer24h);
    if (limits.maxDays !== undefined && daysInARow(past, today) > limits.maxDays) {
      issues.push(issue('ask', 'days-max', { part: id, max: String(limits.maxDays) }));
    }
  }
  return issues;
}

/** Days in a row with this substance up to today, today counted. */
function daysInARow(past: readonly GivenDose[], today: string): number {
  const days = new Set(past.map(({ on }) => on));
  let count = 1;
  while (days.has(addDays(today, -count))) count += 1;
  return count;
}

/** Tissue of a site that repeated steroid harms. */
const STEROID_CAUTIONS = ['tendon', 'fat-pad'];

/**
 * Steroid at a place: days since the last one there, number in 12 months with this one, and tissue at risk. All are asked,
 * none is refused (`warnOnly`). Same place means same region with sides that meet: where exactly an earlier injection went is
 * rarely known. Figures are general knowledge as the reference data says; sources steroidpf, gk.
 */
export function checkSteroids(
  reference: Reference,
  planned: readonly SubstanceDose[],
  earlier: readonly EarlierSteroid[],
  today: string,
): Issue[] {
  const issues = new Map<string, Issue>();
  for (const { substanceId, sites } of planned) {
    const substance = entryOf(reference.substances, substanceId);
    const limits = substance.maxDose;
    if (!isSteroid(substance) || !limits) continue;
    for (const place of sites) {
      const site = reference.sites.get(place.siteId);
      const here = earlier.filter(
        ({ region, side }) => region === site?.region && sidesMeet(side, place.side),
      );
      const put = (code: string, params: Record<string, string>) => {
        const within = `${place.siteId}:${place.side}`;
        issues.set(
          `${code} ${substanceId} ${within}`,
          issue('ask', code, { substance: substanceId, site: within, ...params }),
        );
      };
      const dated = here
        .map(({ on }) => on)
        .filter((on) => on !== null)
        .filter((on) => on <= today);
      const last = dated.toSorted().at(-1);
      if (
        last !== undefined &&
        limits.minIntervalDays !== undefined &&
        daysBetween(last, today) < limits.minIntervalDays
      ) {
        put('steroid-interval', {
          last,
          days: String(daysBetween(last, today)),
          min: String(limits.minIntervalDays),
        });
      }
      const year = dated.filter((on) => on > addMonths(today, -12)).length + 1;
      if (limits.maxPerSitePer12Months !== undefined && year > limits.maxPerSitePer12Months) {
        put('steroid-count', { count: String(year), max: String(limits.maxPerSitePer12Months) });
      }
      if (here.some(({ on }) => on === null)) put('steroid-date-unknown', {});
      const caution = site?.cautions.find((one) => STEROID_CAUTIONS.includes(one));
      if (caution !== undefined) put('steroid-tissue', { caution });
    }
  }
  return [...issues.values()];
}

/** Regions in which a forbidden place may lie; the site list does not go down to single fingers. */
const PLACE_REGIONS: Readonly<Record<string, readonly string[]>> = {
  fingers: ['hand'],
  toes: ['foot-dorsal', 'foot-plantar'],
  ear: ['head-face'],
  nose: ['head-face'],
  penis: ['genital'],
};

/**
 * Places where a substance must not go (epinephrine: fingers, toes, ear, nose, penis). A stated place is refused; a site in
 * whose region such a place lies is asked, until the practitioner says where exactly it is.
 */
export function checkSiteBlocks(
  reference: Reference,
  planned: readonly (SubstanceDose & { places?: readonly string[] })[],
): Issue[] {
  const issues = new Map<string, Issue>();
  for (const { substanceId, sites, places } of planned) {
    const blocked = entryOf(reference.substances, substanceId).siteBlocks ?? [];
    const stated = places?.find((place) => blocked.includes(place));
    if (stated !== undefined)
      issues.set(
        `${substanceId} ${stated}`,
        issue('refuse', 'site-block', { part: substanceId, place: stated }),
      );
    for (const { siteId, side } of sites) {
      const region = reference.sites.get(siteId)?.region ?? '';
      const near = blocked.filter((place) => PLACE_REGIONS[place]?.includes(region) ?? true);
      if (near.length > 0 && places === undefined) {
        const params = { substance: substanceId, site: `${siteId}:${side}`, places: near.join(', ') };
        issues.set(`${substanceId} ${siteId} ${side}`, issue('ask', 'site-block-near', params));
      }
    }
  }
  return [...issues.values()];
}
