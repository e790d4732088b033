import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 9,
  name: 'documents',
  reason: 'the archive of signed papers, byte for byte',
  sql: `
CREATE TABLE documents (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('consent', 'treatment-summary', 'course-summary', 'letter')),
  subjectId TEXT NOT NULL, patientId TEXT NOT NULL REFERENCES patients (id), title TEXT NOT NULL,
  source TEXT NOT NULL CHECK (json_valid(source)), sourceHash TEXT NOT NULL CHECK (length(sourceHash) = 64), bytes BLOB NOT NULL, sha256 TEXT NOT NULL CHECK (length(sha256) = 64), archivedAt TEXT NOT NULL
) STRICT;
CREATE INDEX documentsOfPatient ON documents (patientId, archivedAt);
-- The same signed content is printed once; what comes later is a new paper beside it.
CREATE UNIQUE INDEX documentsOfSubject ON documents (kind, subjectId, sourceHash);
CREATE TRIGGER documentsOnce BEFORE INSERT ON documents
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:documents') WHERE EXISTS (
    SELECT 1 FROM documents d WHERE d.id = NEW.id OR d.rowid = NEW.rowid OR (d.kind = NEW.kind AND d.subjectId = NEW.subjectId AND d.sourceHash = NEW.sourceHash));
END;
CREATE TRIGGER documentsNoUpdate BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:documents'); END;
CREATE TRIGGER documentsNoDelete BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:documents'); END;
`,
};
