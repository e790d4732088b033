import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 22,
  name: 'catalogue',
  reason: 'who decided that a substance is told as biological, and when each entry is looked at again',
  sql: `
-- The clinic's decision to tell patients that something is biological, not a drug: with its place, its ground in law, and who took it.
CREATE TABLE classApprovals (
  id TEXT PRIMARY KEY, substanceId TEXT NOT NULL REFERENCES substances (id), jurisdiction TEXT NOT NULL CHECK (jurisdiction NOT IN ('', 'unset')),
  legalBasis TEXT NOT NULL CHECK (trim(legalBasis) <> ''), approvedBy TEXT NOT NULL CHECK (trim(approvedBy) <> ''),
  approvedOn TEXT NOT NULL CHECK (approvedOn IS date(approvedOn)), recordedBy TEXT NOT NULL, at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX approvalsOfSubstance ON classApprovals (substanceId, at);
CREATE TABLE classApprovalEnds (
  approvalId TEXT PRIMARY KEY REFERENCES classApprovals (id), reason TEXT NOT NULL CHECK (trim(reason) <> ''), by TEXT NOT NULL, at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT, WITHOUT ROWID;
CREATE TABLE substanceReviews (
  id TEXT PRIMARY KEY, substanceId TEXT NOT NULL REFERENCES substances (id), reviewOn TEXT NOT NULL CHECK (reviewOn IS date(reviewOn)),
  note TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX reviewsOfSubstance ON substanceReviews (substanceId, at);
CREATE TRIGGER classApprovalsOnce BEFORE INSERT ON classApprovals
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:classApprovals') WHERE EXISTS (SELECT 1 FROM classApprovals a WHERE a.id = NEW.id OR a.rowid = NEW.rowid);
  -- One decision stands at a time; the one before is ended first, with its reason.
  SELECT RAISE(ABORT, 'APPROVAL_STANDS') WHERE EXISTS (
    SELECT 1 FROM classApprovals a WHERE a.substanceId = NEW.substanceId AND a.jurisdiction = NEW.jurisdiction
      AND NOT EXISTS (SELECT 1 FROM classApprovalEnds e WHERE e.approvalId = a.id));
END;
CREATE TRIGGER classApprovalEndsOnce BEFORE INSERT ON classApprovalEnds
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:classApprovalEnds') WHERE EXISTS (SELECT 1 FROM classApprovalEnds e WHERE e.approvalId = NEW.approvalId); END;
CREATE TRIGGER substanceReviewsOnce BEFORE INSERT ON substanceReviews
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:substanceReviews') WHERE EXISTS (SELECT 1 FROM substanceReviews r WHERE r.id = NEW.id OR r.rowid = NEW.rowid); END;
CREATE TRIGGER classApprovalsNoUpdate BEFORE UPDATE ON classApprovals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:classApprovals'); END;
CREATE TRIGGER classApprovalsNoDelete BEFORE DELETE ON classApprovals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:classApprovals'); END;
CREATE TRIGGER classApprovalEndsNoUpdate BEFORE UPDATE ON classApprovalEnds BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:classApprovalEnds'); END;
CREATE TRIGGER classApprovalEndsNoDelete BEFORE DELETE ON classApprovalEnds BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:classApprovalEnds'); END;
CREATE TRIGGER substanceReviewsNoUpdate BEFORE UPDATE ON substanceReviews BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:substanceReviews'); END;
CREATE TRIGGER substanceReviewsNoDelete BEFORE DELETE ON substanceReviews BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:substanceReviews'); END;
-- The register of injections goes by time, and what somebody usually gives by person.
CREATE INDEX administrationsByTime ON administrations (givenAt);
CREATE INDEX administrationsByPerson ON administrations (givenBy, givenAt);
`,
};
