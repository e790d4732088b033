import type { Reader } from '../../../db/schema.ts';
import { filesOfSessions } from '../../attachments/service.ts';
import { hashOf } from '../../canonical.ts';
import { overridesOf } from '../../staff/service.ts';
import { findGivenInSessions } from '../injection/administration.store.ts';
import { isSound, type StandingNote } from './frozen-note.ts';
import { administrationOf } from '../injection/given-rows.ts';
import { findSupervisors } from './notes.store.ts';
import { findAmendmentsOf, findLoggedHashes, findSignedTexts, findTakeoversOf } from './standing.store.ts';
import { findSupervisorChanges } from './supervision.store.ts';

/** Which of these signed notes no longer say what was signed; read in a few strokes, however many they are. */
export async function brokenAmong(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const by = <T extends { sessionId: string }>(rows: readonly T[]) => {
    const groups = Map.groupBy(rows, ({ sessionId }) => sessionId);
    return (id: string): T[] => groups.get(id) ?? [];
  };
  const given = by((await findGivenInSessions(db, ids)).map(administrationOf));
  const amendments = by(await findAmendmentsOf(db, ids));
  const supervisors = by(await findSupervisors(db, ids));
  const changes = by(await findSupervisorChanges(db, ids));
  const takeovers = by(await findTakeoversOf(db, ids));
  const overrides = by(await overridesOf(db, ids));
  const files = by(await filesOfSessions(db, ids));
  const logged = by(await findLoggedHashes(db, ids));
  const broken = (await findSignedTexts(db, ids)).filter(({ sessionId: id, ...text }) => {
    const standing: StandingNote = {
      ...{ text: { ...text, sessionId: id }, administrations: given(id), amendments: amendments(id) },
      ...{ supervisors: supervisors(id), changes: changes(id), takeovers: takeovers(id) },
      ...{ overrides: overrides(id), files: files(id), logged: logged(id).map(({ hash }) => hash) },
    };
    return !soundnessOf(standing);
  });
  return new Set(broken.map(({ sessionId }) => sessionId));
}

/** As many notes as the longest records of a day have. */
const remembered = 5000;
const judged = new Map<string, boolean>();

/**
 * Judged once for what it is judged by: the answer is filed under the hash of everything that was read, so that any
 * other content is judged anew.
 */
function soundnessOf(standing: StandingNote): boolean {
  const key = hashOf(JSON.stringify(standing));
  const known = judged.get(key);
  if (known !== undefined) return known;
  const sound = isSound(standing);
  const [oldest] = judged.keys();
  if (judged.size >= remembered && oldest !== undefined) judged.delete(oldest);
  judged.set(key, sound);
  return sound;
}
