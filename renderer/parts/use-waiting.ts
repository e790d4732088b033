import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Inputs } from '../../shared/contract/index.ts';
import type { FreedPlace, Wish } from '../../shared/contract/waiting.ts';
import { useTrouble } from '../desk.ts';
import { api, q } from '../rpc.ts';
import { notify } from '../ui/toast.tsx';
import { useWhen } from './when.ts';

type Match = FreedPlace['matches'][number];

/** What the desk does with the wait list, each with its way back. */
export function useWaitingActs() {
  const { t } = useTranslation('waiting');
  const trouble = useTrouble();
  const when = useWhen();
  const cache = useQueryClient();
  const refresh = () =>
    Promise.all(
      [q.waiting.key(), q.appointments.key(), q.board.key()].map((queryKey) =>
        cache.invalidateQueries({ queryKey }),
      ),
    );
  const complain = (error: unknown) => {
    const { text, incident } = trouble(error);
    notify({ text, tone: 'bad', incident });
    void refresh();
  };
  const takeBack = (known: { id: string; version: number }, reason: string) => () =>
    void api.waiting.restore({ ...known, reason }).then(refresh, complain);

  const book = useMutation({
    mutationFn: ({ wish, opening }: Match) => {
      const { practitionerId, roomId, deviceIds, start, minutes } = opening;
      return api.waiting.book({
        ...{ id: wish.id, version: wish.version },
        ...{ practitionerId, roomId, deviceIds, start, minutes },
      });
    },
    onSuccess: ({ wish: known, appointment }, { wish }) => {
      notify({
        text: t('did.booked', { name: wish.patient.name, time: when.moment(appointment.startsAt) }),
        undo: { onUndo: takeBack(known, t('byMistake')) },
      });
      void refresh();
    },
    onError: complain,
  });
  const offer = useMutation({
    mutationFn: ({ wish, opening, outcome }: Match & Pick<Inputs['waiting']['offer'], 'outcome'>) =>
      api.waiting.offer({
        ...{ id: wish.id, version: wish.version, outcome },
        ...{ practitionerId: opening.practitionerId, startsAt: opening.startsAt },
      }),
    onSuccess: () => {
      notify({ text: t('did.offered') });
      void refresh();
    },
    onError: complain,
  });
  const withdraw = useMutation({
    mutationFn: ({ id, version }: Wish) => api.waiting.withdraw({ id, version }),
    onSuccess: (known, { patient }) => {
      notify({
        text: t('did.withdrawn', { name: patient.name }),
        undo: { onUndo: takeBack(known, t('stillWishes')) },
      });
      void refresh();
    },
    onError: complain,
  });
  const restore = useMutation({
    mutationFn: ({ id, version }: Wish) => api.waiting.restore({ id, version, reason: t('stillWishes') }),
    onSuccess: (_, { patient }) => {
      notify({ text: t('did.restored', { name: patient.name }) });
      void refresh();
    },
    onError: complain,
  });
  return { book, offer, withdraw, restore };
}
