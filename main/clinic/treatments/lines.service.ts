import type { Administration } from '../../../shared/contract/administration.ts';
import type { SessionContent, SessionLine } from '../../../shared/contract/treatments.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import type { Reader } from '../../db/schema.ts';
import { findGivenInSessions } from './administration.store.ts';
import { isSound, lateOf } from './note-facts.service.ts';
import { findAmendmentsOf, findSignedTexts, findSupervisors } from './notes.store.ts';
import { findSessionLines } from './store.ts';
import { administrationOf, lineOf } from './views.service.ts';

/** The visits and calls of a patient or a course, newest first, each with whether its signature still fits. */
export async function linesOf(
  db: Reader,
  of: { patientId: string } | { courseId: string },
  reference: Reference,
): Promise<SessionLine[]> {
  const rows = await findSessionLines(db, of);
  const broken = await brokenAmong(
    db,
    rows.filter(({ signed }) => signed === 1).map(({ id }) => id),
  );
  return rows.map((row) => lineOf(row, !broken.has(row.id), reference));
}

/** Which of these signed notes no longer say what was signed; read in a few strokes, however many they are. */
async function brokenAmong(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const by = <T extends { sessionId: string }>(rows: readonly T[]) =>
    Map.groupBy(rows, ({ sessionId }) => sessionId);
  const given = by((await findGivenInSessions(db, ids)).map(administrationOf));
  const amendments = by(await findAmendmentsOf(db, ids));
  const supervisors = by(await findSupervisors(db, ids));
  const texts = await findSignedTexts(db, ids);
  const none: Administration[] = [];
  return new Set(
    texts
      .filter(({ id, written, kind, ...row }) => {
        const now = {
          ...{ content: JSON.parse(written) as SessionContent, kind, late: lateOf(row) },
          administrations: given.get(id) ?? none,
        };
        return !isSound(row, amendments.get(id) ?? [], supervisors.get(id) ?? [], now);
      })
      .map(({ id }) => id),
  );
}
