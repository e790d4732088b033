import type { Outputs } from '../../../shared/contract/index.ts';
import type { Opening } from '../../../shared/contract/slots.ts';
import { addDays, dateAt, daysBetween, minutesBetween, wallTimeAt } from '../../../shared/rules/calendar.ts';
import { stretchTo } from '../../../shared/rules/phases.ts';
import { minutesOf, timeOf, wallClock } from '../../../shared/rules/wall-clock.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { linesOf } from '../patients/service.ts';
import { appointmentTypeBy, overview } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { memberBy } from '../staff/service.ts';
import { planOfVisit } from '../treatments/service.ts';
import { appointmentRow } from './desk.service.ts';
import { intervalOf } from './interval.rules.ts';
import { search, unitsOf } from './slots.service.ts';
import { findLastDone } from './store.ts';

const offered = 8;
const daysAround = 3;
const hoursAround = 120;

/**
 * The next visit as this one was: same kind, practitioner, length, room and course, when the plan or the rhythm so far
 * says; on the days around it the opening nearest to the same time, and the first ones of that day and after.
 */
export async function rebookPlan(
  db: Reader,
  { id }: { id: string },
  act: Act,
): Promise<Outputs['appointments']['rebookPlan']> {
  const row = await appointmentRow(db, id);
  act.about({ patientId: row.patientId, entityId: id, version: row.version });
  const { zone } = act.clinic;
  const { patientId, practitionerId, typeId, courseId, startsAt, endsAt } = row;
  const patient = (await linesOf(db, [patientId], act)).get(patientId);
  if (patient === undefined) throw new Refusal('NOT_FOUND', { what: 'patient' });
  const type = await appointmentTypeBy(db, typeId);
  const { rooms, devices } = await overview(db);
  const minutes = minutesBetween(startsAt, endsAt);
  const phases = stretchTo(type.phases, minutes) ?? type.phases;
  const length = phases === type.phases ? type.minutes : minutes;
  const before = await findLastDone(db, patientId, startsAt);
  const { date, time } = wallTimeAt(startsAt, zone);
  const interval = intervalOf(
    await planOfVisit(db, id),
    before === null ? null : daysBetween(dateAt(before, zone), date),
  );
  const tomorrow = addDays(dateAt(act.now, zone), 1);
  const around = later(addDays(date, interval.days), tomorrow);
  const inUse = rooms.filter(({ retired }) => !retired).map(({ id: room }) => room);
  // The room that it had, if it is still in use, before any other.
  const preferred = inUse.toSorted((a, b) => Number(b === row.roomId) - Number(a === row.roomId));
  const treats = await memberBy(db, practitionerId);
  const asked = {
    candidates:
      treats?.treats === true && !treats.disabled && !type.retired
        ? [{ practitionerId, phases, minutes: length, lacks: () => [], mustHold: false }]
        : [],
    ...{ patientId, roomIds: row.roomId === null ? null : preferred, aside: {} },
    units: unitsOf(phases, devices),
    step: length,
  };
  const clock = wallClock(zone, around, around);
  const from = later(addDays(around, -daysAround), tomorrow);
  const near = await search(
    db,
    {
      ...asked,
      notBefore: wallClock(zone, from, from).at(from, 0, 'first'),
      until: addDays(around, daysAround),
      windows: [windowAround(time, length)],
      ...{ step: 5, count: 500 },
    },
    act,
  );
  const awayOf = ({ start }: Opening) => Math.abs(daysBetween(around, start.date));
  const offOf = ({ start }: Opening) => Math.abs(minutesOf(start.time) - minutesOf(time));
  const nearest = near.openings
    .toSorted((a, b) => awayOf(a) - awayOf(b) || offOf(a) - offOf(b))
    .filter(oneEach((opening) => opening.start.date))
    .slice(0, offered / 2);
  const after = await search(
    db,
    { ...asked, notBefore: clock.at(around, 0, 'first'), until: addDays(around, 90), count: offered },
    act,
  );
  const best = nearest[0] ?? after.openings[0];
  const openings = [...nearest, ...after.openings]
    .filter(oneEach((opening) => opening.startsAt))
    .slice(0, offered)
    .toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  return {
    patient,
    ...{ typeId, practitionerId, roomId: row.roomId, minutes: length, courseId },
    ...{ interval, around, openings, best: best?.startsAt ?? null },
  };
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** From two hours before to two hours after, within the day. */
function windowAround(time: string, minutes: number): { from: string; to: string } {
  const at = minutesOf(time);
  return {
    from: timeOf(Math.max(0, at - hoursAround)),
    to: timeOf(Math.min(1440, at + minutes + hoursAround)),
  };
}

function oneEach<T>(keyOf: (one: T) => string): (one: T) => boolean {
  const seen = new Set<string>();
  return (one) => !seen.has(keyOf(one)) && seen.add(keyOf(one)) !== undefined;
}
