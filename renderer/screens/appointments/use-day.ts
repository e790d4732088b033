import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs } from '../../../shared/contract/index.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { notify } from '../../ui/toast.tsx';
import { shiftDate } from './day-time.ts';

type Known = { id: string; version: number };
type StatusVerb = 'arrive' | 'beginTreatment' | 'finish' | 'markDidNotAttend';

/** The book of one date; its neighbours are fetched too, so that turning a page waits for nothing. */
export function useDay(date: string, enabled: boolean) {
  const cache = useQueryClient();
  const day = useQuery(q.appointments.day.queryOptions({ input: { date }, enabled }));
  const here = day.isSuccess;
  useEffect(() => {
    if (!here) return;
    for (const by of [1, -1]) {
      const input = { date: shiftDate(date, by) };
      void cache.prefetchQuery(q.appointments.day.queryOptions({ input, staleTime: 20_000 }));
    }
  }, [cache, date, here]);
  return day;
}

/** Every act of the day, each with its way back. */
export function useDayActs() {
  const { t } = useTranslation('appointments');
  const trouble = useTrouble();
  const cache = useQueryClient();

  const refresh = () => cache.invalidateQueries({ queryKey: q.appointments.key() });
  const complain = (error: unknown) => {
    const { text, incident } = trouble(error);
    notify({ text, tone: 'bad', incident });
    void refresh();
  };
  const takeBack = (known: Known) => {
    api.appointments.undo(known).then(refresh, complain);
  };

  const changeStatus = useMutation({
    mutationFn: ({ verb, known }: { verb: StatusVerb; known: Known }) => api.appointments[verb](known),
    onSuccess: (changed, { verb }) => {
      notify({ text: t(`did.${verb}`), undo: { onUndo: () => takeBack(changed) } });
      void refresh();
    },
    onError: complain,
  });
  const cancel = useMutation({
    mutationFn: (input: Inputs['appointments']['cancel']) => api.appointments.cancel(input),
    onSuccess: (changed) => {
      notify({ text: t('did.cancel'), undo: { onUndo: () => takeBack(changed) } });
      void refresh();
    },
    onError: complain,
  });
  const move = useMutation({
    mutationFn: (input: Inputs['appointments']['move']) => api.appointments.move(input),
    onSuccess: () => void refresh(),
    onError: complain,
  });
  return { changeStatus, cancel, move, refresh };
}
