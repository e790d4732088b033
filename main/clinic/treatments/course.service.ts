import { v7 as newId } from 'uuid';
import type { Course, CourseInput, Outcome, SessionLine } from '../../../shared/contract/treatments.ts';
import { dateAt } from '../../../shared/rules/calendar.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { patientHeader } from '../patients/service.ts';
import { Refusal } from '../refusal.ts';
import {
  findCourse,
  findCoursesOf,
  findOutcomes,
  insertCourse,
  insertOutcomes,
  updateCourse,
  type CourseRow,
} from './course.store.ts';
import { analgesicStoppedOn, changesOf, isOnScale, type MeasuredChange } from './rules.ts';
import { findSession, findSessionLines } from './store.ts';
import { courseOf, lineOf } from './views.service.ts';

export async function courseRow(db: Reader, id: string): Promise<CourseRow> {
  const row = await findCourse(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'course' });
  return row;
}

export async function openCourse(
  tx: Tx,
  input: { patientId: string; course: CourseInput },
  act: Act,
): Promise<Course> {
  await patientHeader(tx, input.patientId);
  checkHistory(input.course, act);
  const row = {
    id: newId(),
    patientId: input.patientId,
    content: JSON.stringify(input.course),
    startedOn: dateAt(act.now, act.clinic.zone),
    endedOn: null,
    endedAt: null,
    version: 1,
  };
  await insertCourse(tx, row);
  announceCourse(row, act);
  return courseOf(tx, row, act.reference);
}

/** The loser of two windows is shown what the winner wrote. */
export async function reviseCourse(
  tx: Tx,
  input: { id: string; version: number; course: CourseInput; ended: boolean },
  act: Act,
): Promise<Course> {
  const row = await courseRow(tx, input.id);
  checkHistory(input.course, act);
  const change = {
    content: JSON.stringify(input.course),
    endedOn: input.ended ? (row.endedOn ?? dateAt(act.now, act.clinic.zone)) : null,
    endedAt: input.ended ? (row.endedAt ?? act.now) : null,
  };
  if (row.version !== input.version || !(await updateCourse(tx, input, change))) {
    throw new Refusal('STALE_VERSION', {
      currentVersion: row.version,
      current: await courseOf(tx, row, act.reference),
    });
  }
  const revised = { ...row, ...change, version: input.version + 1 };
  announceCourse(revised, act);
  return courseOf(tx, revised, act.reference);
}

export async function coursesOf(db: Reader, input: { patientId: string }, act: Act): Promise<Course[]> {
  act.about({ patientId: input.patientId });
  const courses: Course[] = [];
  for (const row of await findCoursesOf(db, input.patientId))
    courses.push(await courseOf(db, row, act.reference));
  return courses;
}

/** Adds what was measured; a figure measured again stands beside the first one, never over it. */
export async function recordOutcomes(
  tx: Tx,
  input: {
    courseId: string;
    sessionId: string | null;
    outcomes: Omit<Outcome, 'id' | 'courseId' | 'sessionId'>[];
  },
  act: Act,
): Promise<{ recorded: number }> {
  const course = await courseRow(tx, input.courseId);
  const session = input.sessionId === null ? undefined : await findSession(tx, input.sessionId);
  if (input.sessionId !== null && session?.courseId !== course.id)
    throw new Refusal('NOT_FOUND', { what: 'session' });
  const today = dateAt(act.now, act.clinic.zone);
  input.outcomes.forEach((outcome, index) => {
    if (outcome.measuredOn > today)
      throw new Refusal('INVALID', { field: `outcomes.${index}.measuredOn`, problem: 'in-future' });
    if (!isOnScale(outcome))
      throw new Refusal('INVALID', { field: `outcomes.${index}.value`, problem: 'off-scale' });
  });
  await insertOutcomes(
    tx,
    input.outcomes.map((outcome) => ({
      ...outcome,
      id: newId(),
      courseId: course.id,
      sessionId: input.sessionId,
    })),
  );
  announceCourse(course, act);
  return { recorded: input.outcomes.length };
}

export interface CourseProgress {
  course: Course;
  outcomes: Outcome[];
  sessions: SessionLine[];
  changes: MeasuredChange[];
  analgesicStoppedOn: string | null;
}

export async function courseProgress(db: Reader, input: { id: string }, act: Act): Promise<CourseProgress> {
  const row = await courseRow(db, input.id);
  act.about({ patientId: row.patientId, entityId: row.id, version: row.version });
  const outcomes = (await findOutcomes(db, row.id)) as Outcome[];
  return {
    course: await courseOf(db, row, act.reference),
    outcomes,
    sessions: (await findSessionLines(db, { courseId: row.id })).map((line) => lineOf(line, act.reference)),
    changes: changesOf(outcomes),
    analgesicStoppedOn: analgesicStoppedOn(outcomes),
  };
}

function announceCourse(row: CourseRow, act: Act): void {
  act.about({ patientId: row.patientId, entityId: row.id, version: row.version });
  act.changed('treatments', row.id, row.patientId);
}

/** A substance that the catalogue does not know could not be counted in any interval. */
function checkHistory(course: CourseInput, act: Act): void {
  const today = dateAt(act.now, act.clinic.zone);
  course.history.forEach((entry, index) => {
    if (entry.substanceId !== null && !act.reference.substances.has(entry.substanceId)) {
      throw new Refusal('INVALID', { field: `history.${index}.substanceId`, problem: 'unknown' });
    }
    if (entry.on !== null && entry.on > today)
      throw new Refusal('INVALID', { field: `history.${index}.on`, problem: 'in-future' });
  });
}
