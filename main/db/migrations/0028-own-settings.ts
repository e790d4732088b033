import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 28,
  name: 'own-settings',
  reason: 'how a device was set is remembered for each practitioner, because hands and habits differ',
  sql: `
-- What was kept without a name says nothing of whose hands it was: it is learned anew with the next signature.
DROP TABLE deviceSettings;
CREATE TABLE deviceSettings (
  deviceId TEXT NOT NULL REFERENCES devices (id), technique TEXT NOT NULL, practitionerId TEXT NOT NULL REFERENCES users (id),
  settings TEXT NOT NULL CHECK (json_valid(settings)), usedAt TEXT NOT NULL, PRIMARY KEY (deviceId, technique, practitionerId)
) STRICT;
`,
};
