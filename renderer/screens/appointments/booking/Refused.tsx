import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, type Trouble } from '../../../desk.ts';
import { useSayDate } from '../../../ui/date-habit.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { dateIn, timeIn } from '../day-time.ts';
import css from './booking.module.css';

/** The button below the field is seen too. */
function inSight(element: HTMLDivElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

interface RefusedProps {
  trouble: Trouble;
  zone: string;
  /** The day that was asked for: free times of the same day are said without it. */
  date: string;
  onTime: (to: { date: string; time: string }) => void;
  onFold?: (fold: 'first' | 'second') => void;
  onOutside: () => void;
  onOverbook: (reason: string) => void;
}

/** Why it was refused, and every way on from there: a free time, the other hour, outside hours, over it with a reason. */
export function Refused({ trouble, zone, date, onTime, onFold, onOutside, onOverbook }: RefusedProps) {
  const { t } = useTranslation(['appointments', 'ui']);
  const sayDate = useSayDate();
  const mayOverbook = useMay('appointments.overbook') === true;
  const [reason, setReason] = useState<string | null>(null);
  const { refusal } = trouble;
  const free = refusal?.code === 'SLOT_TAKEN' || refusal?.code === 'NOT_OPEN' ? refusal.data.freeFrom : [];
  const outside = refusal?.code === 'NOT_OPEN' && refusal.data.why === 'outside-hours';
  const inTheWay = refusal?.code === 'SLOT_TAKEN' || (refusal?.code === 'NOT_OPEN' && !outside);
  return (
    <Notice tone="bad" title={trouble.text} live>
      {free.length > 0 && (
        <div className={css['ways']}>
          {t('booking.freeFrom')}
          {free.map((instant) => {
            const at = { date: dateIn(zone, instant), time: timeIn(zone, instant) };
            return (
              <Button key={instant} variant="default" size="xs" onClick={() => onTime(at)}>
                {at.date === date ? at.time : `${sayDate(at.date)} ${at.time}`}
              </Button>
            );
          })}
        </div>
      )}
      {refusal?.code === 'TIME_DOUBLED' && onFold !== undefined && (
        <div className={css['ways']}>
          <Button variant="default" size="xs" onClick={() => onFold('first')}>
            {t('booking.foldFirst')}
          </Button>
          <Button variant="default" size="xs" onClick={() => onFold('second')}>
            {t('booking.foldSecond')}
          </Button>
        </div>
      )}
      {outside && (
        <div className={css['ways']}>
          <Button variant="default" size="xs" onClick={onOutside}>
            {t('over.outside')}
          </Button>
        </div>
      )}
      {inTheWay && !mayOverbook && <p className={css['who']}>{t('over.who')}</p>}
      {inTheWay && mayOverbook && reason === null && (
        <div className={css['ways']}>
          <Button variant="default" size="xs" onClick={() => setReason('')}>
            {t('over.open')}
          </Button>
        </div>
      )}
      {inTheWay && reason !== null && (
        <div className={css['over']} ref={inSight}>
          <TextInput
            label={t('over.reason')}
            description={t('over.reasonHint')}
            required
            maxLength={200}
            data-autofocus
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              if (reason.trim() !== '') onOverbook(reason.trim());
            }}
          />
          <Button color="red" disabled={reason.trim() === ''} onClick={() => onOverbook(reason.trim())}>
            {t('over.confirm')}
          </Button>
        </div>
      )}
    </Notice>
  );
}
