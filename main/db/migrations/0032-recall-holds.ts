import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 32,
  name: 'recall-holds',
  reason: 'what is called back stays out of use until somebody lifts it, and numbers in free text are found',
  sql: `
-- To have told everybody ends the calls; that a thing may be used again is another decision, with its own author.
CREATE TABLE recallLifts (
  recallId TEXT PRIMARY KEY REFERENCES recalls (id), words TEXT NOT NULL CHECK (trim(words) <> ''), by TEXT NOT NULL CHECK (by <> ''), at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER recallLiftsFit BEFORE INSERT ON recallLifts
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallLifts') WHERE EXISTS (SELECT 1 FROM recallLifts l WHERE l.recallId = NEW.recallId); END;
CREATE TRIGGER recallLiftsNoUpdate BEFORE UPDATE ON recallLifts BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallLifts'); END;
CREATE TRIGGER recallLiftsNoDelete BEFORE DELETE ON recallLifts BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallLifts'); END;
DROP VIEW recalledLots;
CREATE VIEW recalledLots AS
  SELECT k.recallId AS recallId, k.key AS key, k.substanceId AS substanceId, r.startedBy AS startedBy, r.title AS title, r.at AS at
  FROM recallKeys k JOIN recalls r ON r.id = k.recallId
  WHERE k.kind = 'lot' AND NOT EXISTS (SELECT 1 FROM recallLifts l WHERE l.recallId = k.recallId);
CREATE VIEW recalledItems AS
  SELECT k.recallId AS recallId, k.kind AS kind, k.key AS key, r.at AS at
  FROM recallKeys k JOIN recalls r ON r.id = k.recallId
  WHERE k.kind <> 'lot' AND NOT EXISTS (SELECT 1 FROM recallLifts l WHERE l.recallId = k.recallId);
-- No visit that began after a needle lot or a device had been called back is signed with it. One that was running is asked for words.
CREATE TRIGGER recalledItemGate BEFORE INSERT ON signedNotes
BEGIN
  SELECT RAISE(ABORT, 'NOTE_RECALLED') WHERE EXISTS (
    SELECT 1 FROM usedItems u JOIN recalledItems r ON r.kind = u.kind AND r.key = u.key WHERE u.sessionId = NEW.sessionId AND r.at <= u.at);
END;

-- Numbers that stand in free text, from each place at which one could begin, as they are compared.
CREATE TABLE lotMentions (
  key TEXT NOT NULL CHECK (length(key) >= 3), source TEXT NOT NULL CHECK (source IN ('amendment', 'event', 'follow-up')), sourceId TEXT NOT NULL,
  PRIMARY KEY (key, source, sourceId)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER lotMentionsFit BEFORE INSERT ON lotMentions
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:lotMentions') WHERE EXISTS (
    SELECT 1 FROM lotMentions m WHERE m.key = NEW.key AND m.source = NEW.source AND m.sourceId = NEW.sourceId);
END;
CREATE TRIGGER lotMentionsNoUpdate BEFORE UPDATE ON lotMentions BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:lotMentions'); END;
CREATE TRIGGER lotMentionsNoDelete BEFORE DELETE ON lotMentions BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:lotMentions'); END;
`,
};
