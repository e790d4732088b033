import { v7 as newId } from 'uuid';
import type { Inputs } from '../../../../shared/contract/index.ts';
import type { Course, Outcome } from '../../../../shared/contract/treatments.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import { analgesicStoppedOn, changesOf, isOnScale } from '../../../../shared/rules/course-outcomes.ts';
import type { Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { Refusal } from '../../refusal.ts';
import { courseOf, courseRow, outcomeOf, outcomesOf, standing } from './course-view.service.ts';
import {
  findOutcome,
  insertEvent,
  insertOutcomes,
  insertVoid,
  updateCourse,
  type CourseEventRow,
  type CourseRow,
} from './course.store.ts';

/** The prompt rests from here until as many more visits have passed. */
export async function review(tx: Tx, input: Inputs['courses']['review'], act: Act): Promise<Course> {
  const row = await courseRow(tx, input.id);
  if (row.endedOn !== null) throw new Refusal('WRONG_STATUS', { status: 'ended' });
  await happen(tx, row, 'review', { decision: input.decision, reason: input.reason }, act);
  announceCourse(row, act);
  return courseOf(tx, row, act);
}

export async function end(tx: Tx, input: Inputs['courses']['end'], act: Act): Promise<Course> {
  const row = await courseRow(tx, input.id);
  if (row.endedOn !== null) throw new Refusal('WRONG_STATUS', { status: 'ended' });
  const change = { endedOn: dateAt(act.now, act.clinic.zone), endedAt: act.now };
  const ended = await changed(tx, row, input.version, change, act);
  const outcomes = standing(await outcomesOf(tx, row.id));
  const { why, reason, advice } = input;
  const said = { why, reason, advice };
  const figures = { result: changesOf(outcomes), analgesicStoppedOn: analgesicStoppedOn(outcomes) };
  await happen(tx, row, 'ended', { ...said, ...figures }, act);
  announceCourse(ended, act);
  return courseOf(tx, ended, act);
}

export async function reopen(tx: Tx, input: Inputs['courses']['reopen'], act: Act): Promise<Course> {
  const row = await courseRow(tx, input.id);
  if (row.endedOn === null) throw new Refusal('WRONG_STATUS', { status: 'open' });
  const open = await changed(tx, row, input.version, { endedOn: null, endedAt: null }, act);
  await happen(tx, row, 'reopened', { reason: input.reason }, act);
  announceCourse(open, act);
  return courseOf(tx, open, act);
}

export async function correctOutcome(
  tx: Tx,
  { outcomeId, reason, right }: Inputs['courses']['correctOutcome'],
  act: Act,
): Promise<Outcome[]> {
  const wrong = await findOutcome(tx, outcomeId);
  if (wrong === undefined) throw new Refusal('NOT_FOUND', { what: 'outcome' });
  const row = await courseRow(tx, wrong.courseId);
  if (outcomeOf(wrong).voided !== null) throw new Refusal('WRONG_STATUS', { status: 'voided' });
  const written = outcomeOf(wrong);
  if (right !== null && !isOnScale({ ...written, value: right.value }))
    throw new Refusal('INVALID', { field: 'value', problem: 'off-scale' });
  await insertVoid(tx, { outcomeId, reason, by: act.who.displayName, at: act.now });
  if (right !== null) {
    const { courseId, sessionId, measure, item, moment, measuredOn } = wrong;
    await insertOutcomes(tx, [
      {
        ...{ courseId, sessionId, measure, item, moment, measuredOn },
        ...{ id: newId(), value: right.value, details: JSON.stringify(right.details) },
        ...{ recordedBy: act.who.displayName, recordedAt: act.now },
      },
    ]);
  }
  announceCourse(row, act);
  return outcomesOf(tx, row.id);
}

/** Puts down what was decided, with the visits that the course had by then. */
export async function happen(
  tx: Tx,
  row: CourseRow,
  kind: CourseEventRow['kind'],
  content: object,
  act: Act,
): Promise<void> {
  const { sessionsSoFar } = await courseOf(tx, row, act);
  await insertEvent(tx, {
    ...{ id: newId(), courseId: row.id, kind, content: JSON.stringify(content) },
    ...{ visits: sessionsSoFar, by: act.who.displayName, at: act.now },
  });
}

/** The loser of two windows is shown what the winner wrote. */
export async function changed(
  tx: Tx,
  row: CourseRow,
  version: number,
  change: Partial<Pick<CourseRow, 'content' | 'endedOn' | 'endedAt'>>,
  act: Act,
): Promise<CourseRow> {
  const { content, endedOn, endedAt } = { ...row, ...change };
  if (
    row.version !== version ||
    !(await updateCourse(tx, { id: row.id, version }, { content, endedOn, endedAt }))
  )
    throw new Refusal('STALE_VERSION', {
      currentVersion: row.version,
      current: await courseOf(tx, row, act),
    });
  return { ...row, content, endedOn, endedAt, version: version + 1 };
}

export function announceCourse(row: CourseRow, act: Act): void {
  act.about({ patientId: row.patientId, entityId: row.id, version: row.version });
  act.changed('treatments', row.id, row.patientId);
}
