import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 23,
  name: 'courses',
  reason:
    'outcomes say who took them down and are taken back, never deleted; what is decided about a course stays as it was decided',
  sql: `
ALTER TABLE outcomes ADD COLUMN details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details));
ALTER TABLE outcomes ADD COLUMN recordedBy TEXT NOT NULL DEFAULT '';
ALTER TABLE outcomes ADD COLUMN recordedAt TEXT CHECK (recordedAt IS NULL OR recordedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', recordedAt));
CREATE INDEX outcomesOfSession ON outcomes (sessionId) WHERE sessionId IS NOT NULL;
CREATE TRIGGER outcomesFit BEFORE INSERT ON outcomes WHEN NEW.sessionId IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'OUTCOME_SESSION') WHERE NOT EXISTS (
    SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.sessionId AND s.courseId = NEW.courseId);
END;
-- Wrongly entered: it stays readable, and counts nowhere.
CREATE TABLE outcomeVoids (
  outcomeId TEXT PRIMARY KEY REFERENCES outcomes (id), reason TEXT NOT NULL CHECK (trim(reason) <> ''), by TEXT NOT NULL CHECK (by <> ''),
  at TEXT NOT NULL, CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER outcomeVoidsOnce BEFORE INSERT ON outcomeVoids
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:outcomeVoids') WHERE EXISTS (SELECT 1 FROM outcomeVoids v WHERE v.outcomeId = NEW.outcomeId); END;
CREATE TRIGGER outcomeVoidsNoUpdate BEFORE UPDATE ON outcomeVoids BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:outcomeVoids'); END;
CREATE TRIGGER outcomeVoidsNoDelete BEFORE DELETE ON outcomeVoids BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:outcomeVoids'); END;

-- A plan renewed, a look back, an end with its result, a new beginning.
CREATE TABLE courseEvents (
  id TEXT PRIMARY KEY, courseId TEXT NOT NULL REFERENCES courses (id),
  kind TEXT NOT NULL CHECK (kind IN ('plan', 'review', 'ended', 'reopened')), content TEXT NOT NULL CHECK (json_valid(content)),
  visits INTEGER NOT NULL CHECK (visits >= 0), by TEXT NOT NULL CHECK (by <> ''), at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX eventsByCourse ON courseEvents (courseId, id);
CREATE TRIGGER courseEventsOnce BEFORE INSERT ON courseEvents
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:courseEvents') WHERE EXISTS (SELECT 1 FROM courseEvents e WHERE e.id = NEW.id OR e.rowid = NEW.rowid); END;
CREATE TRIGGER courseEventsNoUpdate BEFORE UPDATE ON courseEvents BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:courseEvents'); END;
CREATE TRIGGER courseEventsNoDelete BEFORE DELETE ON courseEvents BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:courseEvents'); END;

-- What was decided about surgery is added to, never written over: each decision keeps its place and its words.
CREATE TRIGGER coursesKeepDecisions BEFORE UPDATE OF content ON courses
WHEN EXISTS (
  SELECT 1 FROM json_each(OLD.content, '$.surgeryDecisions') o WHERE NOT EXISTS (
    SELECT 1 FROM json_each(NEW.content, '$.surgeryDecisions') n WHERE n.key = o.key
      AND n.value ->> '$.state' IS o.value ->> '$.state' AND n.value ->> '$.on' IS o.value ->> '$.on'
      AND n.value ->> '$.reason' IS o.value ->> '$.reason' AND n.value ->> '$.reviewedBy' IS o.value ->> '$.reviewedBy'))
BEGIN SELECT RAISE(ABORT, 'COURSE_DECISION'); END;
CREATE TRIGGER coursesOnce BEFORE INSERT ON courses
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:courses') WHERE EXISTS (SELECT 1 FROM courses c WHERE c.id = NEW.id OR c.rowid = NEW.rowid); END;
CREATE TRIGGER coursesNoDelete BEFORE DELETE ON courses BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:courses'); END;
`,
};
