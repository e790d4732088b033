import { Button } from '@mantine/core';
import { IconHourglassEmpty } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../desk.ts';
import {
  minutesOver,
  sayLeft,
  secondsLeft,
  useSayWhere,
  useTimerActs,
  useTimers,
} from '../parts/use-timers.ts';
import css from './app.module.css';

/** Needles that rest, on every page and whoever sits here: where and how long, never who. Without a sound. */
export function RestingStrip() {
  const { t } = useTranslation('usual');
  const mayRead = useMay('notes.read') === true;
  const mayWrite = useMay('notes.write') === true;
  const { timers, now } = useTimers();
  const { extend, stop } = useTimerActs();
  const where = useSayWhere();
  const due = timers.filter((timer) => secondsLeft(timer, now) <= 0);
  return (
    <>
      <div role="status" className={css['unseen']}>
        {due.map((timer) => (
          <span key={timer.id}>{t('timer.due', { where: where(timer) })} </span>
        ))}
      </div>
      {timers.length > 0 && (
        <section className={css['resting']} aria-label={t('timer.strip')}>
          <IconHourglassEmpty size={16} aria-hidden />
          <ul>
            {timers.map((timer) => {
              const left = secondsLeft(timer, now);
              return (
                <li key={timer.id} data-due={left <= 0 || undefined}>
                  {mayRead ? (
                    <Link to="/treatments/$sessionId" params={{ sessionId: timer.sessionId }}>
                      {where(timer)}
                    </Link>
                  ) : (
                    <span>{where(timer)}</span>
                  )}
                  <b>
                    {left > 0
                      ? t('timer.left', { time: sayLeft(left) })
                      : t('timer.over', { count: minutesOver(left) })}
                  </b>
                  {mayWrite && (
                    <>
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() => extend.mutate({ timer, minutes: 5 })}
                      >
                        {t('timer.more', { count: 5 })}
                      </Button>
                      <Button size="compact-xs" variant="default" onClick={() => stop.mutate(timer)}>
                        {t('timer.out')}
                      </Button>
                    </>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}
