import { v7 as newId } from 'uuid';
import type { Appointment } from '../../../shared/contract/appointments.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import { dateAt, plusMinutes } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { requirePatient } from '../patients/service.ts';
import { appointmentTypeBy, roomBy } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { requirePractitioner } from '../staff/service.ts';
import { announce, currentOf } from './desk.service.ts';
import { assertMovable, instantOf } from './rules.ts';
import { freeStarts } from './slots.rules.ts';
import {
  type AppointmentRow,
  findBusy,
  insertAppointment,
  insertHistory,
  type Taken,
  updateAppointment,
} from './store.ts';
import { appointmentBy } from './views.service.ts';

export async function book(tx: Tx, input: Inputs['appointments']['book'], act: Act): Promise<Appointment> {
  await requirePatient(tx, input.patientId);
  if ((await appointmentTypeBy(tx, input.typeId)).retired)
    throw new Refusal('NOT_FOUND', { what: 'appointment-type' });
  await requirePlace(tx, input);
  const startsAt = instantOf(input.start, act.clinic.zone);
  const { patientId, practitionerId, roomId, typeId, note } = input;
  const row: AppointmentRow = {
    ...{ id: newId(), patientId, practitionerId, roomId, typeId, note },
    ...{
      startsAt,
      endsAt: plusMinutes(startsAt, input.minutes),
      status: 'booked',
      statusAt: act.now,
      version: 1,
    },
  };
  const taken = await insertAppointment(tx, row);
  if (taken !== null) throw await slotTaken(tx, row, input.minutes, taken, act);
  await insertHistory(tx, {
    ...step(row, act),
    fromStatus: null,
    toStatus: 'booked',
    reason: '',
    formerly: null,
  });
  announce(row, act, 'C');
  return appointmentBy(tx, row, act);
}

/** Another time, length, practitioner or room. What stood before is kept. */
export async function move(tx: Tx, input: Inputs['appointments']['move'], act: Act): Promise<Appointment> {
  const before = await currentOf(tx, input, act);
  assertMovable(before.status);
  await requirePlace(tx, input);
  const startsAt = instantOf(input.start, act.clinic.zone);
  const { practitionerId, roomId, minutes } = input;
  const change = {
    practitionerId,
    roomId,
    startsAt,
    endsAt: plusMinutes(startsAt, minutes),
    version: before.version + 1,
  };
  const after = { ...before, ...change };
  const taken = await updateAppointment(tx, before.id, change);
  if (taken !== null) throw await slotTaken(tx, after, minutes, taken, act);
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
    reason: '',
    formerly: JSON.stringify(formerly),
  });
  announce(after, act);
  return appointmentBy(tx, after, act);
}

/** The refusal of a time that is gone, with the nearest ones that are not. */
export async function slotTaken(
  db: Reader,
  row: AppointmentRow,
  minutes: number,
  by: Taken,
  act: Act,
): Promise<Refusal<'SLOT_TAKEN'>> {
  const { zone, dayStart, dayEnd } = act.clinic;
  const date = dateAt(row.startsAt, zone);
  const busy = await findBusy(db, row, [row.startsAt, plusMinutes(row.startsAt, 48 * 60)], row.id);
  return new Refusal('SLOT_TAKEN', {
    by,
    freeFrom: freeStarts(busy, { date, startsAt: row.startsAt, minutes }, { zone, dayStart, dayEnd }),
  });
}

async function requirePlace(
  db: Reader,
  { practitionerId, roomId }: { practitionerId: string; roomId: string | null },
): Promise<void> {
  await requirePractitioner(db, practitionerId);
  if (roomId !== null && (await roomBy(db, roomId)).retired) throw new Refusal('NOT_FOUND', { what: 'room' });
}

function step({ id }: AppointmentRow, act: Act) {
  return { id: newId(), appointmentId: id, at: act.now, by: act.who.userId, cancelledBy: null, undoes: null };
}
