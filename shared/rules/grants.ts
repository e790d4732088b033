import type { Credential } from '../contract/staff.ts';
import { isNeedleTechnique, type Reference } from './reference.ts';

/** The credential type that a place with the caution `specialist-only` asks for beside those of the technique. */
export const specialistType = 'specialist-site';

type Held = Omit<Credential, 'id'>;

/** Who holds what, and who has left: the word of a supervisor who is gone covers nobody. */
export interface Roster {
  readonly of: ReadonlyMap<string, readonly Held[]>;
  readonly gone: ReadonlySet<string>;
}

/** What somebody does or is booked to do. What is left out is not known yet and limits nothing. */
export interface Use {
  techniqueId: string;
  siteIds?: readonly string[];
  substanceIds?: readonly string[];
  deviceId?: string | undefined;
}

/** What a person may not do: a credential type that is not held, or a limit that all credentials of a type set. */
export interface GrantProblem {
  kind: 'credential' | 'region' | 'substance' | 'device' | 'specialist-site';
  /** Credential type, region, substance, device or site. */
  id: string;
  techniqueId: string;
}

/** Equal for the same lack, so that an override names exactly what it opens. */
export function problemKey({ kind, id, techniqueId }: GrantProblem): string {
  return [kind, id, techniqueId].join(' ');
}

/** Whether the credential counts for the technique on that day; both of its days count, a suspended one never. */
export function holds(credential: Held, techniqueId: string, onDate: string): boolean {
  const { techniques, issuedOn, expiresOn, status } = credential;
  if (status !== 'held') return false;
  if (techniques.length > 0 && !techniques.includes(techniqueId)) return false;
  return (issuedOn === null || issuedOn <= onDate) && (expiresOn === null || onDate <= expiresOn);
}

interface Narrow {
  region?: string | undefined;
  substanceId?: string;
  deviceId?: string;
}

function reaches(credential: Held, { region, substanceId, deviceId }: Narrow): boolean {
  const { regionsExcluded, substancesAllowed, devices } = credential;
  if (region !== undefined && regionsExcluded.includes(region)) return false;
  if (substanceId !== undefined && substancesAllowed.length > 0 && !substancesAllowed.includes(substanceId))
    return false;
  return deviceId === undefined || devices.length === 0 || devices.includes(deviceId);
}

/**
 * The credentials of a person that count for this. One held under supervision counts while its supervisor works here and
 * holds the same, and whatever else the technique asks for, without supervision.
 */
function counting(
  reference: Reference,
  roster: Roster,
  userId: string,
  type: string,
  techniqueId: string,
  narrow: Narrow,
  onDate: string,
): Held[] {
  const held = (id: string, what: string, by: Narrow) =>
    (roster.of.get(id) ?? []).filter(
      (one) => one.type === what && holds(one, techniqueId, onDate) && reaches(one, by),
    );
  const alone = (id: string, what: string, by: Narrow) =>
    held(id, what, by).some(({ supervisedBy }) => supervisedBy === null);
  return held(userId, type, narrow).filter(
    ({ supervisedBy: by }) =>
      by === null ||
      (!roster.gone.has(by) &&
        alone(by, type, narrow) &&
        wantedFor(reference, techniqueId).every((one) => alone(by, one, {}))),
  );
}

/** The same people without what they hold only under supervision. */
export function onTheirOwn({ of, gone }: Roster): Roster {
  const own = [...of].map(([id, held]) => [id, held.filter((one) => one.supervisedBy === null)] as const);
  return { of: new Map(own), gone };
}

/** Types that the technique asks for; a technique that is not known asks for all. */
function wantedFor(reference: Reference, techniqueId: string): string[] {
  return (
    reference.techniques.get(techniqueId)?.credentials ??
    reference.data.techniques.credentialTypes.map(({ id }) => id)
  );
}

function narrowings(
  reference: Reference,
  use: Use,
): { kind: GrantProblem['kind']; id: string; by: Narrow }[] {
  const regions = new Set((use.siteIds ?? []).flatMap((id) => reference.sites.get(id)?.region ?? []));
  return [
    ...[...regions].map((region) => ({ kind: 'region' as const, id: region, by: { region } })),
    ...(use.substanceIds ?? []).map((id) => ({ kind: 'substance' as const, id, by: { substanceId: id } })),
    ...(use.deviceId === undefined
      ? []
      : [{ kind: 'device' as const, id: use.deviceId, by: { deviceId: use.deviceId } }]),
  ];
}

