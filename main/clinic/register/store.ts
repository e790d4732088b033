import { sql } from 'kysely';
import type { Inputs } from '../../../shared/contract/index.ts';
import type { Reopening } from '../../../shared/contract/register.ts';
import type { Reader } from '../../db/schema.ts';

type Filter = Inputs['register']['list'];

const ended = (now: string) =>
  sql<boolean>`(expiresAt <= ${now} OR coalesce(courseEndedAt <= ${now}, 0) OR coalesce(usedUpAt <= ${now}, 0))`;

/** The same order as `statusOf` of the consents has: what withdraws, supersedes or ends outweighs the rest. */
function hasStatus(status: NonNullable<Filter['status']>, now: string) {
  if (status === 'withdrawn') return sql<boolean>`state = 'withdrawn'`;
  const notWithdrawn = sql`state <> 'withdrawn'`;
  if (status === 'superseded') return sql<boolean>`${notWithdrawn} AND supersededAt IS NOT NULL`;
  const alone = sql`${notWithdrawn} AND supersededAt IS NULL`;
  if (status === 'expired') return sql<boolean>`${alone} AND ${ended(now)}`;
  const running = sql`${alone} AND NOT ${ended(now)}`;
  if (status === 'refused') return sql<boolean>`${running} AND state = 'refused'`;
  if (status === 'invalidated')
    return sql<boolean>`${running} AND state <> 'refused' AND invalidatedAt IS NOT NULL`;
  return sql<boolean>`${running} AND state = ${status} AND invalidatedAt IS NULL`;
}

/** A page of the register by its narrow rows; no document is read. */
export function findRegistered(
  db: Reader,
  filter: Omit<Filter, 'text'> & { words: readonly string[]; number: number | null },
  now: string,
) {
  const { status, practitionerId, techniqueId, after, limit, words, number } = filter;
  let rows = db
    .selectFrom('consentRegister')
    .selectAll()
    .orderBy('completedAt', 'desc')
    .orderBy('consentId', 'desc')
    .limit(limit + 1);
  if (status !== null) rows = rows.where(hasStatus(status, now));
  if (practitionerId !== null) rows = rows.where('practitionerId', '=', practitionerId);
  if (after !== null)
    rows = rows.where((eb) =>
      eb(eb.refTuple('completedAt', 'consentId'), '<', eb.tuple(after.completedAt, after.id)),
    );
  if (techniqueId !== null)
    rows = rows.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('consentLines')
          .select('consentLines.lineId')
          .whereRef('consentLines.consentId', '=', 'consentRegister.consentId')
          .where('consentLines.lineId', '=', `technique:${techniqueId}`),
      ),
    );
  if (number !== null)
    rows = rows.where('patientId', 'in', db.selectFrom('patients').select('id').where('number', '=', number));
  if (words.length > 0) {
    let named = db.selectFrom('patients').select('id');
    // The index of letters finds who may be meant; of a word too short for it, the beginning counts.
    const long = words.filter((word) => [...word].length >= 3);
    if (long.length > 0)
      named = named.where('number', 'in', ({ selectFrom }) =>
        selectFrom('patientTrigrams')
          .select('patientTrigrams.rowid')
          .where(
            'patientTrigrams',
            'match',
            long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND '),
          ),
      );
    else
      named = named.where('number', 'in', ({ selectFrom }) =>
        selectFrom('patientWords')
          .select('patientWords.number')
          .where('word', '>=', words[0] ?? '')
          .where('word', '<', `${words[0]}\u{10FFFF}`),
      );
    for (const word of words) named = named.where('sortKey', 'like', `%${word}%`);
    rows = rows.where('patientId', 'in', named);
  }
  return rows.execute();
}

export interface ReopenedRow {
  consentId: string;
  patientId: string;
  why: Reopening['why'] | 'guardian-term';
  kind: string;
  what: string;
  since: string;
  nextVisit: string | null;
  practitionerId: string;
}

/**
 * Consents that counted and count no longer, with what stopped them; a newer consent that was given knowing it settles the
 * matter. Of all patients, or of one.
 */
