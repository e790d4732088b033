import type { Appointment, AppointmentStatus } from '../../../shared/contract/appointments.ts';
import { layOut } from '../../../shared/rules/phases.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { consentStatesOf } from '../consents/service.ts';
import { linesOf } from '../patients/service.ts';
import { devicesOf } from '../practice/service.ts';
import { sessionsOfAppointments } from '../treatments/service.ts';
import { phasesOf } from './claiming.service.ts';
import { findOverbookings, findUnits } from './claims.store.ts';
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
  const ids = rows.map(({ id }) => id);
  const units = Map.groupBy(await findUnits(db, ids), ({ appointmentId }) => appointmentId);
  const kinds = new Map((await devicesOf(db)).map(({ id, kind }) => [id, kind]));
  const overbookings = new Map((await findOverbookings(db, ids)).map((one) => [one.appointmentId, one]));
  return rows.flatMap(({ patientId, ...row }) => {
    const patient = lines.get(patientId);
    if (patient === undefined) return [];
    const consent = consents.get(patientId) ?? 'none';
    const mine = units.get(row.id) ?? [];
    const unitOf = (kind: string | null) =>
      mine.find(({ resourceId }) => kinds.get(resourceId) === kind)?.resourceId ?? null;
    const over = overbookings.get(row.id);
    return [
      {
        ...row,
        status: row.status as AppointmentStatus,
        lateCancelled: row.lateCancelled === 1,
        phases: layOut(phasesOf(row), row.startsAt).map((span) => ({
          ...span,
          deviceId: unitOf(span.deviceKind),
        })),
        overbooked: over === undefined ? null : { reason: over.reason, by: over.by, at: over.at },
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
