import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs } from '../../../shared/contract/index.ts';
import { useTrouble, type Trouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { notify } from '../../ui/toast.tsx';
import { minutesOfVisit, type BookVisit } from './book-visit.ts';
import { dateIn, timeIn } from './day-time.ts';
import { useSayWaiting } from './use-say-waiting.ts';

export type Wish = Omit<Inputs['appointments']['move'], 'id' | 'version'>;

/** A drop that the book did not take. */
export interface RefusedPlace {
  visit: BookVisit;
  wish: Wish;
  trouble: Trouble;
}

/** Moves by hand: shown where it was dropped, back where it was when refused, and a way back when it was not meant. */
export function usePlacing(zone: string) {
  const { t } = useTranslation('appointments');
  const sayTrouble = useTrouble();
  const sayWaiting = useSayWaiting();
  const cache = useQueryClient();
  const [refused, setRefused] = useState<RefusedPlace | null>(null);

  const place = useCallback(
    async (visit: BookVisit, wish: Wish): Promise<boolean> => {
      setRefused(null);
      try {
        const moved = await api.appointments.move({ id: visit.id, version: visit.version, ...wish });
        const date = dateIn(zone, moved.startsAt);
        cache.setQueryData(
          q.appointments.day.queryKey({ input: { date } }),
          (before) =>
            before && {
              ...before,
              appointments: before.appointments.map((one) => (one.id === moved.id ? moved : one)),
            },
        );
        const units = visit.parts.flatMap(({ deviceId }) => deviceId ?? []);
        const former: Wish = {
          practitionerId: visit.practitionerId,
          roomId: visit.roomId,
          start: { date: dateIn(zone, visit.startsAt), time: timeIn(zone, visit.startsAt) },
          minutes: minutesOfVisit(visit),
          deviceIds: [...new Set(units)],
          outsideHours: true,
          why: { by: 'clinic', reason: t('move.takenBack') },
        };
        const did = t('did.move', { name: visit.patient.name, time: timeIn(zone, moved.startsAt) });
        const say = (waits: string) =>
          notify({
            text: did + waits,
            undo: {
              onUndo: () =>
                void api.appointments.move({ id: moved.id, version: moved.version, ...former }).then(
                  () => cache.invalidateQueries({ queryKey: q.appointments.key() }),
                  (error: unknown) => notify({ text: sayTrouble(error).text, tone: 'bad' }),
                ),
            },
          });
        void sayWaiting(moved.id).then(say);
        await cache.invalidateQueries({ queryKey: q.appointments.key() });
        return true;
      } catch (error) {
        setRefused({ visit, wish, trouble: sayTrouble(error) });
        void cache.invalidateQueries({ queryKey: q.appointments.key() });
        return false;
      }
    },
    [cache, sayTrouble, sayWaiting, t, zone],
  );
  return { place, refused, forget: useCallback(() => setRefused(null), []) };
}
