import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BoardRow } from '../../../shared/contract/board.ts';
import { plusMinutes } from '../../../shared/rules/calendar.ts';
import { minutesOver, sayLeft, secondsLeft, useTimers } from '../../parts/use-timers.ts';
import { Tag } from '../../ui/Tag.tsx';
import { type Delays, laneOf, latenessOf, minutesSince, plannedRest, waitOf } from './moments.ts';
import type { Verb } from './use-board.ts';
import css from './board.module.css';

interface CardStateProps {
  row: BoardRow;
  now: string;
  limits: { waitingLongMinutes: number; waitingTooLongMinutes: number; absentAfterMinutes: number };
  delays: Delays;
  sayTime: (instant: string) => string;
  patientOf: (id: string) => { name: string; startsAt: string } | undefined;
  mayWrite: boolean;
  onStep: (row: BoardRow, verb: Verb) => void;
}

const named = 2;

/** How long, how late, and whom it delays. Words say it; the colour only helps to find it. */
export function CardState({
  row,
  now,
  limits,
  delays,
  sayTime,
  patientOf,
  mayWrite,
  onStep,
}: CardStateProps) {
  const { t } = useTranslation(['board', 'appointments']);
  const lane = laneOf(row);
  const late = latenessOf(row, now);
  const shift = delays.expected.get(row.id) ?? 0;
  const delayed = delays.causes.get(row.id) ?? [];
  const who = delayed
    .slice(0, named)
    .flatMap(({ id, minutes }) => {
      const other = patientOf(id);
      return other === undefined
        ? []
        : [t('shift', { name: other.name, time: sayTime(plusMinutes(other.startsAt, minutes)), minutes })];
    })
    .join(', ');
  return (
    <>
      {lane === 'expected' && late > 0 && late < limits.absentAfterMinutes && (
        <div className={css['line']}>
          <Tag tone="warn">{t('late', { count: late })}</Tag>
        </div>
      )}
      {lane === 'expected' && late >= limits.absentAfterMinutes && (
        <div className={css['line']}>
          <Tag tone="bad">{t('absent', { time: sayTime(row.startsAt) })}</Tag>
          {mayWrite && (
            <Button size="xs" variant="default" tabIndex={-1} onClick={() => onStep(row, 'markDidNotAttend')}>
              {t('act.markDidNotAttend')}
            </Button>
          )}
        </div>
      )}
      {lane === 'waiting' && <Waiting row={row} now={now} limits={limits} sayTime={sayTime} />}
      {lane === 'treating' && (
        <div className={css['line']}>
          {t('treating', { time: sayTime(row.statusAt) })}
          {minutesSince(row.endsAt, now) > 0 && (
            <Tag tone="warn">{t('over', { count: minutesSince(row.endsAt, now) })}</Tag>
          )}
        </div>
      )}
      {lane === 'resting' && <Resting row={row} now={now} />}
      {(lane === 'treating' || lane === 'resting' || lane === 'settle') && <NeedlesIn row={row} />}
      {lane === 'settle' && <div className={css['line']}>{t('settle', { time: sayTime(row.statusAt) })}</div>}
      {lane === 'gone' && (
        <div className={css['line']}>
          {row.lateCancelled ? t('lateCancelled') : t(`appointments:status.${row.status}`)}
        </div>
      )}
      {shift > 0 && late === 0 && (
        <div className={css['line']}>
          {t('starts', { count: shift, time: sayTime(plusMinutes(row.startsAt, shift)) })}
        </div>
      )}
      {who !== '' && (
        <div className={css['line']} data-delays>
          {delayed.length > named
            ? t('shiftsMore', { who, count: delayed.length - named })
            : t('shifts', { who })}
        </div>
      )}
    </>
  );
}

function Waiting({ row, now, limits, sayTime }: Pick<CardStateProps, 'row' | 'now' | 'limits' | 'sayTime'>) {
  const { t } = useTranslation('board');
  const { minutes, since, level } = waitOf(row, now, limits);
  return (
    <div className={css['line']} data-wait={level}>
      {t('waiting.since', { count: minutes, time: sayTime(since) })}
      {level === 'long' && <Tag tone="warn">{t('waiting.long')}</Tag>}
      {level === 'too-long' && <Tag tone="bad">{t('waiting.tooLong')}</Tag>}
    </div>
  );
}

/** Needles whose clock runs in the note, whatever the board says of the visit. */
function NeedlesIn({ row }: Pick<CardStateProps, 'row'>) {
  const { t } = useTranslation('usual');
  const { timers, now } = useTimers();
  const running = timers.filter(({ appointmentId }) => appointmentId === row.id);
  return running.map((timer) => {
    const left = secondsLeft(timer, now);
    return (
      <div key={timer.id} className={css['line']}>
        <Tag tone={left > 0 ? 'info' : 'warn'}>
          {left > 0
            ? t('timer.board', { time: sayLeft(left) })
            : t('timer.boardOver', { count: minutesOver(left) })}
        </Tag>
      </div>
    );
  });
}

function Resting({ row, now }: Pick<CardStateProps, 'row' | 'now'>) {
  const { t } = useTranslation('board');
  const minutes = minutesSince(row.statusAt, now);
  const planned = plannedRest(row);
  if (planned === 0) return <div className={css['line']}>{t('resting', { count: minutes })}</div>;
  if (minutes < planned)
    return <div className={css['line']}>{t('restingOf', { minutes, count: planned })}</div>;
  return (
    <div className={css['line']}>
      <Tag tone="bad">{t('restOver', { count: minutes - planned })}</Tag>
    </div>
  );
}
