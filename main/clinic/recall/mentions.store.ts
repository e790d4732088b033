import { sql } from 'kysely';
import type { MentionSource } from '../../db/afterwards-tables.ts';
import type { Reader, Tx } from '../../db/schema.ts';
import { noteState } from './store.ts';

/** More than anybody reads through. */
const mostMentions = 200;

export interface MentionFound {
  source: MentionSource;
  sourceId: string;
  patientId: string;
  sessionId: string | null;
  at: string;
  author: string;
  note: 'draft' | 'signed' | 'entered-in-error';
  /** Everything that was written there, one part to a line. */
  text: string;
}

export async function insertMentions(
  tx: Tx,
  source: MentionSource,
  sourceId: string,
  keys: readonly string[],
): Promise<void> {
  for (let at = 0; at < keys.length; at += 500)
    await tx
      .insertInto('lotMentions')
      .values(keys.slice(at, at + 500).map((key) => ({ key, source, sourceId })))
      .execute();
}

/** Where a number of this range was written; by the day of the visit, or of the report where there was none. */
export async function findMentions(
  db: Reader,
  { from, to }: { from: string; to: string },
): Promise<MentionFound[]> {
  const note = noteState(sql`s.id`);
  const { rows } = await sql<MentionFound>`
    WITH found AS (SELECT DISTINCT source, sourceId FROM lotMentions WHERE key >= ${from} AND key < ${to} LIMIT ${mostMentions})
    SELECT f.source, f.sourceId, s.patientId, s.id AS sessionId, s.startedAt AS at, a.author, ${note} AS note, a.reason || char(10) || a.text AS text
      FROM found f JOIN noteAmendments a ON f.source = 'amendment' AND a.id = f.sourceId JOIN treatmentSessions s ON s.id = a.sessionId
    UNION ALL
    SELECT f.source, f.sourceId, e.patientId, e.sessionId, coalesce(s.startedAt, e.at), e.reportedBy, ${note},
        concat_ws(char(10), e.words, e.details ->> '$.productName', e.details ->> '$.lotNumber', e.details ->> '$.needleLot',
          e.details ->> '$.device', e.details ->> '$.type', e.details ->> '$.action')
      FROM found f JOIN adverseEvents e ON f.source = 'event' AND e.id = f.sourceId LEFT JOIN treatmentSessions s ON s.id = e.sessionId
    UNION ALL
    SELECT f.source, f.sourceId, e.patientId, e.sessionId, coalesce(s.startedAt, e.at), u.by, ${note},
        concat_ws(char(10), u.words, u.changes ->> '$.action')
      FROM found f JOIN eventFollowUps u ON f.source = 'follow-up' AND u.id = f.sourceId JOIN adverseEvents e ON e.id = u.eventId
        LEFT JOIN treatmentSessions s ON s.id = e.sessionId`.execute(db as Tx);
  return rows;
}
