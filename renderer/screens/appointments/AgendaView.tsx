import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangleFilled } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentType } from '../../../shared/contract/practice.ts';
import { timeOf } from '../../../shared/rules/wall-clock.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { agendaRows, type AgendaRow } from './agenda-rows.ts';
import type { BookLook } from './book-address.ts';
import { fromLine, isOff, type BookVisit } from './book-visit.ts';
import { dayLines } from './day-line.ts';
import { sayDay, shiftDate } from './day-time.ts';
import { StatusMark } from './StatusMark.tsx';
import css from './AgendaView.module.css';

interface AgendaViewProps {
  date: string;
  days: number;
  zone: string;
  today: string;
  look: BookLook;
  types: ReadonlyMap<string, AppointmentType>;
  people: ReadonlyMap<string, string>;
  rooms: ReadonlyMap<string, string>;
  shows: (visit: BookVisit) => boolean;
  selectedId: string | null;
  onSelect: (id: string) => void;
  onDay: (date: string) => void;
}

const headingHeight = 34;

/** Visits as a list, day by day. One Tab stop; the arrows go on, Enter opens. */
export function AgendaView(props: AgendaViewProps) {
  const { date, days, zone, types, people, rooms, shows, selectedId, today } = props;
  const { t, i18n } = useTranslation(['appointments', 'reminders']);
  const trouble = useTrouble();
  const scroller = useRef<HTMLDivElement>(null);
  const input = { from: date, to: shiftDate(date, days - 1) };
  const range = useQuery(q.appointments.range.queryOptions({ input }));
  const hours = useQuery(q.hours.shown.queryOptions({ input }));
  const rows = useMemo(() => {
    const lines = dayLines(
      Array.from({ length: days }, (_, at) => shiftDate(date, at)),
      zone,
    );
    const visits = (range.data?.appointments ?? []).map(fromLine).filter(shows);
    return agendaRows(lines, visits, hours.data ?? []);
  }, [range.data, hours.data, shows, date, days, zone]);
  const [current, setCurrent] = useState(0);
  const moved = useRef(false);
  const headings = useMemo(() => rows.flatMap(({ kind }, index) => (kind === 'day' ? [index] : [])), [rows]);
  /** The day that the uppermost line in sight belongs to. */
  const headingOf = (first: number) => headings.findLast((index) => index <= first) ?? 0;
  const virtual = useVirtualizer({
    count: rows.length,
    // The day's heading stays in sight for as long as one of its visits is: it is drawn though it lies above.
    rangeExtractor: (range) =>
      [...new Set([headingOf(range.startIndex), ...defaultRangeExtractor(range)])].toSorted((a, b) => a - b),
    scrollPaddingStart: headingHeight,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? headingHeight : 32),
    getItemKey: (index) => keyOf(rows[index], index),
    overscan: 12,
    initialRect: { width: 900, height: 600 },
  });
  const firstVisit = rows.findIndex(({ kind }) => kind === 'visit');
  const at = rows[current]?.kind === 'visit' ? current : firstVisit;
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-row="${current}"]`)?.focus();
  });

  const failed = range.error ?? hours.error;
  if (failed !== null)
    return (
      <ErrorState
        text={trouble(failed).text}
        incident={trouble(failed).incident}
        onRetry={() => void range.refetch()}
      />
    );
  if (range.isPending || hours.isPending) return <LoadingState shape="rows" />;
  if (rows.length === 0) return <EmptyState title={t('agenda.empty')} text={t('agenda.emptyHow')} />;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1, PageUp: -12, PageDown: 12 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    let next = Math.max(0, Math.min(rows.length - 1, at + by));
    const way = by < 0 ? -1 : 1;
    while (rows[next]?.kind === 'day') next += way;
    if (rows[next] === undefined) return;
    moved.current = true;
    virtual.scrollToIndex(next);
    setCurrent(next);
  };
  const drawn = virtual.getVirtualItems();
  const top = headingOf(virtual.range?.startIndex ?? 0);
  // Scrolled away, the line in use gives the Tab stop to one that is there.
  const stop = drawn.some(({ index }) => index === at)
    ? at
    : drawn.find(({ index }) => rows[index]?.kind === 'visit' && index >= (virtual.range?.startIndex ?? 0))
        ?.index;
  return (
    <div ref={scroller} className={css['scroller']} data-colour={props.look.colour} onKeyDown={onKeyDown}>
      <div className={css['rows']} style={{ height: virtual.getTotalSize() }}>
        {drawn.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const place = { transform: `translateY(${item.start}px)` };
          if (row.kind === 'day')
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={css['heading']}
                data-today={row.date === today || undefined}
                data-stays={item.index === top || undefined}
                style={item.index === top ? undefined : place}
              >
                <h2>
                  <button type="button" onClick={() => props.onDay(row.date)}>
                    {sayDay(row.date, i18n.language)}
                  </button>
                </h2>
                <span>{t('agenda.visits', { count: row.visits })}</span>
                {row.closures.map((label) => (
                  <span key={label} className={css['closure']}>
                    {label}
                  </span>
                ))}
              </div>
            );
          const { visit } = row;
          const type = types.get(visit.typeId);
          return (
            <button
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              data-row={item.index}
              type="button"
              className={css['visit']}
              data-tint={type?.tint ?? 'slate'}
              data-status={visit.status}
              data-off={isOff(visit) || undefined}
              data-selected={visit.id === selectedId || undefined}
              aria-pressed={visit.id === selectedId}
              tabIndex={item.index === stop ? 0 : -1}
              style={place}
              onFocus={() => setCurrent(item.index)}
              onClick={() => props.onSelect(visit.id)}
            >
              <span className={css['time']}>
                {timeOf(row.from)}–{timeOf(row.to)}
              </span>
              <span className={css['status']}>
                <StatusMark status={visit.status} />
                {t(`status.${visit.status}`)}
              </span>
              <span className={css['patient']}>
                {visit.patient.name}
                {visit.patient.flagged && (
                  <IconAlertTriangleFilled size={12} className={css['flag']} aria-hidden />
                )}
                {visit.patient.deceased && <span className={css['dead']}>{t('reminders:death.mark')}</span>}
                {visit.overbooked !== null && <span className={css['over']}>{t('grid.over')}</span>}
              </span>
              <span className={css['kind']}>{type?.name ?? ''}</span>
              <span className={css['person']}>{people.get(visit.practitionerId) ?? ''}</span>
              <span className={css['room']}>{rooms.get(visit.roomId ?? '') ?? ''}</span>
              <span className={css['note']}>{visit.note}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

function keyOf(row: AgendaRow | undefined, index: number): string | number {
  if (row === undefined) return index;
  return row.kind === 'day' ? row.date : row.visit.id;
}
