import { createContext, useCallback, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { grantOf, type ClinicPermission } from '../shared/contract/permissions.ts';
import type { Sitting } from '../shared/contract/session.ts';
import { incidentOf, refusalOf, type AnyRefusal } from './rpc.ts';

/** Who sits at this window; set by the app around every signed-in screen. */
export const SittingContext = createContext<Sitting | null>(null);

export function useSitting(): Sitting {
  const sitting = useContext(SittingContext);
  if (sitting === null) throw new Error('a screen was shown outside a sitting');
  return sitting;
}

const now = () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' });

/** Whether the person may do this: at once, only after stating a reason, or not at all. The host decides again. */
export function useMay(permission: ClinicPermission): true | 'reason' | false {
  const sitting = useSitting();
  const grant = grantOf(sitting.roles, permission);
  if (grant === 'reason')
    return sitting.reasonUntil !== null && sitting.reasonUntil > now() ? true : 'reason';
  return grant === 'yes';
}

/** Picks the catalogue's more exact sentence (`WEAK_PASSWORD_too-short`) where the refusal says which. */
function contextOf(refusal: AnyRefusal): { context?: string } {
  if (refusal.code === 'SIGN_IN_FAILED') return refusal.data.waitSeconds > 0 ? { context: 'wait' } : {};
  if (refusal.code === 'SLOT_TAKEN') return { context: refusal.data.by };
  if (refusal.code === 'NOT_OPEN') return { context: refusal.data.why };
  if (refusal.code === 'CREDENTIAL_MISSING') {
    const [limit] = refusal.data.limits;
    return refusal.data.missing.length === 0 && limit !== undefined ? { context: limit.kind } : {};
  }
  if (refusal.code === 'DEVICE_NEEDED') return { context: refusal.data.kind };
  if (refusal.code === 'WRONG_STATUS') return { context: refusal.data.status };
  if (refusal.code !== 'INVALID' && 'problem' in refusal.data) return { context: refusal.data.problem };
  return {};
}

export interface Trouble {
  text: string;
  incident?: string | undefined;
  refusal: AnyRefusal | null;
}

/** Plain words for whatever a call ended with: the refusal's own sentence, or one calm sentence and an incident id. */
export function useTrouble(): (error: unknown) => Trouble {
  const { t } = useTranslation('refusals');
  return useCallback(
    (error) => {
      const refusal = refusalOf(error);
      if (refusal === null) return { text: t('unexpected'), incident: incidentOf(error), refusal };
      return { text: t(refusal.code, { ...refusal.data, ...contextOf(refusal) }), refusal };
    },
    [t],
  );
}
