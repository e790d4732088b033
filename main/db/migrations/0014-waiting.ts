import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 14,
  name: 'waiting',
  reason: 'who waits for a time, and what was offered to them',
  sql: `
CREATE TABLE wishes (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id), typeId TEXT NOT NULL REFERENCES appointmentTypes (id),
  minutes INTEGER, practitionerIds TEXT NOT NULL CHECK (json_valid(practitionerIds)), weekdays TEXT NOT NULL CHECK (json_valid(weekdays)),
  windows TEXT NOT NULL CHECK (json_valid(windows)), fromDate TEXT NOT NULL, untilDate TEXT,
  urgency TEXT NOT NULL CHECK (urgency IN ('urgent', 'soon', 'routine')), note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'booked', 'withdrawn')), appointmentId TEXT REFERENCES appointments (id),
  recordedBy TEXT NOT NULL REFERENCES users (id), recordedAt TEXT NOT NULL, version INTEGER NOT NULL,
  CHECK (untilDate IS NULL OR fromDate <= untilDate), CHECK ((appointmentId IS NOT NULL) = (state = 'booked'))
) STRICT;
CREATE INDEX wishesWaiting ON wishes (recordedAt) WHERE state = 'waiting';
CREATE INDEX wishesOfPatient ON wishes (patientId);
CREATE TRIGGER wishesKeepPatient BEFORE UPDATE OF id, patientId ON wishes WHEN NEW.id IS NOT OLD.id OR NEW.patientId IS NOT OLD.patientId
BEGIN SELECT RAISE(ABORT, 'WISH_IDENTITY'); END;
CREATE TRIGGER wishesNoDelete BEFORE DELETE ON wishes BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:wishes'); END;
CREATE TABLE wishOffers (
  id TEXT PRIMARY KEY, wishId TEXT NOT NULL REFERENCES wishes (id), at TEXT NOT NULL, by TEXT NOT NULL REFERENCES users (id),
  outcome TEXT NOT NULL CHECK (outcome IN ('called', 'declined', 'no-answer')),
  practitionerId TEXT NOT NULL REFERENCES users (id), startsAt TEXT NOT NULL
) STRICT;
CREATE INDEX offersOfWish ON wishOffers (wishId, id);
CREATE TRIGGER wishOffersOnce BEFORE INSERT ON wishOffers
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:wishOffers') WHERE EXISTS (SELECT 1 FROM wishOffers o WHERE o.id = NEW.id OR o.rowid = NEW.rowid); END;
CREATE TRIGGER wishOffersNoUpdate BEFORE UPDATE ON wishOffers BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:wishOffers'); END;
CREATE TRIGGER wishOffersNoDelete BEFORE DELETE ON wishOffers BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:wishOffers'); END;
`,
};
