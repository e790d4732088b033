import type { CourseInput, SessionContent } from '../../../../shared/contract/treatments.ts';
import type { GrantProblem, Roster } from '../../../../shared/rules/grants.ts';
import type { Reader } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { limitsFor, problemsOf } from '../../staff/service.ts';
import { findCourse } from '../course/course.store.ts';
import { doingsOf } from './grants.service.ts';
import { findPreviousSession } from '../store.ts';

/** Places and substances, not credentials: those are told by the technique alone. */
export type Beyond = Pick<GrantProblem, 'id'> & { kind: 'region' | 'substance' | 'specialist-site' };

/**
 * What the next visit will probably be about and this practitioner may not on that day: the places and substances of
 * the visit before, as far as the techniques are planned again, and the regions of its course.
 */
export async function beyondGrants(
  db: Reader,
  planned: { patientId: string; practitionerId: string; techniques: readonly string[]; date: string },
  roster: Roster,
  act: Act,
): Promise<Beyond[]> {
  const { patientId, practitionerId, techniques, date } = planned;
  const before = await findPreviousSession(db, patientId, act.now);
  if (before === undefined || techniques.length === 0) return [];
  const visit = { ...before, content: JSON.parse(before.content) as SessionContent };
  const repeated = (await doingsOf(db, visit)).filter(({ techniqueId }) => techniques.includes(techniqueId));
  const course = before.courseId === null ? undefined : await findCourse(db, before.courseId);
  const { regionsExcluded } = limitsFor(roster, practitionerId, techniques, date, act.reference);
  const inCourse = course === undefined ? [] : (JSON.parse(course.content) as CourseInput).regions;
  const found = [
    ...repeated.flatMap(({ userId: _, deviceId: __, ...use }) =>
      problemsOf(roster, practitionerId, use, date, act.reference),
    ),
    ...inCourse
      .filter(({ region }) => regionsExcluded.includes(region))
      .map(({ region: id }) => ({ kind: 'region' as const, id })),
  ];
  const beyond = new Map<string, Beyond>();
  for (const { kind, id } of found)
    if (kind === 'region' || kind === 'substance' || kind === 'specialist-site')
      beyond.set(`${kind} ${id}`, { kind, id });
  return [...beyond.values()];
}
