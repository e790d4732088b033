import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 10,
  name: 'hours',
  reason: 'when the clinic, its people, rooms and devices can be booked, and whom to call when they cannot',
  sql: `
-- No row, or no week, means the day of the clinic's profile.
CREATE TABLE openingHours (
  id INTEGER PRIMARY KEY CHECK (id = 1), week TEXT CHECK (week IS NULL OR json_valid(week)), version INTEGER NOT NULL
) STRICT;
CREATE TABLE workingHours (
  id TEXT PRIMARY KEY, practitionerId TEXT NOT NULL REFERENCES users (id), validFrom TEXT NOT NULL, validUntil TEXT,
  week TEXT NOT NULL CHECK (json_valid(week)), withdrawnAt TEXT, version INTEGER NOT NULL,
  CHECK (validUntil IS NULL OR validFrom <= validUntil)
) STRICT;
CREATE INDEX workingHoursOfPractitioner ON workingHours (practitionerId, validFrom);
CREATE TRIGGER workingHoursOnceInsert BEFORE INSERT ON workingHours WHEN NEW.withdrawnAt IS NULL
BEGIN
  SELECT RAISE(ABORT, 'HOURS_OVERLAP') WHERE EXISTS (
    SELECT 1 FROM workingHours w WHERE w.practitionerId = NEW.practitionerId AND w.id <> NEW.id AND w.withdrawnAt IS NULL
      AND (NEW.validUntil IS NULL OR w.validFrom <= NEW.validUntil) AND (w.validUntil IS NULL OR w.validUntil >= NEW.validFrom));
END;
CREATE TRIGGER workingHoursOnceUpdate BEFORE UPDATE ON workingHours WHEN NEW.withdrawnAt IS NULL
BEGIN
  SELECT RAISE(ABORT, 'HOURS_OVERLAP') WHERE EXISTS (
    SELECT 1 FROM workingHours w WHERE w.practitionerId = NEW.practitionerId AND w.id <> NEW.id AND w.withdrawnAt IS NULL
      AND (NEW.validUntil IS NULL OR w.validFrom <= NEW.validUntil) AND (w.validUntil IS NULL OR w.validUntil >= NEW.validFrom));
END;
-- Wall-clock dates and times of the clinic; toTime may be 24:00.
CREATE TABLE closures (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('holiday', 'leave', 'room-closed', 'device-out')),
  practitionerId TEXT REFERENCES users (id), roomId TEXT REFERENCES rooms (id), deviceId TEXT REFERENCES devices (id),
  fromDate TEXT NOT NULL, fromTime TEXT NOT NULL, toDate TEXT NOT NULL, toTime TEXT NOT NULL, label TEXT NOT NULL,
  recordedBy TEXT NOT NULL REFERENCES users (id), recordedAt TEXT NOT NULL, withdrawnAt TEXT, version INTEGER NOT NULL,
  CHECK ((practitionerId IS NOT NULL) = (kind = 'leave')), CHECK ((roomId IS NOT NULL) = (kind = 'room-closed')),
  CHECK ((deviceId IS NOT NULL) = (kind = 'device-out')), CHECK (fromDate || fromTime < toDate || toTime)
) STRICT;
CREATE INDEX closuresByEnd ON closures (toDate, fromDate);
-- What was said of a closed time outlives it: a list of patients to call refers to it.
CREATE TRIGGER closuresNoDelete BEFORE DELETE ON closures BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:closures'); END;
-- Visits that lay in a closed time when it was recorded, as they stood then; what became of them is in the book.
CREATE TABLE absenceVisits (
  closureId TEXT NOT NULL REFERENCES closures (id), appointmentId TEXT NOT NULL REFERENCES appointments (id), listedAt TEXT NOT NULL,
  startsAt TEXT NOT NULL, endsAt TEXT NOT NULL, practitionerId TEXT NOT NULL REFERENCES users (id), roomId TEXT REFERENCES rooms (id),
  PRIMARY KEY (closureId, appointmentId)
) STRICT, WITHOUT ROWID;
CREATE TABLE absenceCalls (
  id TEXT PRIMARY KEY, closureId TEXT NOT NULL, appointmentId TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL REFERENCES users (id),
  note TEXT NOT NULL, undoes TEXT UNIQUE REFERENCES absenceCalls (id),
  FOREIGN KEY (closureId, appointmentId) REFERENCES absenceVisits (closureId, appointmentId)
) STRICT;
CREATE INDEX absenceCallsOfClosure ON absenceCalls (closureId, appointmentId, id);
CREATE TRIGGER absenceVisitsOnce BEFORE INSERT ON absenceVisits
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:absenceVisits') WHERE EXISTS (SELECT 1 FROM absenceVisits v WHERE v.closureId = NEW.closureId AND v.appointmentId = NEW.appointmentId); END;
CREATE TRIGGER absenceVisitsNoUpdate BEFORE UPDATE ON absenceVisits BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:absenceVisits'); END;
CREATE TRIGGER absenceVisitsNoDelete BEFORE DELETE ON absenceVisits BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:absenceVisits'); END;
CREATE TRIGGER absenceCallsOnce BEFORE INSERT ON absenceCalls
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:absenceCalls') WHERE EXISTS (SELECT 1 FROM absenceCalls c WHERE c.id = NEW.id OR c.rowid = NEW.rowid); END;
CREATE TRIGGER absenceCallsNoUpdate BEFORE UPDATE ON absenceCalls BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:absenceCalls'); END;
CREATE TRIGGER absenceCallsNoDelete BEFORE DELETE ON absenceCalls BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:absenceCalls'); END;
`,
};
