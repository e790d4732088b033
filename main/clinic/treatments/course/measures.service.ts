import { v7 as newId } from 'uuid';
import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { VisitMeasure } from '../../../../shared/contract/course-record.ts';
import type { CourseInput, Outcome, SessionContent } from '../../../../shared/contract/treatments.ts';
import { dateAt } from '../../../../shared/rules/calendar.ts';
import { isOnScale, needsItem, painItem } from '../../../../shared/rules/course-outcomes.ts';
import { isPainScore } from '../../../../shared/rules/outcomes.ts';
import type { Reader, Tx } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { outcomesOf } from './course-view.service.ts';
import { findCourse, insertOutcomes } from './course.store.ts';
import { findUnsigned } from '../store.ts';

type Taken = Pick<Outcome, 'measure' | 'item' | 'moment' | 'value' | 'measuredOn' | 'details'>;

/** What the note of a visit says in figures: each place's pain and what else was measured. */
function measuredAt(
  { common, measured = [] }: Pick<SessionContent, 'common' | 'measured'>,
  regions: CourseInput['regions'],
): VisitMeasure[] {
  const written = measured.filter(
    (one) => one.value !== '' && isOnScale(one) && (one.item !== '' || !needsItem(one.measure)),
  );
  const [only, second] = regions;
  if (only === undefined || second !== undefined || written.some(({ measure }) => measure === 'nprs'))
    return written;
  // One place hurts: the score of the visit is the score of that place.
  const single = (moment: 'before' | 'after', value: unknown): VisitMeasure[] =>
    typeof value === 'string' && isPainScore(value)
      ? [{ measure: 'nprs', item: painItem(only), moment, value, details: {} }]
      : [];
  return [...single('before', common['painBefore']), ...single('after', common['painAfter']), ...written];
}

/** A signed note makes its figures outcomes of the course; what was taken down for the visit already stays as it is. */
export async function fileMeasures(
  tx: Tx,
  session: { id: string; courseId: string | null; startedAt: string; content: SessionContent },
  act: Act,
): Promise<void> {
  const course = session.courseId === null ? undefined : await findCourse(tx, session.courseId);
  if (course === undefined) return;
  const known = new Set(
    (await outcomesOf(tx, course.id))
      .filter(({ sessionId, voided }) => sessionId === session.id && voided === null)
      .map(({ measure, item, moment }) => [measure, item, moment === 'after'].join(' ')),
  );
  const rows = measuredAt(session.content, (JSON.parse(course.content) as CourseInput).regions).filter(
    ({ measure, item, moment }) => !known.has([measure, item, moment === 'after'].join(' ')),
  );
  await insertOutcomes(
    tx,
    rows.map(({ details, ...row }) => ({
      ...row,
      id: newId(),
      courseId: course.id,
      sessionId: session.id,
      measuredOn: dateAt(session.startedAt, act.clinic.zone),
      details: JSON.stringify(details),
      recordedBy: act.who.displayName,
      recordedAt: act.now,
    })),
  );
}

/** What visits with an unsigned note have brought so far. */
export async function pendingOf(
  db: Reader,
  courseId: string,
  regions: CourseInput['regions'],
  act: Act,
): Promise<Taken[]> {
  return (await findUnsigned(db, courseId)).flatMap(({ startedAt, content }) =>
    measuredAt(JSON.parse(content) as SessionContent, regions).map((one) => ({
      ...one,
      measuredOn: dateAt(startedAt, act.clinic.zone),
    })),
  );
}

/** A figure off its scale, or of nothing in particular, would be lost at the signature. */
export function measureIssues({ measured = [] }: Pick<SessionContent, 'measured'>): RecordIssue[] {
  return measured.flatMap((one): RecordIssue[] => {
    if (one.value === '') return [];
    const params = { measure: one.measure, item: one.item, value: one.value };
    const at = { fieldKey: 'measured', params };
    if (!isOnScale(one)) return [{ level: 'refuse', code: 'measure-off-scale', ...at }];
    return needsItem(one.measure) && one.item === ''
      ? [{ level: 'refuse', code: 'measure-of-nothing', ...at }]
      : [];
  });
}
