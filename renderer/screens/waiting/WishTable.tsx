import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Wish } from '../../../shared/contract/waiting.ts';
import { useWaitingActs } from '../../parts/use-waiting.ts';
import { urgencyTone } from '../../parts/WaitingMatches.tsx';
import { useWhen } from '../../parts/when.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { useSayDate } from '../../ui/date-habit.ts';
import { EmptyState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './waiting.module.css';

interface WishTableProps {
  wishes: readonly Wish[];
  names: ReadonlyMap<string, string>;
  mayWrite: boolean;
  onRevise: (wish: Wish) => void;
}

/** Everybody on the list with what they wish for and what came of the last call. */
export function WishTable({ wishes, names, mayWrite, onRevise }: WishTableProps) {
  const { t } = useTranslation('waiting');
  const when = useWhen();
  const sayDate = useSayDate();
  const { withdraw, restore } = useWaitingActs();
  const sayWish = (wish: Wish) => {
    const days = wish.weekdays.map((day) => t(`weekday.${day as 1}`)).join(', ');
    const times = wish.windows.map(({ from, to }) => `${from}–${to}`).join(', ');
    return [
      names.get(wish.typeId) ?? '',
      ...(wish.minutes === null ? [] : [t('minutes', { count: wish.minutes })]),
      wish.practitionerIds.length === 0
        ? t('anyone')
        : wish.practitionerIds.map((id) => names.get(id) ?? '').join(', '),
      [days, times].filter((part) => part !== '').join(' ') || t('anyTime'),
      t('from', { date: sayDate(wish.from) }),
      ...(wish.until === null ? [] : [t('until', { date: sayDate(wish.until) })]),
    ].join(' · ');
  };
  return (
    <DataTable
      label={t('list')}
      rows={wishes}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('emptyFilter')} />}
      rowTone={({ state }) => (state === 'waiting' ? undefined : 'faint')}
      columns={[
        {
          id: 'patient',
          header: t('column.patient'),
          width: 'minmax(150px, 1.2fr)',
          cell: ({ patient, state, alreadyBooked, note }) => (
            <div className={css['cell']}>
              <Link to="/patients/$patientId" params={{ patientId: patient.id }}>
                {patient.name}
              </Link>
              {state !== 'waiting' && <Tag>{t(`state.${state}`)}</Tag>}
              {alreadyBooked !== null && (
                <Tag tone="info">{t('already', { date: when.moment(alreadyBooked.startsAt) })}</Tag>
              )}
              {note !== '' && <span className={css['quiet']}>{note}</span>}
            </div>
          ),
        },
        { id: 'phone', header: t('column.phone'), width: '132px', cell: ({ patient }) => patient.phone },
        {
          id: 'urgency',
          header: t('column.urgency'),
          width: '86px',
          cell: ({ urgency }) => <Tag tone={urgencyTone[urgency]}>{t(`urgency.${urgency}`)}</Tag>,
        },
        {
          id: 'wish',
          header: t('column.wish'),
          width: 'minmax(200px, 2.2fr)',
          cell: (wish) => <span className={css['wish']}>{sayWish(wish)}</span>,
        },
        {
          id: 'since',
          header: t('column.since'),
          width: '104px',
          optional: true,
          cell: ({ recordedAt }) => when.dayOf(recordedAt),
        },
        {
          id: 'last',
          header: t('column.last'),
          width: 'minmax(110px, 0.8fr)',
          optional: true,
          cell: ({ offers: [last] }) =>
            last === undefined
              ? ''
              : t('outcomeAt', { outcome: t(`outcome.${last.outcome}`), at: when.moment(last.at) }),
        },
        {
          id: 'acts',
          header: t('column.acts'),
          width: '196px',
          align: 'end',
          cell: (wish) =>
            mayWrite && (
              <span className={css['acts']}>
                {wish.state === 'waiting' || wish.state === 'past' ? (
                  <>
                    <Button size="compact-xs" variant="subtle" onClick={() => onRevise(wish)}>
                      {t('revise')}
                    </Button>
                    <Button size="compact-xs" variant="subtle" onClick={() => withdraw.mutate(wish)}>
                      {t('withdraw')}
                    </Button>
                  </>
                ) : (
                  wish.state === 'withdrawn' && (
                    <Button size="compact-xs" variant="subtle" onClick={() => restore.mutate(wish)}>
                      {t('restore')}
                    </Button>
                  )
                )}
              </span>
            ),
        },
      ]}
    />
  );
}
