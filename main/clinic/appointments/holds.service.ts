import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../shared/contract/index.ts';
import { type Hold, holdMinutes } from '../../../shared/contract/slots.ts';
import { plusMinutes } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { requirePatient } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import { fitted, requirePlace, typeInUse } from './booking.service.ts';
import { giveUpHold, take } from './claiming.service.ts';
import * as store from './claims.store.ts';
import { instantOf } from './rules.ts';

type Held = { holdId: string; expiresAt: string };

/** Keeps a time as the booking would that is being talked about. */
export async function hold(tx: Tx, input: Inputs['appointments']['hold'], act: Act): Promise<Held> {
  const { patientId, practitionerId, roomId, typeId, minutes } = input;
  if (patientId !== null) await requirePatient(tx, patientId);
  const type = await typeInUse(tx, typeId);
  await requirePlace(tx, input);
  await store.sweepHolds(tx, act.now);
  if (input.instead !== undefined) await giveUpHold(tx, input.instead, act);
  const startsAt = instantOf(input.start, act.clinic.zone);
  const row = {
    ...{ id: newId(), heldBy: act.who.userId, typeId },
    ...{ startsAt, endsAt: plusMinutes(startsAt, minutes), expiresAt: plusMinutes(act.now, holdMinutes) },
  };
  await store.insertHold(tx, row);
  const wanted = { ...row, patientId, practitionerId, roomId, phases: fitted(type.phases, minutes) };
  const { deviceIds, outsideHours } = input;
  await take(tx, { holdId: row.id }, wanted, { deviceIds, outsideHours, holdId: row.id }, act);
  act.about({ ...(patientId !== null && { patientId }), entityId: row.id, action: 'C' });
  act.changed('appointments', row.id);
  return { holdId: row.id, expiresAt: row.expiresAt };
}

export async function release(
  tx: Tx,
  { holdId }: Inputs['appointments']['release'],
  act: Act,
): Promise<Record<string, never>> {
  await giveUpHold(tx, holdId, act);
  act.about({ entityId: holdId, action: 'D' });
  act.changed('appointments', holdId);
  return {};
}

/** Counted from now, so that asking twice keeps it no longer than asking once. */
export async function extendHold(
  tx: Tx,
  { holdId }: Inputs['appointments']['extendHold'],
  act: Act,
): Promise<Held> {
  const row = await store.findHold(tx, holdId);
  if (row === undefined || row.heldBy !== act.who.userId || row.expiresAt <= act.now)
    throw new Refusal('NOT_FOUND', { what: 'hold' });
  const expiresAt = plusMinutes(act.now, holdMinutes);
  await store.extendHold(tx, holdId, expiresAt);
  act.about({ entityId: holdId });
  act.changed('appointments', holdId);
  return { holdId, expiresAt };
}

/** Who signs out talks to nobody any more. */
export async function releaseHoldsOf(
  tx: Tx,
  userId: string,
  act: Pick<Act, 'now' | 'changed'>,
): Promise<void> {
  const ids = new Set((await store.findHeld(tx, act.now, { heldBy: userId })).map(({ id }) => id));
  for (const id of ids) {
    await store.deleteHold(tx, id);
    act.changed('appointments', id);
  }
}

export async function holdsBetween(
  db: Reader,
  time: { from: string; to: string },
  { now }: Pick<Act, 'now'>,
): Promise<Hold[]> {
  const rows = Map.groupBy(await store.findHeld(db, now, time), ({ id }) => id);
  return [...rows.values()].flatMap((claims) => {
    const of = (resource: string) =>
      claims.filter((claim) => claim.resource === resource).map(({ resourceId }) => resourceId);
    const [first] = claims;
    const [practitionerId] = of('practitioner');
    if (first === undefined || practitionerId === undefined) return [];
    const { id, heldBy: by, typeId, startsAt, endsAt, expiresAt } = first;
    const units = [...new Set(of('device'))];
    return [
      {
        ...{ id, by, typeId, practitionerId, roomId: of('room')[0] ?? null, deviceIds: units },
        ...{ startsAt, endsAt, expiresAt },
      },
    ];
  });
}
