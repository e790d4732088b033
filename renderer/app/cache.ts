import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { connection, q, refusalOf } from '../rpc.ts';
import { reasonAsked } from './reason.ts';

/** An answer that says the sitting or the store is not what this window believes. */
function onRefused(error: unknown): void {
  const code = refusalOf(error)?.code;
  if (code === 'NOT_SIGNED_IN' || code === 'LOCKED')
    void cache.invalidateQueries({ queryKey: q.session.who.key() });
  if (code === 'REASON_NEEDED') reasonAsked.tell();
  if (code === 'STORE_CLOSED') void cache.invalidateQueries({ queryKey: q.upkeep.state.key() });
}

/**
 * Answers stay good until a change notice says otherwise, so nothing is refetched on focus. A refusal is an
 * answer and is not asked again; anything else gets one more try.
 */
export const cache: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onRefused }),
  mutationCache: new MutationCache({ onError: onRefused }),
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (count, error) => refusalOf(error) === null && count < 1,
      retryDelay: 300,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

// The sitting ends with the socket, so a new one has to ask who sits here.
connection.subscribe(() => {
  if (connection.state() === 'open') {
    void cache.invalidateQueries({ queryKey: q.session.who.key() });
    void cache.invalidateQueries({ queryKey: q.upkeep.state.key() });
  }
});
