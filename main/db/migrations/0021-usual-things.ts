import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 21,
  name: 'usual-things',
  reason: 'favourites of a practitioner, needles that rest, and devices with their service and last settings',
  sql: `
-- What a practitioner usually does: one block or several, without anything of a patient.
CREATE TABLE packs (
  id TEXT PRIMARY KEY, ownerId TEXT NOT NULL REFERENCES users (id), name TEXT NOT NULL CHECK (trim(name) <> ''), nameKey TEXT NOT NULL,
  blocks TEXT NOT NULL CHECK (json_valid(blocks) AND json_array_length(blocks) > 0 AND length(blocks) <= 60000),
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)), position INTEGER NOT NULL, retiredAt TEXT, version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX packsNamed ON packs (ownerId, nameKey) WHERE retiredAt IS NULL;
CREATE TRIGGER packsKeepOwner BEFORE UPDATE OF id, ownerId ON packs WHEN NEW.id IS NOT OLD.id OR NEW.ownerId IS NOT OLD.ownerId
BEGIN SELECT RAISE(ABORT, 'PACK_OWNER'); END;
CREATE TRIGGER packsNoDelete BEFORE DELETE ON packs BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:packs'); END;

-- Needles that rest: held by the host's clock, so that every window knows and none forgets.
CREATE TABLE restTimers (
  id TEXT PRIMARY KEY, sessionId TEXT NOT NULL REFERENCES treatmentSessions (id), blockId TEXT NOT NULL CHECK (blockId <> ''),
  startedAt TEXT NOT NULL CHECK (startedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', startedAt)), startedBy TEXT NOT NULL REFERENCES users (id),
  dueAt TEXT NOT NULL CHECK (dueAt IS strftime('%Y-%m-%dT%H:%M:%fZ', dueAt) AND dueAt > startedAt),
  stoppedAt TEXT CHECK (stoppedAt IS NULL OR stoppedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', stoppedAt)), stoppedBy TEXT REFERENCES users (id),
  version INTEGER NOT NULL, CHECK ((stoppedAt IS NULL) = (stoppedBy IS NULL))
) STRICT;
CREATE UNIQUE INDEX restTimersRunning ON restTimers (sessionId, blockId) WHERE stoppedAt IS NULL;
CREATE TRIGGER restTimersFit BEFORE INSERT ON restTimers
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:restTimers') WHERE EXISTS (SELECT 1 FROM restTimers t WHERE t.id = NEW.id OR t.rowid = NEW.rowid);
END;
CREATE TRIGGER restTimersKeep BEFORE UPDATE ON restTimers
  WHEN NEW.id IS NOT OLD.id OR NEW.sessionId IS NOT OLD.sessionId OR NEW.blockId IS NOT OLD.blockId
    OR NEW.startedAt IS NOT OLD.startedAt OR NEW.startedBy IS NOT OLD.startedBy OR OLD.stoppedAt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:restTimers'); END;
CREATE TRIGGER restTimersNoDelete BEFORE DELETE ON restTimers BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:restTimers'); END;

-- A unit is used until its service is due; how it was last set is kept for each technique, without anything of a patient.
ALTER TABLE devices ADD COLUMN serviceDue TEXT CHECK (serviceDue IS NULL OR serviceDue IS date(serviceDue));
CREATE TABLE deviceSettings (
  deviceId TEXT NOT NULL REFERENCES devices (id), technique TEXT NOT NULL, settings TEXT NOT NULL CHECK (json_valid(settings)),
  usedAt TEXT NOT NULL, PRIMARY KEY (deviceId, technique)
) STRICT;
`,
};
