import { useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useTrouble } from '../desk.ts';
import { q } from '../rpc.ts';
import { StoreProblem } from '../screens/session/StoreProblem.tsx';
import { FirstRun } from '../screens/setup/FirstRun.tsx';
import { ErrorState, LoadingState } from '../ui/States.tsx';
import { router } from './routes.tsx';
import { SessionGate } from './session.tsx';
import css from './app.module.css';

/** First the store's state, then who sits here, then the screens: nothing is shown that its turn has not come for. */
export function App() {
  const desk = useQuery(q.upkeep.state.queryOptions());
  const sayTrouble = useTrouble();
  if (desk.isPending) return <LoadingState shape="page" />;
  if (desk.isError && desk.data === undefined) {
    const trouble = sayTrouble(desk.error);
    return (
      <div className={css['broken']}>
        <ErrorState text={trouble.text} incident={trouble.incident} onRetry={() => void desk.refetch()} />
      </div>
    );
  }
  if (desk.data.state === 'FIRST_RUN') return <FirstRun desk={desk.data} />;
  if (desk.data.state !== 'OPEN') return <StoreProblem desk={desk.data} />;
  return (
    <SessionGate clinicName={desk.data.clinicName ?? ''}>
      <RouterProvider router={router} />
    </SessionGate>
  );
}
