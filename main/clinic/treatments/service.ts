import type { CourseView } from './course/course.pdf.ts';
import type { SessionContent, SessionView, TreatmentSession } from '../../../shared/contract/treatments.ts';
import type { Reader } from '../../db/schema.ts';
import type { Act } from '../act.ts';
import { Refusal } from '../refusal.ts';
import type { Cover } from '../../../shared/contract/consents.ts';
import { checkSession } from './visit/checks.service.ts';
import { firstAndLast } from './rules.ts';
import { findContents, findSession, findSessionsOfAppointments, type AppointmentSession } from './store.ts';
import { sessionOf } from './visit/views.service.ts';

export { courseNumbersOf, requireCourse } from './course/course-count.service.ts';
export { beyondGrants } from './visit/beyond.service.ts';
export { nameOfGrant } from './visit/grants.service.ts';
export { openBefore } from './visit/earlier.service.ts';
export { courseProgress } from './course/course.service.ts';
export { injections } from './injection/injections.service.ts';
export { injectionsPdf } from './injection/injections.pdf.ts';
export { totalsOfCourse } from './course/course-totals.service.ts';
export { coursePdf, type CourseView } from './course/course.pdf.ts';
export { itemText, valueText, en as measureNames } from './course/measure.words.ts';
export { letterFacts } from './letter/letter.facts.ts';
export { letterPdf, type LetterView } from './letter/letter.pdf.ts';
export { aftercareOf, summaryPdf, type SummaryView } from './summary/summary.pdf.ts';

/** The visit of each of these appointments, where one was begun. */
export function sessionsOfAppointments(
  db: Reader,
  appointmentIds: readonly string[],
): Promise<AppointmentSession[]> {
  return findSessionsOfAppointments(db, appointmentIds);
}

/** What the note of a visit says about what comes next; null without a note. */
export async function planOfVisit(db: Reader, appointmentId: string): Promise<string | null> {
  const [session] = await findSessionsOfAppointments(db, [appointmentId]);
  const row = session === undefined ? undefined : await findSession(db, session.sessionId);
  return row === undefined ? null : (JSON.parse(row.content) as { plan: string }).plan;
}

export async function sessionBy(db: Reader, id: string, act: Act): Promise<TreatmentSession> {
  const row = await findSession(db, id);
  if (row === undefined) throw new Refusal('NOT_FOUND', { what: 'session' });
  return sessionOf(db, row, act.reference);
}

/** Each finding of a course as first seen and as seen last; visits entered in error are left out. */
export async function findingsOfCourse(db: Reader, courseId: string): Promise<CourseView['findings']> {
  const contents = await findContents(db, courseId);
  return firstAndLast(contents.map((content) => (JSON.parse(content) as SessionContent).findings));
}

/** On which consents the visit rests and what spoke against it: as frozen at its signature, or as they stand now. */
export async function standingOfSession(
  db: Reader,
  session: TreatmentSession,
  act: Act,
): Promise<{ cover: Cover; hits: SessionView['hits'] }> {
  const { cover, hits } = await checkSession(db, session, act);
  return { cover, hits };
}
export { openNotesBefore } from './note/open-notes.service.ts';
