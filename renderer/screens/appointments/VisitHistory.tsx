import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitStep } from '../../../shared/contract/appointments.ts';
import { useTrouble } from '../../desk.ts';
import { useWhen } from '../../parts/when.ts';
import { q } from '../../rpc.ts';
import { Section } from '../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import css from './AppointmentPanel.module.css';

/** Everything that was done with one visit, read only when somebody asks: the reading itself is recorded. */
export function VisitHistory({ id, names }: { id: string; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation(['appointments', 'parts']);
  const trouble = useTrouble();
  const when = useWhen();
  const [open, setOpen] = useState(false);
  const history = useQuery(q.appointments.history.queryOptions({ input: { id }, enabled: open }));
  const sayWhat = ({ kind, from, to, late, confirmed }: VisitStep): string => {
    if (kind === 'identity')
      return t('history.identity', {
        what: confirmed.map((item) => t(`parts:identity.item.${item}`)).join(', '),
      });
    if (kind === 'undone')
      return t('history.undone', {
        from: t(`status.${from ?? 'booked'}`),
        to: t(`status.${to ?? 'booked'}`),
      });
    if (kind === 'moved') return t('history.moved');
    return kind === 'cancelled' && late ? t('history.late') : t(`status.${kind}`);
  };
  const sayWhy = ({ askedBy, reason, waived, noticeMinutes, formerly }: VisitStep): string =>
    [
      askedBy === null ? '' : t(`history.by.${askedBy}`),
      reason,
      noticeMinutes === null
        ? ''
        : t('history.notice', { count: Math.floor(Math.max(0, noticeMinutes) / 60) }),
      waived === null ? '' : t('history.waived', { reason: waived }),
      formerly === null
        ? ''
        : t('history.formerly', {
            at: when.moment(formerly.startsAt),
            practitioner: names.get(formerly.practitionerId) ?? '',
          }),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return (
    <Section
      title={t('history.title')}
      level={3}
      actions={
        <Button size="compact-xs" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'history.hide' : 'history.show')}
        </Button>
      }
    >
      {open && history.data === undefined && history.error === null && <LoadingState shape="rows" />}
      {open && history.error !== null && (
        <ErrorState text={trouble(history.error).text} onRetry={() => void history.refetch()} />
      )}
      {open && history.data !== undefined && (
        <ol className={css['history']}>
          {history.data.map((step) => (
            <li key={step.id} data-undone={step.undone || undefined}>
              <span className={css['what']}>
                {sayWhat(step)}
                {step.undone ? ` (${t('history.takenBack')})` : ''}
              </span>
              <span className={css['who']}>
                {when.moment(step.at)} · {step.by.name}
              </span>
              {sayWhy(step) !== '' && <span className={css['why']}>{sayWhy(step)}</span>}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
