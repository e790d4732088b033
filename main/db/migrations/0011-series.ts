import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 11,
  name: 'series',
  reason: 'where a series has each of its visits, and what was done to it as a whole',
  sql: `
-- A visit that stands elsewhere was changed on its own, and is left so when the series moves.
CREATE TABLE seriesPlaces (
  appointmentId TEXT PRIMARY KEY REFERENCES appointments (id), practitionerId TEXT NOT NULL REFERENCES users (id),
  roomId TEXT REFERENCES rooms (id), startsAt TEXT NOT NULL, minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 480),
  -- Of the visit after the last act on its series; another one says that it was touched on its own since.
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE seriesActs (
  id TEXT PRIMARY KEY, seriesId TEXT NOT NULL REFERENCES appointmentSeries (id),
  kind TEXT NOT NULL CHECK (kind IN ('book', 'extend', 'move', 'cancel')), at TEXT NOT NULL, by TEXT NOT NULL REFERENCES users (id),
  steps TEXT NOT NULL CHECK (json_valid(steps)), planBefore TEXT NOT NULL CHECK (json_valid(planBefore)), undoneAt TEXT
) STRICT;
CREATE INDEX actsOfSeries ON seriesActs (seriesId, id);
CREATE TRIGGER seriesActsFixed BEFORE UPDATE OF id, seriesId, kind, at, by, steps, planBefore ON seriesActs
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:seriesActs'); END;
CREATE TRIGGER seriesActsUndoneOnce BEFORE UPDATE OF undoneAt ON seriesActs WHEN OLD.undoneAt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:seriesActs'); END;
CREATE TRIGGER seriesActsNoDelete BEFORE DELETE ON seriesActs BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:seriesActs'); END;
CREATE TRIGGER appointmentSeriesNoDelete BEFORE DELETE ON appointmentSeries
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:appointmentSeries'); END;
`,
};