/** Places of the use that ask for the extra grant: those marked so, where the technique goes through the skin. */
function specialistSites(reference: Reference, { techniqueId, siteIds = [] }: Use): string[] {
  if (!isNeedleTechnique(reference, techniqueId)) return [];
  return [...new Set(siteIds)].filter(
    (id) => reference.sites.get(id)?.cautions.includes('specialist-only') === true,
  );
}

/** Everything that stands against this person doing this on that day; empty: they may. */
export function grantProblems(
  reference: Reference,
  roster: Roster,
  userId: string,
  use: Use,
  onDate: string,
): GrantProblem[] {
  const { techniqueId } = use;
  const held = (type: string, by: Narrow) =>
    counting(reference, roster, userId, type, techniqueId, by, onDate).length > 0;
  const missing = wantedFor(reference, techniqueId).filter((type) => !held(type, {}));
  const present = wantedFor(reference, techniqueId).filter((type) => !missing.includes(type));
  const special = specialistSites(reference, use).filter(
    (id) => !held(specialistType, { region: reference.sites.get(id)?.region }),
  );
  return [
    ...missing.map((id): GrantProblem => ({ kind: 'credential', id, techniqueId })),
    ...narrowings(reference, use).flatMap(({ kind, id, by }): GrantProblem[] =>
      present.some((type) => !held(type, by)) ? [{ kind, id, techniqueId }] : [],
    ),
    ...special.map((id): GrantProblem => ({ kind: 'specialist-site', id, techniqueId })),
  ];
}

/** Credential types that the technique asks for and the person does not hold that day. Empty: may treat. */
export function missingTypes(
  reference: Reference,
  roster: Roster,
  userId: string,
  techniqueId: string,
  onDate: string,
): string[] {
  return grantProblems(reference, roster, userId, { techniqueId }, onDate).map(({ id }) => id);
}

/** Who must co-sign what this person does: the supervisors of everything that they hold under supervision alone. */
export function supervisorsOf(
  reference: Reference,
  roster: Roster,
  userId: string,
  use: Use,
  onDate: string,
): string[] {
  const { techniqueId } = use;
  const asked = [
    ...wantedFor(reference, techniqueId).flatMap((type) =>
      [{}, ...narrowings(reference, use).map(({ by }) => by)].map((by) => ({ type, by })),
    ),
    ...specialistSites(reference, use).map((id) => ({
      type: specialistType,
      by: { region: reference.sites.get(id)?.region },
    })),
  ];
  const found = asked.flatMap(({ type, by }) => {
    const credentials = counting(reference, roster, userId, type, techniqueId, by, onDate);
    if (credentials.some(({ supervisedBy }) => supervisedBy === null)) return [];
    return credentials.slice(0, 1).flatMap(({ supervisedBy }) => supervisedBy ?? []);
  });
  return [...new Set(found)];
}

/** Limits that all credentials of some needed type set: regions that are excluded, substances when only some are allowed. */
export function limitsOf(
  reference: Reference,
  roster: Roster,
  userId: string,
  techniqueIds: readonly string[],
  onDate: string,
): { regionsExcluded: string[]; substancesAllowed: string[] } {
  const regions = new Set<string>();
  let allowed: string[] | null = null;
  for (const techniqueId of techniqueIds) {
    for (const type of wantedFor(reference, techniqueId)) {
      const credentials = counting(reference, roster, userId, type, techniqueId, {}, onDate);
      const [first, ...others] = credentials;
      if (first === undefined) continue;
      for (const region of first.regionsExcluded)
        if (others.every((one) => one.regionsExcluded.includes(region))) regions.add(region);
      if (credentials.every(({ substancesAllowed }) => substancesAllowed.length > 0)) {
        const these = [...new Set(credentials.flatMap(({ substancesAllowed }) => substancesAllowed))];
        allowed = allowed === null ? these : allowed.filter((id) => these.includes(id));
      }
    }
  }
  return { regionsExcluded: [...regions], substancesAllowed: allowed ?? [] };
}
