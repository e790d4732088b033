import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 5,
  name: 'appointments',
  reason: 'the book; the database refuses two at once',
  sql: `
CREATE TABLE appointments (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id), practitionerId TEXT NOT NULL REFERENCES users (id),
  roomId TEXT REFERENCES rooms (id), typeId TEXT NOT NULL REFERENCES appointmentTypes (id),
  startsAt TEXT NOT NULL, endsAt TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('booked', 'arrived', 'in-treatment', 'done', 'did-not-attend', 'cancelled')),
  statusAt TEXT NOT NULL, note TEXT NOT NULL, version INTEGER NOT NULL, CHECK (startsAt < endsAt),
  CHECK (julianday(endsAt) - julianday(startsAt) <= 481 / 1440.0)
) STRICT;
CREATE INDEX appointmentsOfPractitioner ON appointments (practitionerId, startsAt);
CREATE INDEX appointmentsOfRoom ON appointments (roomId, startsAt);
CREATE INDEX appointmentsByStart ON appointments (startsAt);
CREATE INDEX appointmentsOfPatient ON appointments (patientId, startsAt);
CREATE TABLE appointmentHistory (
  id TEXT PRIMARY KEY, appointmentId TEXT NOT NULL REFERENCES appointments (id), at TEXT NOT NULL, by TEXT NOT NULL REFERENCES users (id),
  fromStatus TEXT, toStatus TEXT NOT NULL, reason TEXT NOT NULL, cancelledBy TEXT CHECK (cancelledBy IN ('patient', 'clinic')),
  -- The step that this one takes back, and what stood before a move.
  undoes TEXT UNIQUE REFERENCES appointmentHistory (id), formerly TEXT CHECK (json_valid(formerly))
) STRICT;
CREATE INDEX historyOfAppointment ON appointmentHistory (appointmentId, id);
CREATE TRIGGER appointmentHistoryOnce BEFORE INSERT ON appointmentHistory
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:appointmentHistory') WHERE EXISTS (SELECT 1 FROM appointmentHistory h WHERE h.id = NEW.id OR h.rowid = NEW.rowid); END;
CREATE TRIGGER appointmentHistoryNoUpdate BEFORE UPDATE ON appointmentHistory BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:appointmentHistory'); END;
CREATE TRIGGER appointmentHistoryNoDelete BEFORE DELETE ON appointmentHistory BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:appointmentHistory'); END;
CREATE TRIGGER appointmentsKeepPatient BEFORE UPDATE OF id, patientId ON appointments WHEN NEW.id IS NOT OLD.id OR NEW.patientId IS NOT OLD.patientId
BEGIN SELECT RAISE(ABORT, 'APPOINTMENT_IDENTITY'); END;
CREATE TRIGGER appointmentsNoDelete BEFORE DELETE ON appointments BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:appointments'); END;
-- No appointment is longer than 8 hours, so a neighbour that overlaps starts at most that long before.
CREATE TRIGGER appointmentsNoOverlapInsert BEFORE INSERT ON appointments WHEN NEW.status NOT IN ('cancelled', 'did-not-attend')
BEGIN
  SELECT RAISE(ABORT, 'SLOT_TAKEN:practitioner') WHERE EXISTS (
    SELECT 1 FROM appointments a WHERE a.practitionerId = NEW.practitionerId AND a.startsAt < NEW.endsAt
      AND a.startsAt > strftime('%Y-%m-%dT%H:%M:%fZ', NEW.startsAt, '-481 minutes') AND a.endsAt > NEW.startsAt
      AND a.status NOT IN ('cancelled', 'did-not-attend') AND a.id <> NEW.id);
  SELECT RAISE(ABORT, 'SLOT_TAKEN:room') WHERE NEW.roomId IS NOT NULL AND EXISTS (
    SELECT 1 FROM appointments a WHERE a.roomId = NEW.roomId AND a.startsAt < NEW.endsAt
      AND a.startsAt > strftime('%Y-%m-%dT%H:%M:%fZ', NEW.startsAt, '-481 minutes') AND a.endsAt > NEW.startsAt
      AND a.status NOT IN ('cancelled', 'did-not-attend') AND a.id <> NEW.id);
END;
CREATE TRIGGER appointmentsNoOverlapUpdate BEFORE UPDATE ON appointments WHEN NEW.status NOT IN ('cancelled', 'did-not-attend')
BEGIN
  SELECT RAISE(ABORT, 'SLOT_TAKEN:practitioner') WHERE EXISTS (
    SELECT 1 FROM appointments a WHERE a.practitionerId = NEW.practitionerId AND a.startsAt < NEW.endsAt
      AND a.startsAt > strftime('%Y-%m-%dT%H:%M:%fZ', NEW.startsAt, '-481 minutes') AND a.endsAt > NEW.startsAt
      AND a.status NOT IN ('cancelled', 'did-not-attend') AND a.id <> NEW.id);
  SELECT RAISE(ABORT, 'SLOT_TAKEN:room') WHERE NEW.roomId IS NOT NULL AND EXISTS (
    SELECT 1 FROM appointments a WHERE a.roomId = NEW.roomId AND a.startsAt < NEW.endsAt
      AND a.startsAt > strftime('%Y-%m-%dT%H:%M:%fZ', NEW.startsAt, '-481 minutes') AND a.endsAt > NEW.startsAt
      AND a.status NOT IN ('cancelled', 'did-not-attend') AND a.id <> NEW.id);
END;
`,
};
