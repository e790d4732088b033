import { Temporal } from 'temporal-polyfill';
import type { Technique } from '../../../shared/contract/reference.ts';
import type { Credential } from '../../../shared/contract/staff.ts';

type Held = Pick<Credential, 'type' | 'techniques' | 'issuedOn' | 'expiresOn'>;

/** Whether a credential counts for a technique on that day; the host decides again at signing. */
function holds(credential: Held, technique: string, day: string): boolean {
  if (credential.techniques.length > 0 && !credential.techniques.includes(technique)) return false;
  return (
    (credential.issuedOn === null || credential.issuedOn <= day) &&
    (credential.expiresOn === null || day <= credential.expiresOn)
  );
}

/** Types that the technique asks for and the person cannot show that day. */
export function missingFor(technique: Technique, credentials: readonly Held[], day: string): string[] {
  return technique.credentials.filter(
    (type) => !credentials.some((one) => one.type === type && holds(one, technique.id, day)),
  );
}

export type Standing = 'valid' | 'soon' | 'not-yet' | 'expired';

/** How a credential stands on that day; `warnDays` before its last day it counts as ending soon. */
export function standingOf(
  { issuedOn, expiresOn }: Pick<Credential, 'issuedOn' | 'expiresOn'>,
  warnDays: number,
  day: string,
): Standing {
  if (issuedOn !== null && day < issuedOn) return 'not-yet';
  if (expiresOn === null) return 'valid';
  if (expiresOn < day) return 'expired';
  return Temporal.PlainDate.from(day).until(expiresOn).days <= warnDays ? 'soon' : 'valid';
}
