import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Closure } from '../../../shared/contract/hours.ts';
import { wallTimeAt, weekday } from '../../../shared/rules/calendar.ts';
import { DateHabit, useSayDate } from '../../ui/date-habit.ts';

/** `Tue 24 Nov 2026`, `Tue 24 Nov 2026 09:00` and whole stretches, in the clinic's zone. */
export function useSayWhen() {
  const { t } = useTranslation('hours');
  const sayDate = useSayDate();
  const { zone = 'UTC' } = useContext(DateHabit);
  const sayDay = (date: string) => `${t(`weekdaysShort.${weekday(date) as 1}`)} ${sayDate(date)}`;
  const sayMoment = (instant: string) => {
    const { date, time } = wallTimeAt(instant, zone);
    return `${sayDay(date)} ${time}`;
  };
  const sayClosure = ({ from, to }: Pick<Closure, 'from' | 'to'>) => {
    const isWhole = from.time === '00:00' && to.time === '24:00';
    const first = sayDay(from.date);
    if (from.date === to.date) return isWhole ? first : `${first}, ${from.time}–${to.time}`;
    const last = sayDay(to.date);
    return isWhole ? `${first} – ${last}` : `${first} ${from.time} – ${last} ${to.time}`;
  };
  const timeOf = (instant: string) => wallTimeAt(instant, zone).time;
  return { sayMoment, sayClosure, timeOf, zone };
}
