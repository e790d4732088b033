import type { Migration } from '../migrate.ts';

const holding = `status NOT IN ('cancelled', 'did-not-attend')`;

// The signs of plus keep SQLite to the few claims of the visit itself, whatever else its practitioner or room ever had.
const unclaimed = (visit: string) => `
  NOT EXISTS (
    SELECT 1 FROM appointmentClaims c WHERE c.appointmentId = ${visit}.id AND +c.resource = 'patient' AND +c.resourceId = ${visit}.patientId
      AND +c.startsAt = ${visit}.startsAt AND c.endsAt = ${visit}.endsAt)
  OR NOT EXISTS (
    SELECT 1 FROM appointmentClaims c WHERE c.appointmentId = ${visit}.id AND +c.resource = 'practitioner'
      AND +c.resourceId = ${visit}.practitionerId AND +c.startsAt < ${visit}.endsAt AND c.endsAt > ${visit}.startsAt)
  OR (${visit}.roomId IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(${visit}.phases) p WHERE json_extract(p.value, '$.room'))
    AND NOT EXISTS (SELECT 1 FROM appointmentClaims c WHERE c.appointmentId = ${visit}.id AND +c.resource = 'room' AND +c.resourceId = ${visit}.roomId))`;

export const migration: Migration = {
  number: 5,
  name: 'appointments',
  reason: 'the book; the database refuses two at once',
  sql: `
CREATE TABLE appointmentSeries (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id), courseId TEXT REFERENCES courses (id),
  plan TEXT NOT NULL CHECK (json_valid(plan)), plannedAt TEXT NOT NULL, plannedBy TEXT NOT NULL REFERENCES users (id), version INTEGER NOT NULL
) STRICT;
CREATE INDEX seriesOfPatient ON appointmentSeries (patientId);
CREATE TABLE appointments (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id), practitionerId TEXT NOT NULL REFERENCES users (id),
  roomId TEXT REFERENCES rooms (id), typeId TEXT NOT NULL REFERENCES appointmentTypes (id),
  startsAt TEXT NOT NULL, endsAt TEXT NOT NULL, phases TEXT NOT NULL CHECK (json_valid(phases)),
  status TEXT NOT NULL CHECK (status IN ('booked', 'arrived', 'in-treatment', 'resting', 'done', 'left', 'did-not-attend', 'cancelled')),
  statusAt TEXT NOT NULL, lateCancelled INTEGER NOT NULL CHECK (lateCancelled IN (0, 1)), note TEXT NOT NULL,
  courseId TEXT REFERENCES courses (id), seriesId TEXT REFERENCES appointmentSeries (id), seriesDate TEXT, version INTEGER NOT NULL,
  CHECK (startsAt < endsAt), CHECK (lateCancelled = 0 OR status = 'cancelled'), CHECK (julianday(endsAt) - julianday(startsAt) <= 481 / 1440.0)
) STRICT;
CREATE INDEX appointmentsOfPractitioner ON appointments (practitionerId, startsAt);
CREATE INDEX appointmentsOfRoom ON appointments (roomId, startsAt);
CREATE INDEX appointmentsByStart ON appointments (startsAt);
CREATE INDEX appointmentsOfPatient ON appointments (patientId, startsAt);
CREATE INDEX appointmentsOfSeries ON appointments (seriesId, startsAt) WHERE seriesId IS NOT NULL;
CREATE INDEX appointmentsOfCourse ON appointments (courseId, startsAt) WHERE courseId IS NOT NULL;
-- Time that is kept while somebody still talks on the phone; its claims go with it.
CREATE TABLE slotHolds (
  id TEXT PRIMARY KEY, heldBy TEXT NOT NULL REFERENCES users (id), typeId TEXT NOT NULL REFERENCES appointmentTypes (id),
  startsAt TEXT NOT NULL, endsAt TEXT NOT NULL, expiresAt TEXT NOT NULL
) STRICT;
CREATE INDEX slotHoldsByExpiry ON slotHolds (expiresAt);
CREATE TABLE overbookings (
  id TEXT PRIMARY KEY, appointmentId TEXT NOT NULL REFERENCES appointments (id) DEFERRABLE INITIALLY DEFERRED,
  by TEXT NOT NULL REFERENCES users (id), at TEXT NOT NULL, reason TEXT NOT NULL CHECK (length(reason) > 0)
) STRICT;
CREATE INDEX overbookingsOfAppointment ON overbookings (appointmentId);
CREATE TRIGGER overbookingsOnce BEFORE INSERT ON overbookings
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:overbookings') WHERE EXISTS (SELECT 1 FROM overbookings o WHERE o.id = NEW.id OR o.rowid = NEW.rowid); END;
CREATE TRIGGER overbookingsNoUpdate BEFORE UPDATE ON overbookings BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:overbookings'); END;
CREATE TRIGGER overbookingsNoDelete BEFORE DELETE ON overbookings BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:overbookings'); END;
-- What a visit or a hold keeps for itself, resource by resource. No claim is longer than 12 hours, so a neighbour that
-- overlaps starts at most that long before.
CREATE TABLE appointmentClaims (
  id TEXT PRIMARY KEY, appointmentId TEXT REFERENCES appointments (id) DEFERRABLE INITIALLY DEFERRED,
  holdId TEXT REFERENCES slotHolds (id) ON DELETE CASCADE,
  resource TEXT NOT NULL CHECK (resource IN ('practitioner', 'room', 'device', 'patient')), resourceId TEXT NOT NULL,
  startsAt TEXT NOT NULL, endsAt TEXT NOT NULL, overbookingId TEXT REFERENCES overbookings (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK (startsAt < endsAt), CHECK ((appointmentId IS NULL) <> (holdId IS NULL)), CHECK (overbookingId IS NULL OR appointmentId IS NOT NULL),
  CHECK (julianday(endsAt) - julianday(startsAt) <= 721 / 1440.0)
) STRICT;
CREATE INDEX claimsOfResource ON appointmentClaims (resource, resourceId, startsAt, endsAt);
CREATE INDEX claimsOfAppointment ON appointmentClaims (appointmentId);
CREATE INDEX claimsOfHold ON appointmentClaims (holdId);
CREATE TRIGGER claimsNoOverlap BEFORE INSERT ON appointmentClaims WHEN NEW.overbookingId IS NULL
BEGIN
  SELECT RAISE(ABORT, 'SLOT_TAKEN:' || NEW.resource) WHERE EXISTS (
    SELECT 1 FROM appointmentClaims c WHERE c.resource = NEW.resource AND c.resourceId = NEW.resourceId AND c.startsAt < NEW.endsAt
      AND c.startsAt > strftime('%Y-%m-%dT%H:%M:%fZ', NEW.startsAt, '-721 minutes') AND c.endsAt > NEW.startsAt
      AND NOT (c.appointmentId IS NEW.appointmentId AND c.holdId IS NEW.holdId));
END;
CREATE TRIGGER claimsOnce BEFORE INSERT ON appointmentClaims
BEGIN SELECT RAISE(ABORT, 'CLAIM_EXISTS') WHERE EXISTS (SELECT 1 FROM appointmentClaims c WHERE c.id = NEW.id OR c.rowid = NEW.rowid); END;
CREATE TRIGGER claimsNoUpdate BEFORE UPDATE ON appointmentClaims BEGIN SELECT RAISE(ABORT, 'CLAIM_FIXED'); END;
-- An overbooking excuses the visit that it was written for, no other.
CREATE TRIGGER claimsOverbookedByTheirOwn AFTER INSERT ON appointmentClaims WHEN NEW.overbookingId IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'CLAIM_MISSING') WHERE NOT EXISTS (
    SELECT 1 FROM overbookings o WHERE o.id = NEW.overbookingId AND o.appointmentId = NEW.appointmentId);
END;
-- A visit that holds its time has claimed it: the patient for just its length, a practitioner within it, its room.
CREATE TRIGGER appointmentsClaimedInsert BEFORE INSERT ON appointments WHEN NEW.${holding}
BEGIN SELECT RAISE(ABORT, 'CLAIM_MISSING') WHERE ${unclaimed('NEW')}; END;
CREATE TRIGGER appointmentsClaimedUpdate BEFORE UPDATE ON appointments WHEN NEW.${holding}
BEGIN SELECT RAISE(ABORT, 'CLAIM_MISSING') WHERE ${unclaimed('NEW')}; END;
CREATE TRIGGER claimsKept AFTER DELETE ON appointmentClaims WHEN OLD.appointmentId IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'CLAIM_MISSING') FROM appointments a WHERE a.id = OLD.appointmentId AND a.${holding} AND (${unclaimed('a')}); END;
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
`,
};
