import { Outlet } from '@tanstack/react-router';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { q } from '../rpc.ts';
import { LoadingState } from '../ui/States.tsx';
import { Frame } from './Frame.tsx';

/** The frame around every signed-in screen. */
export function Signed() {
  const { data: desk } = useSuspenseQuery(q.upkeep.state.queryOptions());
  return (
    <Frame clinicName={desk.clinicName ?? ''} demo={desk.demo} search={null}>
      <Suspense fallback={<LoadingState shape="page" />}>
        <Outlet />
      </Suspense>
    </Frame>
  );
}
