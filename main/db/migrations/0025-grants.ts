import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 25,
  name: 'grants',
  reason:
    'what a credential is limited to and under whom it is held, what was done against it in need, who is listed',
  sql: `
ALTER TABLE credentials ADD COLUMN devices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(devices));
ALTER TABLE credentials ADD COLUMN regionsExcluded TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(regionsExcluded));
ALTER TABLE credentials ADD COLUMN substancesAllowed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(substancesAllowed));
ALTER TABLE credentials ADD COLUMN supervisedBy TEXT REFERENCES users (id) CHECK (supervisedBy <> userId);
ALTER TABLE credentials ADD COLUMN verifiedBy TEXT NOT NULL DEFAULT '';
ALTER TABLE credentials ADD COLUMN verifiedOn TEXT CHECK (verifiedOn IS date(verifiedOn));
ALTER TABLE credentials ADD COLUMN evidenceSha256 TEXT CHECK (length(evidenceSha256) = 64);
ALTER TABLE credentials ADD COLUMN status TEXT NOT NULL DEFAULT 'held' CHECK (status IN ('held', 'suspended', 'withdrawn'));

-- Done in an emergency by somebody who lacked a grant: exactly these lacks, in this visit, with a reason. An owner reviews each.
CREATE TABLE credentialOverrides (
  id TEXT PRIMARY KEY, sessionId TEXT NOT NULL REFERENCES treatmentSessions (id), practitionerId TEXT NOT NULL REFERENCES users (id),
  lacks TEXT NOT NULL CHECK (json_array_length(lacks) > 0), reason TEXT NOT NULL CHECK (trim(reason) <> ''), at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX overridesOfSession ON credentialOverrides (sessionId);
CREATE TRIGGER credentialOverridesOnce BEFORE INSERT ON credentialOverrides
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:credentialOverrides') WHERE EXISTS (SELECT 1 FROM credentialOverrides o WHERE o.id = NEW.id OR o.rowid = NEW.rowid); END;
CREATE TRIGGER credentialOverridesNoUpdate BEFORE UPDATE ON credentialOverrides BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:credentialOverrides'); END;
CREATE TRIGGER credentialOverridesNoDelete BEFORE DELETE ON credentialOverrides BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:credentialOverrides'); END;
CREATE TABLE overrideReviews (
  overrideId TEXT PRIMARY KEY REFERENCES credentialOverrides (id), outcome TEXT NOT NULL CHECK (outcome IN ('justified', 'not-justified')),
  words TEXT NOT NULL, reviewedBy TEXT NOT NULL REFERENCES users (id), at TEXT NOT NULL, CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE TRIGGER overrideReviewsOnce BEFORE INSERT ON overrideReviews
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:overrideReviews') WHERE EXISTS (SELECT 1 FROM overrideReviews r WHERE r.overrideId = NEW.overrideId OR r.rowid = NEW.rowid); END;
CREATE TRIGGER overrideReviewsNoUpdate BEFORE UPDATE ON overrideReviews BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:overrideReviews'); END;
CREATE TRIGGER overrideReviewsNoDelete BEFORE DELETE ON overrideReviews BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:overrideReviews'); END;

-- What a practitioner lets be said of them; listed only from their own word on, until they take it back.
CREATE TABLE practitionerListings (
  userId TEXT PRIMARY KEY REFERENCES users (id), languages TEXT NOT NULL CHECK (json_valid(languages)), place TEXT NOT NULL,
  acceptsNew INTEGER NOT NULL CHECK (acceptsNew IN (0, 1)), seesChildren INTEGER NOT NULL CHECK (seesChildren IN (0, 1)),
  agreedAt TEXT CHECK (agreedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', agreedAt)), version INTEGER NOT NULL
) STRICT;
`,
};
