import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../shared/contract/treatments.ts';
import { Section } from '../../ui/Section.tsx';
import { Tag } from '../../ui/Tag.tsx';
import css from './treatments.module.css';

interface SessionAlertsProps {
  alerts: SessionView['alerts'];
  confirmedAt: string | null;
  locked: boolean;
  busy: boolean;
  onConfirm: () => void;
  onAsk: () => void;
}

/** What must be known before the first needle, and that it was asked again today. */
export function SessionAlerts({ alerts, confirmedAt, locked, busy, onConfirm, onAsk }: SessionAlertsProps) {
  const { t } = useTranslation('treatments');
  return (
    <Section
      title={t('safety.title')} count={alerts.length} tone={alerts.some((alert) => alert.level === 'block') ? 'bad' : alerts.length > 0 ? 'clay' : 'plain'}
      actions={
        !locked && (
          <div className={css['buttons']}>
            <Button size="xs" variant="default" onClick={onAsk}>{t('safety.ask')}</Button>
            <Button size="xs" variant={confirmedAt === null ? 'filled' : 'default'} loading={busy} onClick={onConfirm}>{confirmedAt === null ? t('safety.confirm') : t('safety.confirmAgain')}</Button>
          </div>
        )
      }
    >
      {alerts.length === 0 && <p className={css['soft']}>{t('safety.none')}</p>}
      <ul className={css['alerts']}>
        {alerts.map((alert) => (
          <li key={`${alert.code}${alert.source}${alert.text}`}>
            <Tag tone={alert.level === 'block' ? 'bad' : alert.level === 'warn' ? 'warn' : 'neutral'}>{t(`alert.${alert.level}`)}</Tag>
            <span>{alert.text}</span>
          </li>
        ))}
      </ul>
      {confirmedAt !== null && <p className={css['soft']}>{t('safety.confirmedAt', { time: `${confirmedAt.slice(0, 10)} ${confirmedAt.slice(11, 16)} UTC` })}</p>}
    </Section>
  );
}
