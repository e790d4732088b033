import { Temporal } from 'temporal-polyfill';
import type { Technique } from '../../../shared/contract/reference.ts';
import type { Credential } from '../../../shared/contract/staff.ts';
import { holds } from '../../../shared/rules/grants.ts';

/**
 * Types that the technique asks for and the person cannot show that day; the host decides again at signing. What is held
 * under supervision counts here: whether the supervisor may do it themselves is the host's to say.
 */
export function missingFor(technique: Technique, credentials: readonly Held[], day: string): string[] {
  return technique.credentials.filter(
    (type) => !credentials.some((one) => one.type === type && holds(one, technique.id, day)),
  );
}

type Held = Omit<Credential, 'id'>;

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
