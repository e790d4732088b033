import { v7 as newId } from 'uuid';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { AppointmentType } from '../../../shared/contract/practice.ts';
import { plusMinutes } from '../../../shared/rules/calendar.ts';
import { type Phase, stretchTo } from '../../../shared/rules/phases.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { assertAlive, requirePatient } from '../patients/service.ts';
import { appointmentTypeBy, roomBy } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { requirePractitioner } from '../staff/service.ts';
import { requireCourse } from '../treatments/service.ts';
import { claim, type Claiming, giveUp, phasesOf } from './claiming.service.ts';
import { announce, currentOf } from './desk.service.ts';
import { assertMovable, instantOf } from './rules.ts';
import { type AppointmentRow, insertAppointment, insertHistory, updateAppointment } from './store.ts';
import { appointmentBy } from './views.service.ts';

/** One visit; `of` says to which series it belongs. */
export async function book(
  tx: Tx,
  input: Inputs['appointments']['book'],
  act: Act,
  of: { seriesId: string | null; seriesDate: string | null } = { seriesId: null, seriesDate: null },
): Promise<Appointment> {
  await requirePatient(tx, input.patientId);
  await assertAlive(tx, input.patientId);
  const type = await typeInUse(tx, input.typeId);
  await requirePlace(tx, input);
  if (input.courseId) await requireCourse(tx, input.courseId, input.patientId);
  const startsAt = instantOf(input.start, act.clinic.zone);
  const { patientId, practitionerId, roomId, typeId, note } = input;
  const row: AppointmentRow = {
    ...{ id: newId(), patientId, practitionerId, roomId, typeId, note },
    ...{ startsAt, endsAt: plusMinutes(startsAt, input.minutes) },
    phases: fitted(type.phases, input.minutes),
    ...{ status: 'booked', statusAt: act.now, lateCancelled: 0, version: 1 },
    ...{ courseId: input.courseId ?? null, ...of },
  };
  await place(tx, row, input, act);
  return appointmentBy(tx, row, act);
}

/** Writes a new visit with all that it keeps busy; the one way in for bookings of every kind. */
export async function place(tx: Tx, row: AppointmentRow, said: Claiming, act: Act): Promise<void> {
  await claim(tx, row, said, act);
  await insertAppointment(tx, row);
  await insertHistory(tx, {
    ...step(row, act),
    fromStatus: null,
    toStatus: 'booked',
    reason: '',
    formerly: null,
  });
  announce(row, act, 'C');
}

/** Another time, length, practitioner or room. What stood before is kept. */
export async function move(
  tx: Tx,
  input: Inputs['appointments']['move'] & Pick<Claiming, 'asBefore'>,
  act: Act,
): Promise<Appointment> {
  const before = await currentOf(tx, input, act);
  assertMovable(before.status);
  if (input.asBefore === undefined) await assertAlive(tx, before.patientId);
  await requirePlace(tx, input);
  const startsAt = instantOf(input.start, act.clinic.zone);
  const { practitionerId, roomId, minutes } = input;
  const change = {
    practitionerId,
    roomId,
    startsAt,
    endsAt: plusMinutes(startsAt, minutes),
    phases: fitted(phasesOf(before), minutes),
    version: before.version + 1,
  };
  const after = { ...before, ...change };
  const { former } = await claim(tx, after, input, act);
  await updateAppointment(tx, before.id, change);
  await giveUp(tx, former);
  const formerly = {
    startsAt: before.startsAt,
    endsAt: before.endsAt,
    practitionerId: before.practitionerId,
    roomId: before.roomId,
  };
  await insertHistory(tx, {
    ...step(after, act),
    fromStatus: before.status,
    toStatus: before.status,
    reason: input.why?.reason ?? '',
    cancelledBy: input.why?.by ?? null,
    formerly: JSON.stringify(formerly),
  });
  announce(after, act);
  return appointmentBy(tx, after, act);
}

export async function typeInUse(db: Reader, id: string): Promise<AppointmentType> {
  const type = await appointmentTypeBy(db, id);
  if (type.retired) throw new Refusal('NOT_FOUND', { what: 'appointment-type' });
  return type;
}

/** The parts made to last that long in all, as a visit keeps them. */
export function fitted(phases: readonly Phase[], minutes: number): string {
  const parts = stretchTo(phases, minutes);
  if (parts === null) throw new Refusal('INVALID', { field: 'minutes', problem: 'too-short-for-phases' });
  return JSON.stringify(parts);
}

export async function requirePlace(
  db: Reader,
  { practitionerId, roomId }: { practitionerId: string; roomId: string | null },
): Promise<void> {
  await requirePractitioner(db, practitionerId);
  if (roomId !== null && (await roomBy(db, roomId)).retired) throw new Refusal('NOT_FOUND', { what: 'room' });
}

function step({ id }: AppointmentRow, act: Act) {
  return { id: newId(), appointmentId: id, at: act.now, by: act.who.userId, cancelledBy: null, undoes: null };
}
