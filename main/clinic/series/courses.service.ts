import type { CourseCount } from '../../../shared/contract/series.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { visitsOfCourses } from '../appointments/service.ts';
import { requirePatient } from '../patients/service.ts';
import { courseNumbersOf } from '../treatments/service.ts';

/** How far each course of a patient has come. A visit with a treatment counts once, as the treatment. */
export async function courses(
  db: Reader,
  { patientId }: { patientId: string },
  act: Act,
): Promise<CourseCount[]> {
  await requirePatient(db, patientId);
  const numbers = await courseNumbersOf(db, patientId);
  const visits = await visitsOfCourses(
    db,
    numbers.map(({ id }) => id),
  );
  return numbers.map(({ id, startedOn, endedOn, planned, sessions }) => {
    const begun = new Set(sessions.map(({ appointmentId }) => appointmentId));
    const own = visits.filter((visit) => visit.courseId === id && !begun.has(visit.id));
    const over = own.filter(({ status }) => status === 'done' || status === 'left');
    const booked = own.filter(({ status, endsAt }) => {
      return !['done', 'left', 'cancelled', 'did-not-attend'].includes(status) && endsAt > act.now;
    });
    const done = sessions.length + over.length;
    return {
      ...{ courseId: id, startedOn, ended: endedOn !== null, planned, done, booked: booked.length },
      toBook: endedOn === null ? Math.max(0, planned - done - booked.length) : 0,
      next: booked.find(({ startsAt }) => startsAt > act.now)?.startsAt ?? null,
    };
  });
}
