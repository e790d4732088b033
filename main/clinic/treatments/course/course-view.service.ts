import type { CourseEvent, MeasuredChange } from '../../../../shared/contract/course-record.ts';
import type { Course, Outcome } from '../../../../shared/contract/treatments.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import { changesOf, reviewOf, seriesOf } from '../../../../shared/rules/course-outcomes.ts';
import type { Reader } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { Refusal } from '../../refusal.ts';
import {
  findCourse,
  findEvents,
  findOutcomes,
  type CourseEventRow,
  type CourseRow,
  type ReadOutcomeRow,
} from './course.store.ts';
import { findCounted } from '../store.ts';
import { isCounted } from '../visit/views.service.ts';

type Written = Omit<
  Course,
  'id' | 'patientId' | 'startedOn' | 'endedOn' | 'sessionsSoFar' | 'review' | 'reviewAfter' | 'version'
> & { reviewAfter?: number };

export async function courseRow(db: Reader, id: string): Promise<CourseRow> {
  const row = await findCourse(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'course' });
  return row;
}

/** As written, with what is counted and what is due. */
export async function courseOf(db: Reader, row: CourseRow, act: Act): Promise<Course> {
  const visits = (await findCounted(db, row.id)).filter((visit) => isCounted(visit, act.reference));
  const events = await findEvents(db, row.id);
  const today = dateAt(act.now, act.clinic.zone);
  const written = JSON.parse(row.content) as Written;
  // The visit of today counts when it is signed: what it has brought is not known before.
  const finished = visits.filter(
    ({ signed, startedAt }) => signed === 1 || dateAt(startedAt, act.clinic.zone) < today,
  );
  const { reviewAfter = 3 } = written;
  const decided = events.findLast(({ kind }) => kind !== 'ended')?.visits ?? 0;
  return {
    ...written,
    reviewAfter,
    id: row.id,
    patientId: row.patientId,
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    sessionsSoFar: visits.length,
    review:
      row.endedOn !== null || finished.length - decided < reviewAfter
        ? null
        : reviewOf({
            ...{ reviewAfter, visits: finished.length, decidedAt: decided, ended: false },
            changes: await changesOfCourse(db, row.id),
          }),
    version: row.version,
  };
}

/** Every outcome of a course, those taken back marked. */
export async function outcomesOf(db: Reader, courseId: string): Promise<Outcome[]> {
  return (await findOutcomes(db, courseId)).map(outcomeOf);
}

export async function changesOfCourse(db: Reader, courseId: string): Promise<MeasuredChange[]> {
  return changesOf(standing(await outcomesOf(db, courseId)));
}

/** Those that count: neither taken back, nor of a note that was entered in error. */
export function standing(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter(({ voided }) => voided === null);
}

/** Measures of a course that are asked again at its next visit, with what was said last. */
export async function askedOf(
  db: Reader,
  courseId: string,
  sessionId: string,
): Promise<Pick<Outcome, 'measure' | 'item' | 'value' | 'details'>[]> {
  const earlier = standing(await outcomesOf(db, courseId)).filter(
    (one) => one.measure !== 'nprs' && one.sessionId !== sessionId,
  );
  return seriesOf(earlier).flatMap((group) => {
    const last = group.at(-1);
    if (last === undefined) return [];
    const { measure, item, value, details } = last;
    return [{ measure, item, value, details }];
  });
}

export function outcomeOf(row: ReadOutcomeRow): Outcome {
  const { id, courseId, sessionId, item, value, measuredOn, recordedBy } = row;
  const { voidReason, voidBy, voidAt, errorReason, errorBy, errorAt } = row;
  const voided = (reason: string | null, by: string | null, at: string | null) =>
    reason === null ? null : { reason, by: by ?? '', at };
  return {
    ...{ id, courseId, sessionId, item, value, measuredOn, recordedBy },
    measure: row.measure as Outcome['measure'],
    moment: row.moment as Outcome['moment'],
    details: JSON.parse(row.details) as Outcome['details'],
    voided: voided(voidReason, voidBy, voidAt) ?? voided(errorReason, errorBy, errorAt),
  };
}

export function eventOf({ id, kind, content, visits, by, at }: CourseEventRow): CourseEvent {
  return { ...(JSON.parse(content) as object), id, kind, visits, by, at } as CourseEvent;
}
