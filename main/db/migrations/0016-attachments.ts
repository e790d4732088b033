import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 16,
  name: 'attachments',
  reason:
    'scans and pictures, kept as they came in, each with what it belongs to; forms printed to be signed, and copies of signed papers',
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
-- Entered in error: it stays, marked, and from then on nothing can rest on it.
CREATE TABLE attachmentErrors (
  attachmentId TEXT PRIMARY KEY REFERENCES attachments (id), reason TEXT NOT NULL CHECK (trim(reason) <> ''), markedBy TEXT NOT NULL CHECK (markedBy <> ''),
  at TEXT NOT NULL, CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER attachmentErrorsFit BEFORE INSERT ON attachmentErrors
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:attachmentErrors') WHERE EXISTS (SELECT 1 FROM attachmentErrors e WHERE e.attachmentId = NEW.attachmentId);
  SELECT RAISE(ABORT, 'SCAN_IN_USE') WHERE EXISTS (SELECT 1 FROM consentSignatures s WHERE s.scanId = NEW.attachmentId);
END;
CREATE TRIGGER attachmentErrorsNoUpdate BEFORE UPDATE ON attachmentErrors BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:attachmentErrors'); END;
CREATE TRIGGER attachmentErrorsNoDelete BEFORE DELETE ON attachmentErrors BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:attachmentErrors'); END;
CREATE INDEX attachmentsByHash ON attachments (sha256);
CREATE INDEX signaturesByScan ON consentSignatures (scanId) WHERE scanId IS NOT NULL;

-- A form that went out to be signed by hand: the very text of a draft or consent. A draft that says something else by now voids it.
CREATE TABLE consentPaperForms (
  consentId TEXT NOT NULL CHECK (consentId <> ''), contentHash TEXT NOT NULL CHECK (length(contentHash) = 64), patientId TEXT NOT NULL REFERENCES patients (id),
  documentId TEXT NOT NULL UNIQUE, printedBy TEXT NOT NULL CHECK (printedBy <> ''), printedAt TEXT NOT NULL,
  -- Of the file that was handed out.
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  PRIMARY KEY (consentId, contentHash), CHECK (printedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', printedAt))
) STRICT, WITHOUT ROWID;
CREATE INDEX paperFormsByText ON consentPaperForms (contentHash);
CREATE INDEX paperFormsByFile ON consentPaperForms (sha256);
CREATE TRIGGER consentPaperFormsOnce BEFORE INSERT ON consentPaperForms
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentPaperForms') WHERE EXISTS (
  SELECT 1 FROM consentPaperForms f WHERE f.documentId = NEW.documentId OR (f.consentId = NEW.consentId AND f.contentHash = NEW.contentHash)); END;
CREATE TRIGGER consentPaperFormsNoUpdate BEFORE UPDATE ON consentPaperForms BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentPaperForms'); END;
CREATE TRIGGER consentPaperFormsNoDelete BEFORE DELETE ON consentPaperForms BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentPaperForms'); END;

-- Ink on paper counts only on a sheet that was printed from this very text, that was compared in all four points, and that stands.
CREATE TRIGGER consentSignaturesOnPaper BEFORE INSERT ON consentSignatures WHEN NEW.medium = 'paper'
BEGIN
  SELECT RAISE(ABORT, 'PAPER_FORM') WHERE NOT EXISTS (
    SELECT 1 FROM consentPaperForms f WHERE f.consentId = NEW.consentId AND f.contentHash = NEW.contentHash);
  SELECT RAISE(ABORT, 'PAPER_SCAN') WHERE NOT EXISTS (
    SELECT 1 FROM attachments a WHERE a.id = NEW.scanId AND a.subject = 'consent' AND a.subjectId = NEW.consentId AND a.contentHash = NEW.contentHash
      AND NOT EXISTS (SELECT 1 FROM attachmentErrors e WHERE e.attachmentId = a.id)
      AND (SELECT count(DISTINCT c.value) FROM json_each(a.compared) c WHERE c.value IN ('patient', 'code', 'signatures', 'decisions')) = 4);
END;

-- Every reprint of an archived paper, by number.
CREATE TABLE documentCopies (
  documentId TEXT NOT NULL REFERENCES documents (id), number INTEGER NOT NULL CHECK (number > 0), printedBy TEXT NOT NULL CHECK (printedBy <> ''),
  printedAt TEXT NOT NULL, sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  PRIMARY KEY (documentId, number), CHECK (printedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', printedAt))
) STRICT, WITHOUT ROWID;
CREATE INDEX copiesByFile ON documentCopies (sha256);
CREATE TRIGGER documentCopiesOnce BEFORE INSERT ON documentCopies
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:documentCopies') WHERE EXISTS (
  SELECT 1 FROM documentCopies c WHERE c.documentId = NEW.documentId AND c.number = NEW.number); END;
CREATE TRIGGER documentCopiesNoUpdate BEFORE UPDATE ON documentCopies BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:documentCopies'); END;
CREATE TRIGGER documentCopiesNoDelete BEFORE DELETE ON documentCopies BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:documentCopies'); END;
`,
};
