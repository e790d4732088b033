import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { notify } from '../../ui/toast.tsx';

/** Switches the looking at spelling on or off for whoever sits here. */
export function useOwnSpelling() {
  const cache = useQueryClient();
  const trouble = useTrouble();
  return useMutation({
    mutationFn: (checks: boolean) => api.spelling.choose({ checks }),
    onSuccess: () => cache.invalidateQueries({ queryKey: q.spelling.mine.key() }),
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
}
