import type { Reader } from '../../../db/schema.ts';
import { Refusal } from '../../refusal.ts';
import { findCourse, findCourseSessions, findCoursesOf } from './course.store.ts';

/** A course by its numbers: what the desk may know of it. */
interface CourseNumbers {
  id: string;
  startedOn: string;
  endedOn: string | null;
  planned: number;
  /** Treatments of the course that were not entered in error. */
  sessions: { appointmentId: string | null }[];
}

/** Refuses a course that is not there, or of somebody else. */
export async function requireCourse(db: Reader, id: string, patientId: string): Promise<void> {
  if ((await findCourse(db, id))?.patientId !== patientId) throw new Refusal('NOT_FOUND', { what: 'course' });
}

/** Newest first. */
export async function courseNumbersOf(db: Reader, patientId: string): Promise<CourseNumbers[]> {
  const rows = await findCoursesOf(db, patientId);
  const sessions = await findCourseSessions(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, startedOn, endedOn, content }) => ({
    ...{ id, startedOn, endedOn },
    planned: (JSON.parse(content) as { plannedSessions: number }).plannedSessions,
    sessions: sessions.filter(({ courseId }) => courseId === id),
  }));
}
