import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { q } from '../../rpc.ts';

/** Who works here: those whose columns the book has, and everybody's name. */
export function useBookPeople() {
  const staff = useQuery(q.staff.list.queryOptions());
  const { data } = staff;
  const treating = useMemo(() => data?.filter((person) => person.treats && !person.disabled) ?? [], [data]);
  const people = useMemo(
    () => treating.map(({ id, displayName }) => ({ id, name: displayName })),
    [treating],
  );
  const names = useMemo(() => new Map(data?.map(({ id, displayName }) => [id, displayName])), [data]);
  return { staff, treating, people, names };
}
