import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 31,
  name: 'writing',
  reason: 'words that writers have taught the spelling, and who co-signs in place of a supervisor who cannot',
  sql: `
CREATE TABLE learnedWords (
  userId TEXT NOT NULL REFERENCES users (id), word TEXT NOT NULL CHECK (trim(word) <> ''),
  at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)), PRIMARY KEY (userId, word)
) STRICT;
CREATE TABLE spellingChoices (userId TEXT PRIMARY KEY REFERENCES users (id), checks INTEGER NOT NULL CHECK (checks IN (0, 1))) STRICT;

-- Somebody else answers for a signed note in place of a supervisor who has not co-signed it.
CREATE TABLE supervisorChanges (
  id TEXT PRIMARY KEY, sessionId TEXT NOT NULL REFERENCES signedNotes (sessionId), number INTEGER NOT NULL CHECK (number > 0),
  fromId TEXT NOT NULL REFERENCES users (id), toId TEXT NOT NULL REFERENCES users (id), reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  changedBy TEXT NOT NULL REFERENCES users (id), at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)),
  contentHash TEXT NOT NULL CHECK (length(contentHash) = 64), UNIQUE (sessionId, number), CHECK (fromId <> toId)
) STRICT;
-- Who had to answer for the note and does not any more: passed on, and not named again since.
CREATE VIEW replacedSupervisors AS
  SELECT c.sessionId, c.fromId AS supervisorId FROM supervisorChanges c
  WHERE NOT EXISTS (SELECT 1 FROM supervisorChanges later WHERE later.sessionId = c.sessionId AND later.number > c.number AND later.toId = c.fromId);
CREATE TRIGGER supervisorChangesFit BEFORE INSERT ON supervisorChanges
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:supervisorChanges') WHERE EXISTS (
    SELECT 1 FROM supervisorChanges c WHERE c.id = NEW.id OR c.rowid = NEW.rowid OR (c.sessionId = NEW.sessionId AND c.number >= NEW.number));
  SELECT RAISE(ABORT, 'SUPERVISOR_CHANGE') WHERE NOT EXISTS (
      SELECT 1 FROM noteSupervisors s WHERE s.sessionId = NEW.sessionId AND s.supervisorId = NEW.fromId)
    OR EXISTS (SELECT 1 FROM replacedSupervisors r WHERE r.sessionId = NEW.sessionId AND r.supervisorId = NEW.fromId)
    OR EXISTS (SELECT 1 FROM noteCosignatures c WHERE c.sessionId = NEW.sessionId AND c.supervisorId = NEW.fromId)
    OR EXISTS (SELECT 1 FROM treatmentSessions t WHERE t.id = NEW.sessionId AND t.practitionerId = NEW.toId);
END;
CREATE TRIGGER supervisorChangesNoUpdate BEFORE UPDATE ON supervisorChanges BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:supervisorChanges'); END;
CREATE TRIGGER supervisorChangesNoDelete BEFORE DELETE ON supervisorChanges BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:supervisorChanges'); END;

DROP TRIGGER noteSupervisorsFit;
CREATE TRIGGER noteSupervisorsFit BEFORE INSERT ON noteSupervisors
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:noteSupervisors') WHERE EXISTS (
    SELECT 1 FROM noteSupervisors s WHERE s.rowid = NEW.rowid OR (s.sessionId = NEW.sessionId AND s.supervisorId = NEW.supervisorId));
  SELECT RAISE(ABORT, 'COSIGN_PERSON') WHERE NOT EXISTS (
      SELECT 1 FROM signedNotes n, json_each(n.content, '$.supervisors') j WHERE n.sessionId = NEW.sessionId AND j.value ->> 'id' = NEW.supervisorId)
    AND NOT EXISTS (SELECT 1 FROM supervisorChanges c WHERE c.sessionId = NEW.sessionId AND c.toId = NEW.supervisorId);
END;
-- Whose co-signature is waited for: kept as it changes, because what has been co-signed grows for ever.
CREATE TABLE awaitedCosignatures (
  sessionId TEXT NOT NULL REFERENCES signedNotes (sessionId), supervisorId TEXT NOT NULL REFERENCES users (id), PRIMARY KEY (sessionId, supervisorId)
) STRICT, WITHOUT ROWID;
CREATE INDEX awaitedOfSupervisor ON awaitedCosignatures (supervisorId);
INSERT INTO awaitedCosignatures SELECT s.sessionId, s.supervisorId FROM noteSupervisors s
WHERE NOT EXISTS (SELECT 1 FROM noteCosignatures c WHERE c.sessionId = s.sessionId AND c.supervisorId = s.supervisorId)
  AND NOT EXISTS (SELECT 1 FROM noteAmendments a WHERE a.sessionId = s.sessionId AND a.kind = 'entered-in-error');
CREATE TRIGGER awaitedFromNote AFTER INSERT ON noteSupervisors
BEGIN INSERT OR IGNORE INTO awaitedCosignatures VALUES (NEW.sessionId, NEW.supervisorId); END;
CREATE TRIGGER awaitedPassedOn AFTER INSERT ON supervisorChanges
BEGIN
  DELETE FROM awaitedCosignatures WHERE sessionId = NEW.sessionId AND supervisorId = NEW.fromId;
  INSERT OR IGNORE INTO awaitedCosignatures SELECT NEW.sessionId, NEW.toId
  WHERE NOT EXISTS (SELECT 1 FROM noteCosignatures c WHERE c.sessionId = NEW.sessionId AND c.supervisorId = NEW.toId);
END;
CREATE TRIGGER awaitedNoMore AFTER INSERT ON noteCosignatures
BEGIN DELETE FROM awaitedCosignatures WHERE sessionId = NEW.sessionId AND supervisorId = NEW.supervisorId; END;
CREATE TRIGGER awaitedInError AFTER INSERT ON noteAmendments WHEN NEW.kind = 'entered-in-error'
BEGIN DELETE FROM awaitedCosignatures WHERE sessionId = NEW.sessionId; END;
CREATE TRIGGER noteCosignaturesOfNow BEFORE INSERT ON noteCosignatures
BEGIN
  SELECT RAISE(ABORT, 'COSIGN_PERSON') WHERE EXISTS (
    SELECT 1 FROM replacedSupervisors r WHERE r.sessionId = NEW.sessionId AND r.supervisorId = NEW.supervisorId);
END;
`,
};
