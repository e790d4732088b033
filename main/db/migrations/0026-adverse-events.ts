import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 26,
  name: 'adverse-events',
  reason: 'what an event was about, what became known later, and what was asked at the next visit',
  sql: `
ALTER TABLE adverseEvents ADD COLUMN kind TEXT NOT NULL DEFAULT 'event' CHECK (kind IN ('event', 'near-miss') AND (kind = 'event' OR severity = 'mild'));
ALTER TABLE adverseEvents ADD COLUMN details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details));
CREATE INDEX eventsOfSession ON adverseEvents (sessionId) WHERE sessionId IS NOT NULL;
CREATE INDEX eventsByMoment ON adverseEvents (at);
-- A null is what stands; what was written stays beside it.
CREATE TABLE eventFollowUps (
  id TEXT PRIMARY KEY, eventId TEXT NOT NULL REFERENCES adverseEvents (id),
  severity TEXT CHECK (severity IN ('mild', 'significant', 'serious')), changes TEXT NOT NULL CHECK (json_valid(changes)),
  words TEXT NOT NULL CHECK (trim(words) <> ''), by TEXT NOT NULL CHECK (by <> ''), at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX followUpsOfEvent ON eventFollowUps (eventId, at);
CREATE TRIGGER eventFollowUpsFit BEFORE INSERT ON eventFollowUps
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:eventFollowUps') WHERE EXISTS (SELECT 1 FROM eventFollowUps f WHERE f.id = NEW.id OR f.rowid = NEW.rowid);
  SELECT RAISE(ABORT, 'EVENT_NEAR_MISS') WHERE NEW.severity IN ('significant', 'serious')
    AND EXISTS (SELECT 1 FROM adverseEvents e WHERE e.id = NEW.eventId AND e.kind = 'near-miss');
END;
CREATE TRIGGER eventFollowUpsNoUpdate BEFORE UPDATE ON eventFollowUps BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:eventFollowUps'); END;
CREATE TRIGGER eventFollowUpsNoDelete BEFORE DELETE ON eventFollowUps BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:eventFollowUps'); END;
-- What turned out to be serious is talked about like what was serious from the start, once.
CREATE TRIGGER turnedSeriousReopens AFTER INSERT ON eventFollowUps WHEN NEW.severity = 'serious'
BEGIN
  INSERT INTO consentReopenings (id, patientId, why, what, at)
  SELECT NEW.id, e.patientId, 'serious-event', substr(NEW.words, 1, 200), NEW.at FROM adverseEvents e
  WHERE e.id = NEW.eventId AND coalesce((SELECT f.severity FROM eventFollowUps f
    WHERE f.eventId = e.id AND f.severity IS NOT NULL AND f.id <> NEW.id ORDER BY f.at DESC, f.id DESC LIMIT 1), e.severity) <> 'serious';
END;

-- Asked at the start of a visit: what happened after the one before.
CREATE TABLE afterwardAnswers (
  id TEXT PRIMARY KEY, sessionId TEXT NOT NULL REFERENCES treatmentSessions (id), answer TEXT NOT NULL CHECK (answer IN ('nothing', 'something', 'not-asked')),
  words TEXT NOT NULL, by TEXT NOT NULL CHECK (by <> ''), at TEXT NOT NULL, CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX afterwardsOfSession ON afterwardAnswers (sessionId, at);
CREATE TRIGGER afterwardAnswersFit BEFORE INSERT ON afterwardAnswers
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:afterwardAnswers') WHERE EXISTS (SELECT 1 FROM afterwardAnswers a WHERE a.id = NEW.id OR a.rowid = NEW.rowid);
END;
CREATE TRIGGER afterwardAnswersNoUpdate BEFORE UPDATE ON afterwardAnswers BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:afterwardAnswers'); END;
CREATE TRIGGER afterwardAnswersNoDelete BEFORE DELETE ON afterwardAnswers BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:afterwardAnswers'); END;

-- Whom the clinic tells of what, and the words that it prints of its own. Empty as it comes.
CREATE TABLE afterwardsSettings (
  id INTEGER PRIMARY KEY CHECK (id = 1), content TEXT NOT NULL CHECK (json_valid(content)), version INTEGER NOT NULL
) STRICT;
INSERT INTO afterwardsSettings (id, content, version) VALUES (1, '{"reporting":[],"emergencyCard":"","outOfHours":""}', 1);
`,
};
