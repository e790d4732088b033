import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs } from '../../../shared/contract/index.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { notify } from '../../ui/toast.tsx';
import { shiftDate } from './day-time.ts';
import { useSayWaiting } from './use-say-waiting.ts';

type Known = { id: string; version: number };
export type StatusVerb =
  | 'arrive'
  | 'beginTreatment'
  | 'rest'
  | 'resume'
  | 'finish'
  | 'leave'
  | 'markDidNotAttend';

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
  const sayWaiting = useSayWaiting();
  const trouble = useTrouble();
  const cache = useQueryClient();

  const refresh = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: q.appointments.key() }),
      cache.invalidateQueries({ queryKey: q.waiting.key() }),
    ]);
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
    onSuccess: async (changed, { verb }) => {
      void refresh();
      const waits = verb === 'markDidNotAttend' ? await sayWaiting(changed.id) : '';
      notify({ text: t(`did.${verb}`) + waits, undo: { onUndo: () => takeBack(changed) } });
    },
    onError: complain,
  });
  const cancel = useMutation({
    mutationFn: (input: Inputs['appointments']['cancel']) => api.appointments.cancel(input),
    onSuccess: async (changed) => {
      void refresh();
      const did = t(changed.lateCancelled ? 'did.cancelLate' : 'did.cancel');
      const text = did + (await sayWaiting(changed.id));
      notify({ text, undo: { onUndo: () => takeBack(changed) } });
    },
    onError: complain,
  });
  const move = useMutation({
    mutationFn: (input: Inputs['appointments']['move']) => api.appointments.move(input),
    onSuccess: async (moved) => {
      void refresh();
      notify({ text: t('did.moved', { name: moved.patient.name }) + (await sayWaiting(moved.id)) });
    },
    onError: complain,
  });
  const confirm = useMutation({
    mutationFn: (input: Inputs['appointments']['confirmIdentity']) => api.appointments.confirmIdentity(input),
    onSuccess: () => {
      notify({ text: t('did.confirm') });
      void refresh();
    },
    onError: complain,
  });
  return { changeStatus, cancel, move, confirm, takeBack, refresh };
}
