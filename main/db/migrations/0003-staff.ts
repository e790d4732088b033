import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 3,
  name: 'staff',
  reason: 'named users, roles, credentials, guarded sign-in, drafts',
  sql: `
CREATE TABLE users (
  id TEXT PRIMARY KEY, userName TEXT NOT NULL, userNameKey TEXT NOT NULL UNIQUE, displayName TEXT NOT NULL, title TEXT NOT NULL,
  passwordHash TEXT NOT NULL, treats INTEGER NOT NULL CHECK (treats IN (0, 1)), disabledAt TEXT, version INTEGER NOT NULL
) STRICT;
CREATE TABLE userRoles (
  userId TEXT NOT NULL REFERENCES users (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'practitioner', 'assistant', 'reception', 'auditor')),
  PRIMARY KEY (userId, role)
) STRICT, WITHOUT ROWID;
CREATE TABLE credentials (
  id TEXT PRIMARY KEY, userId TEXT NOT NULL REFERENCES users (id), type TEXT NOT NULL,
  techniques TEXT NOT NULL CHECK (json_valid(techniques)), issuer TEXT NOT NULL, number TEXT NOT NULL, issuedOn TEXT, expiresOn TEXT
) STRICT;
CREATE INDEX credentialsOfUser ON credentials (userId);
-- Guesses begun since the last right one. Waits run on a clock that nobody can set, so none is stored.
CREATE TABLE signInAttempts (
  userNameKey TEXT PRIMARY KEY, failures INTEGER NOT NULL CHECK (failures > 0), lastFailureAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Why somebody read outside their role; the audit chain names the row and keeps no words.
CREATE TABLE statedReasons (
  id TEXT PRIMARY KEY, userId TEXT NOT NULL REFERENCES users (id), reason TEXT NOT NULL CHECK (length(reason) >= 5),
  at TEXT NOT NULL, until TEXT NOT NULL
) STRICT;
CREATE TRIGGER usersKeepId BEFORE UPDATE OF id ON users WHEN NEW.id IS NOT OLD.id BEGIN SELECT RAISE(ABORT, 'USER_IDENTITY'); END;
CREATE TRIGGER statedReasonsOnce BEFORE INSERT ON statedReasons
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:statedReasons') WHERE EXISTS (SELECT 1 FROM statedReasons s WHERE s.id = NEW.id OR s.rowid = NEW.rowid); END;
CREATE TRIGGER statedReasonsNoUpdate BEFORE UPDATE ON statedReasons BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:statedReasons'); END;
CREATE TRIGGER statedReasonsNoDelete BEFORE DELETE ON statedReasons BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:statedReasons'); END;
CREATE TABLE drafts (
  userId TEXT NOT NULL REFERENCES users (id), key TEXT NOT NULL, body TEXT NOT NULL CHECK (json_valid(body)), savedAt TEXT NOT NULL,
  PRIMARY KEY (userId, key)
) STRICT, WITHOUT ROWID;
`,
};
