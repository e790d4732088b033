import type { Inputs } from '../../../shared/contract/index.ts';
import type { CalendarFile } from '../../../shared/contract/exchange.ts';
import { dateAt, dayBounds, daysBetween, isPlainDate } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { type VisitFacts, visitFacts, visitFactsBetween } from '../appointments/service.ts';
import { Refusal } from '../refusal.ts';
import { requirePractitioner } from '../staff/service.ts';
import { calendarText } from './calendar-file.ts';

type Input<K extends keyof Inputs['exchange']> = Inputs['exchange'][K];

const longestRange = 400;

export async function visitCalendar(
  db: Reader,
  { id }: Input<'visitCalendar'>,
  act: Act,
): Promise<CalendarFile> {
  const visit = await visitFacts(db, id);
  act.about({ patientId: visit.patientId, entityId: id, version: visit.version });
  return file([visit], `Appointment ${dateAt(visit.startsAt, act.clinic.zone)}`, act);
}

export async function practitionerCalendar(
  db: Reader,
  { practitionerId, from, to }: Input<'practitionerCalendar'>,
  act: Act,
): Promise<CalendarFile> {
  for (const [field, date] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (!isPlainDate(date) || date < '1900' || date >= '2200')
      throw new Refusal('INVALID', { field, problem: 'out-of-range' });
  if (to < from) throw new Refusal('INVALID', { field: 'to', problem: 'before-start' });
  if (daysBetween(from, to) > longestRange)
    throw new Refusal('INVALID', { field: 'to', problem: 'too-long' });
  const { displayName } = await requirePractitioner(db, practitionerId);
  act.about({ entityId: practitionerId, action: 'E' });
  const { zone } = act.clinic;
  const visits = await visitFactsBetween(
    db,
    { from: dayBounds(from, zone).from, to: dayBounds(to, zone).to },
    practitionerId,
  );
  if (visits.length === 0) throw new Refusal('NOTHING_BOOKED', { from, to });
  return file(visits, `${displayName} ${from} to ${to}`, act);
}

function file(visits: readonly VisitFacts[], title: string, act: Act): CalendarFile {
  const text = calendarText(visits, act.clinic, act.now);
  return {
    file: new File([text], `${title}.ics`, { type: 'text/calendar' }),
    title,
    visits: visits.length,
  };
}
