import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayMoment } from '../../ui/date-habit.ts';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import { Why } from './MailList.tsx';
import css from './reminders.module.css';

/** What did not go out for visits to come, on whatever day they are; absent while all is well. */
export function Troubles({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useTranslation('reminders');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const sayMoment = useSayMoment({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const list = useQuery(q.reminders.troubles.queryOptions());
  const settled = (text: string) => ({
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: q.reminders.key() });
      notify({ text });
    },
    onError: (error: unknown) => notify({ text: trouble(error).text, tone: 'bad' as const }),
  });
  const retry = useMutation(q.reminders.retry.mutationOptions(settled(t('trouble.retried'))));
  const resolve = useMutation(q.reminders.resolve.mutationOptions(settled(t('trouble.settled'))));
  if (list.data === undefined || list.data.length === 0) return null;
  return (
    <Section title={t('trouble.title')} count={list.data.length} tone="bad">
      <ul className={css['list']}>
        {list.data.map((one) => (
          <li key={one.id} className={css['line']}>
            <div className={css['grow']}>
              <div>
                <Link
                  className={css['name']}
                  to="/patients/$patientId"
                  params={{ patientId: one.patient.id }}
                >
                  {one.patient.name}
                </Link>{' '}
                {sayMoment(one.startsAt)} <span className={css['soft']}>{one.address}</span>
              </div>
              <Why reminder={one} />
            </div>
            <StatusBadge status={one.state === 'unsure' ? 'alert' : 'stop'}>
              {t(`state.${one.state}`)}
            </StatusBadge>
            {mayWrite && (
              <div className={css['buttons']}>
                {one.state === 'failed' && (
                  <Button variant="default" size="xs" onClick={() => retry.mutate({ id: one.id })}>
                    {t('trouble.retry')}
                  </Button>
                )}
                {one.state === 'unsure' && (
                  <>
                    <Button
                      variant="default"
                      size="xs"
                      onClick={() => resolve.mutate({ id: one.id, as: 'arrived' })}
                    >
                      {t('trouble.arrived')}
                    </Button>
                    <Button
                      variant="default"
                      size="xs"
                      onClick={() => resolve.mutate({ id: one.id, as: 'send-again' })}
                    >
                      {t('trouble.retry')}
                    </Button>
                    <Button
                      variant="subtle"
                      size="xs"
                      onClick={() => resolve.mutate({ id: one.id, as: 'leave' })}
                    >
                      {t('trouble.leave')}
                    </Button>
                  </>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
