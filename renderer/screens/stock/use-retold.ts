import { useQueryClient } from '@tanstack/react-query';
import { q } from '../../rpc.ts';

/** Screens ask anew what patients are told. */
export function useRetold() {
  const cache = useQueryClient();
  return () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: q.substances.key() }),
      cache.invalidateQueries({ queryKey: q.practice.key() }),
    ]);
}
