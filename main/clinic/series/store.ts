import type { Reader, Schema, Tx } from '../../db/schema.ts';

export type SeriesRow = Schema['appointmentSeries'];
export type ActRow = Schema['seriesActs'];
export type PlaceRow = Schema['seriesPlaces'];

export function findSeries(db: Reader, id: string): Promise<SeriesRow | undefined> {
  return db.selectFrom('appointmentSeries').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertSeries(tx: Tx, row: SeriesRow): Promise<void> {
  await tx.insertInto('appointmentSeries').values(row).execute();
}

export async function updateSeriesPlan(
  tx: Tx,
  id: string,
  change: Pick<SeriesRow, 'plan' | 'version'>,
): Promise<void> {
  await tx.updateTable('appointmentSeries').set(change).where('id', '=', id).execute();
}

export function findPlaces(db: Reader, appointmentIds: readonly string[]): Promise<PlaceRow[]> {
  return db
    .selectFrom('seriesPlaces')
    .selectAll()
    .where('appointmentId', 'in', [...appointmentIds])
    .execute();
}

/** Where the series has the visit from now on; null when it leaves the series. */
export async function putPlace(tx: Tx, appointmentId: string, place: PlaceRow | null): Promise<void> {
  await tx.deleteFrom('seriesPlaces').where('appointmentId', '=', appointmentId).execute();
  if (place !== null) await tx.insertInto('seriesPlaces').values(place).execute();
}

export async function updatePlaceVersion(tx: Tx, appointmentId: string, version: number): Promise<void> {
  await tx.updateTable('seriesPlaces').set({ version }).where('appointmentId', '=', appointmentId).execute();
}

export async function insertAct(tx: Tx, row: ActRow): Promise<void> {
  await tx.insertInto('seriesActs').values(row).execute();
}

export function findAct(db: Reader, id: string): Promise<ActRow | undefined> {
  return db.selectFrom('seriesActs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The newest act that was not taken back. */
export function findLastAct(db: Reader, seriesId: string): Promise<ActRow | undefined> {
  return db
    .selectFrom('seriesActs')
    .selectAll()
    .where('seriesId', '=', seriesId)
    .where('undoneAt', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

export async function markUndone(tx: Tx, id: string, at: string): Promise<void> {
  await tx.updateTable('seriesActs').set({ undoneAt: at }).where('id', '=', id).execute();
}
