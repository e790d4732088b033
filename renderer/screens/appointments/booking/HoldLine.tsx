import { Button } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type HoldState, nowMillis } from './use-hold.ts';
import css from './booking.module.css';

interface HoldLineProps {
  hold: HoldState;
  onExtend: () => void;
}

/** How long the time is still kept. It is said aloud when it begins and when it ends, not every second. */
export function HoldLine({ hold, onExtend }: HoldLineProps) {
  const { t } = useTranslation('appointments');
  const [now, setNow] = useState(() => nowMillis());
  useInterval(() => setNow(nowMillis()), 1000, { autoInvoke: true });
  const left = Math.max(0, Math.ceil((hold.until - now) / 1000));
  return (
    <div className={css['hold']} data-over={left === 0 || undefined} role="status">
      <span>{left === 0 ? t('hold.over') : t('hold.kept')}</span>
      {left > 0 && (
        <span className={css['countdown']} aria-hidden>
          {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
        </span>
      )}
      {left <= 60 && left > 0 && (
        <Button variant="default" size="xs" onClick={onExtend}>
          {t('hold.extend')}
        </Button>
      )}
    </div>
  );
}
