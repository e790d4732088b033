import type { Appointment, AppointmentStatus } from '../../../shared/contract/appointments.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { consentStatesOf } from '../consents/service.ts';
import { linesOf } from '../patients/service.ts';
import { sessionsOfAppointments } from '../treatments/service.ts';
import type { AppointmentRow } from './store.ts';

/** Rows as the desk sees them: with the person, the state of the consents, and the note that was begun. */
export async function appointmentsFrom(
  db: Reader,
  rows: readonly AppointmentRow[],
  act: Act,
): Promise<Appointment[]> {
  const patientIds = [...new Set(rows.map(({ patientId }) => patientId))];
  const lines = await linesOf(db, patientIds, act);
  const consents = await consentStatesOf(db, patientIds, act.now);
  const sessions = new Map(
    (
      await sessionsOfAppointments(
        db,
        rows.map(({ id }) => id),
      )
    ).map((one) => [one.appointmentId, one.sessionId]),
  );
  return rows.flatMap(({ patientId, ...row }) => {
    const patient = lines.get(patientId);
    if (patient === undefined) return [];
    const consent = consents.get(patientId) ?? 'none';
    return [
      {
        ...row,
        status: row.status as AppointmentStatus,
        patient,
        consent,
        sessionId: sessions.get(row.id) ?? null,
      },
    ];
  });
}

export async function appointmentBy(db: Reader, row: AppointmentRow, act: Act): Promise<Appointment> {
  const [appointment] = await appointmentsFrom(db, [row], act);
  if (appointment === undefined) throw new Error('an appointment without its patient');
  return appointment;
}
