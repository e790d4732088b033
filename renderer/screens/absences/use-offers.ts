import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { AbsentVisit } from '../../../shared/contract/absences.ts';
import type { Opening } from '../../../shared/contract/slots.ts';
import { q } from '../../rpc.ts';

/** For how many visits times are looked for without being asked: a day's worth, so that the list stays quick. */
const atOnce = 12;

export type Offers =
  | { state: 'not-asked' | 'searching' | 'failed' }
  | { state: 'found'; openings: readonly Opening[] };

/** Times to offer: for the first open visits together, so that no two are offered the same; others when asked. */
export function useOffers(closureId: string, visits: readonly AbsentVisit[]) {
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const open = visits.filter(({ state }) => state === 'to-call' || state === 'called');
  const first = open.slice(0, atOnce).map(({ appointmentId }) => appointmentId);
  const others = wanted.filter(
    (id) => !first.includes(id) && open.some(({ appointmentId }) => appointmentId === id),
  );
  const asked = [...(first.length === 0 ? [] : [first]), ...others.map((id) => [id])];
  const answers = useQueries({
    queries: asked.map((appointmentIds) =>
      q.absences.offers.queryOptions({ input: { closureId, appointmentIds } }),
    ),
  });
  return {
    of: (appointmentId: string): Offers => {
      const at = asked.findIndex((ids) => ids.includes(appointmentId));
      const answer = answers[at];
      if (answer === undefined) return { state: 'not-asked' };
      if (answer.isError) return { state: 'failed' };
      if (answer.data === undefined) return { state: 'searching' };
      const found = answer.data.find((one) => one.appointmentId === appointmentId);
      return { state: 'found', openings: found?.openings ?? [] };
    },
    find: (appointmentId: string) => {
      const at = asked.findIndex((ids) => ids.includes(appointmentId));
      if (at >= 0) void answers[at]?.refetch();
      else setWanted((before) => [...before, appointmentId]);
    },
  };
}
