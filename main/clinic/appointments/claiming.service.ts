import { v7 as newId } from 'uuid';
import { addDays, dateAt, minutesBetween } from '../../../shared/rules/calendar.ts';
import {
  type Claim,
  claimsOf,
  layOut,
  type DeviceKind,
  type Phase,
  type Resource,
  type Units,
} from '../../../shared/rules/phases.ts';
import { millisOf } from '../../../shared/rules/wall-clock.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { notOpen } from '../hours/service.ts';
import { mayNow } from '../may.ts';
import { devicesOf } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import {
  deleteClaimsById,
  deleteHold,
  findClaims,
  findClaimsOf,
  findHold,
  insertClaims,
  insertOverbooking,
  type Owner,
  sweepHolds,
} from './claims.store.ts';
import { search, unitsOf } from './slots.service.ts';
import type { AppointmentRow } from './store.ts';

/** What was said beside the wish itself. */
export interface Claiming {
  deviceIds?: readonly string[] | undefined;
  exception?: { reason: string } | undefined;
  outsideHours?: boolean | undefined;
  holdId?: string | undefined;
  /** Brings back what stood there before, whatever was closed since. */
  asBefore?: { over: StoodOver | null } | undefined;
}

/** With this overbooking a visit stood over others until it gave its time up by that step. */
interface StoodOver {
  overbookingId: string;
  givenUpBy: string;
}

/** Units that the visit has already; it stays with them where they are free. */
interface Kept {
  kept?: readonly string[];
}

/** What is asked for, by a visit or by a hold, which may not know its patient yet. */
export type Wanted = Pick<
  AppointmentRow,
  'id' | 'practitionerId' | 'roomId' | 'startsAt' | 'endsAt' | 'phases'
> & { patientId: string | null };

/**
 * Takes everything that the visit keeps busy, in one go, before its row is written: practitioner, room, devices,
 * patient. Refused as a whole with the nearest free starts when the database finds one of them taken.
 * Answers with the claims that the visit had before, to be given up once its row says so.
 */
export async function claim(
  tx: Tx,
  row: AppointmentRow,
  said: Claiming,
  act: Act,
): Promise<{ former: readonly string[] }> {
  await sweepHolds(tx, act.now);
  if (said.holdId !== undefined) await giveUpHold(tx, said.holdId, act);
  const former = await findClaimsOf(tx, row.id);
  const overbookingId =
    said.exception === undefined
      ? (said.asBefore?.over?.overbookingId ?? null)
      : await overbook(tx, row, said.exception, act);
  const kept = former.filter(({ resource }) => resource === 'device').map(({ resourceId }) => resourceId);
  await take(tx, { appointmentId: row.id }, row, { ...said, kept }, act, overbookingId);
  return { former: former.map(({ id }) => id) };
}

/** Writes the claims of a visit or of a hold; expired holds have been swept before. */
export async function take(
  tx: Tx,
  owner: Owner,
  wanted: Wanted,
  said: Claiming & Kept,
  act: Act,
  overbookingId: string | null = null,
): Promise<void> {
  const spans = layOut(phasesOf(wanted), wanted.startsAt);
  const units = await unitsFor(tx, wanted, said, act);
  if (said.exception === undefined && said.asBefore === undefined)
    await requireOpen(tx, wanted, units, said, act);
  const claims = claimsOf(spans, { ...wanted, patientId: wanted.patientId ?? '', units });
  const meant = wanted.patientId === null ? claims.filter(({ resource }) => resource !== 'patient') : claims;
  const by =
    (await takenSince(tx, wanted.id, meant, said)) ?? (await insertClaims(tx, owner, meant, overbookingId));
  if (by !== null)
    throw new Refusal('SLOT_TAKEN', { by, freeFrom: await nearestFree(tx, wanted, said, act) });
}

/**
 * An overbooking excuses what the visit stood over when it was there, not what was given its time afterwards. Claims and
 * steps are numbered by one clock, so what was claimed later than the visit gave up has the greater id.
 */
async function takenSince(
  tx: Tx,
  appointmentId: string,
  claims: readonly Claim[],
  { asBefore }: Claiming,
): Promise<Resource | null> {
  const over = asBefore?.over;
  if (!over) return null;
  for (const claim of claims) {
    const others = await findClaims(tx, [claim], [claim.startsAt, claim.endsAt], appointmentId);
    if (others.some(({ id }) => id > over.givenUpBy)) return claim.resource;
  }
  return null;
}

/** One's own hold gives way. What has run out is gone already; somebody else's is not there for this. */
export async function giveUpHold(tx: Tx, id: string, { who }: Pick<Act, 'who'>): Promise<void> {
  const hold = await findHold(tx, id);
  if (hold !== undefined && hold.heldBy !== who.userId) throw new Refusal('NOT_FOUND', { what: 'hold' });
  await deleteHold(tx, id);
}

