import { useQuery } from '@tanstack/react-query';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { OpeningHours } from './OpeningHours.tsx';
import { WorkingHours } from './WorkingHours.tsx';

/** When the clinic is open and when its people work. */
export function Hours({ profile }: { profile: ClinicProfile }) {
  const sayTrouble = useTrouble();
  const hours = useQuery(q.hours.overview.queryOptions());
  if (hours.isPending) return <LoadingState shape="form" />;
  if (hours.isError) {
    const { text, incident } = sayTrouble(hours.error);
    return <ErrorState text={text} incident={incident} onRetry={() => void hours.refetch()} />;
  }
  return (
    <>
      <OpeningHours opening={hours.data.opening} profile={profile} />
      <WorkingHours working={hours.data.working} opening={hours.data.opening.week} profile={profile} />
    </>
  );
}
