import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 29,
  name: 'own-substances',
  reason: 'substances that the clinic entered itself, who approved them, and what blocks them until then',
  sql: `
-- One row for each time an entry was written; the newest counts, and nothing of an earlier one changes.
CREATE TABLE ownSubstances (
  id TEXT NOT NULL REFERENCES substances (id) DEFERRABLE INITIALLY DEFERRED CHECK (id GLOB 'own-*'), version INTEGER NOT NULL CHECK (version > 0),
  entry TEXT NOT NULL CHECK (json_valid(entry)),
  -- What a patient is told of it: where this differs from before, nobody has agreed to it yet.
  told TEXT NOT NULL CHECK (json_valid(told)),
  enteredBy TEXT NOT NULL CHECK (trim(enteredBy) <> ''), at TEXT NOT NULL, PRIMARY KEY (id, version),
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
-- Somebody answers for it, where, on which ground in law: of one version, and of no later one.
CREATE TABLE ownApprovals (
  id TEXT PRIMARY KEY, substanceId TEXT NOT NULL, version INTEGER NOT NULL, jurisdiction TEXT NOT NULL CHECK (jurisdiction NOT IN ('', 'unset')),
  legalBasis TEXT NOT NULL CHECK (trim(legalBasis) <> ''), approvedBy TEXT NOT NULL CHECK (trim(approvedBy) <> ''),
  approvedOn TEXT NOT NULL CHECK (approvedOn IS date(approvedOn)), recordedBy TEXT NOT NULL, at TEXT NOT NULL,
  FOREIGN KEY (substanceId, version) REFERENCES ownSubstances (id, version), CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)),
  CHECK (approvedOn <= date(at, '+1 day'))
) STRICT;
CREATE INDEX ownApprovalsOf ON ownApprovals (substanceId, version);
CREATE TABLE ownApprovalEnds (
  approvalId TEXT PRIMARY KEY REFERENCES ownApprovals (id), reason TEXT NOT NULL CHECK (trim(reason) <> ''), by TEXT NOT NULL, at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT, WITHOUT ROWID;
-- The newest version of each, with the approval that stands for it where the clinic is; null where none does.
CREATE VIEW ownStanding AS
  SELECT o.id AS id, o.version AS version, o.entry AS entry, o.told AS told, o.enteredBy AS enteredBy, o.at AS at, a.id AS approvalId, a.at AS approvedAt
  FROM ownSubstances o LEFT JOIN ownApprovals a ON a.substanceId = o.id AND a.version = o.version
    AND a.jurisdiction = (SELECT c.profile ->> '$.jurisdiction' FROM clinic c)
    AND NOT EXISTS (SELECT 1 FROM ownApprovalEnds e WHERE e.approvalId = a.id)
  WHERE o.version = (SELECT max(n.version) FROM ownSubstances n WHERE n.id = o.id);

CREATE TRIGGER ownSubstancesFit BEFORE INSERT ON ownSubstances
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:ownSubstances') WHERE EXISTS (
    SELECT 1 FROM ownSubstances o WHERE (o.id = NEW.id AND o.version = NEW.version) OR o.rowid = NEW.rowid);
  SELECT RAISE(ABORT, 'OWN_SUBSTANCE:version') WHERE NEW.version <> 1 + coalesce((SELECT max(o.version) FROM ownSubstances o WHERE o.id = NEW.id), 0);
  -- Under its name it was approved, told and given: what has another name is another substance.
  SELECT RAISE(ABORT, 'OWN_SUBSTANCE:name') WHERE EXISTS (SELECT 1 FROM ownApprovals a WHERE a.substanceId = NEW.id) AND EXISTS (
    SELECT 1 FROM ownSubstances o WHERE o.id = NEW.id
      AND (o.entry ->> '$.name' IS NOT NEW.entry ->> '$.name' OR o.entry ->> '$.product' IS NOT NEW.entry ->> '$.product')
      AND EXISTS (SELECT 1 FROM ownApprovals a WHERE a.substanceId = o.id AND a.version = o.version));
END;
-- Written anew, it is blocked and counts as a drug until it is approved anew, and what a patient would now be told otherwise is told first.
CREATE TRIGGER ownSubstanceReopens AFTER INSERT ON ownSubstances
BEGIN
  UPDATE substances SET injectable = 0, disclosureClass = 'drug', classReason = 'unknown-counts-as-drug', updatedAt = NEW.at WHERE id = NEW.id;
  UPDATE substanceFacts SET facts = NEW.told, changedAt = CASE
    WHEN changedAt >= NEW.at THEN strftime('%Y-%m-%dT%H:%M:%fZ', changedAt, '+0.001 seconds') ELSE NEW.at END
  WHERE substanceId = NEW.id AND facts <> NEW.told;
END;
CREATE TRIGGER ownApprovalsFit BEFORE INSERT ON ownApprovals
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:ownApprovals') WHERE EXISTS (SELECT 1 FROM ownApprovals a WHERE a.id = NEW.id OR a.rowid = NEW.rowid);
  SELECT RAISE(ABORT, 'OWN_SUBSTANCE:version') WHERE NEW.version <> (SELECT max(o.version) FROM ownSubstances o WHERE o.id = NEW.substanceId);
  SELECT RAISE(ABORT, 'OWN_SUBSTANCE:stands') WHERE EXISTS (
    SELECT 1 FROM ownApprovals a WHERE a.substanceId = NEW.substanceId AND a.version = NEW.version AND a.jurisdiction = NEW.jurisdiction
      AND NOT EXISTS (SELECT 1 FROM ownApprovalEnds e WHERE e.approvalId = a.id));
END;
CREATE TRIGGER ownApprovalEndsOnce BEFORE INSERT ON ownApprovalEnds
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:ownApprovalEnds') WHERE EXISTS (SELECT 1 FROM ownApprovalEnds e WHERE e.approvalId = NEW.approvalId); END;
-- The end of an approval blocks in the same moment, whichever program writes it.
CREATE TRIGGER ownApprovalEndBlocks AFTER INSERT ON ownApprovalEnds
BEGIN
  UPDATE substances SET injectable = 0, disclosureClass = 'drug', classReason = 'unknown-counts-as-drug', updatedAt = NEW.at
  WHERE id = (SELECT a.substanceId FROM ownApprovals a WHERE a.id = NEW.approvalId)
    AND NOT EXISTS (SELECT 1 FROM ownStanding s WHERE s.id = substances.id AND s.approvalId IS NOT NULL);
END;
CREATE TRIGGER ownSubstancesNoUpdate BEFORE UPDATE ON ownSubstances BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:ownSubstances'); END;
CREATE TRIGGER ownSubstancesNoDelete BEFORE DELETE ON ownSubstances BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:ownSubstances'); END;
CREATE TRIGGER ownApprovalsNoUpdate BEFORE UPDATE ON ownApprovals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:ownApprovals'); END;
CREATE TRIGGER ownApprovalsNoDelete BEFORE DELETE ON ownApprovals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:ownApprovals'); END;
CREATE TRIGGER ownApprovalEndsNoUpdate BEFORE UPDATE ON ownApprovalEnds BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:ownApprovalEnds'); END;
CREATE TRIGGER ownApprovalEndsNoDelete BEFORE DELETE ON ownApprovalEnds BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:ownApprovalEnds'); END;

-- Nobody sets an own substance free, or tells it as less than a drug, without the approval that says so.
CREATE TRIGGER substancesOwnBlocked BEFORE UPDATE ON substances WHEN NEW.id GLOB 'own-*' AND (NEW.injectable = 1 OR NEW.disclosureClass <> 'drug')
BEGIN
  SELECT RAISE(ABORT, 'OWN_SUBSTANCE:unapproved') WHERE NOT EXISTS (SELECT 1 FROM ownStanding s WHERE s.id = NEW.id AND s.approvalId IS NOT NULL);
END;
CREATE TRIGGER substancesOwnEntered BEFORE INSERT ON substances WHEN NEW.id GLOB 'own-*' AND (NEW.injectable = 1 OR NEW.disclosureClass <> 'drug')
BEGIN
  SELECT RAISE(ABORT, 'OWN_SUBSTANCE:unapproved') WHERE NOT EXISTS (SELECT 1 FROM ownStanding s WHERE s.id = NEW.id AND s.approvalId IS NOT NULL);
END;
-- The gate asks for it again at the moment of giving: the approval stands, and stood when it was given.
CREATE TRIGGER ownGate BEFORE INSERT ON administrations WHEN NEW.substanceId GLOB 'own-*'
BEGIN
  SELECT RAISE(ABORT, 'GATE:substance') WHERE NOT EXISTS (
    SELECT 1 FROM ownStanding s JOIN substanceFacts f ON f.substanceId = s.id AND f.facts = s.told
    WHERE s.id = NEW.substanceId AND s.approvalId IS NOT NULL AND s.approvedAt <= NEW.givenAt);
END;
-- A decision of the clinic is the only thing by which a row may say that the clinic decided.
CREATE TRIGGER substancesKeepDecision BEFORE UPDATE ON substances WHEN NEW.classReason = 'clinic-approval' AND NEW.disclosureClass <> 'drug'
BEGIN
  SELECT RAISE(ABORT, 'SUBSTANCE_CLASS') WHERE NOT EXISTS (
    SELECT 1 FROM classApprovals a WHERE a.substanceId = NEW.id AND NOT EXISTS (SELECT 1 FROM classApprovalEnds e WHERE e.approvalId = a.id));
END;
-- Since when something is told otherwise only ever moves on: who agreed before has not been told.
CREATE TRIGGER substanceFactsOnce BEFORE INSERT ON substanceFacts
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:substanceFacts') WHERE EXISTS (SELECT 1 FROM substanceFacts f WHERE f.substanceId = NEW.substanceId); END;
CREATE TRIGGER substanceFactsForward BEFORE UPDATE ON substanceFacts
WHEN NEW.substanceId <> OLD.substanceId OR (OLD.changedAt IS NOT NULL AND (NEW.changedAt IS NULL OR NEW.changedAt < OLD.changedAt))
  OR (NEW.facts <> OLD.facts AND (NEW.changedAt IS NULL OR NEW.changedAt = OLD.changedAt))
BEGIN SELECT RAISE(ABORT, 'SUBSTANCE_FACTS'); END;
CREATE TRIGGER substanceFactsNoDelete BEFORE DELETE ON substanceFacts BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:substanceFacts'); END;
`,
};
