import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 12,
  name: 'board',
  reason: 'how early a visit was cancelled, and by what a patient was recognised at the desk',
  sql: `
-- Of a cancellation: minutes left before the planned start, below 0 after it; whether it counts as late, and why not.
ALTER TABLE appointmentHistory ADD COLUMN noticeMinutes INTEGER;
ALTER TABLE appointmentHistory ADD COLUMN late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1));
ALTER TABLE appointmentHistory ADD COLUMN waived TEXT CHECK (waived <> '');
CREATE INDEX historyByTime ON appointmentHistory (at);
CREATE TABLE identityChecks (
  id TEXT PRIMARY KEY, appointmentId TEXT NOT NULL REFERENCES appointments (id), at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES users (id), items TEXT NOT NULL CHECK (json_array_length(items) >= 2)
) STRICT;
CREATE INDEX identityChecksOfAppointment ON identityChecks (appointmentId, id);
CREATE TRIGGER identityChecksOnce BEFORE INSERT ON identityChecks
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:identityChecks') WHERE EXISTS (SELECT 1 FROM identityChecks i WHERE i.id = NEW.id OR i.rowid = NEW.rowid); END;
CREATE TRIGGER identityChecksNoUpdate BEFORE UPDATE ON identityChecks BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:identityChecks'); END;
CREATE TRIGGER identityChecksNoDelete BEFORE DELETE ON identityChecks BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:identityChecks'); END;
`,
};
