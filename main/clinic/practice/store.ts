import type { Reader, Schema, Tx } from '../../db/schema.ts';

/** The lists that the owner keeps, all alike: an id, a folded name or serial that is unique, a version. */
type Listed = 'rooms' | 'devices' | 'appointmentTypes';

export function findClinic(db: Reader): Promise<Schema['clinic']> {
  return db.selectFrom('clinic').selectAll().executeTakeFirstOrThrow();
}

export async function insertClinic(tx: Tx, profile: string, foundedAt: string): Promise<void> {
  await tx
    .insertInto('clinic')
    .values({ id: 1, profile, foundedAt, recoveryConfirmedAt: null, version: 1 })
    .execute();
}

export async function updateProfile(tx: Tx, profile: string, version: number): Promise<void> {
  await tx.updateTable('clinic').set({ profile, version }).execute();
}

export function findRooms(db: Reader): Promise<Schema['rooms'][]> {
  return db.selectFrom('rooms').selectAll().orderBy('nameKey').execute();
}

export function findDevices(db: Reader): Promise<Schema['devices'][]> {
  return db.selectFrom('devices').selectAll().orderBy('name').orderBy('serial').execute();
}

export function findAppointmentTypes(db: Reader): Promise<Schema['appointmentTypes'][]> {
  return db.selectFrom('appointmentTypes').selectAll().orderBy('nameKey').execute();
}

export function findRoom(db: Reader, id: string): Promise<Schema['rooms'] | undefined> {
  return db.selectFrom('rooms').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findDevice(db: Reader, id: string): Promise<Schema['devices'] | undefined> {
  return db.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findAppointmentType(db: Reader, id: string): Promise<Schema['appointmentTypes'] | undefined> {
  return db.selectFrom('appointmentTypes').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whether another row of the list has this folded name. */
export async function isNameTaken(
  db: Reader,
  list: Exclude<Listed, 'devices'>,
  nameKey: string,
  exceptId: string,
): Promise<boolean> {
  const found = await db
    .selectFrom(list)
    .select('id')
    .where('nameKey', '=', nameKey)
    .where('id', '<>', exceptId)
    .executeTakeFirst();
  return found !== undefined;
}

export async function isSerialTaken(db: Reader, serial: string, exceptId: string): Promise<boolean> {
  const found = await db
    .selectFrom('devices')
    .select('id')
    .where('serial', '=', serial)
    .where('id', '<>', exceptId)
    .executeTakeFirst();
  return found !== undefined;
}

/** An id that is written anew, even as it was, makes the engine look through everything that refers to it. */
export async function putRoom(tx: Tx, row: Schema['rooms']): Promise<void> {
  const { id: _, ...change } = row;
  await tx
    .insertInto('rooms')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

export async function putDevice(tx: Tx, row: Schema['devices']): Promise<void> {
  const { id: _, ...change } = row;
  await tx
    .insertInto('devices')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

export async function putAppointmentType(tx: Tx, row: Schema['appointmentTypes']): Promise<void> {
  const { id: _, ...change } = row;
  await tx
    .insertInto('appointmentTypes')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}
