import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { lookOf, searchOf, type BookLook, type BookSearch } from './book-address.ts';
import { shiftDate, shiftMonth } from './day-time.ts';

const route = getRouteApi('/day/{-$date}');

/** What the address says of the book, and the ways to another; the ways stay the same while the page is turned. */
export function useBookAddress(today: string) {
  const { date: asked } = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/day/{-$date}' });
  const look = useMemo(() => lookOf(search), [search]);
  const date = asked ?? today;
  const { view } = look;

  /** To a date, or to another look at this one; whom the next visit is for goes along. */
  const go = useCallback(
    (to: string | null, change: Partial<BookLook> = {}, more: BookSearch = {}, replace = false) =>
      void navigate({
        to: '/day/{-$date}',
        params: to === null ? (before) => before : { date: to },
        search: ({ patient, ...before }) => ({
          ...searchOf({ ...lookOf(before), ...change }),
          ...(patient === undefined ? {} : { patient }),
          ...more,
        }),
        replace,
      }),
    [navigate],
  );
  const select = useCallback(
    (id: string | null) =>
      void navigate({
        to: '/day/{-$date}',
        params: (before) => before,
        search: (before) => ({ ...searchOf(lookOf(before)), ...(id === null ? {} : { appointment: id }) }),
        replace: true,
      }),
    [navigate],
  );
  const turn = useCallback(
    (by: -1 | 1) =>
      go(
        view === 'month'
          ? shiftMonth(date, by)
          : shiftDate(date, view === 'week' || view === 'agenda' ? by * 7 : by),
      ),
    [go, view, date],
  );
  return {
    ...{ date, look, go, select, turn },
    goTo: useCallback((to: string) => go(to), [go]),
    openDay: useCallback((to: string) => go(to, { view: 'practitioner' }), [go]),
    /** Another view is a step that Back takes back; a filter is not. */
    onLook: useCallback((change: Partial<BookLook>) => go(null, change, {}, change.view === undefined), [go]),
    selectedId: search.appointment ?? null,
    forPatient: search.patient,
  };
}

export type BookAddress = ReturnType<typeof useBookAddress>;
