import { v7 as newId } from 'uuid';
import type { Inputs, Outputs } from '../../../../shared/contract/index.ts';
import type { Course, CourseInput } from '../../../../shared/contract/treatments.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import {
  analgesicStoppedOn,
  changesOf,
  isOnScale,
  needsItem,
} from '../../../../shared/rules/course-outcomes.ts';
import type { Reader, Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { attachmentsOf } from '../../attachments/service.ts';
import { patientHeader } from '../../patients/service.ts';
import { Refusal } from '../../refusal.ts';
import { announceCourse, changed, happen } from './course-life.service.ts';
import { courseOf, courseRow, eventOf, outcomesOf, standing } from './course-view.service.ts';
import { findCoursesOf, findEvents, findMissed, insertCourse, insertOutcomes } from './course.store.ts';
import { pendingOf } from './measures.service.ts';
import { linesOf } from '../note/lines.service.ts';
import { findSession } from '../store.ts';

export async function openCourse(
  tx: Tx,
  input: { patientId: string; course: CourseInput },
  act: Act,
): Promise<Course> {
  await patientHeader(tx, input.patientId);
  checkCourse(input.course, act);
  checkDecisions(input.course, 0, act);
  const row = {
    id: newId(),
    patientId: input.patientId,
    content: JSON.stringify(named(input.course)),
    startedOn: dateAt(act.now, act.clinic.zone),
    endedOn: null,
    endedAt: null,
    version: 1,
  };
  await insertCourse(tx, row);
  announceCourse(row, act);
  return courseOf(tx, row, act);
}

/** A renewed plan is put down beside the old one; decisions about surgery are added to and never change. */
export async function reviseCourse(
  tx: Tx,
  input: { id: string; version: number; course: CourseInput; reason: string },
  act: Act,
): Promise<Course> {
  const row = await courseRow(tx, input.id);
  checkCourse(input.course, act);
  const before = JSON.parse(row.content) as CourseInput;
  const kept = before.surgeryDecisions.every((one, at) =>
    sameDecision(one, input.course.surgeryDecisions[at]),
  );
  if (row.version === input.version && !kept)
    throw new Refusal('INVALID', { field: 'surgeryDecisions', problem: 'must-stay' });
  if (row.version === input.version) checkDecisions(input.course, before.surgeryDecisions.length, act);
  const course = named(input.course);
  if (row.version === input.version) await keepShown(tx, row.id, course);
  const revised = await changed(tx, row, input.version, { content: JSON.stringify(course) }, act);
  if (before.plannedSessions !== input.course.plannedSessions) {
    const plan = { plannedFrom: before.plannedSessions, plannedTo: input.course.plannedSessions };
    await happen(tx, row, 'plan', { ...plan, reason: input.reason }, act);
  }
  announceCourse(revised, act);
  return courseOf(tx, revised, act);
}

/** Each entry of the history has an id from its first saving on, so that files can lie with it. */
function named(course: CourseInput): CourseInput {
  return { ...course, history: course.history.map((entry) => ({ ...entry, id: entry.id ?? newId() })) };
}

/** An entry that a file shows stays as long as the file stands. */
async function keepShown(tx: Tx, courseId: string, { history }: CourseInput): Promise<void> {
  const kept = new Set(history.map(({ id }) => id));
  const lost = (await attachmentsOf(tx, { subject: 'course', subjectId: courseId })).filter(
    ({ entryId, inError }) => entryId !== null && inError === null && !kept.has(entryId),
  );
  if (lost.length > 0)
    throw new Refusal('ENTRY_HAS_FILES', { names: lost.map(({ name }) => name).join(', ') });
}

type Decision = CourseInput['surgeryDecisions'][number];

function sameDecision(one: Decision, other: Decision | undefined): boolean {
  return (
    one.state === other?.state &&
    one.on === other.on &&
    one.reason === other.reason &&
    one.reviewedBy === other.reviewedBy
  );
}

export async function coursesOf(db: Reader, input: { patientId: string }, act: Act): Promise<Course[]> {
  act.about({ patientId: input.patientId });
  const courses: Course[] = [];
  for (const row of await findCoursesOf(db, input.patientId)) courses.push(await courseOf(db, row, act));
  return courses;
}

/** Adds what was measured; a figure measured again stands beside the first one, never over it. */
export async function recordOutcomes(
  tx: Tx,
  input: Inputs['treatments']['recordOutcomes'],
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
    if (needsItem(outcome.measure) && outcome.item === '')
      throw new Refusal('INVALID', { field: `outcomes.${index}.item`, problem: 'missing' });
    if (!isOnScale(outcome))
      throw new Refusal('INVALID', { field: `outcomes.${index}.value`, problem: 'off-scale' });
  });
  await insertOutcomes(
    tx,
    input.outcomes.map(({ details = {}, ...outcome }) => ({
      ...outcome,
      id: newId(),
      courseId: course.id,
      sessionId: input.sessionId,
      details: JSON.stringify(details),
      recordedBy: act.who.displayName,
      recordedAt: act.now,
    })),
  );
  announceCourse(course, act);
  return { recorded: input.outcomes.length };
}

export type CourseProgress = Outputs['treatments']['courseProgress'];

export async function courseProgress(db: Reader, input: { id: string }, act: Act): Promise<CourseProgress> {
  const row = await courseRow(db, input.id);
  act.about({ patientId: row.patientId, entityId: row.id, version: row.version });
  const course = await courseOf(db, row, act);
  const outcomes = await outcomesOf(db, row.id);
  const counted = standing(outcomes);
  return {
    course,
    outcomes,
    sessions: await linesOf(db, { courseId: row.id }, act.reference),
    changes: changesOf(counted),
    analgesicStoppedOn: analgesicStoppedOn(counted),
    pending: await pendingOf(db, row.id, course.regions, act),
    missed: (await findMissed(db, row.id)).map(({ status, startsAt }) => ({
      on: dateAt(startsAt, act.clinic.zone),
      status: status === 'cancelled' ? 'cancelled' : 'did-not-attend',
    })),
    events: (await findEvents(db, row.id)).map(eventOf),
  };
}

/** A substance that the catalogue does not know could not be counted in any interval. */
function checkCourse(course: CourseInput, act: Act): void {
  const today = dateAt(act.now, act.clinic.zone);
  const ids = course.history.flatMap(({ id }) => id ?? []);
  if (new Set(ids).size < ids.length) throw new Refusal('INVALID', { field: 'history.id', problem: 'twice' });
  course.history.forEach((entry, index) => {
    if (entry.substanceId !== null && !act.reference.substances.has(entry.substanceId)) {
      throw new Refusal('INVALID', { field: `history.${index}.substanceId`, problem: 'unknown' });
    }
    if (entry.on !== null && entry.on > today)
      throw new Refusal('INVALID', { field: `history.${index}.on`, problem: 'in-future' });
  });
}

/** A decision about an operation is one with its day, its reason and who has looked at it. */
function checkDecisions({ surgeryDecisions }: CourseInput, kept: number, act: Act): void {
  const today = dateAt(act.now, act.clinic.zone);
  for (const [index, { on, reason, reviewedBy }] of surgeryDecisions.entries()) {
    if (index < kept) continue;
    const at = (field: string) => `surgeryDecisions.${index}.${field}`;
    if (on > today) throw new Refusal('INVALID', { field: at('on'), problem: 'in-future' });
    if (reason.trim() === '') throw new Refusal('INVALID', { field: at('reason'), problem: 'missing' });
    if (reviewedBy === '') throw new Refusal('INVALID', { field: at('reviewedBy'), problem: 'missing' });
  }
}
