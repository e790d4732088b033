import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { ClinicProfile } from '../../../shared/contract/practice.ts';
import type { VisitFacts } from '../appointments/service.ts';
import { isSaidByWallClock, zoneLines } from './zone.rules.ts';

export type Writer = Pick<ClinicProfile, 'name' | 'addressLines' | 'email' | 'zone'>;

/**
 * The text of a calendar file. Its UID is the visit's id and its SEQUENCE the number of changes, so that a later file
 * replaces an earlier one; a cancelled visit takes its entry away. Nothing of the patient or of the kind of visit.
 */
export function calendarText(visits: readonly VisitFacts[], clinic: Writer, now: string): string {
  const { zone } = clinic;
  const allCancelled = visits.length > 0 && visits.every(isOff);
  const calendar = ical({ prodId: { company: 'Palpate', product: 'Palpate', language: 'EN' } });
  // RFC 5546: who publishes or cancels is named; a clinic without an address sends a plain calendar.
  if (clinic.email !== '')
    calendar.method(allCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH);
  const [first, last] = [least(visits, 'startsAt'), most(visits, 'endsAt')];
  calendar.timezone({
    name: null,
    generator: () => zoneLines(zone, first ?? now, last ?? now).join('\r\n'),
  });
  const stamp = Temporal.Instant.from(now);
  for (const visit of visits) {
    const said = isSaidByWallClock(visit.startsAt, zone) && isSaidByWallClock(visit.endsAt, zone);
    calendar.createEvent({
      id: visit.id,
      sequence: visit.version - 1,
      stamp,
      start: Temporal.Instant.from(visit.startsAt),
      end: Temporal.Instant.from(visit.endsAt),
      timezone: said ? zone : null,
      summary: `Appointment, ${clinic.name}`,
      location: clinic.addressLines.filter((part) => part !== '').join(', ') || null,
      status: isOff(visit) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...(clinic.email === '' ? {} : { organizer: { name: clinic.name, email: clinic.email } }),
    });
  }
  return `${calendar.toString()}\r\n`;
}

function isOff({ status }: VisitFacts): boolean {
  return status === 'cancelled';
}

function least(visits: readonly VisitFacts[], key: 'startsAt'): string | undefined {
  return visits.map((visit) => visit[key]).toSorted()[0];
}

function most(visits: readonly VisitFacts[], key: 'endsAt'): string | undefined {
  return visits
    .map((visit) => visit[key])
    .toSorted()
    .at(-1);
}
