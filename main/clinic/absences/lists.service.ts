import type { AbsentVisit } from '../../../shared/contract/absences.ts';
import type { Closure } from '../../../shared/contract/hours.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { changesOf, visitsById, visitsLyingIn } from '../appointments/service.ts';
import { phonesOf } from '../patients/service.ts';
import { standing, stateOf } from './rules.ts';
import * as store from './store.ts';

/** The lists of several closed times, each by the old time. */
export async function visitsOf(
  db: Reader,
  closures: readonly Closure[],
  act: Act,
): Promise<Map<string, AbsentVisit[]>> {
  if (closures.length === 0) return new Map();
  const listed = await store.findListed(
    db,
    closures.map(({ id }) => id),
  );
  const calls = Map.groupBy(
    await store.findCalls(
      db,
      closures.map(({ id }) => id),
    ),
    ({ closureId, appointmentId }) => `${closureId} ${appointmentId}`,
  );
  const ids = [...new Set(listed.map(({ appointmentId }) => appointmentId))];
  const visits = new Map((await visitsById(db, ids, act)).map((visit) => [visit.id, visit]));
  const changes = await changesOf(db, ids);
  const phones = await phonesOf(
    db,
    [...visits.values()].map(({ patient }) => patient.id),
    act,
  );
  const lists = new Map<string, AbsentVisit[]>();
  for (const closed of closures) {
    const lying = new Set(closed.withdrawn ? [] : (await visitsLyingIn(db, closed)).map(({ id }) => id));
    const rows = listed.filter(({ closureId }) => closureId === closed.id);
    lists.set(
      closed.id,
      rows.flatMap((row) => {
        const visit = visits.get(row.appointmentId);
        if (visit === undefined) return [];
        const { startsAt, endsAt, practitionerId, roomId } = row;
        const was = { startsAt, endsAt, practitionerId, roomId };
        const now = { startsAt: visit.startsAt, endsAt: visit.endsAt, practitionerId: visit.practitionerId, roomId: visit.roomId }; // prettier-ignore
        const said = standing(calls.get(`${closed.id} ${row.appointmentId}`) ?? []);
        const state = stateOf({
          ...{ status: visit.status, was, now, lies: lying.has(visit.id), called: said.length > 0 },
          reaches: !closed.withdrawn && startsAt < closed.endsAt && endsAt > closed.startsAt,
        });
        const change = changes.get(visit.id);
        const last = said.at(-1);
        const reached =
          state === 'moved'
            ? change?.moved
            : state === 'cancelled'
              ? change?.cancelled
              : state === 'called'
                ? last
                : undefined;
        return [
          {
            ...{ appointmentId: visit.id, version: visit.version, status: visit.status },
            ...{ patient: visit.patient, phones: phones.get(visit.patient.id) ?? [] },
            ...{ typeId: visit.typeId, was, now, state },
            reached: reached === undefined ? null : { at: reached.at, by: reached.by },
            calls: said.map(({ id, at, by, note }) => ({ id, at, by, note })),
          },
        ];
      }),
    );
  }
  return lists;
}
