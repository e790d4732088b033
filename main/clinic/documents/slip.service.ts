import type { Inputs } from '../../../shared/contract/index.ts';
import type { Rendered } from '../../../shared/contract/documents.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Db } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { ofPatient, slipPdf } from '../appointments/service.ts';
import { patientHeader } from '../patients/service.ts';
import { stationeryOf } from '../practice/service.ts';
import { list } from '../staff/service.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';

/** The visits that are still to come, for the patient to take home. */
export async function appointmentSlip(
  db: Db,
  { patientId, size }: Inputs['documents']['appointmentSlip'],
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const { name } = await patientHeader(db, patientId);
  const members = new Map((await list(db)).map((member) => [member.id, member.displayName]));
  const visits = (await ofPatient(db, { patientId }, act))
    .filter(({ status, startsAt }) => status === 'booked' && startsAt > act.now)
    .toReversed()
    .map(({ startsAt, practitionerId }) => ({ startsAt, practitioner: members.get(practitionerId) ?? '' }));
  act.about({ patientId });
  const bytes = await slipPdf(
    stationeryOf(act.clinic, resources),
    { name, visits },
    { size, drawnAt: act.now },
  );
  return rendered(
    bytes,
    'Appointment slip',
    'report',
    `appointment-slip-${dateAt(act.now, act.clinic.zone)}`,
  );
}
