import { useInterval } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RestTimer } from '../../shared/contract/timers.ts';
import { instantAt, millisOf } from '../../shared/rules/wall-clock.ts';
import { useTrouble } from '../desk.ts';
import { api, q } from '../rpc.ts';
import { notify } from '../ui/toast.tsx';

/** Needles that rest, with the host's clock going on from its answer: this PC's own clock is never asked. */
export function useTimers(): { timers: readonly RestTimer[]; now: string } {
  const { data } = useQuery({ ...q.timers.list.queryOptions(), refetchInterval: 60_000 });
  const answered = useRef({ now: '', at: 0 });
  const [now, setNow] = useState('');
  const host = data?.now;
  const timers = data?.timers ?? [];
  const tick = () => {
    const { now: from, at } = answered.current;
    if (from !== '') setNow(instantAt(millisOf(from) + Math.max(0, Math.floor(performance.now() - at))));
  };
  const clock = useInterval(tick, 1000);
  const running = timers.length > 0;
  useEffect(() => {
    if (host === undefined) return;
    answered.current = { now: host, at: performance.now() };
    setNow(host);
  }, [host]);
  useEffect(() => {
    if (running) clock.start();
    else clock.stop();
    return clock.stop;
    // The clock is the same from first to last.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [running]);
  return { timers, now: now === '' ? (host ?? '') : now };
}

/** `12:05` until it is due, or minutes since; negative once it is over. */
export function secondsLeft({ dueAt }: Pick<RestTimer, 'dueAt'>, now: string): number {
  return now === '' ? 1 : Math.ceil((millisOf(dueAt) - millisOf(now)) / 1000);
}

/** Whole minutes since they were due. */
export function minutesOver(seconds: number): number {
  return Math.max(0, Math.floor(-seconds / 60));
}

export function sayLeft(seconds: number): string {
  const whole = Math.abs(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** Room, or the practitioner where no room was booked: never who lies there. */
export function useSayWhere() {
  const { t } = useTranslation('usual');
  return ({ room, practitioner, technique }: RestTimer) => {
    const where = room === null ? t('timer.noRoom', { practitioner }) : t('timer.where', { room });
    return technique === null ? where : t('timer.at', { where, what: technique });
  };
}

export function useTimerActs() {
  const { t } = useTranslation('usual');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const where = useSayWhere();
  const refresh = () => cache.invalidateQueries({ queryKey: q.timers.key() });
  const onError = (error: unknown) => {
    const { text, incident } = trouble(error);
    notify({ text, tone: 'bad', incident });
    void refresh();
  };
  const start = useMutation({
    mutationFn: (input: { sessionId: string; blockId: string; minutes: number }) => api.timers.start(input),
    onSuccess: refresh,
    onError,
  });
  const extend = useMutation({
    mutationFn: ({ timer: { id, version }, minutes }: { timer: RestTimer; minutes: number }) =>
      api.timers.extend({ id, version, minutes }),
    onSuccess: refresh,
    onError,
  });
  const stop = useMutation({
    mutationFn: ({ id, version }: RestTimer) => api.timers.stop({ id, version }),
    onSuccess: (_, timer) => {
      notify({ text: t('timer.stopped', { where: where(timer) }) });
      return refresh();
    },
    onError,
  });
  return { start, extend, stop };
}
