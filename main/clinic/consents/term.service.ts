import type { ConsentPlan } from '../../../shared/contract/consent-document.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import { findOpenCourses } from './store.ts';

/** Where nothing is said, a patient in one course agrees for that course, and for the clinic's months at most. */
export async function withTerm(
  db: Reader,
  patientId: string,
  plan: ConsentPlan,
  act: Act,
): Promise<ConsentPlan> {
  if (plan.term !== undefined) return plan;
  const [only, another] = await findOpenCourses(db, patientId);
  if (only === undefined || another !== undefined) return plan;
  return { ...plan, term: { months: act.clinic.consentMonths, visits: null, courseId: only } };
}

/** A consent for a course of somebody else, or for one that has ended, would end before it began. */
export async function assertTerm(db: Reader, patientId: string, plan: ConsentPlan): Promise<void> {
  const courseId = plan.term?.courseId ?? null;
  if (courseId !== null && !(await findOpenCourses(db, patientId)).includes(courseId))
    throw new Refusal('INVALID', { field: 'plan.term.courseId', problem: 'not-open' });
}
