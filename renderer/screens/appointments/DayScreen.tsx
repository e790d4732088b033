import { ActionIcon, Button, Menu } from '@mantine/core';
import { useHotkeys, useInterval } from '@mantine/hooks';
import {
  IconCalendarOff,
  IconChevronLeft,
  IconChevronRight,
  IconDots,
  IconPlus,
  IconPrinter,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { timeOf } from '../../../shared/rules/wall-clock.ts';
import { useMay, useSitting, useTrouble } from '../../desk.ts';
import { AbsenceDialog } from '../../parts/AbsenceDialog.tsx';
import { q } from '../../rpc.ts';
import { useSayDate } from '../../ui/date-habit.ts';
import { DateField } from '../../ui/Fields.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { AgendaView } from './AgendaView.tsx';
import { AppointmentPanel } from './AppointmentPanel.tsx';
import { lookOf, searchOf, views, zooms, type BookLook, type BookSearch } from './book-address.ts';
import { BookBar } from './BookBar.tsx';
import { BookingDialog, type BookingStart } from './BookingDialog.tsx';
import type { BookVisit } from './book-visit.ts';
import { CalendarExport } from './CalendarExport.tsx';
import { dateIn, mondayOf, sayDay, sayMonth, shiftDate, shiftMonth, todayIn } from './day-time.ts';
import type { GridSpot } from './DayGrid.tsx';
import { GridView } from './GridView.tsx';
import { MonthView } from './MonthView.tsx';
import { PlaceRefused } from './PlaceRefused.tsx';
import { useDayActs } from './use-day.ts';
import { useFilter } from './use-filter.ts';
import { usePlacing } from './use-placing.ts';
import css from './DayScreen.module.css';

const route = getRouteApi('/day/{-$date}');

/** Days that the list goes on for. */
const listed = 14;

/** The clinic's book: who comes to whom, when, and what each visit needs next; by day, week, month or as a list. */
export function DayScreen() {
  const { t, i18n } = useTranslation('appointments');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const sayDate = useSayDate();
  const me = useSitting();
  const mayWrite = useMay('appointments.write') === true;
  const mayClose = useMay('hours.write') === true;
  const { date: asked } = route.useParams();
  const search = route.useSearch();
  const { appointment: selectedId = null, patient: forPatient } = search;
  const look = useMemo(() => lookOf(search), [search]);
  const practice = useQuery(q.practice.overview.queryOptions());
  const staff = useQuery(q.staff.list.queryOptions());
  const zone = practice.data?.profile.zone ?? 'UTC';
  const today = todayIn(zone);
  const date = asked ?? today;
  const acts = useDayActs();
  const { place, refused, forget } = usePlacing(zone);
  const [booking, setBooking] = useState<BookingStart | null>(null);
  const [absence, setAbsence] = useState(false);
  const jump = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [now, setNow] = useState(() => Temporal.Now.instant().toString());
  useInterval(() => setNow(Temporal.Now.instant().toString()), 30_000, { autoInvoke: true });
  const known = useQuery(
    q.appointments.ofPatient.queryOptions({
      input: { patientId: forPatient ?? '' },
      enabled: forPatient !== undefined,
    }),
  );

  const go = useCallback(
    (to: string, change: Partial<BookLook> = {}, more: BookSearch = {}, replace = false) => {
      const patient = forPatient === undefined ? {} : { patient: forPatient };
      void navigate({
        to: '/day/{-$date}',
        params: { date: to },
        search: { ...searchOf({ ...look, ...change }), ...patient, ...more },
        replace,
      });
    },
    [navigate, look, forPatient],
  );
  const select = useCallback(
    (id: string | null) => {
      void navigate({
        to: '/day/{-$date}',
        params: { date },
        search: { ...searchOf(look), ...(id === null ? {} : { appointment: id }) },
        replace: true,
      });
    },
    [navigate, date, look],
  );
  const { view } = look;
  const goTo = useCallback((to: string) => go(to), [go]);
  const jumpTo = (to: string) => {
    setTyped(null);
    if (to !== '' && to !== date) goTo(to);
  };
  const openDay = useCallback((to: string) => go(to, { view: 'practitioner' }), [go]);
  const turn = (by: -1 | 1) => {
    if (view === 'month') goTo(shiftMonth(date, by));
    else goTo(shiftDate(date, view === 'week' || view === 'agenda' ? by * 7 : by));
  };
  const onLook = (change: Partial<BookLook>) => go(date, change, {}, change.view === undefined);

  const treating = useMemo(
    () => staff.data?.filter((person) => person.treats && !person.disabled) ?? [],
    [staff.data],
  );
  const people = useMemo(
    () => treating.map(({ id, displayName }) => ({ id, name: displayName })),
    [treating],
  );
  const names = useMemo(
    () => new Map(staff.data?.map(({ id, displayName }) => [id, displayName])),
    [staff.data],
  );
  const filter = useFilter(look, practice.data);
  const weekOf =
    look.who.find((id) => people.some((person) => person.id === id)) ??
    people.find(({ id }) => id === me.userId)?.id ??
    people[0]?.id ??
    '';

  const open = (start: Partial<BookingStart>) =>
    setBooking({
      date: view === 'month' || view === 'agenda' ? today : date,
      time: practice.data?.profile.dayStart ?? '08:00',
      practitionerId: look.who.length === 1 ? (look.who[0] ?? null) : null,
      minutes: null,
      patient: known.data?.[0]?.patient ?? null,
      ...start,
    });
  const onBook = ({ column, minute, minutes }: GridSpot) =>
    open({
      date: column.date,
      time: timeOf(minute),
      minutes,
      ...(column.of.kind === 'practitioner' && { practitionerId: column.of.id }),
      ...(column.of.kind === 'room' && { roomId: column.of.id }),
      ...(column.of.kind === 'device' && { deviceId: column.of.id }),
    });
  const nextZoom = zooms[(zooms.indexOf(look.zoom) + 1) % zooms.length] ?? 5;
  useShortcuts({
    n: { label: t('key.book'), run: () => mayWrite && open({}) },
    t: { label: t('key.today'), run: () => goTo(today) },
    g: {
      label: t('key.jump'),
      run: () => {
        const field = jump.current?.querySelector('input');
        field?.focus();
        field?.select();
      },
    },
    '[': { label: t('key.before'), run: () => turn(-1) },
    ']': { label: t('key.after'), run: () => turn(1) },
    ...Object.fromEntries(
      views.map((one, index) => [
        String(index + 1),
        { label: t('key.view', { view: t(`view.${one}`) }), run: () => onLook({ view: one }) },
      ]),
    ),
    z: { label: t('key.zoom'), run: () => onLook({ zoom: nextZoom }) },
    x: { label: t('key.cancelled'), run: () => onLook({ off: !look.off }) },
    f: {
      label: t('key.filter'),
      run: () => document.querySelector<HTMLElement>('[data-filter]')?.click(),
    },
  });
  useHotkeys([['Escape', () => selectedId !== null && select(null)]]);

  const failed = practice.error ?? staff.error;
  const clock = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const nowMinute = clock.hour * 60 + clock.minute;
  const onPlace = useCallback(
    (visit: BookVisit, wish: Parameters<typeof place>[1]) => place(visit, wish),
    [place],
  );
  const monday = mondayOf(date);
  const title = {
    practitioner: () => sayDay(date, i18n.language),
    room: () => sayDay(date, i18n.language),
    device: () => sayDay(date, i18n.language),
    week: () => t('title.week', { from: sayDate(monday), to: sayDate(shiftDate(monday, 6)) }),
    month: () => sayMonth(date, i18n.language),
    agenda: () => t('title.agenda', { from: sayDate(date), to: sayDate(shiftDate(date, listed - 1)) }),
  }[view]();
  const sheet =
    view === 'week'
      ? { kind: 'week-sheet', id: weekOf }
      : { kind: 'day-sheet', id: look.who.length === 1 ? (look.who[0] ?? 'all') : 'all' };

  return (
    <Page
      fixed
      aside={
        selectedId !== null && (
          <AppointmentPanel
            key={selectedId}
            id={selectedId}
            zone={zone}
            acts={acts}
            practitioners={treating}
            practice={practice.data}
            onClose={() => select(null)}
          />
        )
      }
    >
      <PageHeader
        title={title}
        actions={
          <div className={css['tools']}>
            <Button variant="default" onClick={() => goTo(today)} disabled={date === today}>
              {t('day.today')}
            </Button>
            <div className={css['steps']}>
              <ActionIcon aria-label={t(`before.${view}`)} onClick={() => turn(-1)}>
                <IconChevronLeft size={18} />
              </ActionIcon>
              <ActionIcon aria-label={t(`after.${view}`)} onClick={() => turn(1)}>
                <IconChevronRight size={18} />
              </ActionIcon>
            </div>
            <div
              className={css['jump']}
              ref={jump}
              onKeyDown={({ key }) => key === 'Enter' && typed !== null && jumpTo(typed)}
              onBlur={() => typed !== null && jumpTo(typed)}
            >
              <DateField
                label={t('day.jump')}
                hideLabel
                value={typed ?? date}
                onChange={(to) => {
                  // Half a year is a date too: what is being typed counts when it is done.
                  if (jump.current?.querySelector('input') === document.activeElement) setTyped(to);
                  else jumpTo(to);
                }}
              />
            </div>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} />}
              onClick={() => void navigate({ to: '/papers/$kind/$id', params: sheet, search: { date } })}
            >
              {t(view === 'week' ? 'day.weekSheet' : 'day.sheet')}
            </Button>
            <CalendarExport practitioners={treating} date={date} />
            {mayClose && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon aria-label={t('day.more')}>
                    <IconDots size={18} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconCalendarOff size={16} />} onClick={() => setAbsence(true)}>
                    {t('day.absence')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
            {mayWrite && (
              <Button leftSection={<IconPlus size={16} />} onClick={() => open({})}>
                {t('day.book')}
              </Button>
            )}
          </div>
        }
        tabs={
          <BookBar
            look={look}
            people={people}
            weekOf={weekOf}
            types={filter.types}
            techniques={filter.techniques}
            onLook={onLook}
          />
        }
      />
      {refused !== null && (
        <PlaceRefused
          refused={refused}
          zone={zone}
          sayDate={sayDate}
          onPlace={(visit, wish) => void place(visit, wish)}
          onClose={forget}
        />
      )}
      {failed !== null && (
        <ErrorState
          text={trouble(failed).text}
          incident={trouble(failed).incident}
          onRetry={() => {
            void practice.refetch();
            void staff.refetch();
          }}
        />
      )}
      {failed === null && (practice.isPending || staff.isPending) && <LoadingState shape="page" />}
      {failed === null && staff.data !== undefined && people.length === 0 && (
        <EmptyState
          title={t('day.nobodyTreats')}
          text={t('day.nobodyTreatsHow')}
          action={
            <Button
              onClick={() => void navigate({ to: '/settings/{-$section}', params: { section: 'people' } })}
            >
              {t('day.openSettings')}
            </Button>
          }
        />
      )}
      {failed === null && practice.data !== undefined && staff.data !== undefined && people.length > 0 && (
        <>
          {view === 'month' && (
            <MonthView
              date={date}
              today={today}
              people={filter.people(people)}
              types={filter.typeIds}
              onDay={openDay}
              onDate={goTo}
            />
          )}
          {view === 'agenda' && (
            <AgendaView
              date={date}
              days={listed}
              zone={zone}
              today={today}
              look={look}
              types={filter.typesById}
              people={names}
              rooms={filter.rooms}
              shows={filter.shows}
              selectedId={selectedId}
              onSelect={select}
              onDay={openDay}
            />
          )}
          {view !== 'month' && view !== 'agenda' && (
            <GridView
              look={look}
              date={date}
              today={today}
              zone={zone}
              practice={practice.data}
              practitioners={people}
              names={names}
              weekOf={weekOf}
              now={nowMinute}
              mayWrite={mayWrite}
              selectedId={selectedId}
              fits={filter.fits}
              onSelect={select}
              onBook={onBook}
              onPlace={onPlace}
              onDate={goTo}
              onDay={openDay}
            />
          )}
        </>
      )}
      {booking !== null && practice.data !== undefined && practice.data.appointmentTypes.length > 0 && (
        <BookingDialog
          start={booking}
          practice={practice.data}
          practitioners={treating}
          onClose={() => setBooking(null)}
          onBooked={(visit) => {
            setBooking(null);
            void acts.refresh();
            const to = dateIn(zone, visit.startsAt);
            go(view === 'month' || view === 'agenda' ? date : to, {}, { appointment: visit.id });
          }}
        />
      )}
      {absence && <AbsenceDialog start={{ date }} today={today} onClose={() => setAbsence(false)} />}
    </Page>
  );
}
