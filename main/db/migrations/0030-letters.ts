import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 30,
  name: 'letters',
  reason:
    'letters are worded by the clinic, version beside version; a picture lies with the entry that it shows',
  sql: `
-- The highest number of a template is the one in use. What ships is number 0 and stands in the program.
CREATE TABLE letterTemplateVersions (
  templateId TEXT NOT NULL CHECK (templateId <> ''), number INTEGER NOT NULL CHECK (number > 0),
  recipient TEXT NOT NULL CHECK (recipient IN ('referrer', 'surgeon', 'family-doctor', 'patient', 'insurer', 'other')),
  name TEXT NOT NULL CHECK (trim(name) <> ''), text TEXT NOT NULL CHECK (trim(text) <> ''), retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
  by TEXT NOT NULL CHECK (by <> ''), at TEXT NOT NULL CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)),
  PRIMARY KEY (templateId, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER letterTemplateVersionsFit BEFORE INSERT ON letterTemplateVersions
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:letterTemplateVersions') WHERE NEW.number <>
    1 + coalesce((SELECT max(v.number) FROM letterTemplateVersions v WHERE v.templateId = NEW.templateId), 0);
END;
CREATE TRIGGER letterTemplateVersionsNoUpdate BEFORE UPDATE ON letterTemplateVersions
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:letterTemplateVersions'); END;
CREATE TRIGGER letterTemplateVersionsNoDelete BEFORE DELETE ON letterTemplateVersions
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:letterTemplateVersions'); END;

-- Of a file of a course: the imaging, letter or report in its history that it shows.
ALTER TABLE attachments ADD COLUMN entryId TEXT CHECK (entryId IS NULL OR subject = 'course');
CREATE TRIGGER attachmentsOfEntry BEFORE INSERT ON attachments WHEN NEW.entryId IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'ATTACHMENT_ENTRY') WHERE NOT EXISTS (
    SELECT 1 FROM courses c, json_each(c.content, '$.history') h WHERE c.id = NEW.subjectId AND h.value ->> '$.id' = NEW.entryId);
END;
-- What shows an entry keeps it: first the file is marked as entered in error, then the entry can go.
CREATE TRIGGER coursesKeepShown BEFORE UPDATE OF content ON courses WHEN EXISTS (
  SELECT 1 FROM attachments a WHERE a.subject = 'course' AND a.subjectId = OLD.id AND a.entryId IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM attachmentErrors e WHERE e.attachmentId = a.id)
    AND NOT EXISTS (SELECT 1 FROM json_each(NEW.content, '$.history') h WHERE h.value ->> '$.id' = a.entryId))
BEGIN SELECT RAISE(ABORT, 'COURSE_ENTRY'); END;
`,
};
