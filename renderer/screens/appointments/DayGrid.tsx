import { useEffect, useMemo, useRef, useState, type CSSProperties } from 'react';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import { DayColumn } from './DayColumn.tsx';
import { minuteIn, rowHeight, shownHours, step, wallTime } from './day-time.ts';
import type { DayGridProps } from './placing.ts';
import { isOff } from './use-day.ts';
import css from './DayGrid.module.css';

/** The book of one day: a column per practitioner, a row per five minutes. */
export function DayGrid(props: DayGridProps) {
  const { appointments, practitioners, opening, zone, now } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { from, to } = useMemo(() => shownHours(opening, appointments, zone), [opening, appointments, zone]);
  const [focusColumn, setFocusColumn] = useState<number | null>(null);
  const byPractitioner = useMemo(() => {
    const columns = new Map<string, Appointment[]>(practitioners.map(({ id }) => [id, []]));
    for (const visit of appointments)
      if (visit.status !== 'cancelled') columns.get(visit.practitionerId)?.push(visit);
    return columns;
  }, [appointments, practitioners]);

  useEffect(() => {
    const first = appointments
      .filter((visit) => !isOff(visit))
      .map((visit) => minuteIn(zone, visit.startsAt));
    const target = now ?? Math.min(...first, 24 * 60);
    if (target < 24 * 60)
      scroller.current?.scrollTo({ top: Math.max(0, ((target - from) / step) * rowHeight - 90) });
    // Only when another day is shown: later changes must not move what the person looks at.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [props.label, from]);

  const hours = Array.from({ length: (to - from) / 60 }, (_, at) => from + at * 60);
  return (
    <div
      ref={scroller}
      className={css['scroller']}
      style={
        {
          '--row-height': `${rowHeight}px`,
          '--rows': (to - from) / step,
          '--columns': practitioners.length,
        } as CSSProperties
      }
    >
      <div className={css['heads']}>
        <div className={css['corner']} />
        {practitioners.map((person) => (
          <div key={person.id} className={css['head']}>
            <span className={css['headName']}>{person.displayName}</span>
            <span className={css['headCount']}>
              {byPractitioner.get(person.id)?.filter((visit) => !isOff(visit)).length ?? 0}
            </span>
          </div>
        ))}
      </div>
      <div className={css['body']}>
        <div className={css['axis']} aria-hidden>
          {hours.map((minute) => (
            <span key={minute} className={css['hour']} style={{ top: ((minute - from) / step) * rowHeight }}>
              {wallTime(minute)}
            </span>
          ))}
        </div>
        {practitioners.map((person, index) => (
          <DayColumn
            key={person.id}
            {...props}
            practitioner={person}
            visits={byPractitioner.get(person.id) ?? []}
            from={from}
            to={to}
            takesFocus={focusColumn === index}
            onNeighbour={(by) => setFocusColumn(Math.max(0, Math.min(practitioners.length - 1, index + by)))}
            columnAt={(by) => practitioners[index + by]?.id ?? null}
          />
        ))}
        {now !== null && now >= from && now <= to && (
          <div className={css['now']} style={{ top: ((now - from) / step) * rowHeight }} aria-hidden />
        )}
      </div>
    </div>
  );
}
