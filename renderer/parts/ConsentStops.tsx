import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Reopening } from '../../shared/contract/register.ts';
import { useMay } from '../desk.ts';
import { q } from '../rpc.ts';
import { useSayMoment } from '../ui/date-habit.ts';
import { Notice } from '../ui/Notice.tsx';
import css from './refusals.module.css';

/** Why something that was agreed counts no longer, in words. */
export function useSayStop(): (reason: Reopening) => string {
  const { t } = useTranslation('parts');
  return ({ why, what }) =>
    t(why === 'withdrawn' && what !== '' ? 'stop.why.withdrawnWords' : `stop.why.${why}`, {
      what,
      interpolation: { escapeValue: false, skipOnVariables: true },
    });
}

/**
 * What stopped the consents of this patient, with the way to a new one; nothing where all of them count. Follows what
 * other windows do, so that it stands in the midst of a running visit too.
 */
export function ConsentStops({ patientId }: { patientId: string }) {
  const { t } = useTranslation('parts');
  const navigate = useNavigate();
  const say = useSayStop();
  const moment = useSayMoment({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const mayRead = useMay('consents.read') === true;
  const mayPrepare = useMay('consents.prepare') === true;
  const { data: reasons = [] } = useQuery({
    ...q.register.reopenedOf.queryOptions({ input: { patientId } }),
    enabled: mayRead,
  });
  if (reasons.length === 0) return null;
  return (
    <Notice
      tone="bad"
      title={t('stop.title')}
      live
      action={
        mayPrepare && (
          <Button
            variant="default"
            onClick={() => void navigate({ to: '/consents/new', search: { patient: patientId } })}
          >
            {t('stop.prepare')}
          </Button>
        )
      }
    >
      {t('stop.how')}
      <ul className={css['stops']}>
        {reasons.map((reason) => (
          <li key={`${reason.why}${reason.what}`}>
            <b>{say(reason)}</b>, {t('stop.since', { date: moment(reason.since) })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
