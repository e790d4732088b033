import { Button } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { timeOf } from '../../../shared/rules/wall-clock.ts';
import { useMay, useSitting, useTrouble } from '../../desk.ts';
import { AbsenceDialog } from '../../parts/AbsenceDialog.tsx';
import { q } from '../../rpc.ts';
import { useSayDate } from '../../ui/date-habit.ts';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { AgendaView } from './AgendaView.tsx';
import { AppointmentPanel } from './AppointmentPanel.tsx';
import { BookBar } from './BookBar.tsx';
import { BookingDialog, type BookingStart } from './BookingDialog.tsx';
import { dateIn, mondayOf, sayDay, sayMonth, shiftDate, todayIn } from './day-time.ts';
import type { GridSpot } from './DayGrid.tsx';
import { DayTools } from './DayTools.tsx';
import { GridView } from './GridView.tsx';
import { MonthView } from './MonthView.tsx';
import { PlaceRefused } from './PlaceRefused.tsx';
import { useBookAddress } from './use-book-address.ts';
import { useBookKeys } from './use-book-keys.ts';
import { useBookPeople } from './use-book-people.ts';
import { useDayActs } from './use-day.ts';
import { useFilter } from './use-filter.ts';
import { usePlacing } from './use-placing.ts';

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
  const practice = useQuery(q.practice.overview.queryOptions());
  const { staff, treating, people, names } = useBookPeople();
  const zone = practice.data?.profile.zone ?? 'UTC';
  const today = todayIn(zone);
  const address = useBookAddress(today);
  const { date, look, go, goTo, openDay, select, selectedId, forPatient } = address;
  const { view } = look;
  const acts = useDayActs();
  const { place, refused, forget } = usePlacing(zone);
  const [booking, setBooking] = useState<BookingStart | null>(null);
  const [absence, setAbsence] = useState(false);
  const jump = useRef<HTMLDivElement>(null);
  const [now, setNow] = useState(() => Temporal.Now.instant().toString());
  useInterval(() => setNow(Temporal.Now.instant().toString()), 30_000, { autoInvoke: true });
  const known = useQuery(
    q.appointments.ofPatient.queryOptions({
      input: { patientId: forPatient ?? '' },
      enabled: forPatient !== undefined,
    }),
  );
  const filter = useFilter(look, practice.data);
  const one = look.who.length === 1 ? (look.who[0] ?? null) : null;
  const weekOf =
    look.who.find((id) => people.some((person) => person.id === id)) ??
    people.find(({ id }) => id === me.userId)?.id ??
    people[0]?.id ??
    '';

  const dayStart = practice.data?.profile.dayStart ?? '08:00';
  const patient = known.data?.[0]?.patient ?? null;
  const day = view === 'month' || view === 'agenda' ? today : date;
  const open = useCallback(
    (start: Partial<BookingStart>) =>
      setBooking({ ...{ date: day, time: dayStart, practitionerId: one, minutes: null, patient }, ...start }),
    [day, dayStart, one, patient],
  );
  const onBook = useCallback(() => mayWrite && open({}), [mayWrite, open]);
  const openAbsence = useCallback(() => setAbsence(true), []);
  const onSpot = ({ column, minute, minutes }: GridSpot) =>
    open({
      date: column.date,
      time: timeOf(minute),
      minutes,
      ...(column.of.kind === 'practitioner' && { practitionerId: column.of.id }),
      ...(column.of.kind === 'room' && { roomId: column.of.id }),
      ...(column.of.kind === 'device' && { deviceId: column.of.id }),
    });
  useBookKeys({ address, today, jump, onBook });

  const failed = practice.error ?? staff.error;
  const clock = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const monday = mondayOf(date);
  const title = {
    practitioner: () => sayDay(date, i18n.language),
    room: () => sayDay(date, i18n.language),
    device: () => sayDay(date, i18n.language),
    week: () => t('title.week', { from: sayDate(monday), to: sayDate(shiftDate(monday, 6)) }),
    month: () => sayMonth(date, i18n.language),
    agenda: () => t('title.agenda', { from: sayDate(date), to: sayDate(shiftDate(date, listed - 1)) }),
  }[view]();

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
          <DayTools
            view={view}
            date={date}
            today={today}
            sheetOf={view === 'week' ? weekOf : (one ?? 'all')}
            practitioners={treating}
            jump={jump}
            mayWrite={mayWrite}
            mayClose={mayClose}
            onDate={goTo}
            onTurn={address.turn}
            onBook={onBook}
            onAbsence={openAbsence}
          />
        }
        tabs={
          <BookBar
            look={look}
            people={people}
            weekOf={weekOf}
            types={filter.types}
            techniques={filter.techniques}
            onLook={address.onLook}
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
              now={clock.hour * 60 + clock.minute}
              mayWrite={mayWrite}
              selectedId={selectedId}
              fits={filter.fits}
              onSelect={select}
              onBook={onSpot}
              onPlace={place}
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
            go(view === 'month' || view === 'agenda' ? null : to, {}, { appointment: visit.id });
          }}
        />
      )}
      {absence && <AbsenceDialog start={{ date }} today={today} onClose={() => setAbsence(false)} />}
    </Page>
  );
}