export async function giveUp(tx: Tx, claimIds: readonly string[]): Promise<void> {
  await deleteClaimsById(tx, claimIds);
}

/** For a visit that no longer holds its time. */
export async function giveUpAll(tx: Tx, appointmentId: string): Promise<void> {
  await deleteClaimsById(
    tx,
    (await findClaimsOf(tx, appointmentId)).map(({ id }) => id),
  );
}

export function phasesOf({ phases }: Pick<AppointmentRow, 'phases'>): Phase[] {
  return JSON.parse(phases) as Phase[];
}

const offered = 4;
const offeredDays = 14;

/** The next starts, at most four, that the same visit could have instead: one length apart, within two weeks. */
export async function nearestFree(db: Reader, row: Wanted, said: Claiming, act: Act): Promise<string[]> {
  const { practitionerId, patientId, roomId, startsAt, endsAt } = row;
  const minutes = minutesBetween(startsAt, endsAt);
  const phases = phasesOf(row);
  const candidate = { practitionerId, phases, minutes, lacks: () => [], mustHold: false };
  const { openings } = await search(
    db,
    {
      candidates: [candidate],
      ...{ patientId, roomIds: roomId === null ? null : [roomId] },
      units: unitsOf(phases, await devicesOf(db), said.deviceIds),
      notBefore: millisOf(startsAt),
      until: addDays(dateAt(startsAt, act.clinic.zone), offeredDays - 1),
      ...{ step: minutes, count: offered, aside: { appointmentId: row.id, holdId: said.holdId } },
    },
    act,
  );
  return openings.map((one) => one.startsAt);
}

/** Leave, holidays and closed rooms stand in the way of everybody; outside hours the desk may say that it is meant. */
async function requireOpen(db: Reader, row: Wanted, units: Units, said: Claiming, act: Act): Promise<void> {
  const { practitionerId, roomId, startsAt, endsAt } = row;
  const closed = await notOpen(
    db,
    { practitionerId, roomId, deviceIds: Object.values(units) },
    startsAt,
    endsAt,
    act,
  );
  if (closed === null || (closed.why === 'outside-hours' && said.outsideHours === true)) return;
  const { why, label } = closed;
  throw new Refusal('NOT_OPEN', { why, label, freeFrom: await nearestFree(db, row, said, act) });
}

async function overbook(
  tx: Tx,
  row: AppointmentRow,
  { reason }: { reason: string },
  act: Act,
): Promise<string> {
  if (!mayNow(act, 'appointments.overbook'))
    throw new Refusal('FORBIDDEN', { permission: 'appointments.overbook' });
  const id = newId();
  await insertOverbooking(tx, { id, appointmentId: row.id, by: act.who.userId, at: act.now, reason });
  return id;
}

/** One unit for each kind that the visit needs: the one that was named, else its own, else one that is free and open throughout. */
async function unitsFor(tx: Tx, row: Wanted, said: Claiming & Kept, act: Act): Promise<Units> {
  const phases = phasesOf(row);
  if (phases.every(({ deviceKind }) => deviceKind === null)) return {};
  const units: Units = {};
  for (const [kind, fitting] of unitsOf(phases, await devicesOf(tx), said.deviceIds)) {
    const own = fitting.filter((id) => said.kept?.includes(id));
    const others = fitting.filter((id) => !own.includes(id));
    units[kind] = await unitFor(tx, row, kind, [...own, ...others], said, act);
  }
  return units;
}

async function unitFor(
  tx: Tx,
  row: Wanted,
  kind: DeviceKind,
  fitting: readonly string[],
  said: Claiming,
  act: Act,
): Promise<string> {
  const needed = layOut(phasesOf(row), row.startsAt).filter(({ deviceKind }) => deviceKind === kind);
  const busy = await findClaims(
    tx,
    fitting.map((id) => ({ resource: 'device', resourceId: id })),
    [needed[0]?.startsAt ?? row.startsAt, needed.at(-1)?.endsAt ?? row.endsAt],
    row.id,
  );
  const free = fitting.filter(
    (id) =>
      !busy.some(
        (other) =>
          other.resourceId === id &&
          needed.some((span) => other.startsAt < span.endsAt && other.endsAt > span.startsAt),
      ),
  );
  for (const id of free) {
    const place = { practitionerId: null, roomId: null, deviceIds: [id] };
    if ((await notOpen(tx, place, row.startsAt, row.endsAt, act))?.why !== 'device-out') return id;
  }
  const over = said.asBefore?.over;
  const stoodOver = fitting.filter(
    (id) => over && !busy.some((other) => other.resourceId === id && other.id > over.givenUpBy),
  );
  const others = said.exception === undefined ? stoodOver : fitting;
  const [unit] = [...free, ...others];
  if (unit === undefined)
    throw new Refusal('SLOT_TAKEN', { by: 'device', freeFrom: await nearestFree(tx, row, said, act) });
  return unit;
}
