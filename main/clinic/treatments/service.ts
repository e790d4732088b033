import type { Reader } from '../../db/schema.ts';
import { findSessionsOfAppointments, type AppointmentSession } from './store.ts';

/** The visit of each of these appointments, where one was begun. */
export function sessionsOfAppointments(db: Reader, appointmentIds: readonly string[]): Promise<AppointmentSession[]> {
  return findSessionsOfAppointments(db, appointmentIds);
}
