import { z } from 'zod';
import { mayRefuse } from './errors.ts';
import { auditedQuery } from './procedure.ts';
import { id, plainDate } from './values.ts';

/** An iCalendar file (RFC 5545) as it travels to a screen. Says when and where, never why: no name, no kind of visit. */
export const calendarFile = z.object({
  file: z.file().mime('text/calendar'),
  /** For saving, without an ending. */
  title: z.string(),
  /** Visits in it, cancelled ones included: they take back what an earlier file has put into a calendar. */
  visits: z.int(),
});
export type CalendarFile = z.infer<typeof calendarFile>;

export const exchange = {
  /** One visit, for the patient's own calendar. Read again after a move it replaces the entry, after a cancellation it removes it. */
  visitCalendar: auditedQuery('appointments.read').input(z.object({ id })).output(calendarFile),
  /** What one practitioner has booked from one day to another, both included; at most 400 days. */
  practitionerCalendar: auditedQuery('appointments.read')
    .input(z.object({ practitionerId: id, from: plainDate, to: plainDate }))
    .output(calendarFile)
    .errors(mayRefuse('NOTHING_BOOKED')),
};
