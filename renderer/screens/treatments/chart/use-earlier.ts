import { useQuery } from '@tanstack/react-query';
import { api } from '../../../rpc.ts';

/**
 * What earlier visits put on the chart, read once as the note opens. Its key stands apart from the others of treatments: each
 * save of this very note would have it read anew otherwise, and written into the log each time.
 */
export function useEarlier(sessionId: string | undefined) {
  return useQuery({
    queryKey: ['earlier visits', sessionId],
    queryFn: () => api.treatments.earlierVisits({ id: sessionId ?? '' }),
    enabled: sessionId !== undefined,
    staleTime: 60_000,
  });
}
