import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../rpc.ts';

/** How many wait for the time that a visit has just given up, to be added to what is said; empty for nobody. */
export function useSayWaiting(): (appointmentId: string) => Promise<string> {
  const { t } = useTranslation('waiting');
  return useCallback(
    async (appointmentId) => {
      // Not knowing is no reason to complain.
      const places = await api.waiting.freed({ appointmentId }).catch(() => []);
      const last = places.reduce((latest, { freedAt }) => (freedAt > latest ? freedAt : latest), '');
      const matches = places.filter(({ freedAt }) => freedAt === last).flatMap((place) => place.matches);
      const count = new Set(matches.map(({ wish }) => wish.id)).size;
      return count === 0 ? '' : ` ${t('count', { count })}.`;
    },
    [t],
  );
}
