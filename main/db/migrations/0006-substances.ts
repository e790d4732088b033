import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 6,
  name: 'substances',
  reason: 'the class in which each substance is disclosed here',
  sql: `
CREATE TABLE substances (
  id TEXT PRIMARY KEY, name TEXT NOT NULL,
  disclosureClass TEXT NOT NULL CHECK (disclosureClass IN ('drug', 'biological-substance', 'device-substance', 'vehicle')),
  classReason TEXT NOT NULL, injectable INTEGER NOT NULL CHECK (injectable IN (0, 1)), updatedAt TEXT NOT NULL
) STRICT;
-- Strictness of a class: a mixture takes the highest of its parts.
CREATE TABLE disclosureClasses (class TEXT PRIMARY KEY, strictness INTEGER NOT NULL UNIQUE) STRICT, WITHOUT ROWID;
INSERT INTO disclosureClasses VALUES ('vehicle', 0), ('device-substance', 1), ('biological-substance', 2), ('drug', 3);
-- The gate compares by this order: whoever could change it could relabel every drug.
CREATE TRIGGER disclosureClassesNoInsert BEFORE INSERT ON disclosureClasses BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:disclosureClasses'); END;
CREATE TRIGGER disclosureClassesNoUpdate BEFORE UPDATE ON disclosureClasses BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:disclosureClasses'); END;
CREATE TRIGGER disclosureClassesNoDelete BEFORE DELETE ON disclosureClasses BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:disclosureClasses'); END;
-- A class may change with the jurisdiction; what the row stands for may not.
CREATE TRIGGER substancesKeepId BEFORE UPDATE OF id ON substances WHEN NEW.id <> OLD.id BEGIN SELECT RAISE(ABORT, 'SUBSTANCE_IDENTITY'); END;
CREATE TRIGGER substancesNoDelete BEFORE DELETE ON substances BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:substances'); END;
`,
};
