import { Button } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionView } from '../../../shared/contract/treatments.ts';
import { useWhen } from '../../parts/when.ts';
import { Tag } from '../../ui/Tag.tsx';
import css from './alerts.module.css';

interface SessionAlertsProps {
  alerts: SessionView['alerts'];
  confirmedAt: string | null;
  busy?: boolean;
  /** Absent once the note is signed. */
  onConfirm?: () => void;
  onAsk?: () => void;
}

const tones = { block: 'bad', warn: 'warn', note: 'neutral' } as const;

/** What must be known before the first needle, and that it was asked again today. */
export function SessionAlerts({ alerts, confirmedAt, busy = false, onConfirm, onAsk }: SessionAlertsProps) {
  const { t } = useTranslation('treatments');
  const when = useWhen();
  const titleId = useId();
  const worst = alerts.some(({ level }) => level === 'block') ? 'bad' : alerts.length > 0 ? 'clay' : 'plain';
  return (
    <section className={css['strip']} data-tone={worst} aria-labelledby={titleId}>
      <h2 className={css['title']} id={titleId}>
        {t('safety.title')}
      </h2>
      <ul className={css['alerts']}>
        {alerts.length === 0 && <li className={css['soft']}>{t('safety.none')}</li>}
        {alerts.map((alert) => (
          <li key={`${alert.code}${alert.source}${alert.text}`}>
            <Tag tone={tones[alert.level]}>{t(`alert.${alert.level}`)}</Tag>
            <span>{alert.text}</span>
          </li>
        ))}
      </ul>
      <div className={css['asked']}>
        {confirmedAt !== null && (
          <span className={css['soft']}>{t('safety.confirmedAt', { time: when.moment(confirmedAt) })}</span>
        )}
        {onAsk !== undefined && (
          <Button size="xs" variant="default" onClick={onAsk}>
            {t('safety.ask')}
          </Button>
        )}
        {onConfirm !== undefined && (
          <Button
            size="xs"
            variant={confirmedAt === null ? 'filled' : 'default'}
            loading={busy}
            onClick={onConfirm}
          >
            {confirmedAt === null ? t('safety.confirm') : t('safety.confirmAgain')}
          </Button>
        )}
      </div>
    </section>
  );
}
