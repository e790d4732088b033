import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay, useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayMoment } from '../../ui/date-habit.ts';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { RefusalsSection } from './RefusalsSection.tsx';
import css from './patients.module.css';

const tones: Record<string, Tone> = {
  draft: 'warn',
  explained: 'info',
  agreed: 'ok',
  'agreed-with-limits': 'warn',
  refused: 'bad',
  'partly-withdrawn': 'bad',
  withdrawn: 'bad',
  expired: 'neutral',
  superseded: 'neutral',
  invalidated: 'bad',
};

/** What this person agreed to and what they refused. */
export function ConsentsTab({ patientId, patientName }: { patientId: string; patientName: string }) {
  return (
    <div className={css['stack']}>
      <RefusalsSection patientId={patientId} patientName={patientName} />
      <SignedConsents patientId={patientId} />
    </div>
  );
}

function SignedConsents({ patientId }: { patientId: string }) {
  const { t } = useTranslation('patients');
  const sayDay = useSayMoment({ day: 'numeric', month: 'short', year: 'numeric' });
  const trouble = useTrouble();
  const navigate = useNavigate();
  const mayPrint = useMay('documents.print') === true;
  const mayPrepare = useMay('consents.prepare') === true;
  const list = useQuery(q.consents.ofPatient.queryOptions({ input: { patientId } }));
  if (list.error !== null)
    return (
      <ErrorState
        text={trouble(list.error).text}
        incident={trouble(list.error).incident}
        onRetry={() => void list.refetch()}
      />
    );
  if (list.data === undefined) return <LoadingState shape="rows" />;
  const ownView = mayPrint && (
    <Button
      variant="default"
      leftSection={<IconPrinter size={15} />}
      onClick={() =>
        void navigate({ to: '/papers/$kind/$id', params: { kind: 'agreements', id: patientId } })
      }
    >
      {t('consents.ownView')}
    </Button>
  );
  const prepare = mayPrepare && (
    <Button onClick={() => void navigate({ to: '/consents/new', search: { patient: patientId } })}>
      {t('act.consent')}
    </Button>
  );
  if (list.data.length === 0)
    return <EmptyState title={t('consents.none')} text={t('consents.noneHow')} action={prepare} />;
  return (
    <Section
      title={t('tab.consents')}
      count={list.data.length}
      actions={
        <>
          {ownView}
          {prepare}
        </>
      }
    >
      <ul className={css['list']}>
        {list.data.map((consent) => (
          <li key={consent.id}>
            <Link className={css['grow']} to="/consents/$consentId" params={{ consentId: consent.id }}>
              {consent.techniques.join(', ')}
            </Link>
            {consent.drugs.map((name) => (
              <Tag key={name} tone="clay">
                {name}
              </Tag>
            ))}
            {consent.biologicals.map((name) => (
              <Tag key={name}>{name}</Tag>
            ))}
            {consent.refused.length > 0 && (
              <Tag tone="bad">{t('consents.refused', { what: consent.refused.join(', ') })}</Tag>
            )}
            <Tag tone={tones[consent.status] ?? 'neutral'}>{t(`consents.status.${consent.status}`)}</Tag>
            <span className={css['soft']}>
              {consent.expiresAt === null ? '' : t('consents.until', { date: sayDay(consent.expiresAt) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
