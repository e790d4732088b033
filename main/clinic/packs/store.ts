import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type PackRow = Schema['packs'];

/** Own ones in their order, then those that others share, by name. */
export function findPacks(db: Reader, ownerId: string): Promise<(PackRow & { owner: string })[]> {
  return db
    .selectFrom('packs as p')
    .innerJoin('users as u', 'u.id', 'p.ownerId')
    .selectAll('p')
    .select('u.displayName as owner')
    .where('p.retiredAt', 'is', null)
    .where(({ eb, or }) => or([eb('p.ownerId', '=', ownerId), eb('p.shared', '=', 1)]))
    .orderBy(({ eb, case: when }) =>
      when()
        .when(eb('p.ownerId', '=', ownerId))
        .then(0)
        .else(1)
        .end(),
    )
    .orderBy('p.position')
    .orderBy('p.nameKey')
    .execute();
}

export function findOwn(db: Reader, ownerId: string): Promise<PackRow[]> {
  return db
    .selectFrom('packs')
    .selectAll()
    .where('ownerId', '=', ownerId)
    .where('retiredAt', 'is', null)
    .orderBy('position')
    .execute();
}

export function findPack(db: Reader, id: string): Promise<PackRow | undefined> {
  return db.selectFrom('packs').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function putPack(tx: Tx, row: PackRow): Promise<void> {
  const { id: _, ownerId: _2, ...change } = row;
  await tx
    .insertInto('packs')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

/** How the unit was last set, the practitioner's own first, then the newest of somebody else's. */
export function findSettings(
  db: Reader,
  deviceId: string,
  technique: string,
  practitionerId: string,
): Promise<(Schema['deviceSettings'] & { practitioner: string })[]> {
  return db
    .selectFrom('deviceSettings as d')
    .innerJoin('users as u', 'u.id', 'd.practitionerId')
    .selectAll('d')
    .select('u.displayName as practitioner')
    .where('d.deviceId', '=', deviceId)
    .where('d.technique', '=', technique)
    .orderBy(({ eb, case: when }) =>
      when()
        .when(eb('d.practitionerId', '=', practitionerId))
        .then(0)
        .else(1)
        .end(),
    )
    .orderBy('d.usedAt', 'desc')
    .limit(1)
    .execute();
}

export async function putSettings(tx: Tx, row: Schema['deviceSettings']): Promise<void> {
  await tx
    .insertInto('deviceSettings')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['deviceId', 'technique', 'practitionerId'])
        .doUpdateSet({ settings: row.settings, usedAt: row.usedAt }),
    )
    .execute();
}
