import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 17,
  name: 'templates',
  reason: 'the words of the consent form with every version of them, and which consent was given on which',
  sql: `
-- Shipped texts lie here beside the clinic's own, so that one row of numbers names every version there ever was.
CREATE TABLE templateVersions (
  templateId TEXT NOT NULL, version INTEGER NOT NULL CHECK (version > 0), origin TEXT NOT NULL CHECK (origin IN ('shipped', 'clinic')),
  body TEXT NOT NULL CHECK (json_valid(body)), bodyHash TEXT NOT NULL CHECK (length(bodyHash) = 64),
  reason TEXT NOT NULL CHECK (trim(reason) <> ''), material INTEGER NOT NULL CHECK (material IN (0, 1)),
  publishedBy TEXT NOT NULL CHECK (trim(publishedBy) <> ''), publisherId TEXT REFERENCES users (id),
  publishedAt TEXT NOT NULL, CHECK (publishedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', publishedAt)),
  CHECK ((origin = 'clinic') = (publisherId IS NOT NULL)), PRIMARY KEY (templateId, version)
) STRICT;
CREATE TRIGGER templateVersionsNext BEFORE INSERT ON templateVersions
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:templateVersions') WHERE EXISTS (
    SELECT 1 FROM templateVersions v WHERE v.rowid = NEW.rowid OR (v.templateId = NEW.templateId AND v.version = NEW.version));
  SELECT RAISE(ABORT, 'TEMPLATE_NUMBER') WHERE NEW.version <> (
    SELECT coalesce(max(v.version), 0) + 1 FROM templateVersions v WHERE v.templateId = NEW.templateId);
END;
CREATE TRIGGER templateVersionsNoUpdate BEFORE UPDATE ON templateVersions BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:templateVersions'); END;
CREATE TRIGGER templateVersionsNoDelete BEFORE DELETE ON templateVersions BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:templateVersions'); END;

CREATE TABLE templateRetirements (
  templateId TEXT NOT NULL, version INTEGER NOT NULL, reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  retiredBy TEXT NOT NULL CHECK (trim(retiredBy) <> ''), retiredAt TEXT NOT NULL,
  CHECK (retiredAt IS strftime('%Y-%m-%dT%H:%M:%fZ', retiredAt)),
  PRIMARY KEY (templateId, version), FOREIGN KEY (templateId, version) REFERENCES templateVersions (templateId, version)
) STRICT;
CREATE TRIGGER templateRetirementsOnce BEFORE INSERT ON templateRetirements
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:templateRetirements') WHERE EXISTS (
    SELECT 1 FROM templateRetirements r WHERE r.rowid = NEW.rowid OR (r.templateId = NEW.templateId AND r.version = NEW.version));
  -- There is always a text for every technique and every signer.
  SELECT RAISE(ABORT, 'TEMPLATE_SHIPPED') WHERE EXISTS (
    SELECT 1 FROM templateVersions v WHERE v.templateId = NEW.templateId AND v.version = NEW.version AND v.origin = 'shipped');
END;
CREATE TRIGGER templateRetirementsNoUpdate BEFORE UPDATE ON templateRetirements BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:templateRetirements'); END;
CREATE TRIGGER templateRetirementsNoDelete BEFORE DELETE ON templateRetirements BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:templateRetirements'); END;

CREATE TABLE templateDrafts (
  templateId TEXT PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body)), basedOn INTEGER NOT NULL,
  savedBy TEXT NOT NULL, savedAt TEXT NOT NULL, version INTEGER NOT NULL,
  FOREIGN KEY (templateId, basedOn) REFERENCES templateVersions (templateId, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE templateReviews (
  templateId TEXT PRIMARY KEY, dueOn TEXT CHECK (dueOn GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), setBy TEXT NOT NULL, setAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the clinic has written in other languages, each with the English text that it was made from.
CREATE TABLE templateTexts (
  templateId TEXT NOT NULL, language TEXT NOT NULL, textKey TEXT NOT NULL, english TEXT NOT NULL, text TEXT NOT NULL CHECK (trim(text) <> ''),
  savedBy TEXT NOT NULL, savedAt TEXT NOT NULL, PRIMARY KEY (templateId, language, textKey)
) STRICT, WITHOUT ROWID;
-- Somebody has read this version in that language: exactly the texts of that fingerprint, and none that came after.
CREATE TABLE templateApprovals (
  templateId TEXT NOT NULL, version INTEGER NOT NULL, language TEXT NOT NULL, textsHash TEXT NOT NULL CHECK (length(textsHash) = 64),
  approvedBy TEXT NOT NULL CHECK (trim(approvedBy) <> ''), approverId TEXT NOT NULL REFERENCES users (id), approvedAt TEXT NOT NULL,
  CHECK (approvedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', approvedAt)),
  PRIMARY KEY (templateId, version, language, textsHash),
  FOREIGN KEY (templateId, version) REFERENCES templateVersions (templateId, version)
) STRICT;
CREATE TRIGGER templateApprovalsOnce BEFORE INSERT ON templateApprovals
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:templateApprovals') WHERE EXISTS (
    SELECT 1 FROM templateApprovals a WHERE a.rowid = NEW.rowid OR (a.templateId = NEW.templateId AND a.version = NEW.version
      AND a.language = NEW.language AND a.textsHash = NEW.textsHash));
END;
CREATE TRIGGER templateApprovalsNoUpdate BEFORE UPDATE ON templateApprovals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:templateApprovals'); END;
CREATE TRIGGER templateApprovalsNoDelete BEFORE DELETE ON templateApprovals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:templateApprovals'); END;

-- The words for what is planned, told and asked (techniques, risks, substances, the form itself), read by a person in one language.
CREATE TABLE wordApprovals (
  language TEXT NOT NULL, textsHash TEXT NOT NULL CHECK (length(textsHash) = 64), approvedBy TEXT NOT NULL CHECK (trim(approvedBy) <> ''),
  approverId TEXT NOT NULL REFERENCES users (id), approvedAt TEXT NOT NULL,
  CHECK (approvedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', approvedAt)), PRIMARY KEY (language, textsHash)
) STRICT;
CREATE TRIGGER wordApprovalsOnce BEFORE INSERT ON wordApprovals
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:wordApprovals') WHERE EXISTS (
    SELECT 1 FROM wordApprovals a WHERE a.rowid = NEW.rowid OR (a.language = NEW.language AND a.textsHash = NEW.textsHash));
END;
CREATE TRIGGER wordApprovalsNoUpdate BEFORE UPDATE ON wordApprovals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:wordApprovals'); END;
CREATE TRIGGER wordApprovalsNoDelete BEFORE DELETE ON wordApprovals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:wordApprovals'); END;

-- Which versions each consent was given on, kept by the store itself beside every consent.
CREATE TABLE consentTemplates (
  consentId TEXT NOT NULL, templateId TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (consentId, templateId)
) STRICT, WITHOUT ROWID;
CREATE INDEX consentsOnTemplate ON consentTemplates (templateId, version);
CREATE TRIGGER consentTemplatesOf AFTER INSERT ON consents
BEGIN
  INSERT INTO consentTemplates SELECT NEW.id, NEW.document ->> '$.template.id', NEW.document ->> '$.template.version'
    WHERE typeof(NEW.document ->> '$.template.version') = 'integer';
  INSERT INTO consentTemplates SELECT NEW.id, p.value ->> 'id', max(p.value ->> 'version')
    FROM json_each(NEW.document, '$.template.parts') p
    WHERE typeof(p.value ->> 'version') = 'integer' AND p.value ->> 'id' IS NOT NEW.document ->> '$.template.id' GROUP BY p.value ->> 'id';
END;
CREATE TRIGGER consentTemplatesNoUpdate BEFORE UPDATE ON consentTemplates BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentTemplates'); END;
CREATE TRIGGER consentTemplatesNoDelete BEFORE DELETE ON consentTemplates BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentTemplates'); END;
`,
};
