import type { Reader, Tx } from '../../db/schema.ts';
import type { AppointmentRow } from './store.ts';

/** In the order of the plan; of the same date, in the order in which they were booked. */
export function findOfSeries(db: Reader, seriesId: string): Promise<AppointmentRow[]> {
  return db
    .selectFrom('appointments')
    .selectAll()
    .where('seriesId', '=', seriesId)
    .orderBy('seriesDate')
    .orderBy('id')
    .execute();
}

export function findOfCourses(db: Reader, courseIds: readonly string[]): Promise<AppointmentRow[]> {
  return db
    .selectFrom('appointments')
    .selectAll()
    .where('courseId', 'in', [...courseIds])
    .orderBy('startsAt')
    .execute();
}

export async function updateSeries(
  tx: Tx,
  id: string,
  change: Pick<AppointmentRow, 'seriesId' | 'seriesDate' | 'version'> &
    Partial<Pick<AppointmentRow, 'courseId'>>,
): Promise<void> {
  await tx.updateTable('appointments').set(change).where('id', '=', id).execute();
}
