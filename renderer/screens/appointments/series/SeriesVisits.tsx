import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../../shared/contract/appointments.ts';
import type { Series } from '../../../../shared/contract/series.ts';
import { useTrouble } from '../../../desk.ts';
import { api, q } from '../../../rpc.ts';
import { Section } from '../../../ui/Section.tsx';
import { LoadingState } from '../../../ui/States.tsx';
import { StatusBadge, type Status } from '../../../ui/Tag.tsx';
import { notify } from '../../../ui/toast.tsx';
import { SeriesCancel } from './SeriesCancel.tsx';
import { SeriesExtend } from './SeriesExtend.tsx';
import css from './series.module.css';
import { useSay } from './use-say.ts';

interface SeriesVisitsProps {
  /** A visit of a series; of one that does not repeat nothing is shown. */
  visit: Appointment;
  zone: string;
  mayWrite: boolean;
  onOpen: (visit: { id: string; startsAt: string }) => void;
}

/** The visits of a series with their state: which one this is, what was changed, when it ends. */
export function SeriesVisits({ visit, zone, mayWrite, onOpen }: SeriesVisitsProps) {
  const { t } = useTranslation('series');
  const say = useSay(zone);
  const trouble = useTrouble();
  const [asked, setAsked] = useState<'extend' | 'cancel' | null>(null);
  const series = useQuery(
    q.series.open.queryOptions({ input: { id: visit.seriesId ?? '' }, enabled: visit.seriesId !== null }),
  );
  const undo = useMutation({
    mutationFn: (actId: string) => api.series.undo({ actId, reason: t('undone') }),
    onSuccess: () => notify({ text: t('takenBack') }),
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
  if (visit.seriesId === null) return null;
  if (series.data === undefined) return <LoadingState />;
  const { visits, lastAt, lastAct } = series.data;
  return (
    <Section title={t('list.title')} count={visits.length} level={3}>
      <p className={css['lead']}>
        <RuleWords series={series.data} />
        {lastAt !== null && ` · ${t('list.ends', { date: say.dayOf(lastAt) })}`}
      </p>
      <ol className={css['list']} aria-label={t('list.title')}>
        {visits.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={css['item']}
              aria-current={one.id === visit.id || undefined}
              data-off={one.status === 'cancelled' || one.status === 'did-not-attend' || undefined}
              onClick={() => onOpen(one)}
            >
              <span className={css['grow']}>
                {say.dayOf(one.startsAt)} {say.time(one.startsAt)}
                {one.changed && one.status === 'booked' && ` · ${t('list.changed')}`}
              </span>
              <StatusBadge status={shapes[one.status]}>{t(`status.${one.status}`)}</StatusBadge>
            </button>
          </li>
        ))}
      </ol>
      {mayWrite && (
        <div className={css['actions']}>
          <Button variant="default" size="xs" onClick={() => setAsked('extend')}>
            {t('list.extend')}
          </Button>
          <Button variant="default" size="xs" onClick={() => setAsked('cancel')}>
            {t('list.cancel')}
          </Button>
          {lastAct !== null && (
            <Button
              variant="subtle"
              size="xs"
              loading={undo.isPending}
              onClick={() => undo.mutate(lastAct.id)}
            >
              {`${t('list.undo')}: ${t(`list.last.${lastAct.kind}`, { count: lastAct.visits })}`}
            </Button>
          )}
        </div>
      )}
      {asked === 'extend' && <SeriesExtend series={series.data} zone={zone} onClose={() => setAsked(null)} />}
      {asked === 'cancel' && <SeriesCancel visit={visit} onClose={() => setAsked(null)} />}
    </Section>
  );
}

const shapes: Record<Appointment['status'], Status> = {
  booked: 'empty',
  arrived: 'half',
  'in-treatment': 'full',
  resting: 'full',
  done: 'done',
  left: 'done',
  'did-not-attend': 'stop',
  cancelled: 'skip',
};

/** `Every 2 weeks on Tue, Thu, 18:00` */
function RuleWords({ series: { plan, shiftDays } }: { series: Series }) {
  const { t } = useTranslation('series');
  const { rule, time } = plan;
  const count = rule.every;
  if (rule.kind === 'days') return <>{t('rule.at', { rule: t('rule.days', { count }), time })}</>;
  if (rule.kind === 'weeks') {
    const days = rule.weekdays
      .map((day) => ((((day - 1 + shiftDays) % 7) + 7) % 7) + 1)
      .toSorted((a, b) => a - b)
      .map((day) => t(`weekday.${day as 1}`))
      .join(', ');
    return <>{t('rule.at', { rule: t('rule.weeks', { count, days }), time })}</>;
  }
  return <>{t('rule.at', { rule: t('rule.months', { count }), time })}</>;
}
