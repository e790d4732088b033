import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 13,
  name: 'reminders',
  reason: 'who wants to be reminded and how, who has died; each reminder told at most once',
  sql: `
CREATE TABLE patientDeaths (
  patientId TEXT PRIMARY KEY REFERENCES patients (id),
  diedOn TEXT NOT NULL CHECK (diedOn GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), recordedAt TEXT NOT NULL,
  recordedBy TEXT NOT NULL REFERENCES users (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE contactChoices (
  patientId TEXT PRIMARY KEY REFERENCES patients (id), ways TEXT NOT NULL CHECK (json_valid(ways)),
  email TEXT NOT NULL, phone TEXT NOT NULL, askedAt TEXT, askedBy TEXT REFERENCES users (id), version INTEGER NOT NULL,
  CHECK ((askedAt IS NULL) = (askedBy IS NULL)), CHECK (askedAt IS NOT NULL OR ways = '[]')
) STRICT, WITHOUT ROWID;
CREATE TABLE reminderSettings (
  id INTEGER PRIMARY KEY CHECK (id = 1), account TEXT CHECK (json_valid(account)), password TEXT NOT NULL,
  sending INTEGER NOT NULL CHECK (sending IN (0, 1)), leads TEXT NOT NULL CHECK (json_valid(leads)),
  language TEXT NOT NULL, version INTEGER NOT NULL, CHECK (sending = 0 OR account IS NOT NULL)
) STRICT;
INSERT INTO reminderSettings VALUES (1, NULL, '', 0, '[24]', 'en', 1);
CREATE TABLE reminderTemplates (
  language TEXT PRIMARY KEY, subject TEXT NOT NULL, body TEXT NOT NULL, approvedAt TEXT, approvedBy TEXT REFERENCES users (id),
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE reminders (
  id TEXT PRIMARY KEY, appointmentId TEXT NOT NULL REFERENCES appointments (id), patientId TEXT NOT NULL REFERENCES patients (id),
  hours INTEGER NOT NULL, startsAt TEXT NOT NULL, dueAt TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'unsure', 'failed', 'dropped')), stateAt TEXT NOT NULL,
  reason TEXT, attempts INTEGER NOT NULL, nextAt TEXT, address TEXT NOT NULL, messageId TEXT NOT NULL, version INTEGER NOT NULL,
  CHECK ((nextAt IS NOT NULL) = (state = 'queued'))
) STRICT;
-- One at a time for a visit and a lead; a moved visit drops the old one before it plans the next.
CREATE UNIQUE INDEX remindersLive ON reminders (appointmentId, hours) WHERE state IN ('queued', 'sending');
CREATE INDEX remindersDue ON reminders (nextAt) WHERE state = 'queued';
CREATE INDEX remindersOfVisit ON reminders (appointmentId, id);
CREATE INDEX remindersInTrouble ON reminders (startsAt) WHERE state IN ('failed', 'unsure', 'sending');
CREATE TRIGGER remindersKeepIdentity BEFORE UPDATE ON reminders
WHEN NEW.id IS NOT OLD.id OR NEW.appointmentId IS NOT OLD.appointmentId OR NEW.patientId IS NOT OLD.patientId
  OR NEW.startsAt IS NOT OLD.startsAt OR NEW.hours IS NOT OLD.hours OR (OLD.messageId <> '' AND NEW.messageId IS NOT OLD.messageId)
BEGIN SELECT RAISE(ABORT, 'REMINDER_IDENTITY'); END;
CREATE TRIGGER remindersNoDelete BEFORE DELETE ON reminders BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:reminders'); END;
CREATE TRIGGER remindersStaySent BEFORE UPDATE OF state ON reminders WHEN OLD.state = 'sent' AND NEW.state <> 'sent'
BEGIN SELECT RAISE(ABORT, 'REMINDER_SENT'); END;
-- Sent from the queue alone, and never what the person was told last: the same visit at the same time.
CREATE TRIGGER remindersToldOnce BEFORE UPDATE OF state ON reminders WHEN NEW.state = 'sending'
BEGIN
  SELECT RAISE(ABORT, 'REMINDER_NOT_QUEUED') WHERE OLD.state <> 'queued';
  SELECT RAISE(ABORT, 'REMINDER_TOLD') WHERE EXISTS (
    SELECT 1 FROM reminders t WHERE t.appointmentId = NEW.appointmentId AND t.hours = NEW.hours AND t.id <> NEW.id
      AND t.startsAt = NEW.startsAt AND t.state IN ('sent', 'unsure') AND NOT EXISTS (
        SELECT 1 FROM reminders u WHERE u.appointmentId = t.appointmentId AND u.hours = t.hours AND u.id > t.id
          AND u.startsAt <> t.startsAt AND u.state IN ('sent', 'unsure')));
END;
CREATE TABLE reminderAttempts (
  id TEXT PRIMARY KEY, reminderId TEXT NOT NULL REFERENCES reminders (id), at TEXT NOT NULL,
  endedAt TEXT, outcome TEXT CHECK (outcome IN ('sent', 'failed', 'unsure')), problem TEXT,
  CHECK ((endedAt IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX attemptsOfReminder ON reminderAttempts (reminderId, id);
CREATE TRIGGER reminderAttemptsOnce BEFORE UPDATE ON reminderAttempts
WHEN OLD.outcome IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.reminderId IS NOT OLD.reminderId OR NEW.at IS NOT OLD.at
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:reminderAttempts'); END;
CREATE TRIGGER reminderAttemptsNoDelete BEFORE DELETE ON reminderAttempts BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:reminderAttempts'); END;
-- Called for this visit at this time; a moved one is called for again.
CREATE TABLE reminderCalls (
  appointmentId TEXT NOT NULL REFERENCES appointments (id), startsAt TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL REFERENCES users (id),
  PRIMARY KEY (appointmentId, startsAt)
) STRICT, WITHOUT ROWID;
`,
};
