import type { Credential } from '../../../shared/contract/staff.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { Refusal } from '../refusal.ts';

/** Whether the credential holds for the technique on that day; both of its days count. */
export function holds(credential: Credential, techniqueId: string, onDate: string): boolean {
  const { techniques, issuedOn, expiresOn } = credential;
  if (techniques.length > 0 && !techniques.includes(techniqueId)) return false;
  return (issuedOn === null || issuedOn <= onDate) && (expiresOn === null || onDate <= expiresOn);
}

/** Credential types that the technique asks for and the person does not hold that day. Unknown techniques ask for all. */
export function missingTypes(
  reference: Reference,
  credentials: readonly Credential[],
  techniqueId: string,
  onDate: string,
): string[] {
  const technique = reference.techniques.get(techniqueId);
  const wanted = technique?.credentials ?? reference.data.techniques.credentialTypes.map(({ id }) => id);
  return wanted.filter(
    (type) => !credentials.some((one) => one.type === type && holds(one, techniqueId, onDate)),
  );
}

/** Refuses what the reference data does not know, a day order that cannot be, and a missing last day where one is required. */
export function assertCredentials(
  reference: Reference,
  credentials: readonly Omit<Credential, 'id'>[],
): void {
  const types = new Map(reference.data.techniques.credentialTypes.map((type) => [type.id, type]));
  for (const [at, { type, techniques, issuedOn, expiresOn }] of credentials.entries()) {
    const refuse = (field: string, problem: string) =>
      new Refusal('INVALID', { field: `credentials.${at}.${field}`, problem });
    const known = types.get(type);
    if (known === undefined) throw refuse('type', 'unknown');
    if (!techniques.every((id) => reference.techniques.has(id))) throw refuse('techniques', 'unknown');
    if (known.expires === 'required' && expiresOn === null) throw refuse('expiresOn', 'missing');
    if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn)
      throw refuse('expiresOn', 'before-issue');
  }
}
