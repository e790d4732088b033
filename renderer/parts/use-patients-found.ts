import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { q } from '../rpc.ts';

/** The patients that what is typed may mean, and whether more is being asked; none before a letter is typed. */
export function usePatientsFound(text: string) {
  const [asked] = useDebouncedValue(text.trim(), 60);
  const found = useQuery(
    q.patients.search.queryOptions({
      input: { text: asked, limit: 8 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  return { items: asked === '' ? [] : (found.data ?? []), loading: found.isFetching };
}
