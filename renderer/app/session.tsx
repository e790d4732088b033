import { hashKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Sitting } from '../../shared/contract/session.ts';
import { SittingContext, useTrouble } from '../desk.ts';
import { q } from '../rpc.ts';
import { LockScreen } from '../screens/session/LockScreen.tsx';
import { HandedScreen } from '../screens/patient-talk/HandedScreen.tsx';
import { SignIn } from '../screens/session/SignIn.tsx';
import { ErrorState, LoadingState } from '../ui/States.tsx';
import { lock } from './lock.ts';
import { useRefresh } from './refresh.ts';
import { useIdle } from './use-idle.ts';
import css from './app.module.css';

const idleMinutes = 5;

const lockWhenIdle = () => void lock();

/**
 * Who sits here. The screens stay mounted under the lock, so a locked form is found again as it was left; they
 * are taken down, and all answers forgotten, as soon as somebody else signs in.
 */
export function SessionGate({ clinicName, children }: { clinicName: string; children: ReactNode }) {
  const cache = useQueryClient();
  const sayTrouble = useTrouble();
  const who = useQuery(q.session.who.queryOptions());
  const [lastSeen, setLastSeen] = useState<Sitting | null>(null);

  const arrive = useCallback(
    (arrived: Sitting) => {
      const key = q.session.who.queryKey();
      // What the desk had read stays out of a patient's hands, and a patient's document out of the next one's.
      const changesHands = (arrived.handedTo === null) !== ((lastSeen?.handedTo ?? null) === null);
      if (lastSeen !== null && (arrived.userId !== lastSeen.userId || changesHands)) cache.clear();
      setLastSeen(arrived);
      cache.setQueryData(key, arrived);
      void cache.invalidateQueries({ predicate: ({ queryHash }) => queryHash !== hashKey(key) });
    },
    [cache, lastSeen],
  );

  const sitting = who.data ?? null;
  useEffect(() => {
    if (sitting !== null) setLastSeen(sitting);
  }, [sitting]);

  const handed = sitting !== null && sitting.handedTo !== null;
  const working = sitting !== null && !sitting.locked && !handed;
  useIdle(idleMinutes, working, lockWhenIdle);
  useRefresh(working);

  if (who.isLoading) return <LoadingState shape="page" />;
  // A question that fails later must not take down the work that is on the screen.
  if (who.isError && who.data === undefined) {
    const trouble = sayTrouble(who.error);
    return <ErrorState text={trouble.text} incident={trouble.incident} onRetry={() => void who.refetch()} />;
  }
  const shown = sitting ?? lastSeen;
  return (
    <>
      {shown !== null && !handed && (
        <SittingContext value={shown}>
          <div key={shown.userId} className={css['held']} hidden={!working} inert={!working}>
            {children}
          </div>
        </SittingContext>
      )}
      {handed && (
        <HandedScreen
          clinicName={clinicName}
          sitting={sitting}
          onSitting={arrive}
          staffDoor={<SignIn clinicName={clinicName} expected={sitting} onSignedIn={arrive} />}
        />
      )}
      {sitting === null && <SignIn clinicName={clinicName} expected={lastSeen} onSignedIn={arrive} />}
      {sitting?.locked && <LockScreen sitting={sitting} onUnlocked={arrive} />}
    </>
  );
}
