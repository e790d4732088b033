import { type ClinicPermission, grantOf } from '../../shared/contract/permissions.ts';
import type { Act } from './act.ts';

/** Whether the person may see this now: by role, or by role and a reason stated within the last half hour. */
export function mayNow({ who, now }: Pick<Act, 'who' | 'now'>, permission: ClinicPermission): boolean {
  const grant = grantOf(who.roles, permission);
  return grant === 'yes' || (grant === 'reason' && who.reasonUntil !== null && who.reasonUntil > now);
}
