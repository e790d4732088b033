import { Button } from '@mantine/core';
import { IconHourglassEmpty } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockValue } from '../../../../shared/contract/treatment-block.ts';
import { REST_MINUTES } from '../../../../shared/contract/timers.ts';
import { parseDecimal } from '../../../../shared/rules/decimal.ts';
import { minutesOver, sayLeft, secondsLeft, useTimerActs, useTimers } from '../../../parts/use-timers.ts';
import { NumberField } from '../../../ui/Fields.tsx';
import css from './usual.module.css';

interface RestTimerProps {
  sessionId: string;
  blockId: string;
  /** Minutes as the form has them. */
  planned: BlockValue | undefined;
}

/** Starts the clock of a block whose needles stay in, and shows it as long as it runs. */
export function RestTimer({ sessionId, blockId, planned }: RestTimerProps) {
  const { t } = useTranslation('usual');
  const { timers, now } = useTimers();
  const { start, extend, stop } = useTimerActs();
  const [typed, setTyped] = useState<string | null>(null);
  const timer = timers.find((one) => one.sessionId === sessionId && one.blockId === blockId);
  const minutes = typed ?? (typeof planned === 'string' ? planned : '');
  const reading = parseDecimal(minutes);
  const whole = reading.ok ? Math.ceil(Number(reading.value)) : 0;
  if (timer !== undefined) {
    const left = secondsLeft(timer, now);
    return (
      <div className={css['rest']} data-due={left <= 0 || undefined}>
        <IconHourglassEmpty size={16} aria-hidden />
        <span>{t('timer.title')}</span>
        <span className={css['clock']}>
          {left > 0
            ? t('timer.left', { time: sayLeft(left) })
            : t('timer.over', { count: minutesOver(left) })}
        </span>
        <Button size="xs" variant="default" onClick={() => extend.mutate({ timer, minutes: 5 })}>
          {t('timer.more', { count: 5 })}
        </Button>
        <Button size="xs" onClick={() => stop.mutate(timer)} loading={stop.isPending}>
          {t('timer.out')}
        </Button>
      </div>
    );
  }
  return (
    <div className={css['rest']}>
      <IconHourglassEmpty size={16} aria-hidden />
      <div className={css['minutes']}>
        <NumberField
          label={t('timer.minutes')}
          hideLabel
          value={minutes}
          onChange={setTyped}
          unit="min"
          step="1"
          min="1"
        />
      </div>
      <Button
        size="xs"
        variant="default"
        disabled={whole < 1 || whole > REST_MINUTES}
        loading={start.isPending}
        onClick={() => start.mutate({ sessionId, blockId, minutes: whole })}
      >
        {t('timer.start')}
      </Button>
    </div>
  );
}
