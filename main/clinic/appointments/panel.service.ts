import type { z } from 'zod';
import type { panel as panelShape } from '../../../shared/contract/appointments.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { consentSummariesOf, coverFor } from '../consents/service.ts';
import { mayNow } from '../may.ts';
import { safetyOf } from '../patients/service.ts';
import { appointmentTypeBy } from '../practice/service.ts';
import { alertsFor } from '../safety/service.ts';
import { sessionsOfAppointments } from '../treatments/service.ts';
import { appointmentRow } from './desk.service.ts';
import { reliability } from './history.service.ts';
import { identitiesOf } from './identity.service.ts';
import { isLate, isSafetyDue, lastConfirmed, nextStep } from './rules.ts';
import { countDidNotAttend, findLastDone } from './store.ts';
import { appointmentBy } from './views.service.ts';

type Panel = z.infer<typeof panelShape>;

/** What stands beside the day while one appointment is chosen. What a role may not read is counted, not shown. */
export async function panel(db: Reader, { id }: { id: string }, act: Act): Promise<Panel> {
  const row = await appointmentRow(db, id);
  act.about({ patientId: row.patientId, entityId: id, version: row.version });
  const appointment = await appointmentBy(db, row, act);
  const { zone } = act.clinic;
  const { techniques } = await appointmentTypeBy(db, row.typeId);
  const safety = await safetyOf(db, row.patientId);
  // A kind of appointment without techniques may become any of them.
  const meant = techniques.length > 0 ? techniques : [...act.reference.techniques.keys()];
  const alerts = await alertsFor(db, row.patientId, meant, [], [], act);
  const shown = mayNow(act, 'safety.read');
  const summaries = await consentSummariesOf(db, row.patientId, act.now);
  const [session] = await sessionsOfAppointments(db, [id]);
  const covered =
    techniques.length === 0
      ? appointment.consent === 'valid' || appointment.consent === 'expiring'
      : (
          await coverFor(
            db,
            row.patientId,
            { techniques, sites: [], preparations: [] },
            act.now,
            act.reference,
          )
        ).covered;
  const lastDone = await findLastDone(db, row.patientId, row.startsAt);
  return {
    appointment,
    alerts: shown ? alerts.map(({ level, text }) => ({ level, text })) : [],
    alertsHidden: !shown && appointment.patient.flagged,
    safetyConfirmedAt: lastConfirmed(safety),
    consents: summaries.map(({ patientId: _, ...summary }) => summary),
    nextStep: nextStep({
      status: row.status,
      safetyDue: isSafetyDue(safety, alerts),
      consent: appointment.consent,
      covered,
      session: session ?? null,
    }),
    missed: await reliability(db, row, act),
    identity: (await identitiesOf(db, [id])).get(id) ?? null,
    noteOpen: session !== undefined && !session.signed,
    lateIfCancelledNow: isLate(
      { startsAt: row.startsAt, by: 'patient' },
      act.now,
      act.clinic.lateCancelHours,
    ),
    didNotAttendCount: await countDidNotAttend(db, row.patientId),
    lastVisitOn: lastDone === null ? null : dateAt(lastDone, zone),
  };
}
