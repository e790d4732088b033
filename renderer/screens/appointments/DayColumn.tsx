import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { AppointmentCard } from './AppointmentCard.tsx';
import { minuteOf, rowHeight, step, wallTime } from './day-time.ts';
import type { DayGridProps } from './placing.ts';
import css from './DayGrid.module.css';

interface DayColumnProps extends DayGridProps {
  practitioner: Member;
  visits: readonly Appointment[];
  from: number;
  to: number;
  takesFocus: boolean;
  onNeighbour: (by: -1 | 1) => void;
  columnAt: (by: number) => string | null;
}

const keySteps: Record<string, number> = { ArrowUp: -step, ArrowDown: step, PageUp: -60, PageDown: 60 };

/** One practitioner's day. The empty ground books by click, by dragging a length, or by the cursor that the arrows move. */
export function DayColumn(props: DayColumnProps) {
  const { practitioner, visits, from, to, opening, mayWrite, onBook } = props;
  const { t } = useTranslation('appointments');
  const ground = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLButtonElement>(null);
  const [at, setAt] = useState(() => minuteOf(opening.dayStart));
  const [pulled, setPulled] = useState<{ from: number; to: number } | null>(null);

  useEffect(() => {
    if (props.takesFocus) cursor.current?.focus();
  }, [props.takesFocus]);

  const minuteAt = (event: PointerEvent) => {
    const top = ground.current?.getBoundingClientRect().top ?? 0;
    const raw = from + Math.floor((event.clientY - top) / rowHeight) * step;
    return Math.max(from, Math.min(raw, to - step));
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (!mayWrite || event.button !== 0 || event.target !== event.currentTarget) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const minute = minuteAt(event);
    setPulled({ from: minute, to: minute });
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (pulled !== null) setPulled({ ...pulled, to: minuteAt(event) });
  };
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    if (pulled === null) return;
    const end = minuteAt(event);
    const start = Math.min(pulled.from, end);
    const minutes = Math.abs(end - pulled.from) + step;
    setPulled(null);
    onBook({ practitionerId: practitioner.id, minute: start, minutes: minutes <= step ? null : minutes });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = keySteps[event.key];
    if (by !== undefined) setAt((before) => Math.max(from, Math.min(before + by, to - step)));
    else if (event.key === 'ArrowLeft') props.onNeighbour(-1);
    else if (event.key === 'ArrowRight') props.onNeighbour(1);
    else return;
    event.preventDefault();
  };

  const opens = Math.max(0, (minuteOf(opening.dayStart) - from) / step) * rowHeight;
  const closes = Math.max(0, (to - minuteOf(opening.dayEnd)) / step) * rowHeight;
  const rect = (start: number, minutes: number) => ({
    top: ((start - from) / step) * rowHeight,
    height: (minutes / step) * rowHeight,
  });
  return (
    <div className={css['column']} role="group" aria-label={practitioner.displayName}>
      <div
        ref={ground}
        className={css['ground']}
        data-column={practitioner.id}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setPulled(null)}
      />
      <div className={css['closed']} style={{ top: 0, height: opens }} />
      <div className={css['closed']} style={{ bottom: 0, height: closes }} />
      {mayWrite && (
        <button
          ref={cursor}
          type="button"
          className={css['cursor']}
          style={rect(at, 15)}
          onKeyDown={onKeyDown}
          aria-label={t('grid.bookAt', { time: wallTime(at), name: practitioner.displayName })}
          onClick={() => onBook({ practitionerId: practitioner.id, minute: at, minutes: null })}
        >
          {t('grid.cursor', { time: wallTime(at) })}
        </button>
      )}
      {pulled !== null && (
        <div
          className={css['pulled']}
          style={rect(Math.min(pulled.from, pulled.to), Math.abs(pulled.to - pulled.from) + step)}
        >
          {wallTime(Math.min(pulled.from, pulled.to))}–{wallTime(Math.max(pulled.from, pulled.to) + step)}
        </div>
      )}
      {visits.map((visit) => (
        <AppointmentCard key={visit.id} {...props} visit={visit} />
      ))}
    </div>
  );
}
