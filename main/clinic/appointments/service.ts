import type { Appointment, day as dayShape } from '../../../shared/contract/appointments.ts';
import type { z } from 'zod';
import { dayBounds } from '../../../shared/rules/calendar.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { requirePatient } from '../patients/service.ts';
import { holdsBetween } from './holds.service.ts';
import { assertDay } from './rules.ts';
import { findBetween, findOfPatient } from './store.ts';
import { appointmentsFrom } from './views.service.ts';

export { book as bookVisit, move as moveVisit } from './booking.service.ts';
export { appointmentRow, cancel as cancelVisit, currentOf, startTreatment } from './desk.service.ts';
export { obstacleOf, phasesFor, setSeries, visitsOfCourses, visitsOfSeries } from './runs.service.ts';
export { undo as undoVisit } from './undo.service.ts';
export { type VisitFacts, visitFacts, visitFactsBetween } from './facts.service.ts';
export { changesOf, moveBack, visitsById, visitsLyingIn } from './lying.service.ts';
export { releaseHoldsOf } from './holds.service.ts';
export { findSlots, firstOpening } from './slots.service.ts';
export { givenUp, upcomingOf } from './freed.service.ts';
export { slipPdf } from './slip.pdf.ts';
export { daySheetPdf, type DaySheetList } from './day-sheet.pdf.ts';
export { freeTimes, heldBy, restingIn, stretches } from './sheet.rules.ts';
export { weekSheetPdf, type WeekSheetView } from './week-sheet.pdf.ts';

/** The clinic's day by its own clock, with whatever reaches into it from the day before. */
export async function day(
  db: Reader,
  { date }: { date: string },
  act: Act,
): Promise<z.infer<typeof dayShape>> {
  assertDay(date, 'date');
  const { zone } = act.clinic;
  const { from, to } = dayBounds(date, zone);
  const holds = await holdsBetween(db, { from, to }, act);
  return {
    date,
    zone,
    from,
    to,
    appointments: await appointmentsFrom(db, await findBetween(db, from, to), act),
    holds,
  };
}

/** Newest first, cancelled ones included. */
export async function ofPatient(
  db: Reader,
  { patientId }: { patientId: string },
  act: Act,
): Promise<Appointment[]> {
  await requirePatient(db, patientId);
  return appointmentsFrom(db, await findOfPatient(db, patientId), act);
}
export { visitTimesOf } from './history.service.ts';
export { identitiesOf } from './identity.service.ts';
