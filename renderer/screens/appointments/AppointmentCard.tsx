import { useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import { ConsentMark } from './ConsentMark.tsx';
import { StatusMark } from './StatusMark.tsx';
import { rowHeight, snap, step, wallTime } from './day-time.ts';
import { placeOf, type DayGridProps, type Placed } from './placing.ts';
import css from './AppointmentCard.module.css';

interface AppointmentCardProps extends DayGridProps {
  visit: Appointment;
  from: number;
  to: number;
  columnAt: (by: number) => string | null;
}

interface Grip {
  edge: 'whole' | 'end';
  x: number;
  y: number;
  moved: boolean;
}

const shortest = step;

/** A visit in its column: opens by click, moves by dragging or Alt+arrows, grows by its lower edge or Alt+Shift+arrows. */
export function AppointmentCard(props: AppointmentCardProps) {
  const { visit, zone, from, to, types, selectedId, mayWrite, onSelect, onPlace } = props;
  const { t } = useTranslation('appointments');
  const grip = useRef<Grip | null>(null);
  const dropped = useRef(false);
  const [dragged, setDragged] = useState<Placed | null>(null);
  // The release may come before the last move was drawn.
  const latest = useRef<Placed | null>(null);
  const drag = (to: Placed | null) => {
    latest.current = to;
    setDragged(to);
  };
  const stands = placeOf(visit, zone);
  const shown = dragged ?? stands;
  const fixed =
    !mayWrite || visit.status === 'done' || visit.status === 'left' || visit.status === 'did-not-attend';

  const fit = ({ practitionerId, minute, minutes }: Placed): Placed => {
    const length = Math.max(shortest, minutes);
    return { practitionerId, minutes: length, minute: Math.max(from, Math.min(minute, to - length)) };
  };
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (fixed || event.button !== 0) return;
    const edge =
      event.target instanceof HTMLElement && event.target.dataset['edge'] === 'end' ? 'end' : 'whole';
    event.currentTarget.setPointerCapture(event.pointerId);
    dropped.current = false;
    grip.current = { edge, x: event.clientX, y: event.clientY, moved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>) => {
    const held = grip.current;
    if (held === null) return;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(dx, dy) < 5) return;
    held.moved = true;
    const by = snap((dy / rowHeight) * step);
    if (held.edge === 'end') return drag(fit({ ...stands, minutes: stands.minutes + by }));
    const under = document
      .elementsFromPoint(event.clientX, event.clientY)
      .find((element) => element instanceof HTMLElement && 'column' in element.dataset);
    const column = under instanceof HTMLElement ? under.dataset['column'] : undefined;
    drag(
      fit({
        practitionerId: column ?? stands.practitionerId,
        minute: stands.minute + by,
        minutes: stands.minutes,
      }),
    );
  };
  const onPointerUp = () => {
    const held = grip.current;
    grip.current = null;
    dropped.current = held?.moved === true;
    if (held?.moved === true && latest.current !== null) onPlace(visit, latest.current);
    drag(null);
  };
  const onClick = (event: MouseEvent) => {
    // The click with which a drag ends is part of the drag.
    if (dropped.current && event.detail > 0) dropped.current = false;
    else onSelect(visit.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || fixed) return;
    const by = event.key === 'ArrowUp' ? -step : event.key === 'ArrowDown' ? step : 0;
    const aside = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (by === 0 && aside === 0) return;
    event.preventDefault();
    if (event.shiftKey) onPlace(visit, fit({ ...stands, minutes: stands.minutes + by }));
    else if (aside === 0) onPlace(visit, fit({ ...stands, minute: stands.minute + by }));
    else {
      const practitionerId = props.columnAt(aside);
      if (practitionerId !== null) onPlace(visit, { ...stands, practitionerId });
    }
  };

  const type = types.get(visit.typeId);
  const time = `${wallTime(shown.minute)}–${wallTime(shown.minute + shown.minutes)}`;
  const elsewhere = dragged !== null && dragged.practitionerId !== visit.practitionerId;
  return (
    <button
      type="button"
      className={css['card']}
      data-tint={type?.tint ?? 'slate'}
      data-status={visit.status}
      data-selected={visit.id === selectedId || undefined}
      data-dragged={dragged !== null || undefined}
      data-elsewhere={elsewhere || undefined}
      data-visit={visit.id}
      data-size={shown.minutes < 20 ? 'line' : shown.minutes < 40 ? 'two' : 'full'}
      style={{
        top: ((shown.minute - from) / step) * rowHeight,
        height: (shown.minutes / step) * rowHeight - 1,
      }}
      aria-pressed={visit.id === selectedId}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      aria-label={t('grid.card', {
        time,
        patient: visit.patient.name,
        type: type?.name ?? '',
        status: t(`status.${visit.status}`),
        consent: t(`consent.${visit.consent}`),
      })}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        grip.current = null;
        drag(null);
      }}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <span className={css['top']}>
        <StatusMark status={visit.status} />
        <span className={css['name']}>{visit.patient.name}</span>
        {visit.patient.flagged && <IconAlertTriangleFilled size={12} className={css['flag']} aria-hidden />}
        <ConsentMark state={visit.consent} />
      </span>{' '}
      <span className={css['under']}>
        <span className={css['time']}>{time}</span>{' '}
        <span className={css['type']}>
          {elsewhere
            ? props.practitioners.find(({ id }) => id === dragged.practitionerId)?.displayName
            : type?.name}
        </span>
      </span>
      {!fixed && <span className={css['edge']} data-edge="end" aria-hidden />}
    </button>
  );
}