export async function findReopened(
  db: Reader,
  now: string,
  expiredSince: string,
  patientId: string | null = null,
): Promise<ReopenedRow[]> {
  const visit = sql`(SELECT min(a.startsAt) FROM appointments a WHERE a.patientId = g.patientId AND a.status IN ('booked', 'arrived') AND a.startsAt >= ${now})`;
  const withWhom = sql`(SELECT a.practitionerId FROM appointments a WHERE a.patientId = x.patientId AND a.status IN ('booked', 'arrived') AND a.startsAt = x.nextVisit LIMIT 1)`;
  const explainedBy = sql`(SELECT e.practitionerId FROM consentRegister e WHERE e.consentId = x.consentId)`;
  const whose = patientId === null ? sql`TRUE` : sql`g.patientId = ${patientId}`;
  const over = sql`(g.expiresAt <= ${now} OR coalesce(g.courseEndedAt <= ${now}, 0) OR coalesce(g.usedUpAt <= ${now}, 0))`;
  const stood = sql`g.supersededAt IS NULL AND g.state IN ('agreed', 'agreed-with-limits', 'partly-withdrawn')`;
  const stands = sql`${whose} AND ${stood} AND NOT ${over}`;
  const newer = (since: ReturnType<typeof sql.ref>) =>
    sql`EXISTS (SELECT 1 FROM consentRegister n WHERE n.patientId = g.patientId AND n.completedAt >= ${since} AND n.state <> 'withdrawn')`;
  const substance = (since: ReturnType<typeof sql.ref>) =>
    sql`EXISTS (SELECT 1 FROM consentRegister n JOIN consentLines k ON k.consentId = n.consentId AND k.kind = 'substance' AND k.refId = l.refId
      WHERE n.patientId = g.patientId AND n.completedAt >= ${since})`;
  const { rows } =
    await sql<ReopenedRow>`SELECT x.*, coalesce(${withWhom}, ${explainedBy}) AS practitionerId FROM (
    SELECT g.consentId, g.patientId, r.why AS why, '' AS kind, r.what AS what, r.at AS since, ${visit} AS nextVisit
    FROM consentReopenings r JOIN consentRegister g ON g.patientId = r.patientId AND g.completedAt < r.at
    WHERE ${stands} AND NOT ${newer(sql.ref('r.at'))}
    UNION
    SELECT g.consentId, g.patientId, 'substance-changed', 'substance', l.refId, f.changedAt, ${visit}
    FROM substanceFacts f JOIN consentLines l ON l.refId = f.substanceId AND l.kind = 'substance' AND l.decision = 'accepted'
    JOIN consentRegister g ON g.consentId = l.consentId AND g.completedAt < f.changedAt
    WHERE ${stands} AND NOT ${substance(sql.ref('f.changedAt'))}
    UNION
    SELECT g.consentId, g.patientId, 'substance-changed', 'substance', l.refId, s.updatedAt, ${visit}
    FROM substances s JOIN disclosureClasses least ON least.class = s.disclosureClass
    JOIN consentLines l ON l.refId = s.id AND l.kind = 'substance' AND l.decision = 'accepted'
    JOIN disclosureClasses told ON told.class = l.disclosureClass AND told.strictness < least.strictness
    JOIN consentRegister g ON g.consentId = l.consentId
    WHERE ${stands} AND NOT ${substance(sql.ref('s.updatedAt'))}
    UNION
    SELECT g.consentId, g.patientId, 'refused-since', m.kind, m.refId, m.at, ${visit}
    FROM limits m LEFT JOIN limitLifts f ON f.limitId = m.id
    JOIN consentRegister g ON g.patientId = m.patientId AND g.completedAt < m.at
    WHERE ${stands} AND f.limitId IS NULL AND EXISTS (
      SELECT 1 FROM consentLines l WHERE l.consentId = g.consentId AND l.decision = 'accepted' AND (
        (l.kind = m.kind AND (l.refId = m.refId OR (l.kind = 'region' AND l.refId LIKE m.refId || ':%')))
        OR (m.kind = 'class' AND l.disclosureClass = m.refId)
        OR (l.kind = 'substance' AND EXISTS (SELECT 1 FROM limitedSubstances x WHERE x.limitId = m.id AND x.substanceId = l.refId))))
    UNION
    SELECT g.consentId, g.patientId, 'withdrawn', '', w.words, w.at, ${visit}
    FROM consentWithdrawals w JOIN consentRegister g ON g.consentId = w.consentId
    WHERE ${whose} AND g.supersededAt IS NULL AND w.at > ${expiredSince}
      AND NOT EXISTS (SELECT 1 FROM consentRegister n WHERE n.patientId = g.patientId AND n.completedAt > w.at)
      AND (${visit} IS NOT NULL OR EXISTS (
        SELECT 1 FROM treatmentSessions s WHERE s.patientId = g.patientId AND s.startedAt <= w.at AND NOT EXISTS (
          SELECT 1 FROM signedNotes n WHERE n.sessionId = s.id AND n.signedAt < w.at)))
    UNION
    SELECT g.consentId, g.patientId, CASE
        WHEN coalesce(g.courseEndedAt <= ${now}, 0) THEN 'course-ended' WHEN coalesce(g.usedUpAt <= ${now}, 0) THEN 'visits-used'
        WHEN EXISTS (SELECT 1 FROM consentSignatures i WHERE i.consentId = g.consentId AND i.role = 'guardian') THEN 'guardian-term'
        ELSE 'expired' END, '', '',
      min(g.expiresAt, coalesce(g.courseEndedAt, g.expiresAt), coalesce(g.usedUpAt, g.expiresAt)), ${visit}
    FROM consentRegister g
    WHERE ${whose} AND ${over} AND ${stood}
      AND min(g.expiresAt, coalesce(g.courseEndedAt, g.expiresAt), coalesce(g.usedUpAt, g.expiresAt)) > ${expiredSince}
      AND NOT EXISTS (SELECT 1 FROM consentRegister n WHERE n.patientId = g.patientId AND n.completedAt > g.completedAt)
      AND ${visit} IS NOT NULL
    ) x ORDER BY nextVisit IS NULL, nextVisit, since LIMIT 2000`.execute(db as never);
  return rows;
}
