import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 18,
  name: 'events',
  reason:
    'what happened after a treatment, the word given anew at each visit, and when a consent stops counting',
  sql: `
CREATE TABLE adverseEvents (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id),
  courseId TEXT REFERENCES courses (id), sessionId TEXT REFERENCES treatmentSessions (id),
  severity TEXT NOT NULL CHECK (severity IN ('mild', 'significant', 'serious')), happenedOn TEXT NOT NULL CHECK (happenedOn IS date(happenedOn)),
  words TEXT NOT NULL CHECK (trim(words) <> ''), reportedBy TEXT NOT NULL CHECK (reportedBy <> ''), at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX eventsOfPatient ON adverseEvents (patientId, at);
CREATE INDEX eventsOfCourse ON adverseEvents (courseId) WHERE courseId IS NOT NULL;
CREATE TRIGGER adverseEventsFit BEFORE INSERT ON adverseEvents
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:adverseEvents') WHERE EXISTS (SELECT 1 FROM adverseEvents e WHERE e.id = NEW.id OR e.rowid = NEW.rowid);
  SELECT RAISE(ABORT, 'EVENT_PATIENT') WHERE NEW.courseId IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM courses c WHERE c.id = NEW.courseId AND c.patientId = NEW.patientId);
  SELECT RAISE(ABORT, 'EVENT_PATIENT') WHERE NEW.sessionId IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.sessionId AND s.patientId = NEW.patientId);
END;
-- A serious event is talked about before anything goes on; no program can write the one without the other.
CREATE TRIGGER seriousEventReopens AFTER INSERT ON adverseEvents WHEN NEW.severity = 'serious'
BEGIN
  INSERT INTO consentReopenings (id, patientId, why, what, at) VALUES (NEW.id, NEW.patientId, 'serious-event', substr(NEW.words, 1, 200), NEW.at);
END;
CREATE TRIGGER adverseEventsNoUpdate BEFORE UPDATE ON adverseEvents BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:adverseEvents'); END;
CREATE TRIGGER adverseEventsNoDelete BEFORE DELETE ON adverseEvents BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:adverseEvents'); END;

-- A wording that changes what is said of risks is talked about with everybody who agreed to an older one; another changes nothing.
CREATE TRIGGER materialVersionReopens AFTER INSERT ON templateVersions WHEN NEW.material = 1 AND NEW.version > 1
BEGIN
  INSERT INTO consentReopenings (id, patientId, why, what, at)
  SELECT lower(hex(randomblob(16))), p.patientId, 'template', NEW.reason, NEW.publishedAt FROM (
    SELECT g.patientId AS patientId FROM consentTemplates t JOIN consentRegister g ON g.consentId = t.consentId
    WHERE t.templateId = NEW.templateId AND t.version < NEW.version AND g.expiresAt > NEW.publishedAt AND g.state NOT IN ('refused', 'withdrawn')
    UNION
    SELECT d.patientId FROM consentDrafts d WHERE d.contentHash IS NOT NULL AND (
      d.document ->> '$.template.id' = NEW.templateId
      OR EXISTS (SELECT 1 FROM json_each(d.document, '$.template.parts') q WHERE q.value ->> 'id' = NEW.templateId))) p;
END;

-- Which wording a consent was given on is what its text says, once: a replacing insert would hide it from a new version.
CREATE TRIGGER consentTemplatesFit BEFORE INSERT ON consentTemplates
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:consentTemplates') WHERE EXISTS (
    SELECT 1 FROM consentTemplates t WHERE t.consentId = NEW.consentId AND t.templateId = NEW.templateId);
END;

-- The patient's word at each visit, whether the substances were read again, and who heard it.
ALTER TABLE treatmentSessions ADD COLUMN consentConfirmedAt TEXT
  CHECK (consentConfirmedAt IS NULL OR (consentConfirmedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', consentConfirmedAt) AND consentConfirmedAt >= startedAt));
ALTER TABLE treatmentSessions ADD COLUMN consentConfirmedBy TEXT
  CHECK ((consentConfirmedBy IS NULL) = (consentConfirmedAt IS NULL) AND consentConfirmedBy <> '');
ALTER TABLE treatmentSessions ADD COLUMN substancesRead INTEGER NOT NULL DEFAULT 0
  CHECK (substancesRead = 0 OR (substancesRead = 1 AND consentConfirmedAt IS NOT NULL));
CREATE TRIGGER sessionsKeepConfirmed BEFORE UPDATE OF consentConfirmedAt, substancesRead ON treatmentSessions
WHEN NEW.consentConfirmedAt IS NULL AND OLD.consentConfirmedAt IS NOT NULL OR NEW.substancesRead < OLD.substancesRead
BEGIN SELECT RAISE(ABORT, 'SESSION_CONFIRMED'); END;

-- When a course was ended, to the moment; a consent given for it ends with it.
ALTER TABLE courses ADD COLUMN endedAt TEXT CHECK (endedAt IS NULL OR endedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', endedAt));
UPDATE courses SET endedAt = endedOn || 'T23:59:59.999Z' WHERE endedOn IS NOT NULL;
CREATE TRIGGER coursesEnded AFTER UPDATE OF endedOn, endedAt ON courses WHEN (NEW.endedOn IS NULL) <> (NEW.endedAt IS NULL)
BEGIN SELECT RAISE(ABORT, 'COURSE_END'); END;

-- The visits that a consent given for so many of them has had: those in which the patient gave their word after it was
-- completed, or something was given under it. A visit entered in error was none.
CREATE VIEW consentVisits AS
  SELECT c.id AS consentId, c.visits AS visits, s.id AS sessionId, s.consentConfirmedAt AS at
  FROM consents c JOIN treatmentSessions s ON s.patientId = c.patientId AND s.consentConfirmedAt IS NOT NULL
  WHERE c.visits IS NOT NULL
    AND (s.consentConfirmedAt >= c.completedAt OR EXISTS (SELECT 1 FROM administrations a WHERE a.sessionId = s.id AND a.consentId = c.id))
    AND NOT EXISTS (SELECT 1 FROM noteAmendments n WHERE n.sessionId = s.id AND n.kind = 'entered-in-error');

-- Term by course and visits stands in the text that was signed, and nobody completes what was overtaken since the first signature.
CREATE TRIGGER consentsTerm BEFORE INSERT ON consents
BEGIN
  SELECT RAISE(ABORT, 'CONSENT_COURSE') WHERE NEW.document ->> '$.plan.term.courseId' IS NOT NEW.courseId
    OR (NEW.courseId IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM courses c WHERE c.id = NEW.courseId AND c.patientId = NEW.patientId AND c.endedAt IS NULL));
  SELECT RAISE(ABORT, 'CONSENT_VISITS') WHERE NEW.document ->> '$.plan.term.visits' IS NOT NEW.visits;
  SELECT RAISE(ABORT, 'CONSENT_REOPENED') WHERE EXISTS (
    SELECT 1 FROM consentReopenings r WHERE r.patientId = NEW.patientId AND r.at <= NEW.completedAt
      AND r.at > (SELECT min(s.signedAt) FROM consentSignatures s WHERE s.consentId = NEW.id AND s.role <> 'practitioner'));
END;

-- The last part of the injection gate: nothing is given before the patient's word of the visit, beyond course or visits, or
-- on a line that a later document has decided anew.
CREATE TRIGGER lifeGate AFTER INSERT ON administrations
BEGIN
  SELECT RAISE(ABORT, 'GATE:unconfirmed') WHERE NOT EXISTS (
    SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.sessionId AND s.substancesRead = 1 AND s.consentConfirmedAt <= NEW.givenAt);
  SELECT RAISE(ABORT, 'GATE:ended') WHERE EXISTS (
    SELECT 1 FROM consents c JOIN courses k ON k.id = c.courseId WHERE c.id = NEW.consentId AND k.endedAt IS NOT NULL);
  SELECT RAISE(ABORT, 'GATE:superseded') WHERE NOT EXISTS (
    SELECT 1 FROM consents c JOIN consentLines l ON l.consentId = c.id AND l.kind = 'substance' AND l.refId = NEW.substanceId
      AND l.disclosureClass = NEW.disclosureClass AND l.decision = 'accepted'
    WHERE c.id = NEW.consentId AND NOT EXISTS (
      SELECT 1 FROM consents n JOIN consentLines k ON k.consentId = n.id AND k.lineId = l.lineId
      WHERE n.patientId = c.patientId AND n.completedAt > c.completedAt));
END;

-- Before the row itself makes its visit one of the counted: those that had the patient's word before this visit has it.
CREATE TRIGGER visitsGate BEFORE INSERT ON administrations WHEN (SELECT c.visits FROM consents c WHERE c.id = NEW.consentId) IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'GATE:ended') WHERE EXISTS (
    SELECT 1 FROM consents c WHERE c.id = NEW.consentId AND c.visits <= (
      SELECT count(*) FROM consentVisits v WHERE v.consentId = c.id AND v.sessionId <> NEW.sessionId
        AND v.at <= coalesce((SELECT o.at FROM consentVisits o WHERE o.consentId = c.id AND o.sessionId = NEW.sessionId), NEW.givenAt)));
END;

-- What ends a consent besides its day, kept beside it so that the register filters and pages without reading a document.
ALTER TABLE consentRegister ADD COLUMN supersededAt TEXT;
ALTER TABLE consentRegister ADD COLUMN invalidatedAt TEXT;
ALTER TABLE consentRegister ADD COLUMN courseEndedAt TEXT;
ALTER TABLE consentRegister ADD COLUMN usedUpAt TEXT;
UPDATE consentRegister SET invalidatedAt = (
  SELECT min(r.at) FROM consentReopenings r WHERE r.patientId = consentRegister.patientId AND r.at > consentRegister.completedAt);
DROP TRIGGER registerConsent;
CREATE TRIGGER registerConsent AFTER INSERT ON consents
BEGIN
  INSERT INTO consentRegister (consentId, patientId, practitionerId, completedAt, expiresAt, state, invalidatedAt)
  SELECT NEW.id, NEW.patientId, NEW.practitionerId, NEW.completedAt, NEW.expiresAt, CASE
    WHEN NOT EXISTS (SELECT 1 FROM consentLines l WHERE l.consentId = NEW.id AND l.kind = 'technique' AND l.decision = 'accepted') THEN 'refused'
    WHEN EXISTS (SELECT 1 FROM consentLines l WHERE l.consentId = NEW.id AND l.decision = 'refused' AND l.kind <> 'add-on') THEN 'agreed-with-limits' ELSE 'agreed' END,
    (SELECT min(r.at) FROM consentReopenings r WHERE r.patientId = NEW.patientId AND r.at > NEW.completedAt);
  -- Superseded: every line has been decided anew in a later document. What follows from regions is no line of its own.
  UPDATE consentRegister SET supersededAt = (SELECT max(n.completedAt) FROM consentRegister n WHERE n.patientId = NEW.patientId)
  WHERE patientId = NEW.patientId AND supersededAt IS NULL AND NOT EXISTS (
    SELECT 1 FROM consentLines l WHERE l.consentId = consentRegister.consentId AND l.kind <> 'lung-field' AND NOT EXISTS (
      SELECT 1 FROM consentRegister n JOIN consentLines k ON k.consentId = n.consentId AND k.lineId = l.lineId
      WHERE n.patientId = NEW.patientId AND n.completedAt > consentRegister.completedAt));
END;
CREATE TRIGGER registerReopening AFTER INSERT ON consentReopenings
BEGIN
  UPDATE consentRegister SET invalidatedAt = NEW.at
  WHERE patientId = NEW.patientId AND completedAt < NEW.at AND (invalidatedAt IS NULL OR invalidatedAt > NEW.at);
END;
CREATE TRIGGER registerCourse AFTER UPDATE OF endedAt ON courses WHEN NEW.endedAt IS NOT OLD.endedAt
BEGIN
  UPDATE consentRegister SET courseEndedAt = NEW.endedAt
  WHERE patientId = NEW.patientId AND consentId IN (SELECT c.id FROM consents c WHERE c.patientId = NEW.patientId AND c.courseId = NEW.id);
END;
-- A visit lasts no longer than twelve hours: through its last one the consent still stands.
CREATE VIEW consentUsedUp AS
  SELECT v.consentId AS consentId, strftime('%Y-%m-%dT%H:%M:%fZ', v.at, '+12 hours') AS at
  FROM (SELECT consentId, visits, at, row_number() OVER (PARTITION BY consentId ORDER BY at, sessionId) AS n FROM consentVisits) v WHERE v.n = v.visits;
CREATE TRIGGER registerVisit AFTER UPDATE OF consentConfirmedAt ON treatmentSessions WHEN NEW.consentConfirmedAt IS NOT OLD.consentConfirmedAt
BEGIN
  UPDATE consentRegister SET usedUpAt = (SELECT u.at FROM consentUsedUp u WHERE u.consentId = consentRegister.consentId)
  WHERE patientId = NEW.patientId AND consentId IN (SELECT c.id FROM consents c WHERE c.patientId = NEW.patientId AND c.visits IS NOT NULL);
END;
CREATE TRIGGER registerGiven AFTER INSERT ON administrations WHEN (SELECT c.visits FROM consents c WHERE c.id = NEW.consentId) IS NOT NULL
BEGIN
  UPDATE consentRegister SET usedUpAt = (SELECT u.at FROM consentUsedUp u WHERE u.consentId = consentRegister.consentId) WHERE consentId = NEW.consentId;
END;
CREATE TRIGGER registerVisitInError AFTER INSERT ON noteAmendments WHEN NEW.kind = 'entered-in-error'
BEGIN
  UPDATE consentRegister SET usedUpAt = (SELECT u.at FROM consentUsedUp u WHERE u.consentId = consentRegister.consentId)
  WHERE consentId IN (SELECT c.id FROM consents c JOIN treatmentSessions s ON s.patientId = c.patientId WHERE s.id = NEW.sessionId AND c.visits IS NOT NULL);
END;
-- What has stopped never comes back by an edit of the register; only a course that is taken up again, or a visit that was none.
CREATE TRIGGER registerFits BEFORE INSERT ON consentRegister
BEGIN
  SELECT RAISE(ABORT, 'REGISTER_ENTRY') WHERE EXISTS (SELECT 1 FROM consentRegister g WHERE g.consentId = NEW.consentId)
    OR NOT EXISTS (SELECT 1 FROM consents c WHERE c.id = NEW.consentId AND c.patientId = NEW.patientId
      AND c.completedAt = NEW.completedAt AND c.expiresAt = NEW.expiresAt);
END;
CREATE TRIGGER registerKeeps BEFORE UPDATE ON consentRegister
WHEN NEW.consentId <> OLD.consentId OR NEW.patientId <> OLD.patientId OR NEW.practitionerId <> OLD.practitionerId
  OR NEW.completedAt <> OLD.completedAt OR NEW.expiresAt <> OLD.expiresAt
  OR (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn') OR (OLD.state = 'refused' AND NEW.state = 'partly-withdrawn') OR (OLD.state <> NEW.state AND NEW.state NOT IN ('withdrawn', 'partly-withdrawn'))
  OR (OLD.supersededAt IS NOT NULL AND NEW.supersededAt IS NOT OLD.supersededAt)
  OR (OLD.invalidatedAt IS NOT NULL AND (NEW.invalidatedAt IS NULL OR NEW.invalidatedAt > OLD.invalidatedAt))
  OR (NEW.courseEndedAt IS NOT OLD.courseEndedAt AND NEW.courseEndedAt IS NOT (
    SELECT k.endedAt FROM consents c JOIN courses k ON k.id = c.courseId WHERE c.id = NEW.consentId))
  OR (NEW.usedUpAt IS NOT OLD.usedUpAt AND NEW.usedUpAt IS NOT (SELECT u.at FROM consentUsedUp u WHERE u.consentId = NEW.consentId))
BEGIN SELECT RAISE(ABORT, 'REGISTER_ENTRY'); END;
CREATE TRIGGER registerNoDelete BEFORE DELETE ON consentRegister BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentRegister'); END;
`,
};
