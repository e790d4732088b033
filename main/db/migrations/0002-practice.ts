import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 2,
  name: 'practice',
  reason: 'the clinic, its rooms, devices and kinds of appointment',
  sql: `
CREATE TABLE clinic (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  profile TEXT NOT NULL CHECK (json_valid(profile)),
  foundedAt TEXT NOT NULL,
  recoveryConfirmedAt TEXT,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE rooms (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, nameKey TEXT NOT NULL UNIQUE, retiredAt TEXT, version INTEGER NOT NULL
) STRICT;
CREATE TABLE devices (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('laser', 'electrical', 'magnetic')), name TEXT NOT NULL,
  serial TEXT NOT NULL UNIQUE, laserClass TEXT NOT NULL, lastPowerCheck TEXT, retiredAt TEXT, version INTEGER NOT NULL
) STRICT;
CREATE TABLE appointmentTypes (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, nameKey TEXT NOT NULL UNIQUE,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 480 AND minutes % 5 = 0),
  tint TEXT NOT NULL, techniques TEXT NOT NULL CHECK (json_valid(techniques)),
  phases TEXT NOT NULL CHECK (json_valid(phases)), lengths TEXT NOT NULL CHECK (json_valid(lengths)), retiredAt TEXT, version INTEGER NOT NULL
) STRICT;
`,
};
