import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { moveBack, visitsById, visitsLyingIn } from '../appointments/service.ts';
import { closure, closuresAhead, closureTimes } from '../hours/service.ts';
import { Refusal } from '../refusal.ts';
import { visitsOf } from './lists.service.ts';
import { standing } from './rules.ts';
import * as store from './store.ts';

export { absencesPdf, type AbsencesView } from './absences.pdf.ts';
export { offers } from './offers.service.ts';

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

/** Back to where it was when the closed time was recorded: the way back from a move that was a slip. */
export async function putBack(
  tx: Tx,
  { closureId, appointmentId, version }: Inputs['absences']['putBack'],
  act: Act,
): Promise<{ version: number }> {
  const row = (await store.findListed(tx, [closureId])).find((one) => one.appointmentId === appointmentId);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'absent-visit' });
  const moved = await moveBack(tx, { id: appointmentId, version }, row, act);
  return { version: moved.version };
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
