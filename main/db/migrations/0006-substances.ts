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
`,
};
