import { ActionIcon, Button } from '@mantine/core';
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TimeField } from '../../ui/Fields.tsx';
import { type DraftWeek, nextSpan, weekdays } from './week.ts';
import css from './hours.module.css';

interface WeekFieldProps {
  value: DraftWeek;
  onChange: (value: DraftWeek) => void;
  /** Where a new pair of times begins. */
  profile: { dayStart: string; dayEnd: string };
}

/** Hours of each weekday: several pairs of times a day, none on a closed one. */
export function WeekField({ value, onChange, profile }: WeekFieldProps) {
  const { t } = useTranslation('hours');
  const setDay = (day: number, spans: DraftWeek[number]) =>
    onChange(value.map((before, index) => (index === day ? spans : before)));
  return (
    <ol className={css['week']} aria-label={t('week.label')}>
      {weekdays.map((number) => {
        const day = t(`weekdays.${number}`);
        const spans = value[number - 1] ?? [];
        const set = (at: number, change: Partial<DraftWeek[number][number]>) =>
          setDay(
            number - 1,
            spans.map((span, index) => (index === at ? { ...span, ...change } : span)),
          );
        return (
          <li key={number} className={css['day']}>
            <span className={css['dayName']}>{day}</span>
            <div className={css['spans']}>
              {spans.length === 0 && <span className={css['closed']}>{t('closedDay')}</span>}
              {spans.map((span, at) => (
                <div key={at} className={css['span']}>
                  <TimeField
                    label={t('week.from', { day })}
                    hideLabel
                    value={span.from}
                    onChange={(from) => set(at, { from })}
                  />
                  <span aria-hidden>–</span>
                  <TimeField
                    label={t('week.to', { day })}
                    hideLabel
                    end
                    value={span.to}
                    onChange={(to) => set(at, { to })}
                  />
                  <ActionIcon
                    aria-label={t('week.remove', { day, from: span.from, to: span.to })}
                    onClick={() =>
                      setDay(
                        number - 1,
                        spans.filter((_, index) => index !== at),
                      )
                    }
                  >
                    <IconX size={15} />
                  </ActionIcon>
                  {span.from !== '' && span.to !== '' && span.to < span.from && (
                    <span className={css['note']}>{t('week.nextMorning')}</span>
                  )}
                </div>
              ))}
            </div>
            <div className={css['dayTools']}>
              <Button
                variant="subtle"
                size="xs"
                leftSection={<IconPlus size={14} />}
                aria-label={t('week.add', { day })}
                disabled={spans.length >= 6}
                onClick={() => setDay(number - 1, [...spans, nextSpan(spans, profile)])}
              >
                {t('week.addShort')}
              </Button>
              {number === 1 && (
                <Button
                  variant="subtle"
                  size="xs"
                  leftSection={<IconCopy size={14} />}
                  aria-label={t('week.copy', { day })}
                  onClick={() => onChange(value.map((before, index) => (index < 5 ? spans : before)))}
                >
                  {t('week.copyShort')}
                </Button>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
