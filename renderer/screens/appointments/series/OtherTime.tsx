import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readWallTime } from '../../../../shared/rules/calendar.ts';
import { DateField, TimeField } from '../../../ui/Fields.tsx';
import { minuteOf } from '../day-time.ts';
import css from './series.module.css';

interface OtherTimeProps {
  date: string;
  zone: string;
  onTake: (startsAt: string) => void;
}

/** Another time, typed; the host says whether it is free. A doubled hour is asked, a missing one told. */
export function OtherTime({ date, zone, onTake }: OtherTimeProps) {
  const { t } = useTranslation('series');
  const [start, setStart] = useState({ date, time: '' });
  const ready = start.date !== '' && start.time !== '' && minuteOf(start.time) % 5 === 0;
  const reading = ready ? readWallTime(start, zone) : null;
  return (
    <div className={css['other']}>
      <DateField
        label={t('otherDate')}
        value={start.date}
        onChange={(value) => setStart((before) => ({ ...before, date: value }))}
      />
      <TimeField
        label={t('otherTime')}
        value={start.time}
        onChange={(value) => setStart((before) => ({ ...before, time: value }))}
        {...(reading?.kind === 'gap' && { error: t('otherMissing') })}
      />
      {reading?.kind === 'overlap' ? (
        <span className={css['twice']}>
          {t('otherTwice')}
          <Button variant="default" onClick={() => onTake(reading.first)}>
            {t('firstOfTwo')}
          </Button>
          <Button variant="default" onClick={() => onTake(reading.second)}>
            {t('secondOfTwo')}
          </Button>
        </span>
      ) : (
        <Button
          variant="default"
          disabled={reading?.kind !== 'exact'}
          onClick={() => reading?.kind === 'exact' && onTake(reading.instant)}
        >
          {t('otherTake')}
        </Button>
      )}
    </div>
  );
}
