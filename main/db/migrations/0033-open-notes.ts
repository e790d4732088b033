import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 33,
  name: 'open-notes',
  reason:
    'notes that nobody has signed yet, and whose blood a collection is, without reading ten years of visits',
  sql: `
-- One narrow row for each note that is neither signed nor closed. The store keeps it; nobody else can.
CREATE TABLE openNotes (
  sessionId TEXT PRIMARY KEY REFERENCES treatmentSessions (id), startedAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX openNotesByStart ON openNotes (startedAt, sessionId);
INSERT INTO openNotes (sessionId, startedAt)
  SELECT s.id, s.startedAt FROM treatmentSessions s
  WHERE NOT EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = s.id)
    AND NOT EXISTS (SELECT 1 FROM sessionClosures c WHERE c.sessionId = s.id);
CREATE TRIGGER openNotesBegun AFTER INSERT ON treatmentSessions
BEGIN INSERT INTO openNotes (sessionId, startedAt) VALUES (NEW.id, NEW.startedAt); END;
CREATE TRIGGER openNotesSigned AFTER INSERT ON signedNotes
BEGIN DELETE FROM openNotes WHERE sessionId = NEW.sessionId; END;
CREATE TRIGGER openNotesClosed AFTER INSERT ON sessionClosures
BEGIN DELETE FROM openNotes WHERE sessionId = NEW.sessionId; END;
CREATE TRIGGER openNotesFit BEFORE INSERT ON openNotes
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:openNotes') WHERE EXISTS (SELECT 1 FROM openNotes o WHERE o.sessionId = NEW.sessionId);
  SELECT RAISE(ABORT, 'OPEN_NOTES') WHERE NOT EXISTS (
      SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.sessionId AND s.startedAt = NEW.startedAt)
    OR EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = NEW.sessionId)
    OR EXISTS (SELECT 1 FROM sessionClosures c WHERE c.sessionId = NEW.sessionId);
END;
CREATE TRIGGER openNotesNoUpdate BEFORE UPDATE ON openNotes BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:openNotes'); END;
CREATE TRIGGER openNotesLeave BEFORE DELETE ON openNotes
WHEN NOT EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = OLD.sessionId)
  AND NOT EXISTS (SELECT 1 FROM sessionClosures c WHERE c.sessionId = OLD.sessionId)
BEGIN SELECT RAISE(ABORT, 'OPEN_NOTES'); END;
CREATE INDEX administrationsByCollection ON administrations (details ->> '$.collectionId') WHERE details ->> '$.collectionId' <> '';
CREATE INDEX wishesByTime ON wishes (recordedAt);
`,
};
