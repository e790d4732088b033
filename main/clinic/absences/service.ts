import { v7 as newId } from 'uuid';
import type { AbsentVisit } from '../../../shared/contract/absences.ts';
import type { Closure } from '../../../shared/contract/hours.ts';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { changesOf, visitsById, visitsLyingIn } from '../appointments/service.ts';
import { closure, closuresAhead, closureTimes } from '../hours/service.ts';
import { Refusal } from '../refusal.ts';
import { phonesOf } from '../patients/service.ts';
import { standing, stateOf } from './rules.ts';
import * as store from './store.ts';

/** How many booked visits a time would lie over, before it is recorded. */
export async function preview(
  db: Reader,
  { kind, resourceId, from, to }: Inputs['absences']['preview'],
  act: Act,
): Promise<{ visits: number }> {
  const times = closureTimes({ from, to }, act);
  return { visits: (await visitsLyingIn(db, { kind, resourceId, ...times })).length };
}

/**
 * Puts what lies in the closed time on its list, as it stands now; what is on it stays. Called in the transaction that
 * records the closed time, so that no list misses a visit. Answers how many lie in it.
 */
export async function listVisits(tx: Tx, closureId: string, act: Act): Promise<number> {
  const closed = await closure(tx, { id: closureId }, act);
  if (closed.withdrawn) return 0;
  const lying = await visitsLyingIn(tx, closed);
  const listed = new Set((await store.findListed(tx, [closureId])).map(({ appointmentId }) => appointmentId));
  for (const { id, startsAt, endsAt, practitionerId, roomId } of lying) {
    if (listed.has(id)) continue;
    await store.insertListed(tx, {
      ...{ closureId, appointmentId: id, listedAt: act.now },
      ...{ startsAt, endsAt, practitionerId, roomId },
    });
  }
  return lying.length;
}

export async function open(db: Reader, _: unknown, act: Act): Promise<Outputs['absences']['open']> {
  const closures = await closuresAhead(db, act);
  const lists = await visitsOf(db, closures, act);
  return closures.map((closed) => {
    const visits = lists.get(closed.id) ?? [];
    return {
      closure: closed,
      visits: visits.length,
      toCall: visits.filter(({ state }) => state === 'to-call').length,
    };
  });
}

export async function list(
  db: Reader,
  { closureId }: { closureId: string },
  act: Act,
): Promise<Outputs['absences']['list']> {
  const closed = await closure(db, { id: closureId }, act);
  return { closure: closed, visits: (await visitsOf(db, [closed], act)).get(closureId) ?? [] };
}

export async function markCalled(
  tx: Tx,
  { closureId, appointmentId, note }: Inputs['absences']['markCalled'],
  act: Act,
): Promise<{ callId: string }> {
  const row = (await store.findListed(tx, [closureId])).find((one) => one.appointmentId === appointmentId);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'absent-visit' });
  const id = newId();
  await store.insertCall(tx, {
    ...{ id, closureId, appointmentId, note, at: act.now, by: act.who.userId, undoes: null },
  });
  await announce(tx, { closureId, appointmentId }, act);
  return { callId: id };
}

/** A call written down by mistake: it stays in the store and stands no longer. */
export async function takeBackCall(
  tx: Tx,
  { callId }: { callId: string },
  act: Act,
): Promise<Record<string, never>> {
  const call = await store.findCall(tx, callId);
  if (call === undefined) throw new Refusal('NOT_FOUND', { what: 'call' });
  if (!standing(await store.findCalls(tx, [call.closureId])).some(({ id }) => id === callId))
    throw new Refusal('WRONG_STATUS', { status: 'taken-back' });
  await store.insertCall(tx, {
    ...call,
    ...{ id: newId(), at: act.now, by: act.who.userId, note: '', undoes: callId },
  });
  await announce(tx, call, act);
  return {};
}

async function announce(
  db: Reader,
  { closureId, appointmentId }: { closureId: string; appointmentId: string },
  act: Act,
): Promise<void> {
  const [visit] = await visitsById(db, [appointmentId], act);
  act.about({ entityId: appointmentId, ...(visit === undefined ? {} : { patientId: visit.patient.id }) });
  act.changed('absences', closureId, visit?.patient.id);
}

/** The lists of several closed times, each by the old time. */
async function visitsOf(
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
