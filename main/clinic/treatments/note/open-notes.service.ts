import type { Reader } from '../../../db/schema.ts';
import { findOpenNotes } from './open-notes.store.ts';

/** Notes of these patients that were begun and never signed, oldest first; those of `exceptAppointments` are left out. */
export async function openNotesBefore(
  db: Reader,
  patientIds: readonly string[],
  exceptAppointments: readonly string[],
): Promise<Map<string, { sessionId: string; startedAt: string }[]>> {
  if (patientIds.length === 0) return new Map();
  const except = new Set(exceptAppointments);
  const notes = (await findOpenNotes(db, [...new Set(patientIds)])).filter(
    ({ appointmentId }) => appointmentId === null || !except.has(appointmentId),
  );
  return Map.groupBy(notes, ({ patientId }) => patientId);
}
