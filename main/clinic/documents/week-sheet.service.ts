import { v7 as newId } from 'uuid';
import type { Rendered } from '../../../shared/contract/documents.ts';
import type { Inputs } from '../../../shared/contract/index.ts';
import { addDays, dateAt, weekday } from '../../../shared/rules/calendar.ts';
import type { Db } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { day, stretches, weekSheetPdf, type WeekSheetView } from '../appointments/service.ts';
import { openTimes } from '../hours/service.ts';
import { overview, stationeryOf } from '../practice/service.ts';
import { Refusal } from '../refusal.ts';
import { memberBy } from '../staff/service.ts';
import { rendered } from './archive.service.ts';
import type { DrawingRoom } from './drawing.service.ts';

type Day = WeekSheetView['days'][number];

/** One practitioner's week, Monday to Sunday, around any of its days. */
export async function weekSheet(
  db: Db,
  { date, practitionerId }: Inputs['documents']['weekSheet'],
  act: Act,
  { resources }: DrawingRoom,
): Promise<Rendered> {
  const member = await memberBy(db, practitionerId);
  if (member === null) throw new Refusal('NOT_FOUND', { what: 'practitioner' });
  const { rooms, appointmentTypes } = await overview(db);
  const monday = addDays(date, 1 - weekday(date));
  const days: Day[] = [];
  for (let index = 0; index < 7; index += 1) {
    const on = addDays(monday, index);
    const { appointments } = await day(db, { date: on }, act);
    const visits = appointments.filter(
      (one) =>
        one.practitionerId === practitionerId &&
        one.status !== 'cancelled' &&
        dateAt(one.startsAt, act.clinic.zone) === on,
    );
    const hours = await openTimes(db, [practitionerId], [], [], { from: on, to: on }, act);
    const one: Day = {
      date: on,
      open: stretches(hours.practitioners.get(practitionerId) ?? []),
      visits: visits.map(({ startsAt, patient, typeId, roomId }) => ({
        startsAt,
        patient: { name: patient.name, number: patient.number },
        type: appointmentTypes.find(({ id }) => id === typeId)?.name ?? '',
        room: rooms.find(({ id }) => id === roomId)?.name ?? '',
      })),
    };
    if (index < 5 || one.visits.length > 0 || one.open.length > 0) days.push(one);
  }
  const bytes = await weekSheetPdf(
    stationeryOf(act.clinic, resources),
    { name: member.displayName, days },
    { documentId: newId(), drawnAt: act.now },
  );
  return rendered(bytes, 'Week sheet', 'report', `week-sheet-${monday}`);
}
