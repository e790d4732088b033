import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { notify } from '../../ui/toast.tsx';

type Known = { id: string; version: number };
type StatusVerb = 'arrive' | 'beginTreatment' | 'finish' | 'markDidNotAttend';

/** What the day shows: the book of one date, who treats, rooms and kinds of visit. */
export function useDay(date: string) {
  const practice = useQuery(q.practice.overview.queryOptions());
  const staff = useQuery(q.staff.list.queryOptions());
  const day = useQuery(
    q.appointments.day.queryOptions({
      input: { date },
      placeholderData: (before) => (before?.date === date ? before : undefined),
    }),
  );
  return { practice, staff, day };
}

/** Every act of the day, each with its way back. */
export function useDayActs(date: string) {
  const { t } = useTranslation('appointments');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const dayKey = q.appointments.day.queryKey({ input: { date } });

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
    onSuccess: (moved) => {
      cache.setQueryData(
        dayKey,
        (before) =>
          before && {
            ...before,
            appointments: before.appointments.map((visit) => (visit.id === moved.id ? moved : visit)),
          },
      );
      void refresh();
    },
    onError: complain,
  });
  return { changeStatus, cancel, move, refresh };
}

export function isOff(visit: Appointment): boolean {
  return visit.status === 'cancelled' || visit.status === 'did-not-attend';
}
