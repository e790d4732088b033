import { Button, Checkbox } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../../shared/contract/appointments.ts';
import { daysBetween } from '../../../../shared/rules/calendar.ts';
import { useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { SegmentedChoice } from '../../../ui/Choices.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { notify } from '../../../ui/toast.tsx';
import { dateIn } from '../day-time.ts';
import { DateList } from './DateList.tsx';
import { tallyOf } from './said.ts';
import css from './series.module.css';
import { useSaid } from './use-said.ts';

/** Where a visit of a series is to go, as the desk said it of this one. */
export interface SeriesTarget {
  practitionerId: string;
  roomId: string | null;
  start: { date: string; time: string; fold?: 'first' | 'second' | undefined };
  minutes: number;
  /** Said of a visit that moves alone; the history of a series says by itself what moved it. */
  why?: { by: 'patient' | 'clinic'; reason: string } | undefined;
}

interface SeriesMoveProps {
  visit: Appointment;
  zone: string;
  to: SeriesTarget;
  /** Moves this visit alone, as one that does not repeat. */
  onThis: () => Promise<unknown>;
  onClose: () => void;
}

export const scopes = ['this', 'following', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** Asks how far the move of a visit that repeats reaches, and shows every visit that it would touch. */
export function SeriesMove({ visit, zone, to, onThis, onClose }: SeriesMoveProps) {
  const { t } = useTranslation(['series', 'ui']);
  const trouble = useTrouble();
  const [scope, setScope] = useState<Scope>('this');
  const [changedToo, setChangedToo] = useState(false);
  const said = useSaid('keep');
  const { practitionerId, roomId, minutes, start } = to;
  const input = {
    ...{ appointmentId: visit.id, practitionerId, roomId, minutes, time: start.time, changedToo },
    scope: scope === 'all' ? ('all' as const) : ('following' as const),
    shiftDays: daysBetween(visit.seriesDate ?? dateIn(zone, visit.startsAt), start.date),
    decisions: said.decisions.map(({ of: appointmentId, ...one }) => ({ appointmentId, ...one })),
  };
  const preview = useQuery({
    ...q.series.previewMove.queryOptions({ input, enabled: scope !== 'this' }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const move = useMutation({
    mutationFn: async () => {
      if (scope === 'this') return onThis();
      const done = await api.series.move({ ...input, seen: preview.data?.seen ?? [] });
      const undo = () => void api.series.undo({ actId: done.actId, reason: t('undone') });
      notify({ text: t('scope.moved', { count: done.visits }), undo: { onUndo: undo } });
      return done;
    },
    onSuccess: onClose,
    onError: () => void preview.refetch(),
  });
  const visits = scope === 'this' ? [] : (preview.data?.visits ?? []);
  const tally = tallyOf(visits);
  const error = move.error ?? (scope === 'this' ? null : preview.error);
  const refused = error === null ? null : trouble(error);
  const ready = scope === 'this' || (tally.open === 0 && tally.visits > 0 && !preview.isFetching);
  return (
    <Dialog opened onClose={onClose} title={t('scope.moveTitle')} size={scope === 'this' ? 480 : 760}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) move.mutate();
        }}
      >
        <SegmentedChoice
          label={t('scope.which')}
          value={scope}
          options={scopes.map((one) => ({ value: one, label: t(`scope.${one}`) }))}
          onChange={(value) => {
            move.reset();
            said.forget();
            setScope(scopes.find((one) => one === value) ?? 'this');
          }}
        />
        {scope !== 'this' && (
          <Checkbox
            label={t('scope.changedToo')}
            checked={changedToo}
            onChange={(event) => setChangedToo(event.currentTarget.checked)}
          />
        )}
        {refused !== null && (
          <Notice tone="bad" title={refused.text} live>
            {refused.incident}
          </Notice>
        )}
        {visits.length > 0 && (
          <DateList
            label={t('dates')}
            {...{ visits, zone }}
            leave="keep"
            onSay={({ appointmentId }, one) => {
              move.reset();
              said.say(appointmentId ?? '', one);
            }}
          />
        )}
        {scope !== 'this' && (preview.data?.stays ?? 0) > 0 && (
          <p className={css['lead']}>{t('scope.stays', { count: preview.data?.stays ?? 0 })}</p>
        )}
        <div className={css['bar']}>
          <span className={css['tally']} role="status">
            {tally.open > 0 ? t('open', { count: tally.open }) : ''}
          </span>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" disabled={!ready} loading={move.isPending}>
            {scope === 'this' ? t('scope.onlyThis') : t('scope.move', { count: tally.visits })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
