import { v7 as newId } from 'uuid';
import type { Claim, Resource } from '../../../shared/rules/phases.ts';
import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type ClaimRow = Schema['appointmentClaims'];
export type HoldRow = Schema['slotHolds'];
/** Who keeps the time: a visit, or a hold while somebody is on the phone. */
export type Owner = { appointmentId: string } | { holdId: string };

/** The database decides who comes first; its refusal becomes an answer, everything else stays an error. */
export async function insertClaims(
  tx: Tx,
  owner: Owner,
  claims: readonly Claim[],
  overbookingId: string | null = null,
): Promise<Resource | null> {
  const whose = { appointmentId: null, holdId: null, overbookingId, ...owner };
  for (const claim of claims) {
    try {
      await tx
        .insertInto('appointmentClaims')
        .values({ id: newId(), ...whose, ...claim })
        .execute();
    } catch (error) {
      const by =
        error instanceof Error
          ? /^SLOT_TAKEN:(practitioner|room|device|patient)$/.exec(error.message)?.[1]
          : null;
      if (by === undefined || by === null) throw error;
      return by as Resource;
    }
  }
  return null;
}

export function findClaimsOf(
  db: Reader,
  appointmentId: string,
): Promise<{ id: string; resource: Resource; resourceId: string }[]> {
  return db
    .selectFrom('appointmentClaims')
    .select(['id', 'resource', 'resourceId'])
    .where('appointmentId', '=', appointmentId)
    .execute();
}

export async function deleteClaimsById(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx
      .deleteFrom('appointmentClaims')
      .where('id', 'in', [...ids])
      .execute();
}

/** What keeps these resources busy in that time; no claim is longer than twelve hours. */
export function findClaims(
  db: Reader,
  resources: readonly { resource: Resource; resourceId: string }[],
  [from, to]: readonly [string, string],
  exceptAppointmentId = '',
): Promise<ClaimRow[]> {
  if (resources.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('appointmentClaims')
    .selectAll()
    .where((eb) =>
      eb.or(
        resources.map(({ resource, resourceId }) =>
          eb.and([
            eb('resource', '=', resource),
            eb('resourceId', '=', resourceId),
            eb('startsAt', '>', new Date(Date.parse(from) - longest).toISOString()),
            eb('startsAt', '<', to),
            eb('endsAt', '>', from),
          ]),
        ),
      ),
    )
    .where((eb) => eb.or([eb('appointmentId', 'is', null), eb('appointmentId', '<>', exceptAppointmentId)]))
    .execute();
}

/** Units in use by these visits. */
export async function findUnits(
  db: Reader,
  appointmentIds: readonly string[],
): Promise<{ appointmentId: string; resourceId: string }[]> {
  const rows = await db
    .selectFrom('appointmentClaims')
    .select(['appointmentId', 'resourceId'])
    .distinct()
    .where('appointmentId', 'in', [...appointmentIds])
    .where('resource', '=', 'device')
    .execute();
  return rows.map(({ appointmentId, resourceId }) => ({ appointmentId: appointmentId ?? '', resourceId }));
}

export async function sweepHolds(tx: Tx, now: string): Promise<void> {
  await tx.deleteFrom('slotHolds').where('expiresAt', '<=', now).execute();
}

export function findHold(db: Reader, id: string): Promise<HoldRow | undefined> {
  return db.selectFrom('slotHolds').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertHold(tx: Tx, row: HoldRow): Promise<void> {
  await tx.insertInto('slotHolds').values(row).execute();
}

export async function extendHold(tx: Tx, id: string, expiresAt: string): Promise<void> {
  await tx.updateTable('slotHolds').set({ expiresAt }).where('id', '=', id).execute();
}

/** Their claims go with them. */
export async function deleteHold(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('slotHolds').where('id', '=', id).execute();
}

/** Holds that have not run out, and what each of them keeps; of one person, or of those that touch a time. */
export function findHeld(
  db: Reader,
  now: string,
  of: { heldBy: string } | { from: string; to: string },
): Promise<(HoldRow & Pick<ClaimRow, 'resource' | 'resourceId'>)[]> {
  const standing = db
    .selectFrom('slotHolds')
    .innerJoin('appointmentClaims', 'appointmentClaims.holdId', 'slotHolds.id')
    .selectAll('slotHolds')
    .select(['resource', 'resourceId'])
    .where('expiresAt', '>', now);
  return (
    'heldBy' in of
      ? standing.where('heldBy', '=', of.heldBy)
      : standing.where('slotHolds.startsAt', '<', of.to).where('slotHolds.endsAt', '>', of.from)
  )
    .orderBy('slotHolds.startsAt')
    .orderBy('slotHolds.id')
    .execute();
}

export async function insertOverbooking(tx: Tx, row: Schema['overbookings']): Promise<void> {
  await tx.insertInto('overbookings').values(row).execute();
}

/** The last word on why a visit stands over something else; of those whose claims still say so. */
export function findOverbookings(
  db: Reader,
  appointmentIds: readonly string[],
): Promise<Schema['overbookings'][]> {
  return db
    .selectFrom('overbookings')
    .selectAll()
    .where('appointmentId', 'in', [...appointmentIds])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('appointmentClaims')
          .select('appointmentClaims.id')
          .whereRef('appointmentClaims.overbookingId', '=', 'overbookings.id')
          .whereRef('appointmentClaims.appointmentId', '=', 'overbookings.appointmentId'),
      ),
    )
    .orderBy('id')
    .execute();
}

const longest = 721 * 60_000;
