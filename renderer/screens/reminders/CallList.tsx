import { Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RemindersOfDay } from '../../../shared/contract/reminders.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayMoment } from '../../ui/date-habit.ts';
import { Section } from '../../ui/Section.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './reminders.module.css';

type Call = RemindersOfDay['calls'][number];

/** Whom the desk calls, with the number to dial; a tick can be taken back. */
export function CallList({ calls, mayWrite }: { calls: readonly Call[]; mayWrite: boolean }) {
  const { t } = useTranslation('reminders');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const sayTime = useSayMoment({ hour: '2-digit', minute: '2-digit' });
  const sayMoment = useSayMoment({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const done = {
    onSuccess: () => cache.invalidateQueries({ queryKey: q.reminders.ofDay.key() }),
    onError: (error: unknown) => notify({ text: trouble(error).text, tone: 'bad' as const }),
  };
  const unmark = useMutation(q.reminders.unmarkCalled.mutationOptions(done));
  const mark = useMutation(q.reminders.markCalled.mutationOptions(done));
  const tick = ({ appointmentId, startsAt, called, patient }: Call) => {
    const call = { appointmentId, startsAt };
    if (called !== null) return unmark.mutate(call);
    return mark.mutate(call, {
      onSuccess: () =>
        notify({
          text: t('calls.done', { name: patient.name }),
          undo: { onUndo: () => void unmark.mutateAsync(call) },
        }),
    });
  };
  return (
    <Section title={t('calls.title')} count={calls.filter(({ called }) => called === null).length}>
      {calls.length === 0 && <p className={css['soft']}>{t('calls.none')}</p>}
      <ul className={css['list']}>
        {calls.map((call) => (
          <li key={`${call.appointmentId}${call.startsAt}`} className={css['line']}>
            <span className={css['time']}>{sayTime(call.startsAt)}</span>
            <span className={css['grow']}>
              <Link to="/patients/$patientId" params={{ patientId: call.patient.id }}>
                {call.patient.name}
              </Link>
              <br />
              <span className={call.phone === '' ? css['soft'] : css['phone']}>
                {call.phone === '' ? t('calls.noPhone') : call.phone}
              </span>
              {call.called !== null && (
                <span className={css['soft']}>
                  {' · '}
                  {t('calls.by', { by: call.called.by, at: sayMoment(call.called.at) })}
                </span>
              )}
            </span>
            <Checkbox
              label={t('calls.called')}
              aria-label={t('calls.calledLabel', { name: call.patient.name })}
              checked={call.called !== null}
              disabled={!mayWrite}
              onChange={() => tick(call)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
