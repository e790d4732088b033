import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 24,
  name: 'notes',
  reason:
    'notes of calls and of visits recorded later, taken over, closed or co-signed, and the text blocks of each writer',
  sql: `
ALTER TABLE treatmentSessions ADD COLUMN kind TEXT NOT NULL DEFAULT 'visit'
  CHECK (kind IN ('visit', 'phone') AND (kind = 'visit' OR (appointmentId IS NULL AND courseId IS NULL AND techniques = '[]')));
-- Of a visit that was recorded afterwards: when that was, and why. Its own times are those at which things happened.
ALTER TABLE treatmentSessions ADD COLUMN recordedAt TEXT
  CHECK (recordedAt IS NULL OR (recordedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', recordedAt) AND recordedAt > startedAt));
ALTER TABLE treatmentSessions ADD COLUMN lateReason TEXT CHECK ((lateReason IS NULL) = (recordedAt IS NULL) AND trim(lateReason) <> '');
ALTER TABLE treatmentSessions ADD COLUMN savedBy TEXT REFERENCES users (id);
CREATE TRIGGER sessionsKeepNature BEFORE UPDATE OF kind, recordedAt, lateReason ON treatmentSessions
WHEN NEW.kind IS NOT OLD.kind OR NEW.recordedAt IS NOT OLD.recordedAt OR NEW.lateReason IS NOT OLD.lateReason
BEGIN SELECT RAISE(ABORT, 'SESSION_IDENTITY'); END;
CREATE TRIGGER phoneGate BEFORE INSERT ON administrations
BEGIN SELECT RAISE(ABORT, 'GATE:session') WHERE EXISTS (SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.sessionId AND s.kind = 'phone'); END;

-- A colleague went on with the treatment: from then on the visit is theirs to sign.
CREATE TABLE sessionTakeovers (
  id TEXT PRIMARY KEY, sessionId TEXT NOT NULL REFERENCES treatmentSessions (id), number INTEGER NOT NULL CHECK (number > 0),
  fromId TEXT NOT NULL REFERENCES users (id), toId TEXT NOT NULL REFERENCES users (id), reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  at TEXT NOT NULL, UNIQUE (sessionId, number), CHECK (fromId <> toId), CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE TRIGGER sessionTakeoversFit BEFORE INSERT ON sessionTakeovers
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:sessionTakeovers') WHERE EXISTS (
    SELECT 1 FROM sessionTakeovers t WHERE t.id = NEW.id OR t.rowid = NEW.rowid OR (t.sessionId = NEW.sessionId AND t.number >= NEW.number));
  SELECT RAISE(ABORT, 'TAKEOVER') WHERE NOT EXISTS (
    SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.sessionId AND s.practitionerId = NEW.fromId
      AND NOT EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = s.id));
END;
CREATE TRIGGER sessionTakeoversNoUpdate BEFORE UPDATE ON sessionTakeovers BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:sessionTakeovers'); END;
CREATE TRIGGER sessionTakeoversNoDelete BEFORE DELETE ON sessionTakeovers BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:sessionTakeovers'); END;
DROP TRIGGER sessionsKeepPatient;
CREATE TRIGGER sessionsKeepPatient BEFORE UPDATE OF patientId, id, startedAt, appointmentId ON treatmentSessions
BEGIN SELECT RAISE(ABORT, 'SESSION_IDENTITY'); END;
CREATE TRIGGER sessionsKeepPractitioner BEFORE UPDATE OF practitionerId ON treatmentSessions WHEN NOT EXISTS (
  SELECT 1 FROM sessionTakeovers t WHERE t.sessionId = OLD.id AND t.fromId = OLD.practitionerId AND t.toId = NEW.practitionerId
    AND NOT EXISTS (SELECT 1 FROM sessionTakeovers later WHERE later.sessionId = t.sessionId AND later.number > t.number))
BEGIN SELECT RAISE(ABORT, 'SESSION_IDENTITY'); END;

-- A draft that nobody will sign, closed as entered in error. What was given under it has to be signed for or reversed first.
CREATE TABLE sessionClosures (
  sessionId TEXT PRIMARY KEY REFERENCES treatmentSessions (id), reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  closedBy TEXT NOT NULL REFERENCES users (id), at TEXT NOT NULL, contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE TRIGGER sessionClosuresFit BEFORE INSERT ON sessionClosures
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:sessionClosures') WHERE EXISTS (SELECT 1 FROM sessionClosures c WHERE c.sessionId = NEW.sessionId OR c.rowid = NEW.rowid);
  SELECT RAISE(ABORT, 'NOTE_SIGNED') WHERE EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = NEW.sessionId);
  SELECT RAISE(ABORT, 'NOTE_GIVEN') WHERE EXISTS (
    SELECT 1 FROM administrations a WHERE a.sessionId = NEW.sessionId
      AND NOT EXISTS (SELECT 1 FROM administrationReversals r WHERE r.syringeId = a.syringeId));
END;
CREATE TRIGGER sessionClosuresNoUpdate BEFORE UPDATE ON sessionClosures BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:sessionClosures'); END;
CREATE TRIGGER sessionClosuresNoDelete BEFORE DELETE ON sessionClosures BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:sessionClosures'); END;
CREATE TRIGGER sessionsLockedByClosure BEFORE UPDATE ON treatmentSessions WHEN EXISTS (SELECT 1 FROM sessionClosures c WHERE c.sessionId = OLD.id)
BEGIN SELECT RAISE(ABORT, 'NOTE_SIGNED'); END;
CREATE TRIGGER signedNotesNotClosed BEFORE INSERT ON signedNotes
BEGIN SELECT RAISE(ABORT, 'NOTE_CLOSED') WHERE EXISTS (SELECT 1 FROM sessionClosures c WHERE c.sessionId = NEW.sessionId); END;
CREATE TRIGGER closedGate BEFORE INSERT ON administrations
BEGIN SELECT RAISE(ABORT, 'GATE:note-signed') WHERE EXISTS (SELECT 1 FROM sessionClosures c WHERE c.sessionId = NEW.sessionId); END;

-- A visit that was none uses up none of a consent's visits, whether its note was signed or closed.
DROP VIEW consentVisits;
CREATE VIEW consentVisits AS
  SELECT c.id AS consentId, c.visits AS visits, s.id AS sessionId, s.consentConfirmedAt AS at
  FROM consents c JOIN treatmentSessions s ON s.patientId = c.patientId AND s.consentConfirmedAt IS NOT NULL
  WHERE c.visits IS NOT NULL
    AND (s.consentConfirmedAt >= c.completedAt OR EXISTS (SELECT 1 FROM administrations a WHERE a.sessionId = s.id AND a.consentId = c.id))
    AND NOT EXISTS (SELECT 1 FROM noteAmendments n WHERE n.sessionId = s.id AND n.kind = 'entered-in-error')
    AND NOT EXISTS (SELECT 1 FROM sessionClosures d WHERE d.sessionId = s.id);
CREATE TRIGGER registerVisitClosed AFTER INSERT ON sessionClosures
BEGIN
  UPDATE consentRegister SET usedUpAt = (SELECT u.at FROM consentUsedUp u WHERE u.consentId = consentRegister.consentId)
  WHERE consentId IN (SELECT c.id FROM consents c JOIN treatmentSessions s ON s.patientId = c.patientId WHERE s.id = NEW.sessionId AND c.visits IS NOT NULL);
END;

-- Who has to answer for a note beside its author, as the note itself says, and their own signature over it.
CREATE TABLE noteSupervisors (
  sessionId TEXT NOT NULL REFERENCES signedNotes (sessionId), supervisorId TEXT NOT NULL REFERENCES users (id), PRIMARY KEY (sessionId, supervisorId)
) STRICT;
CREATE INDEX notesOfSupervisor ON noteSupervisors (supervisorId);
CREATE TRIGGER noteSupervisorsFit BEFORE INSERT ON noteSupervisors
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:noteSupervisors') WHERE EXISTS (
    SELECT 1 FROM noteSupervisors s WHERE s.rowid = NEW.rowid OR (s.sessionId = NEW.sessionId AND s.supervisorId = NEW.supervisorId));
  SELECT RAISE(ABORT, 'COSIGN_PERSON') WHERE NOT EXISTS (
    SELECT 1 FROM signedNotes n, json_each(n.content, '$.supervisors') j WHERE n.sessionId = NEW.sessionId AND j.value ->> 'id' = NEW.supervisorId);
END;
CREATE TRIGGER noteSupervisorsNoUpdate BEFORE UPDATE ON noteSupervisors BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:noteSupervisors'); END;
CREATE TRIGGER noteSupervisorsNoDelete BEFORE DELETE ON noteSupervisors BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:noteSupervisors'); END;
CREATE TABLE noteCosignatures (
  sessionId TEXT NOT NULL, supervisorId TEXT NOT NULL, supervisor TEXT NOT NULL CHECK (supervisor <> ''),
  statement TEXT NOT NULL CHECK (trim(statement) <> ''), noteHash TEXT NOT NULL CHECK (length(noteHash) = 64),
  at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)), contentHash TEXT NOT NULL CHECK (length(contentHash) = 64),
  PRIMARY KEY (sessionId, supervisorId), FOREIGN KEY (sessionId, supervisorId) REFERENCES noteSupervisors (sessionId, supervisorId)
) STRICT;
CREATE TRIGGER noteCosignaturesFit BEFORE INSERT ON noteCosignatures
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:noteCosignatures') WHERE EXISTS (
    SELECT 1 FROM noteCosignatures c WHERE c.rowid = NEW.rowid OR (c.sessionId = NEW.sessionId AND c.supervisorId = NEW.supervisorId));
  SELECT RAISE(ABORT, 'COSIGN_PERSON') WHERE NOT EXISTS (
    SELECT 1 FROM noteSupervisors s WHERE s.sessionId = NEW.sessionId AND s.supervisorId = NEW.supervisorId)
    OR EXISTS (SELECT 1 FROM treatmentSessions t WHERE t.id = NEW.sessionId AND t.practitionerId = NEW.supervisorId);
  SELECT RAISE(ABORT, 'COSIGN_NOTE') WHERE NOT EXISTS (
    SELECT 1 FROM signedNotes n WHERE n.sessionId = NEW.sessionId AND n.signedAt <= NEW.at AND (n.contentHash = NEW.noteHash
      OR EXISTS (SELECT 1 FROM noteAmendments a WHERE a.sessionId = n.sessionId AND a.contentHash = NEW.noteHash)));
END;
CREATE TRIGGER noteCosignaturesNoUpdate BEFORE UPDATE ON noteCosignatures BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:noteCosignatures'); END;
CREATE TRIGGER noteCosignaturesNoDelete BEFORE DELETE ON noteCosignatures BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:noteCosignatures'); END;

-- Text that is written often, under a short code: of one writer, or of the clinic where it has no owner.
CREATE TABLE phrases (
  id TEXT PRIMARY KEY, ownerId TEXT REFERENCES users (id), code TEXT NOT NULL CHECK (code <> ''), text TEXT NOT NULL CHECK (text <> ''),
  retiredAt TEXT, version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX phrasesByCode ON phrases (coalesce(ownerId, ''), code) WHERE retiredAt IS NULL;
`,
};
