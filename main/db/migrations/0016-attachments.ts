import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 16,
  name: 'attachments',
  reason: 'scans and pictures, kept as they came in, each with what it belongs to',
  sql: `
CREATE TABLE attachments (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id),
  subject TEXT NOT NULL CHECK (subject IN ('consent', 'session', 'course', 'patient')), subjectId TEXT NOT NULL CHECK (subjectId <> ''),
  -- Of a signed sheet, the text that was printed on it.
  contentHash TEXT CHECK (length(contentHash) = 64),
  name TEXT NOT NULL CHECK (name <> ''), mediaType TEXT NOT NULL CHECK (mediaType IN ('image/png', 'image/jpeg', 'application/pdf')),
  bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 26214400), sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  -- Who laid sheet and text side by side, and what they found the same.
  compared TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(compared)),
  addedBy TEXT NOT NULL CHECK (addedBy <> ''), addedAt TEXT NOT NULL, CHECK (addedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', addedAt)),
  CHECK (contentHash IS NULL OR subject = 'consent')
) STRICT;
CREATE INDEX attachmentsOfSubject ON attachments (subject, subjectId);
CREATE INDEX attachmentsOfPatient ON attachments (patientId, addedAt);
CREATE TRIGGER attachmentsOnce BEFORE INSERT ON attachments
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:attachments') WHERE EXISTS (SELECT 1 FROM attachments a WHERE a.id = NEW.id OR a.rowid = NEW.rowid); END;
CREATE TRIGGER attachmentsNoUpdate BEFORE UPDATE ON attachments BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:attachments'); END;
CREATE TRIGGER attachmentsNoDelete BEFORE DELETE ON attachments BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:attachments'); END;
`,
};
