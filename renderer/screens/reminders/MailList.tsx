import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Reminder } from '../../../shared/contract/reminders.ts';
import { useSayMoment } from '../../ui/date-habit.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState } from '../../ui/States.tsx';
import { StatusBadge, type Status } from '../../ui/Tag.tsx';
import css from './reminders.module.css';

const shape: Record<Reminder['state'], Status> = {
  queued: 'empty',
  sending: 'half',
  sent: 'done',
  unsure: 'alert',
  failed: 'stop',
  dropped: 'skip',
};

/** Every reminder by e-mail of a day's visits, those that were not sent with the reason. */
export function MailList({ mails }: { mails: readonly Reminder[] }) {
  const { t } = useTranslation('reminders');
  const sayTime = useSayMoment({ hour: '2-digit', minute: '2-digit' });
  const sayMoment = useSayMoment({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  return (
    <Section title={t('mails.title')} count={mails.length} flush>
      <DataTable
        label={t('mails.title')}
        rows={mails}
        rowKey={(one) => one.id}
        rowTone={(one) => (one.state === 'dropped' ? 'faint' : undefined)}
        empty={<EmptyState title={t('mails.none')} text={t('mails.noneText')} />}
        columns={[
          {
            id: 'visit',
            header: t('mails.visit'),
            cell: (one) => <span className={css['time']}>{sayTime(one.startsAt)}</span>,
            width: '64px',
          },
          {
            id: 'patient',
            header: t('mails.patient'),
            cell: (one) => (
              <span className={css['cell']}>
                <Link
                  className={css['cut']}
                  to="/patients/$patientId"
                  params={{ patientId: one.patient.id }}
                  title={one.patient.name}
                >
                  {one.patient.name}
                </Link>
                <span className={`${css['soft']} ${css['cut']}`} title={one.address}>
                  {one.address}
                </span>
              </span>
            ),
            width: 'minmax(140px, 3fr)',
          },
          {
            id: 'when',
            header: t('mails.when'),
            cell: (one) => (
              <span className={css['cell']}>
                <span>{sayMoment(one.state === 'sent' ? one.stateAt : one.dueAt)}</span>
                <span className={css['soft']}>{t('mails.lead', { count: one.hours })}</span>
              </span>
            ),
            width: 'minmax(112px, 1fr)',
          },
          {
            id: 'state',
            header: t('mails.state'),
            cell: (one) => (
              <span className={css['cell']}>
                <StatusBadge status={shape[one.state]}>{t(`state.${one.state}`)}</StatusBadge>
                <Why reminder={one} cut />
              </span>
            ),
            width: 'minmax(150px, 4fr)',
          },
        ]}
      />
    </Section>
  );
}

/** The reason in a sentence, and when it is tried again. */
export function Why({ reminder, cut = false }: { reminder: Reminder; cut?: boolean }) {
  const { t } = useTranslation('reminders');
  const sayTime = useSayMoment({ hour: '2-digit', minute: '2-digit' });
  const { state, reason, attempts, nextAt } = reminder;
  const parts = [
    state === 'unsure' ? t('unsureText') : reason === null ? '' : t(`reason.${reason}`),
    attempts > 0 && (state === 'queued' || state === 'failed') ? t('mails.tries', { count: attempts }) : '',
    attempts > 0 && nextAt !== null ? t('mails.next', { time: sayTime(nextAt) }) : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) return null;
  const said = parts.join(' ');
  return (
    <span className={`${css['soft']} ${cut ? css['cut'] : ''}`} title={cut ? said : undefined}>
      {said}
    </span>
  );
}
