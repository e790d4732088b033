import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { appointmentRow, bookVisit, cancelVisit } from '../appointments/service.ts';
import { requirePatient } from '../patients/service.ts';
import { appointmentTypeBy } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { requirePractitioner } from '../staff/service.ts';
import { findWish, insertOffer, putWish, type WishRow } from './store.ts';

type Input<K extends keyof Inputs['waiting']> = Inputs['waiting'][K];
type Saved = { id: string; version: number };

export async function save(tx: Tx, input: Input<'save'>, act: Act): Promise<Saved> {
  await requirePatient(tx, input.patientId);
  if ((await appointmentTypeBy(tx, input.typeId)).retired)
    throw new Refusal('NOT_FOUND', { what: 'appointment-type' });
  for (const id of input.practitionerIds) await requirePractitioner(tx, id);
  if (input.until !== null && input.until < input.from)
    throw new Refusal('INVALID', { field: 'until', problem: 'before-start' });
  if (input.until !== null && input.until < dateAt(act.now, act.clinic.zone))
    throw new Refusal('INVALID', { field: 'until', problem: 'past' });
  const before = input.id === undefined ? undefined : await currentWish(tx, input.id, input.version);
  if (before !== undefined && before.patientId !== input.patientId)
    throw new Refusal('NOT_FOUND', { what: 'wish' });
  if (before !== undefined && before.state !== 'waiting')
    throw new Refusal('WRONG_STATUS', { status: before.state });
  const { patientId, typeId, minutes, urgency, note } = input;
  const row: WishRow = {
    ...{ id: before?.id ?? newId(), patientId, typeId, minutes, urgency, note },
    practitionerIds: JSON.stringify([...new Set(input.practitionerIds)]),
    weekdays: JSON.stringify([...new Set(input.weekdays)].toSorted((a, b) => a - b)),
    windows: JSON.stringify(input.windows),
    ...{ fromDate: input.from, untilDate: input.until, state: 'waiting', appointmentId: null },
    recordedBy: before?.recordedBy ?? act.who.userId,
    recordedAt: before?.recordedAt ?? act.now,
    version: (before?.version ?? 0) + 1,
  };
  return kept(tx, row, act, before === undefined ? 'C' : 'U');
}

export async function withdraw(tx: Tx, input: Input<'withdraw'>, act: Act): Promise<Saved> {
  const row = await waitingWish(tx, input);
  return kept(tx, { ...row, state: 'withdrawn', version: row.version + 1 }, act);
}

/** Back on the list; a visit that was booked for it is cancelled in the same act. */
export async function restore(tx: Tx, input: Input<'restore'>, act: Act): Promise<Saved> {
  const row = await currentWish(tx, input.id, input.version);
  if (row.state === 'waiting') throw new Refusal('WRONG_STATUS', { status: row.state });
  const back: WishRow = { ...row, state: 'waiting', appointmentId: null, version: row.version + 1 };
  if (row.appointmentId !== null) {
    const { id, version, status } = await appointmentRow(tx, row.appointmentId);
    if (status !== 'cancelled')
      await cancelVisit(tx, { id, version, reason: input.reason, by: 'clinic' }, act);
  }
  return kept(tx, back, act);
}

export async function offer(tx: Tx, input: Input<'offer'>, act: Act): Promise<Saved> {
  const row = await waitingWish(tx, input);
  const { outcome, practitionerId, startsAt } = input;
  await requirePractitioner(tx, practitionerId);
  await insertOffer(tx, {
    ...{ id: newId(), wishId: row.id, at: act.now, by: act.who.userId, outcome, practitionerId, startsAt },
  });
  return kept(tx, { ...row, version: row.version + 1 }, act);
}

/** Books like every booking; the wish drops off the list in the same act. */
export async function book(tx: Tx, input: Input<'book'>, act: Act): Promise<Outputs['waiting']['book']> {
  const row = await waitingWish(tx, input);
  const { practitionerId, roomId, deviceIds, start, minutes } = input;
  const appointment = await bookVisit(
    tx,
    {
      ...{ patientId: row.patientId, typeId: row.typeId, note: row.note },
      ...{ practitionerId, roomId, deviceIds, start, minutes },
    },
    act,
  );
  const met: WishRow = {
    ...row,
    ...{ state: 'booked', appointmentId: appointment.id, version: row.version + 1 },
  };
  return { wish: await kept(tx, met, act), appointment };
}

async function currentWish(tx: Tx, id: string, version: number | undefined): Promise<WishRow> {
  const row = await findWish(tx, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'wish' });
  if (row.version !== version)
    throw new Refusal('STALE_VERSION', { currentVersion: row.version, current: null });
  return row;
}

async function waitingWish(tx: Tx, { id, version }: { id: string; version: number }): Promise<WishRow> {
  const row = await currentWish(tx, id, version);
  if (row.state !== 'waiting') throw new Refusal('WRONG_STATUS', { status: row.state });
  return row;
}

async function kept(tx: Tx, row: WishRow, act: Act, action: 'C' | 'U' = 'U'): Promise<Saved> {
  await putWish(tx, row);
  const { id, version, patientId } = row;
  act.about({ patientId, entityId: id, version, action });
  act.changed('waiting', id, patientId);
  return { id, version };
}
