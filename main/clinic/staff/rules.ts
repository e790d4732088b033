import type { Credential, Member } from '../../../shared/contract/staff.ts';
import type { Roster } from '../../../shared/rules/grants.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { Refusal } from '../refusal.ts';

/** Refuses what the reference data does not know, a day order that cannot be, and a missing last day where one is required. */
export function assertCredentials(
  reference: Reference,
  credentials: readonly Omit<Credential, 'id'>[],
  known: { userId: string; people: ReadonlySet<string>; devices: ReadonlySet<string> },
): void {
  const regions = new Set([...reference.sites.values()].map(({ region }) => region));
  const types = new Map(reference.data.techniques.credentialTypes.map((type) => [type.id, type]));
  for (const [at, credential] of credentials.entries()) {
    const { type, techniques, issuedOn, expiresOn, supervisedBy, verifiedBy, verifiedOn } = credential;
    const refuse = (field: string, problem: string) =>
      new Refusal('INVALID', { field: `credentials.${at}.${field}`, problem });
    const wanted = types.get(type);
    if (wanted === undefined) throw refuse('type', 'unknown');
    if (!techniques.every((id) => reference.techniques.has(id))) throw refuse('techniques', 'unknown');
    if (wanted.expires === 'required' && expiresOn === null) throw refuse('expiresOn', 'missing');
    if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn)
      throw refuse('expiresOn', 'before-issue');
    if (!credential.regionsExcluded.every((id) => regions.has(id)))
      throw refuse('regionsExcluded', 'unknown');
    if (!credential.substancesAllowed.every((id) => reference.substances.has(id)))
      throw refuse('substancesAllowed', 'unknown');
    if (!credential.devices.every((id) => known.devices.has(id))) throw refuse('devices', 'unknown');
    if (supervisedBy === known.userId) throw refuse('supervisedBy', 'self');
    if (supervisedBy !== null && !known.people.has(supervisedBy)) throw refuse('supervisedBy', 'unknown');
    if ((verifiedBy === '') !== (verifiedOn === null))
      throw refuse(verifiedBy === '' ? 'verifiedBy' : 'verifiedOn', 'missing');
  }
}

/** Everybody's credentials, and who has left. */
export function rosterFrom(members: readonly Pick<Member, 'id' | 'disabled' | 'credentials'>[]): Roster {
  return {
    of: new Map(members.map(({ id, credentials }) => [id, credentials])),
    gone: new Set(members.filter(({ disabled }) => disabled).map(({ id }) => id)),
  };
}
