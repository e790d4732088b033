import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientLimit } from '../../../shared/contract/limits.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { LiftDialog } from '../../parts/LiftDialog.tsx';
import { RefusalDialog } from '../../parts/RefusalDialog.tsx';
import { q } from '../../rpc.ts';
import { useSayMoment } from '../../ui/date-habit.ts';
import { Section } from '../../ui/Section.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './refusals.module.css';

/** What this person does not want, whatever document says otherwise, with who took it down. */
export function RefusalsSection({ patientId, patientName }: { patientId: string; patientName: string }) {
  const { t } = useTranslation('limits');
  const say = useSayMoment({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const trouble = useTrouble();
  const mayRecord = useMay('limits.record') === true;
  const mayLift = useMay('limits.lift') === true;
  const [recording, setRecording] = useState(false);
  const [lifting, setLifting] = useState<PatientLimit | null>(null);
  const list = useQuery(q.limits.ofPatient.queryOptions({ input: { patientId } }));
  if (list.error !== null)
    return <ErrorState text={trouble(list.error).text} onRetry={() => void list.refetch()} />;
  const all = list.data ?? [];
  const standing = all.filter(({ lifted }) => lifted === null);
  const past = all.filter(({ lifted }) => lifted !== null);
  const said = ({ how, at, saidBy, receivedBy }: PatientLimit) =>
    t('said', { how: t(`how.${how}`), date: say(at), who: saidBy, to: receivedBy });
  return (
    <Section
      title={t('title')}
      count={standing.length}
      tone={standing.length > 0 ? 'bad' : 'plain'}
      actions={
        mayRecord && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconHandStop size={15} />}
            onClick={() => setRecording(true)}
          >
            {t('record')}
          </Button>
        )
      }
    >
      <p className={css['soft']}>{t('lead')}</p>
      {list.isPending && <LoadingState shape="rows" />}
      {list.data !== undefined && standing.length === 0 && <p className={css['soft']}>{t('none')}</p>}
      <ul className={css['list']}>
        {standing.map((limit) => (
          <li key={limit.id}>
            <div className={css['what']}>
              <Tag tone="bad">{limit.name}</Tag>
              <span className={css['soft']}>{t(`kind.${limit.kind}`)}</span>
              {limit.words !== '' && <q className={css['words']}>{limit.words}</q>}
            </div>
            <div className={css['foot']}>
              <span className={css['soft']}>{said(limit)}</span>
              {limit.consentId !== null && (
                <Link
                  className={css['soft']}
                  to="/consents/$consentId"
                  params={{ consentId: limit.consentId }}
                >
                  {t('sawConsent')}
                </Link>
              )}
              {mayLift && (
                <Button
                  className={css['end']}
                  size="compact-xs"
                  variant="subtle"
                  aria-label={`${t('changedMind')}: ${limit.name}`}
                  onClick={() => setLifting(limit)}
                >
                  {t('changedMind')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {past.length > 0 && (
        <details className={css['past']}>
          <summary>{t('past', { count: past.length })}</summary>
          <ul className={css['list']}>
            {past.map((limit) => (
              <li key={limit.id}>
                <div className={css['what']}>
                  <Tag>{limit.name}</Tag>
                  {limit.words !== '' && <q>{limit.words}</q>}
                  <span className={css['soft']}>{said(limit)}</span>
                </div>
                {limit.lifted !== null && (
                  <div className={css['what']}>
                    <span className={css['soft']}>
                      {t('lifted', {
                        how: t(`how.${limit.lifted.how}`),
                        date: say(limit.lifted.at),
                        who: limit.lifted.saidBy,
                        to: limit.lifted.receivedBy,
                      })}
                    </span>
                    <q>{limit.lifted.words}</q>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {recording && (
        <RefusalDialog patientId={patientId} patientName={patientName} onClose={() => setRecording(false)} />
      )}
      {lifting !== null && (
        <LiftDialog
          limitId={lifting.id}
          name={lifting.name}
          patientName={patientName}
          onClose={() => setLifting(null)}
        />
      )}
    </Section>
  );
}
