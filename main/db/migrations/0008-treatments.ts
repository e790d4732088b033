import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 8,
  name: 'treatments',
  reason: 'courses, sessions, signed notes, and injections behind the gate',
  sql: `
CREATE TABLE courses (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id), content TEXT NOT NULL CHECK (json_valid(content)),
  startedOn TEXT NOT NULL, endedOn TEXT, version INTEGER NOT NULL
) STRICT;
CREATE TRIGGER coursesKeepPatient BEFORE UPDATE OF id, patientId ON courses WHEN NEW.id IS NOT OLD.id OR NEW.patientId IS NOT OLD.patientId
BEGIN SELECT RAISE(ABORT, 'COURSE_IDENTITY'); END;
CREATE INDEX coursesOfPatient ON courses (patientId);
CREATE TABLE treatmentSessions (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id), courseId TEXT REFERENCES courses (id),
  appointmentId TEXT UNIQUE REFERENCES appointments (id), practitionerId TEXT NOT NULL REFERENCES users (id),
  startedAt TEXT NOT NULL, content TEXT NOT NULL CHECK (json_valid(content)), safetyConfirmedAt TEXT, version INTEGER NOT NULL,
  -- What a list of two hundred visits shows, without reading any of them.
  techniques TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(techniques)),
  painBefore TEXT GENERATED ALWAYS AS (content ->> '$.common.painBefore') STORED,
  painAfter TEXT GENERATED ALWAYS AS (content ->> '$.common.painAfter') STORED,
  CHECK (startedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', startedAt))
) STRICT;
CREATE INDEX sessionsOfPatient ON treatmentSessions (patientId, startedAt);
CREATE INDEX sessionsOfCourse ON treatmentSessions (courseId);
CREATE TABLE outcomes (
  id TEXT PRIMARY KEY, courseId TEXT NOT NULL REFERENCES courses (id), sessionId TEXT REFERENCES treatmentSessions (id),
  measure TEXT NOT NULL, item TEXT NOT NULL, moment TEXT NOT NULL, value TEXT NOT NULL, measuredOn TEXT NOT NULL
) STRICT;
CREATE INDEX outcomesOfCourse ON outcomes (courseId, measuredOn);
CREATE TABLE signedNotes (
  sessionId TEXT PRIMARY KEY REFERENCES treatmentSessions (id), content TEXT NOT NULL CHECK (json_valid(content)),
  contentHash TEXT NOT NULL CHECK (length(contentHash) = 64), signedBy TEXT NOT NULL, signedAt TEXT NOT NULL
) STRICT;
CREATE TABLE noteAmendments (
  id TEXT PRIMARY KEY, sessionId TEXT NOT NULL REFERENCES signedNotes (sessionId),
  kind TEXT NOT NULL CHECK (kind IN ('addendum', 'correction', 'entered-in-error')), reason TEXT NOT NULL CHECK (reason <> ''),
  text TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, contentHash TEXT NOT NULL CHECK (length(contentHash) = 64)
) STRICT;
CREATE INDEX amendmentsOfNote ON noteAmendments (sessionId, at);
-- One substance given; the rows of one syringe share syringeId and the class of the mixture.
CREATE TABLE administrations (
  id TEXT PRIMARY KEY, syringeId TEXT NOT NULL, sessionId TEXT NOT NULL REFERENCES treatmentSessions (id),
  blockId TEXT NOT NULL, patientId TEXT NOT NULL REFERENCES patients (id), consentId TEXT NOT NULL REFERENCES consents (id),
  substanceId TEXT NOT NULL REFERENCES substances (id), disclosureClass TEXT NOT NULL REFERENCES disclosureClasses (class),
  productName TEXT NOT NULL CHECK (productName <> ''), lotNumber TEXT NOT NULL CHECK (lotNumber <> ''), lotKey TEXT NOT NULL,
  expiryDate TEXT NOT NULL, details TEXT NOT NULL CHECK (json_valid(details)), totalVolume TEXT NOT NULL, doseMg TEXT,
  givenAt TEXT NOT NULL, givenBy TEXT NOT NULL REFERENCES users (id),
  CHECK (totalVolume GLOB '[0-9]*' AND totalVolume NOT GLOB '*[^0-9.]*' AND CAST(totalVolume AS REAL) > 0),
  CHECK (doseMg IS NULL OR (doseMg GLOB '[0-9]*' AND doseMg NOT GLOB '*[^0-9.]*')),
  CHECK (givenAt IS strftime('%Y-%m-%dT%H:%M:%fZ', givenAt)), CHECK (expiryDate IS date(expiryDate)),
  CHECK (expiryDate >= date(givenAt, '-1 day'))
) STRICT;
CREATE INDEX administrationsOfSession ON administrations (sessionId);
CREATE INDEX administrationsOfPatient ON administrations (patientId, givenAt);
CREATE INDEX administrationsByLot ON administrations (lotKey);
CREATE INDEX administrationsOfSyringe ON administrations (syringeId);
CREATE TABLE administrationReversals (
  syringeId TEXT PRIMARY KEY, reason TEXT NOT NULL CHECK (reason <> ''), by TEXT NOT NULL, at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- The injection gate. A substance counts as given only where a signed, unexpired, unwithdrawn consent of this very patient
-- disclosed it in this class and did not refuse it, whichever program does the writing.
CREATE TRIGGER injectionGate BEFORE INSERT ON administrations
BEGIN
  SELECT RAISE(ABORT, 'GATE:replace') WHERE EXISTS (SELECT 1 FROM administrations a WHERE a.id = NEW.id OR a.rowid = NEW.rowid);
  -- Under a syringe that counts as entered wrongly, no dose and no recall would find it.
  SELECT RAISE(ABORT, 'GATE:reversed') WHERE EXISTS (SELECT 1 FROM administrationReversals r WHERE r.syringeId = NEW.syringeId);
  SELECT RAISE(ABORT, 'GATE:session') WHERE NOT EXISTS (
    SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.sessionId AND s.patientId = NEW.patientId AND s.startedAt <= NEW.givenAt);
  SELECT RAISE(ABORT, 'GATE:note-signed') WHERE EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = NEW.sessionId);
  SELECT RAISE(ABORT, 'GATE:substance') WHERE NOT EXISTS (SELECT 1 FROM substances s WHERE s.id = NEW.substanceId AND s.injectable = 1);
  -- Told in a laxer class than the catalogue's, or in one that has no place in the order.
  SELECT RAISE(ABORT, 'GATE:class') WHERE NOT EXISTS (
    SELECT 1 FROM substances s JOIN disclosureClasses least ON least.class = s.disclosureClass
    JOIN disclosureClasses told ON told.class = NEW.disclosureClass
    WHERE s.id = NEW.substanceId AND told.strictness >= least.strictness);
  SELECT RAISE(ABORT, 'GATE:mixture') WHERE EXISTS (
    SELECT 1 FROM administrations a WHERE a.syringeId = NEW.syringeId
      AND (a.disclosureClass <> NEW.disclosureClass OR a.patientId <> NEW.patientId OR a.sessionId <> NEW.sessionId));
  SELECT RAISE(ABORT, 'GATE:consent') WHERE NOT EXISTS (
    SELECT 1 FROM consents c JOIN consentLines l ON l.consentId = c.id
    WHERE c.id = NEW.consentId AND c.patientId = NEW.patientId AND c.completedAt <= NEW.givenAt AND c.expiresAt > NEW.givenAt
      AND l.kind = 'substance' AND l.refId = NEW.substanceId AND l.disclosureClass = NEW.disclosureClass AND l.decision = 'accepted'
      AND NOT EXISTS (SELECT 1 FROM consentWithdrawals w WHERE w.consentId = c.id AND w.scope = 'all')
      AND NOT EXISTS (SELECT 1 FROM consentWithdrawnLines x WHERE x.consentId = c.id AND x.lineId = l.lineId));
  -- The patient's last word counts: a refusal or withdrawal of this substance, in any document and any class, outweighs an earlier yes.
  SELECT RAISE(ABORT, 'GATE:refused') WHERE EXISTS (
    SELECT 1 FROM consents c JOIN consents r ON r.patientId = c.patientId AND r.completedAt >= c.completedAt
    JOIN consentLines l ON l.consentId = r.id AND l.kind = 'substance' AND l.refId = NEW.substanceId AND l.decision = 'refused'
    WHERE c.id = NEW.consentId);
  SELECT RAISE(ABORT, 'GATE:withdrawn') WHERE EXISTS (
    SELECT 1 FROM consents c JOIN consents r ON r.patientId = c.patientId
    JOIN consentLines l ON l.consentId = r.id AND l.kind = 'substance' AND l.refId = NEW.substanceId
    JOIN consentWithdrawals w ON w.consentId = r.id AND w.at >= c.completedAt
    WHERE c.id = NEW.consentId AND (w.scope = 'all' OR EXISTS (
      SELECT 1 FROM consentWithdrawnLines x WHERE x.withdrawalId = w.id AND x.lineId = l.lineId)));
END;
CREATE TRIGGER sessionsFit BEFORE INSERT ON treatmentSessions
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:treatmentSessions') WHERE EXISTS (
    SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.id OR s.rowid = NEW.rowid OR (NEW.appointmentId IS NOT NULL AND s.appointmentId = NEW.appointmentId));
  SELECT RAISE(ABORT, 'SESSION_PATIENT') WHERE NEW.courseId IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM courses c WHERE c.id = NEW.courseId AND c.patientId = NEW.patientId);
  SELECT RAISE(ABORT, 'SESSION_PATIENT') WHERE NEW.appointmentId IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM appointments a WHERE a.id = NEW.appointmentId AND a.patientId = NEW.patientId);
END;
CREATE TRIGGER sessionsKeepToCourse BEFORE UPDATE OF courseId ON treatmentSessions WHEN NEW.courseId IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'SESSION_PATIENT') WHERE NOT EXISTS (
    SELECT 1 FROM courses c WHERE c.id = NEW.courseId AND c.patientId = NEW.patientId);
END;
CREATE TRIGGER sessionsLockedBySignature BEFORE UPDATE ON treatmentSessions WHEN EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = OLD.id)
BEGIN SELECT RAISE(ABORT, 'NOTE_SIGNED'); END;
CREATE TRIGGER sessionsKeepPatient BEFORE UPDATE OF patientId, id, startedAt, appointmentId, practitionerId ON treatmentSessions
BEGIN SELECT RAISE(ABORT, 'SESSION_IDENTITY'); END;
CREATE TRIGGER sessionsNoDelete BEFORE DELETE ON treatmentSessions BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:treatmentSessions'); END;
-- A replacing insert would otherwise delete the old row without asking the triggers below, on a connection that has them off.
CREATE TRIGGER signedNotesOnce BEFORE INSERT ON signedNotes
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:signedNotes') WHERE EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = NEW.sessionId OR n.rowid = NEW.rowid); END;
CREATE TRIGGER noteAmendmentsOnce BEFORE INSERT ON noteAmendments
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:noteAmendments') WHERE EXISTS (SELECT 1 FROM noteAmendments a WHERE a.id = NEW.id OR a.rowid = NEW.rowid); END;
CREATE TRIGGER outcomesOnce BEFORE INSERT ON outcomes
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:outcomes') WHERE EXISTS (SELECT 1 FROM outcomes o WHERE o.id = NEW.id OR o.rowid = NEW.rowid); END;
CREATE TRIGGER administrationReversalsFit BEFORE INSERT ON administrationReversals
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:administrationReversals') WHERE EXISTS (SELECT 1 FROM administrationReversals r WHERE r.syringeId = NEW.syringeId);
  SELECT RAISE(ABORT, 'REVERSAL_OF_NOTHING') WHERE NOT EXISTS (SELECT 1 FROM administrations a WHERE a.syringeId = NEW.syringeId);
  SELECT RAISE(ABORT, 'NOTE_SIGNED') WHERE EXISTS (
    SELECT 1 FROM administrations a JOIN signedNotes n ON n.sessionId = a.sessionId WHERE a.syringeId = NEW.syringeId);
END;
CREATE TRIGGER signedNotesNoUpdate BEFORE UPDATE ON signedNotes BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:signedNotes'); END;
CREATE TRIGGER signedNotesNoDelete BEFORE DELETE ON signedNotes BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:signedNotes'); END;
CREATE TRIGGER noteAmendmentsNoUpdate BEFORE UPDATE ON noteAmendments BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:noteAmendments'); END;
CREATE TRIGGER noteAmendmentsNoDelete BEFORE DELETE ON noteAmendments BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:noteAmendments'); END;
CREATE TRIGGER administrationsNoUpdate BEFORE UPDATE ON administrations BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:administrations'); END;
CREATE TRIGGER administrationsNoDelete BEFORE DELETE ON administrations BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:administrations'); END;
CREATE TRIGGER administrationReversalsNoUpdate BEFORE UPDATE ON administrationReversals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:administrationReversals'); END;
CREATE TRIGGER administrationReversalsNoDelete BEFORE DELETE ON administrationReversals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:administrationReversals'); END;
CREATE TRIGGER outcomesNoUpdate BEFORE UPDATE ON outcomes BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:outcomes'); END;
CREATE TRIGGER outcomesNoDelete BEFORE DELETE ON outcomes BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:outcomes'); END;
`,
};
