import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedVisit } from '../../../../shared/contract/series.ts';
import { StatusBadge, type Status } from '../../../ui/Tag.tsx';
import { OtherTime } from './OtherTime.tsx';
import css from './series.module.css';
import { type Said, standsIn } from './said.ts';
import { useSay } from './use-say.ts';

interface DateListProps {
  label: string;
  visits: readonly PlannedVisit[];
  zone: string;
  /** What leaving one out is called: nothing is booked, or the visit stays where it is. */
  leave: 'skip' | 'keep';
  onSay: (visit: PlannedVisit, said: Said | null) => void;
}

/** Every date of a series with what stands in its way; one decision each, by keyboard as by mouse. */
export function DateList({ label, visits, zone, leave, onSay }: DateListProps) {
  return (
    <ol className={css['dates']} aria-label={label}>
      {visits.map((visit, index) => (
        <DateRow
          key={visit.appointmentId ?? visit.date}
          {...{ visit, zone, leave }}
          number={index + 1}
          onSay={(said) => onSay(visit, said)}
        />
      ))}
    </ol>
  );
}

interface DateRowProps {
  visit: PlannedVisit;
  number: number;
  zone: string;
  leave: 'skip' | 'keep';
  onSay: (said: Said | null) => void;
}

function DateRow({ visit, number, zone, leave, onSay }: DateRowProps) {
  const { t } = useTranslation('series');
  const say = useSay(zone);
  const [typing, setTyping] = useState(false);
  const date = say.day(visit.date);
  const open = standsIn(visit);
  const start = visit.startsAt ?? visit.standsAt;
  const elsewhere = visit.startsAt !== null && say.dayOf(visit.startsAt) !== date;
  const choose = (value: string | null) => {
    setTyping(value === 'other');
    if (value === 'leave') onSay({ act: leave, startsAt: null, outsideHours: false });
    else if (value === 'anyway') onSay({ act: 'take', startsAt: visit.startsAt, outsideHours: true });
    else if (value !== null && value !== 'other')
      onSay({ act: 'take', startsAt: value, outsideHours: false });
  };
  const outside = visit.state.kind === 'closed' && visit.state.why === 'outside-hours';
  return (
    <li
      className={css['row']}
      data-open={open || undefined}
      data-off={visit.decision === 'skipped' || undefined}
    >
      <span className={css['number']}>{number}</span>
      <span className={css['when']}>
        {elsewhere && visit.startsAt !== null ? say.dayOf(visit.startsAt) : date}
        <strong>{start === null ? '–' : say.time(start)}</strong>
      </span>
      <span className={css['state']}>
        <StatusBadge status={shapeOf(visit)}>{say.state(visit)}</StatusBadge>
      </span>
      <span className={css['decision']}>
        {open && (
          <Select
            aria-label={t('decide', { date })}
            placeholder={t('choosePlaceholder')}
            value={typing ? 'other' : null}
            onChange={choose}
            data={[
              ...visit.choices.map(({ startsAt }) => ({
                value: startsAt,
                label: `${say.dayOf(startsAt)} ${say.time(startsAt)}`,
              })),
              ...(outside ? [{ value: 'anyway', label: t('anyway') }] : []),
              { value: 'other', label: t('other') },
              { value: 'leave', label: t(leave) },
            ]}
          />
        )}
        {!open && visit.decision !== 'planned' && (
          <Button
            variant="subtle"
            size="xs"
            aria-label={t('backOn', { date })}
            onClick={() => {
              setTyping(false);
              onSay(null);
            }}
          >
            {t('back')}
          </Button>
        )}
        {!open && visit.decision === 'planned' && visit.state.kind === 'free' && leave === 'skip' && (
          <Button
            variant="subtle"
            size="xs"
            aria-label={t('skipOn', { date })}
            onClick={() => choose('leave')}
          >
            {t('skip')}
          </Button>
        )}
      </span>
      {open && typing && (
        <OtherTime
          date={visit.date}
          zone={zone}
          onTake={(startsAt) => {
            setTyping(false);
            onSay({ act: 'take', startsAt, outsideHours: false });
          }}
        />
      )}
    </li>
  );
}

function shapeOf(visit: PlannedVisit): Status {
  if (visit.decision === 'skipped') return 'skip';
  if (visit.decision === 'kept') return 'lock';
  if (visit.state.kind === 'booked') return 'full';
  if (visit.state.kind === 'free') return 'done';
  return visit.state.kind === 'missing-hour' || visit.state.kind === 'doubled-hour' ? 'alert' : 'stop';
}
