import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import i18next from 'i18next';
import { Suspense, useEffect, useMemo } from 'react';
import { Temporal } from 'temporal-polyfill';
import { useMay } from '../desk.ts';
import { kitPostponed } from '../postponed.ts';
import { q } from '../rpc.ts';
import { DateHabit } from '../ui/date-habit.ts';
import { LoadingState } from '../ui/States.tsx';
import { FindPatient } from './FindPatient.tsx';
import { Frame } from './Frame.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';

/** Everything that a signed-in person sees: the frame, or the rest of an unfinished setup. */
export function Signed() {
  const desk = useQuery(q.upkeep.state.queryOptions());
  const overview = useQuery(q.practice.overview.queryOptions());
  const isOwner = useMay('keys.manage') === true;
  const inSetup = useLocation({ select: ({ pathname }) => pathname === '/setup' });
  const { zone, jurisdiction } = overview.data?.profile ?? {};
  const habit = useMemo(
    () => ({
      order: jurisdiction === 'US' ? ('mdy' as const) : ('dmy' as const),
      today: () => Temporal.Now.plainDateISO(zone).toString(),
      zone,
    }),
    [zone, jurisdiction],
  );
  useEffect(() => {
    if (jurisdiction !== undefined) void i18next.changeLanguage(jurisdiction === 'US' ? 'en-US' : 'en-GB');
  }, [jurisdiction]);
  if (overview.isPending) return <LoadingState shape="page" />;
  const noKit = isOwner && overview.data?.recoveryConfirmed === false;
  if (noKit && !inSetup && !kitPostponed.is()) return <Navigate to="/setup" />;
  const screen = (
    <Suspense fallback={<LoadingState shape="page" />}>
      <Outlet />
    </Suspense>
  );
  return (
    <DateHabit value={habit}>
      {inSetup && isOwner ? (
        screen
      ) : (
        <Frame
          clinicName={desk.data?.clinicName ?? ''}
          demo={desk.data?.demo ?? false}
          noKit={noKit}
          search={<FindPatient />}
        >
          {screen}
          <ReasonDialog />
        </Frame>
      )}
    </DateHabit>
  );
}
