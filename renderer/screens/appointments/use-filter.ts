import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Outputs } from '../../../shared/contract/index.ts';
import { q } from '../../rpc.ts';
import type { BookLook } from './book-address.ts';
import type { BookVisit } from './book-visit.ts';

type Overview = Outputs['practice']['overview'];
const nothing: Overview['appointmentTypes'] = [];

/** What can be asked for, and whether a visit is it. */
export function useFilter(look: BookLook, practice: Overview | undefined) {
  const all = practice?.appointmentTypes ?? nothing;
  const reference = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const known = reference.data?.techniques.entries;
  const typesById = useMemo(() => new Map(all.map((type) => [type.id, type])), [all]);
  const types = useMemo(
    () => all.filter(({ retired, id }) => !retired || look.types.includes(id)),
    [all, look.types],
  );
  const techniques = useMemo(() => {
    const used = new Set(all.flatMap((type) => type.techniques));
    return (known ?? []).filter(({ id }) => used.has(id)).map(({ id, name }) => ({ id, name }));
  }, [all, known]);
  const typeIds = useMemo(() => {
    if (look.types.length === 0 && look.techniques.length === 0) return null;
    const asked = all.filter(
      (type) =>
        (look.types.length === 0 || look.types.includes(type.id)) &&
        (look.techniques.length === 0 || type.techniques.some((one) => look.techniques.includes(one))),
    );
    return new Set(asked.map(({ id }) => id));
  }, [all, look.types, look.techniques]);
  const fits = useCallback((visit: BookVisit) => typeIds === null || typeIds.has(visit.typeId), [typeIds]);
  const shows = useCallback(
    (visit: BookVisit) =>
      fits(visit) &&
      (look.who.length === 0 || look.who.includes(visit.practitionerId)) &&
      (look.off || visit.status !== 'cancelled'),
    [fits, look.who, look.off],
  );
  const people = useCallback(
    (everybody: readonly { id: string; name: string }[]) =>
      look.who.length === 0 ? everybody : everybody.filter(({ id }) => look.who.includes(id)),
    [look.who],
  );
  const rooms = useMemo(() => new Map(practice?.rooms.map(({ id, name }) => [id, name])), [practice?.rooms]);
  return { types, typesById, techniques, typeIds, fits, shows, people, rooms };
}
