import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../../shared/contract/index.ts';
import { timeOf } from '../../../shared/rules/wall-clock.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import type { BookLook } from './book-address.ts';
import { fromDay, fromLine, type BookVisit } from './book-visit.ts';
import type { Column, Placed } from './columns.ts';
import { DayGrid, type GridSpot } from './DayGrid.tsx';
import { mondayOf, sayWeekday, shiftDate } from './day-time.ts';
import { columnsOfDay, columnsOfWeek } from './make-columns.ts';
import { hoursShown } from './shades.ts';
import { useDay } from './use-day.ts';
import type { Wish } from './use-placing.ts';

type Overview = Outputs['practice']['overview'];

interface GridViewProps {
  look: BookLook;
  date: string;
  today: string;
  zone: string;
  practice: Overview;
  practitioners: readonly { id: string; name: string }[];
  /** Names of everybody who works here. */
  names: ReadonlyMap<string, string>;
  /** Whose week it is. */
  weekOf: string;
  now: number | null;
  mayWrite: boolean;
  selectedId: string | null;
  /** Whether the filter of kinds and techniques lets it through. */
  fits: (visit: BookVisit) => boolean;
  onSelect: (id: string) => void;
  onBook: (spot: GridSpot) => void;
  onPlace: (visit: BookVisit, wish: Wish) => Promise<boolean>;
  onDate: (date: string) => void;
  onDay: (date: string) => void;
}

const wheres = { practitioner: 'with', room: 'in', device: 'with', week: 'on' } as const;

/** A day by practitioner, room or device, or the week of one practitioner, on one grid. */
export function GridView(props: GridViewProps) {
  const { look, date, today, zone, practice, practitioners, names, weekOf, fits } = props;
  const { t, i18n } = useTranslation('appointments');
  const trouble = useTrouble();
  const view = look.view === 'month' || look.view === 'agenda' ? 'practitioner' : look.view;
  const weekly = view === 'week';
  const monday = mondayOf(date);
  const span = weekly ? { from: monday, to: shiftDate(monday, 6) } : { from: date, to: date };
  const day = useDay(date, !weekly);
  const week = useQuery(
    q.appointments.range.queryOptions({ input: { ...span, practitionerId: weekOf }, enabled: weekly }),
  );
  const hours = useQuery(q.hours.shown.queryOptions({ input: span }));

  const visits = useMemo((): readonly BookVisit[] => {
    const all = weekly
      ? (week.data?.appointments ?? []).map(fromLine)
      : (day.data?.appointments ?? []).map(fromDay);
    return look.off ? all : all.filter(({ status }) => status !== 'cancelled');
  }, [weekly, week.data, day.data, look.off]);
  const whoseSet = useMemo(() => (look.who.length === 0 ? null : new Set(look.who)), [look.who]);
  const dimmed = useMemo(() => {
    const others = visits.filter(
      (visit) =>
        !fits(visit) ||
        ((look.view === 'room' || look.view === 'device') && whoseSet?.has(visit.practitionerId) === false),
    );
    return others.length === 0 ? null : new Set(others.map(({ id }) => id));
  }, [visits, fits, look.view, whoseSet]);

  const columns = useMemo((): Column[] => {
    if (weekly) {
      const dates = Array.from({ length: 7 }, (_, at) => shiftDate(monday, at));
      const say = (one: string) => ({ title: sayWeekday(one, i18n.language, true), subtitle: '' });
      return columnsOfWeek(weekOf, dates, { zone, today, visits, hours: hours.data ?? [] }, say);
    }
    const standing = <T extends { id: string; retired: boolean }>(
      all: readonly T[],
      used: (id: string) => boolean,
    ) => all.filter(({ id, retired }) => !retired || used(id));
    const resources =
      view === 'room'
        ? standing(practice.rooms, (id) => visits.some(({ roomId }) => roomId === id))
        : view === 'device'
          ? standing(practice.devices, (id) =>
              visits.some(({ parts }) => parts.some(({ deviceId }) => deviceId === id)),
            )
          : practitioners.filter(({ id }) => whoseSet?.has(id) !== false);
    const kind = view === 'room' || view === 'device' ? view : 'practitioner';
    const one = {
      ...{ date, zone, today, visits, holds: day.data?.holds ?? [] },
      hours: hours.data?.find((shown) => shown.date === date),
      holder: (userId: string) => names.get(userId) ?? '',
    };
    return columnsOfDay(kind, resources, one, t('booking.noRoom'));
  }, [
    weekly,
    monday,
    weekOf,
    zone,
    today,
    visits,
    hours.data,
    view,
    practice,
    practitioners,
    whoseSet,
    date,
    day.data?.holds,
    names,
    t,
    i18n.language,
  ]);
  const shown = useMemo(
    () =>
      hoursShown(
        hours.data ?? [],
        practice.profile,
        columns.flatMap(({ blocks }) => blocks),
      ),
    [hours.data, practice.profile, columns],
  );
  const types = useMemo(
    () => new Map(practice.appointmentTypes.map((type) => [type.id, type])),
    [practice.appointmentTypes],
  );

  const { onPlace } = props;
  const place = useCallback(
    (visit: BookVisit, to: Placed, column: Column) => {
      const { of } = column;
      return onPlace(visit, {
        practitionerId: of.kind === 'practitioner' ? of.id : visit.practitionerId,
        roomId: of.kind === 'room' ? of.id : visit.roomId,
        ...(of.kind === 'device' ? { deviceIds: [of.id] } : {}),
        start: { date: column.date, time: timeOf(to.minute) },
        minutes: to.minutes,
      });
    },
    [onPlace],
  );

  const failed = (weekly ? week.error : day.error) ?? hours.error;
  if (failed !== null)
    return (
      <ErrorState
        text={trouble(failed).text}
        incident={trouble(failed).incident}
        onRetry={() => {
          void (weekly ? week : day).refetch();
          void hours.refetch();
        }}
      />
    );
  if ((weekly ? week : day).isPending || hours.isPending) return <LoadingState shape="page" />;
  if (columns.length === 0) return <EmptyState title={t(`empty.${view}`)} text={t(`emptyHow.${view}`)} />;
  return (
    <DayGrid
      key={view}
      label={`${view}${span.from}${weekOf}`}
      columns={columns}
      hours={shown}
      where={wheres[view]}
      zoom={look.zoom}
      colour={look.colour}
      types={types}
      people={view === 'room' || view === 'device' ? names : null}
      dimmed={dimmed}
      selectedId={props.selectedId}
      now={props.now}
      mayWrite={props.mayWrite}
      onSelect={props.onSelect}
      onBook={props.onBook}
      onPlace={place}
      {...(weekly
        ? {
            onBeyond: (by: -1 | 1) => props.onDate(shiftDate(date, by * 7)),
            onHead: (column: Column) => props.onDay(column.date),
          }
        : {})}
    />
  );
}
