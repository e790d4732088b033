import type { AbsentVisit } from '../../../shared/contract/absences.ts';
import type { Inputs, Outputs } from '../../../shared/contract/index.ts';
import type { Opening } from '../../../shared/contract/slots.ts';
import { dateAt, minutesBetween, plusMinutes } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { findSlots } from '../appointments/service.ts';
import { closure } from '../hours/service.ts';
import { Refusal } from '../refusal.ts';
import { visitsOf } from './lists.service.ts';
import { offersFrom } from './rules.ts';

/** Minutes that a patient who is called now needs to come. */
const notice = 60;

/** Times instead of those that lie in the closed time; no two visits are offered the same. */
export async function offers(
  db: Reader,
  { closureId, appointmentIds }: Inputs['absences']['offers'],
  act: Act,
): Promise<Outputs['absences']['offers']> {
  const closed = await closure(db, { id: closureId }, act);
  const visits = ((await visitsOf(db, [closed], act)).get(closureId) ?? []).filter(
    ({ appointmentId, state }) =>
      appointmentIds.includes(appointmentId) && (state === 'to-call' || state === 'called'),
  );
  const given: Opening[] = [];
  const found: Outputs['absences']['offers'] = [];
  for (const visit of visits) {
    // What was given away before takes openings from the beginning of both searches.
    const count = Math.min(50, 12 + given.length);
    const own = await openingsFor(db, visit, [visit.was.practitionerId], count, act);
    const others = await openingsFor(db, visit, [], count, act);
    const openings = offersFrom(own, others, given);
    given.push(...openings);
    found.push({ appointmentId: visit.appointmentId, openings });
  }
  return found;
}

/** From the old day on, one length apart. What can no longer be booked, as a retired kind of visit, has none. */
async function openingsFor(
  db: Reader,
  { appointmentId, patient, typeId, was }: AbsentVisit,
  practitionerIds: string[],
  count: number,
  act: Act,
): Promise<Opening[]> {
  const minutes = minutesBetween(was.startsAt, was.endsAt);
  try {
    const { openings } = await findSlots(
      db,
      {
        ...{ appointmentId, typeId, patientId: patient.id, practitionerIds, minutes, step: minutes, count },
        rooms: was.roomId === null ? 'none' : 'any',
        from: dateAt(was.startsAt, act.clinic.zone),
      },
      act,
    );
    const earliest = plusMinutes(act.now, notice);
    return openings.filter(({ startsAt }) => startsAt >= earliest);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
