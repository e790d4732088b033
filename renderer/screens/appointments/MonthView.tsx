import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../../shared/rules/calendar.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { useSayDate } from '../../ui/date-habit.ts';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { sayWeekday, shiftDate } from './day-time.ts';
import { fullnessOf, monthDay, type MonthDay } from './month-days.ts';
import css from './MonthView.module.css';

interface MonthViewProps {
  date: string;
  today: string;
  people: readonly { id: string; name: string }[];
  /** Null: every kind of visit. */
  types: ReadonlySet<string> | null;
  onDay: (date: string) => void;
  onDate: (date: string) => void;
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const named = 4;

/** How full each day is, and who works on it. */
export function MonthView({ date, today, people, types, onDay, onDate }: MonthViewProps) {
  const { t, i18n } = useTranslation('appointments');
  const trouble = useTrouble();
  const month = useQuery(q.appointments.month.queryOptions({ input: { month: date.slice(0, 7) } }));
  const { from = '', to = '' } = month.data ?? {};
  const hours = useQuery(q.hours.shown.queryOptions({ input: { from, to }, enabled: from !== '' }));
  const grid = useRef<HTMLTableElement>(null);
  const moved = useRef(false);
  const [focus, setFocus] = useState(date);
  useEffect(() => {
    // Another month replaces the cells; the day is there to take the focus when that month is.
    if (!moved.current || focus.slice(0, 7) !== date.slice(0, 7)) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-date="${focus}"]`);
    if (cell === null || cell === undefined) return;
    moved.current = false;
    cell.focus();
  });
  const days = useMemo(() => {
    if (month.data === undefined) return [];
    const counted = month.data.days.filter(({ typeId }) => types === null || types.has(typeId));
    const ids = people.map(({ id }) => id);
    return Array.from({ length: daysBetween(month.data.from, month.data.to) + 1 }, (_, at) => {
      const day = shiftDate(month.data.from, at);
      return monthDay(
        day,
        counted,
        hours.data?.find((shown) => shown.date === day),
        ids,
      );
    });
  }, [month.data, hours.data, people, types]);

  const failed = month.error ?? hours.error;
  if (failed !== null)
    return (
      <ErrorState
        text={trouble(failed).text}
        incident={trouble(failed).incident}
        onRetry={() => void month.refetch()}
      />
    );
  if (month.isPending || hours.isPending) return <LoadingState shape="page" />;
  const weeks = Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7));
  const inSight = days.some((day) => day.date === focus) ? focus : date;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key];
    const pages = event.key === 'PageUp' ? -28 : event.key === 'PageDown' ? 28 : undefined;
    if (by === undefined && pages === undefined) return;
    event.preventDefault();
    const next = shiftDate(inSight, by ?? pages ?? 0);
    moved.current = true;
    setFocus(next);
    if (next.slice(0, 7) !== date.slice(0, 7)) onDate(next);
  };
  return (
    <div className={css['frame']}>
      <table ref={grid} className={css['month']} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day.date} scope="col">
                {sayWeekday(day.date, i18n.language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.date}>
              {week.map((day) => (
                <td key={day.date} data-other={day.date.slice(0, 7) !== date.slice(0, 7) || undefined}>
                  <DayCell
                    day={day}
                    people={people}
                    today={day.date === today}
                    tabbable={day.date === inSight}
                    onOpen={() => onDay(day.date)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={css['note']}>{t('month.note')}</p>
    </div>
  );
}

function DayCell({
  day,
  people,
  today,
  tabbable,
  onOpen,
}: {
  day: MonthDay;
  people: readonly { id: string; name: string }[];
  today: boolean;
  tabbable: boolean;
  onOpen: () => void;
}) {
  const { t } = useTranslation('appointments');
  const sayDate = useSayDate();
  const fullness = fullnessOf(day);
  const working = day.people.filter(({ visits, open }) => visits > 0 || open > 0);
  const words = day.full === null ? t('month.closed') : t(`month.${fullness}`, { full: day.full });
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? '';
  return (
    <button
      type="button"
      className={css['day']}
      data-date={day.date}
      data-fullness={fullness}
      data-today={today || undefined}
      tabIndex={tabbable ? 0 : -1}
      onClick={onOpen}
    >
      <span className={css['top']}>
        <span className={css['number']} aria-hidden>
          {Number(day.date.slice(8))}
        </span>
        <span className={css['said']}>
          {sayDate(day.date)}, {t('month.visits', { count: day.visits })},{' '}
        </span>
        <span className={css['words']}>{words}</span>{' '}
      </span>
      {day.full !== null && (
        <span className={css['bar']} aria-hidden>
          <i style={{ width: `${Math.min(100, day.full)}%` }} />
        </span>
      )}
      {day.closures.length > 0 && <span className={css['closure']}>{day.closures.join(' · ')}</span>}{' '}
      <span className={css['people']}>
        {working.slice(0, named).map((line) => (
          <span key={line.id} className={css['person']}>
            <span className={css['name']}>{nameOf(line.id)}</span>{' '}
            <span>{line.open === 0 && line.visits === 0 ? '–' : line.visits}</span>
          </span>
        ))}
        {working.length > named && (
          <span className={css['person']}>{t('month.more', { count: working.length - named })}</span>
        )}
      </span>
    </button>
  );
}
