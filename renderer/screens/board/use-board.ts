import { useInterval } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardRow } from '../../../shared/contract/board.ts';
import type { IdentityItem } from '../../../shared/contract/appointments.ts';
import { instantAt, millisOf } from '../../../shared/rules/wall-clock.ts';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { notify } from '../../ui/toast.tsx';

export type Verb =
  | 'arrive'
  | 'beginTreatment'
  | 'rest'
  | 'resume'
  | 'finish'
  | 'leave'
  | 'markDidNotAttend'
  | 'undo';

/** The board of one date, fresh whenever anything changes anywhere, and the host's clock going on from its answer. */
export function useBoard(date: string) {
  const board = useQuery(
    q.board.day.queryOptions({
      input: { date },
      placeholderData: (before) => (before?.date === date ? before : undefined),
      // What goes stale by the clock alone, such as a consent that runs out, is not announced by anybody.
      refetchInterval: 5 * 60_000,
    }),
  );
  const answered = useRef({ now: '', at: 0 });
  const [now, setNow] = useState<string | null>(null);
  const host = board.data?.now;
  const tick = () => {
    const { now: from, at } = answered.current;
    if (from !== '') setNow(instantAt(millisOf(from) + Math.max(0, Math.floor(performance.now() - at))));
  };
  useEffect(() => {
    if (host === undefined) return;
    answered.current = { now: host, at: performance.now() };
    setNow(host);
  }, [host]);
  useInterval(tick, 10_000, { autoInvoke: true });
  return { board, now: now ?? host ?? null };
}

/** Every step at the desk, each with its way back. */
export function useBoardActs() {
  const { t } = useTranslation('board');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const refresh = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: q.board.key() }),
      cache.invalidateQueries({ queryKey: q.appointments.key() }),
      cache.invalidateQueries({ queryKey: q.waiting.key() }),
    ]);
  const complain = (error: unknown) => {
    const { text, incident } = trouble(error);
    notify({ text, tone: 'bad', incident });
    void refresh();
  };
  const step = useMutation({
    mutationFn: ({ row: { id, version }, verb, confirmed }: Step) =>
      verb === 'arrive'
        ? api.appointments.arrive({ id, version, ...(confirmed && { confirmed }) })
        : api.appointments[verb]({ id, version }),
    onSuccess: async (changed, { row, verb }) => {
      await refresh();
      const waits = verb === 'markDidNotAttend' ? await countWaiting(row.id) : 0;
      const said = [
        t(`did.${verb}`, { name: row.patient.name }),
        ...(waits === 0 ? [] : [t('waitList', { count: waits })]),
        ...((verb === 'finish' || verb === 'leave') && (await isResting(row.id)) ? [t('stillIn')] : []),
      ];
      notify({
        text: said.join(' '),
        ...(verb !== 'undo' && {
          undo: {
            onUndo: () =>
              void api.appointments
                .undo({ id: changed.id, version: changed.version })
                .then(refresh, complain),
          },
        }),
      });
    },
    onError: complain,
  });
  const confirm = useMutation({
    mutationFn: ({ row, confirmed }: { row: BoardRow; confirmed: IdentityItem[] }) =>
      api.appointments.confirmIdentity({ id: row.id, confirmed }),
    onSuccess: async (_, { row }) => {
      await refresh();
      notify({ text: t('did.confirm', { name: row.patient.name }) });
    },
    onError: complain,
  });
  return { step, confirm, refresh };
}

export interface Step {
  row: BoardRow;
  verb: Verb;
  confirmed?: IdentityItem[];
}

/** How many could have the time that was given up; a count that fails is no reason to complain. */
async function countWaiting(appointmentId: string): Promise<number> {
  const places = await api.waiting.freed({ appointmentId }).catch(() => []);
  return new Set(places.flatMap(({ matches }) => matches.map(({ wish }) => wish.id))).size;
}

/** Whether needles of this visit still rest by their clock; a list that fails is no reason to complain. */
async function isResting(appointmentId: string): Promise<boolean> {
  const { timers } = await api.timers.list().catch(() => ({ timers: [] }));
  return timers.some((timer) => timer.appointmentId === appointmentId);
}
