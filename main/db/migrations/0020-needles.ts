import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 20,
  name: 'needles',
  reason: 'needles that stay in on purpose, on whose word, until when, and how they came out',
  sql: `
CREATE TABLE retainedNeedles (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id), sessionId TEXT NOT NULL REFERENCES treatmentSessions (id),
  blockId TEXT NOT NULL CHECK (blockId <> ''), siteId TEXT NOT NULL CHECK (siteId <> ''), side TEXT NOT NULL CHECK (side IN ('left', 'right', 'midline')),
  count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 60), consentId TEXT NOT NULL REFERENCES consents (id),
  leftAt TEXT NOT NULL CHECK (leftAt IS strftime('%Y-%m-%dT%H:%M:%fZ', leftAt)), leftOn TEXT NOT NULL CHECK (leftOn IS date(leftOn)),
  dueOn TEXT NOT NULL CHECK (dueOn IS date(dueOn) AND dueOn >= leftOn), removedBy TEXT NOT NULL CHECK (removedBy IN ('clinic', 'patient')),
  leftBy TEXT NOT NULL CHECK (leftBy <> ''), UNIQUE (sessionId, blockId, siteId, side)
) STRICT;
CREATE INDEX needlesOfPatient ON retainedNeedles (patientId, leftAt);
CREATE INDEX needlesByDay ON retainedNeedles (dueOn);
CREATE TABLE needleRemovals (
  id TEXT PRIMARY KEY, needleId TEXT NOT NULL REFERENCES retainedNeedles (id), count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 60),
  how TEXT NOT NULL CHECK (how IN ('removed', 'fell-out', 'not-found')), removedBy TEXT NOT NULL CHECK (removedBy <> ''),
  removedOn TEXT NOT NULL CHECK (removedOn IS date(removedOn)), words TEXT NOT NULL CHECK (how <> 'not-found' OR trim(words) <> ''),
  recordedBy TEXT NOT NULL CHECK (recordedBy <> ''), at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX removalsOfNeedle ON needleRemovals (needleId);

-- How many of each are still in.
CREATE VIEW needlesStillIn AS
  SELECT n.id AS needleId, n.patientId AS patientId, n.dueOn AS dueOn,
    n.count - coalesce((SELECT sum(r.count) FROM needleRemovals r WHERE r.needleId = n.id), 0) AS remaining
  FROM retainedNeedles n;

-- A needle stays in only where the patient has agreed to it at that very place, for so long, in a consent that stands; the
-- last word counts, as at the injection gate. A point on the midline lies between the two sides.
CREATE TRIGGER retainedNeedleGate BEFORE INSERT ON retainedNeedles
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:retainedNeedles') WHERE EXISTS (SELECT 1 FROM retainedNeedles n WHERE n.id = NEW.id OR n.rowid = NEW.rowid
    OR (n.sessionId = NEW.sessionId AND n.blockId = NEW.blockId AND n.siteId = NEW.siteId AND n.side = NEW.side));
  SELECT RAISE(ABORT, 'NEEDLE:session') WHERE NOT EXISTS (
    SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.sessionId AND s.patientId = NEW.patientId AND s.startedAt <= NEW.leftAt);
  SELECT RAISE(ABORT, 'NEEDLE:note-signed') WHERE EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = NEW.sessionId);
  SELECT RAISE(ABORT, 'NEEDLE:consent') WHERE NOT EXISTS (
    SELECT 1 FROM consents c JOIN consentLines l ON l.consentId = c.id AND l.kind = 'retained-needle' AND l.decision = 'accepted'
      JOIN siteRegions r ON r.siteId = NEW.siteId
      JOIN json_each(c.document, '$.retained') t ON t.value ->> 'lineId' = l.lineId
    WHERE c.id = NEW.consentId AND c.patientId = NEW.patientId AND c.completedAt <= NEW.leftAt AND c.expiresAt > NEW.leftAt
      AND (l.refId = r.region || ':' || NEW.side OR (NEW.side = 'midline' AND l.refId LIKE r.region || ':%'))
      AND julianday(NEW.dueOn) - julianday(NEW.leftOn) <= t.value ->> 'days'
      AND NOT EXISTS (SELECT 1 FROM limits m WHERE m.patientId = c.patientId AND m.kind = 'region' AND m.refId IN (r.region, l.refId)
        AND NOT EXISTS (SELECT 1 FROM limitLifts f WHERE f.limitId = m.id AND f.at < c.completedAt))
      AND NOT EXISTS (
        SELECT 1 FROM consents n JOIN consentLines k ON k.consentId = n.id AND k.lineId = l.lineId
        WHERE n.patientId = c.patientId AND n.completedAt > c.completedAt)
      AND NOT EXISTS (
        SELECT 1 FROM consents n JOIN consentLines k ON k.consentId = n.id AND k.lineId = l.lineId
          JOIN consentWithdrawals w ON w.consentId = n.id AND (n.id = c.id OR w.at >= c.completedAt)
        WHERE n.patientId = c.patientId AND (w.scope = 'all' OR EXISTS (
          SELECT 1 FROM consentWithdrawnLines x WHERE x.withdrawalId = w.id AND x.lineId = k.lineId)))
      AND NOT EXISTS (SELECT 1 FROM courses k WHERE k.id = c.courseId AND k.endedAt IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM consentReopenings o WHERE o.patientId = c.patientId AND o.at > c.completedAt));
END;

-- No note is signed over needles that nobody can account for: in = out + left in on purpose + searched for and not found.
CREATE TRIGGER notesCountNeedles BEFORE INSERT ON signedNotes
BEGIN
  SELECT RAISE(ABORT, 'NEEDLE_COUNT') WHERE EXISTS (
    SELECT 1 FROM json_each(NEW.content, '$.content.blocks') b
    WHERE coalesce(CAST(b.value ->> '$.values.needlesIn' AS INTEGER), 0) - coalesce(CAST(b.value ->> '$.values.needlesOut' AS INTEGER), 0)
      <> coalesce((SELECT sum(n.count) FROM retainedNeedles n WHERE n.sessionId = NEW.sessionId AND n.blockId = b.value ->> 'id'), 0)
        + coalesce(b.value ->> '$.lost.count', 0));
  SELECT RAISE(ABORT, 'NEEDLE_LOST') WHERE EXISTS (
    SELECT 1 FROM json_each(NEW.content, '$.content.blocks') b WHERE b.value ->> '$.lost.count' IS NOT NULL
      AND (trim(coalesce(b.value ->> '$.lost.reason', '')) = '' OR trim(coalesce(b.value ->> '$.lost.done', '')) = ''));
  SELECT RAISE(ABORT, 'NEEDLE_COUNT') WHERE EXISTS (
    SELECT 1 FROM retainedNeedles n WHERE n.sessionId = NEW.sessionId AND NOT EXISTS (
      SELECT 1 FROM json_each(NEW.content, '$.content.blocks') b, json_each(b.value, '$.retained') t
      WHERE b.value ->> 'id' = n.blockId AND t.value ->> 'siteId' = n.siteId AND t.value ->> 'side' = n.side AND t.value ->> 'count' = n.count));
END;
CREATE TRIGGER needleRemovalsFit BEFORE INSERT ON needleRemovals
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:needleRemovals') WHERE EXISTS (SELECT 1 FROM needleRemovals r WHERE r.id = NEW.id OR r.rowid = NEW.rowid);
  SELECT RAISE(ABORT, 'NEEDLE_REMOVAL') WHERE NOT EXISTS (
    SELECT 1 FROM retainedNeedles n JOIN needlesStillIn s ON s.needleId = n.id
    WHERE n.id = NEW.needleId AND NEW.count <= s.remaining AND NEW.removedOn >= n.leftOn AND NEW.removedOn <= date(NEW.at, '+1 day'));
END;
CREATE TRIGGER retainedNeedlesNoUpdate BEFORE UPDATE ON retainedNeedles BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:retainedNeedles'); END;
CREATE TRIGGER retainedNeedlesNoDelete BEFORE DELETE ON retainedNeedles BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:retainedNeedles'); END;
CREATE TRIGGER needleRemovalsNoUpdate BEFORE UPDATE ON needleRemovals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:needleRemovals'); END;
CREATE TRIGGER needleRemovalsNoDelete BEFORE DELETE ON needleRemovals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:needleRemovals'); END;
`,
};
