import { ActionIcon, Button } from '@mantine/core';
import { useHotkeys, useInterval } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconPlus, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { useMay, useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { DateField } from '../../ui/Fields.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { AppointmentPanel } from './AppointmentPanel.tsx';
import { BookingDialog, type BookingStart } from './BookingDialog.tsx';
import { CalendarExport } from './CalendarExport.tsx';
import { DayGrid } from './DayGrid.tsx';
import { dateIn, sayDay, shiftDate, todayIn, wallTime } from './day-time.ts';
import { useDay, useDayActs } from './use-day.ts';
import css from './DayScreen.module.css';

const route = getRouteApi('/day/{-$date}');

/** The clinic's day: who comes to whom, when, and what each visit needs next. */
export function DayScreen() {
  const { t, i18n } = useTranslation('appointments');
  const trouble = useTrouble();
  const navigate = useNavigate();
  const mayWrite = useMay('appointments.write') === true;
  const { date: asked } = route.useParams();
  const { appointment: selectedId = null, patient: forPatient } = route.useSearch();
  const overview = useQuery(q.practice.overview.queryOptions());
  const zone = overview.data?.profile.zone ?? 'UTC';
  const date = asked ?? todayIn(zone);
  const { practice, staff, day } = useDay(date);
  const acts = useDayActs(date);
  const [booking, setBooking] = useState<BookingStart | null>(null);
  const [now, setNow] = useState(() => Temporal.Now.instant().toString());
  useInterval(() => setNow(Temporal.Now.instant().toString()), 30_000, { autoInvoke: true });
  const known = useQuery(
    q.appointments.ofPatient.queryOptions({
      input: { patientId: forPatient ?? '' },
      enabled: forPatient !== undefined,
    }),
  );

  const goTo = (to: string) =>
    void navigate({
      to: '/day/{-$date}',
      params: { date: to },
      search: forPatient === undefined ? {} : { patient: forPatient },
    });
  const select = (id: string | null) =>
    void navigate({
      to: '/day/{-$date}',
      params: { date },
      search: id === null ? {} : { appointment: id },
      replace: true,
    });
  const practitioners = useMemo(
    () => staff.data?.filter((person) => person.treats && !person.disabled) ?? [],
    [staff.data],
  );
  const types = useMemo(
    () => new Map(practice.data?.appointmentTypes.map((type) => [type.id, type])),
    [practice.data],
  );
  const open = (start: Partial<BookingStart>) => {
    const patient = known.data?.[0]?.patient ?? null;
    setBooking({
      date,
      time: practice.data?.profile.dayStart ?? '08:00',
      practitionerId: null,
      minutes: null,
      patient,
      ...start,
    });
  };
  useShortcuts({
    n: { label: t('key.book'), run: () => mayWrite && open({}) },
    t: { label: t('key.today'), run: () => goTo(todayIn(zone)) },
    '[': { label: t('key.before'), run: () => goTo(shiftDate(date, -1)) },
    ']': { label: t('key.after'), run: () => goTo(shiftDate(date, 1)) },
  });
  useHotkeys([['Escape', () => selectedId !== null && select(null)]]);

  const failed = day.error ?? practice.error ?? staff.error;
  const isToday = date === todayIn(zone);
  const nowMinute = isToday
    ? Temporal.Instant.from(now).toZonedDateTimeISO(zone).hour * 60 +
      Temporal.Instant.from(now).toZonedDateTimeISO(zone).minute
    : null;
  const cancelled = day.data?.appointments.filter((visit) => visit.status === 'cancelled').length ?? 0;
  const bookedCount = (day.data?.appointments.length ?? 0) - cancelled;

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
            practitioners={practitioners}
            practice={practice.data}
            onClose={() => select(null)}
          />
        )
      }
    >
      <PageHeader
        title={sayDay(date, i18n.language)}
        lead={t('day.lead', { count: bookedCount, cancelled })}
        actions={
          <div className={css['tools']}>
            <Button variant="default" onClick={() => goTo(todayIn(zone))} disabled={isToday}>
              {t('day.today')}
            </Button>
            <div className={css['steps']}>
              <ActionIcon aria-label={t('key.before')} onClick={() => goTo(shiftDate(date, -1))}>
                <IconChevronLeft size={18} />
              </ActionIcon>
              <ActionIcon aria-label={t('key.after')} onClick={() => goTo(shiftDate(date, 1))}>
                <IconChevronRight size={18} />
              </ActionIcon>
            </div>
            <div className={css['jump']}>
              <DateField
                label={t('day.jump')}
                hideLabel
                value={date}
                onChange={(to) => to !== '' && goTo(to)}
              />
            </div>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} />}
              onClick={() =>
                void navigate({
                  to: '/papers/$kind/$id',
                  params: { kind: 'day-sheet', id: 'all' },
                  search: { date },
                })
              }
            >
              {t('day.sheet')}
            </Button>
            <CalendarExport practitioners={practitioners} date={date} />
            {mayWrite && (
              <Button leftSection={<IconPlus size={16} />} onClick={() => open({})}>
                {t('day.book')}
              </Button>
            )}
          </div>
        }
      />
      {failed !== null && (
        <ErrorState
          text={trouble(failed).text}
          incident={trouble(failed).incident}
          onRetry={() => void acts.refresh()}
        />
      )}
      {failed === null && (day.isPending || practice.isPending || staff.isPending) && (
        <LoadingState shape="page" />
      )}
      {failed === null && staff.data !== undefined && practitioners.length === 0 && (
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
      {failed === null &&
        day.data !== undefined &&
        practice.data !== undefined &&
        practitioners.length > 0 && (
          <DayGrid
            label={date}
            zone={zone}
            opening={practice.data.profile}
            practitioners={practitioners}
            appointments={day.data.appointments}
            types={types}
            selectedId={selectedId}
            now={nowMinute}
            mayWrite={mayWrite}
            onSelect={select}
            onBook={({ practitionerId, minute, minutes }) =>
              open({ practitionerId, time: wallTime(minute), minutes })
            }
            onPlace={(visit, to) =>
              acts.move.mutate({
                id: visit.id,
                version: visit.version,
                practitionerId: to.practitionerId,
                roomId: visit.roomId,
                start: { date, time: wallTime(to.minute) },
                minutes: to.minutes,
              })
            }
          />
        )}
      {booking !== null && practice.data !== undefined && practice.data.appointmentTypes.length > 0 && (
        <BookingDialog
          start={booking}
          practice={practice.data}
          practitioners={practitioners}
          onClose={() => setBooking(null)}
          onBooked={(visit) => {
            setBooking(null);
            void acts.refresh();
            void navigate({
              to: '/day/{-$date}',
              params: { date: dateIn(zone, visit.startsAt) },
              search: { appointment: visit.id },
            });
          }}
        />
      )}
    </Page>
  );
}
