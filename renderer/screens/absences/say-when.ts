import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { Closure } from '../../../shared/contract/hours.ts';
import { wallTimeAt, weekday } from '../../../shared/rules/calendar.ts';
import { DateHabit, useSayDate } from '../../ui/date-habit.ts';

/** `Tue 24 Nov 09:00` and whole stretches, in the clinic's zone; the year is said when it is not the present one. */
export function useSayWhen() {
  const { t } = useTranslation('hours');
  const sayDate = useSayDate();
  const { zone = 'UTC', today } = useContext(DateHabit);
  const year = today().slice(0, 4);
  const sayDay = (date: string) => {
    const said = date.startsWith(year) ? sayDate(date).replace(` ${year}`, '') : sayDate(date);
    return `${t(`weekdaysShort.${weekday(date) as 1}`)} ${said}`;
  };
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
