import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 15,
  name: 'refusals',
  reason:
    'what a patient refuses until they say otherwise, what makes a consent be asked anew, and the register of all',
  sql: `
-- What the reference data says of a substance beyond its class: its group and what it is made from (\`animal\` for any animal).
CREATE TABLE substanceTraits (
  substanceId TEXT NOT NULL REFERENCES substances (id), kind TEXT NOT NULL CHECK (kind IN ('group', 'origin')),
  value TEXT NOT NULL CHECK (value <> ''), PRIMARY KEY (substanceId, kind, value)
) STRICT, WITHOUT ROWID;
CREATE TABLE siteRegions (siteId TEXT PRIMARY KEY, region TEXT NOT NULL CHECK (region <> '')) STRICT, WITHOUT ROWID;
CREATE TRIGGER substanceTraitsNoUpdate BEFORE UPDATE ON substanceTraits BEGIN SELECT RAISE(ABORT, 'TRAIT_IDENTITY'); END;

-- A region stands alone (\`knee\`, both sides) or with its side (\`knee:left\`), as the lines of a consent name it.
CREATE TABLE limits (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id),
  kind TEXT NOT NULL CHECK (kind IN ('technique', 'region', 'substance', 'group', 'class', 'origin')), refId TEXT NOT NULL CHECK (refId <> ''),
  words TEXT NOT NULL, saidBy TEXT NOT NULL CHECK (saidBy <> ''), how TEXT NOT NULL CHECK (how IN ('consent', 'spoken', 'phone', 'written')),
  receivedBy TEXT NOT NULL CHECK (receivedBy <> ''), consentId TEXT REFERENCES consents (id) DEFERRABLE INITIALLY DEFERRED, at TEXT NOT NULL,
  CHECK ((how = 'consent') = (consentId IS NOT NULL)), CHECK (how = 'consent' OR trim(words) <> ''), CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX limitsOfPatient ON limits (patientId, at);
CREATE INDEX limitsOfConsent ON limits (consentId) WHERE consentId IS NOT NULL;
-- The patient has changed their mind: what they refused may be asked again, and counts only from a consent given after this.
CREATE TABLE limitLifts (
  limitId TEXT PRIMARY KEY REFERENCES limits (id), words TEXT NOT NULL CHECK (trim(words) <> ''), saidBy TEXT NOT NULL CHECK (saidBy <> ''),
  how TEXT NOT NULL CHECK (how IN ('spoken', 'phone', 'written')), receivedBy TEXT NOT NULL CHECK (receivedBy <> ''), at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT, WITHOUT ROWID;

-- Which substances a refusal reaches. What the reference data does not know of a substance counts as refused.
CREATE VIEW limitedSubstances AS
  SELECT m.id AS limitId, m.patientId AS patientId, s.id AS substanceId, f.at AS liftedAt
  FROM limits m JOIN substances s ON CASE m.kind
    WHEN 'substance' THEN m.refId = s.id
    WHEN 'class' THEN m.refId = s.disclosureClass
    WHEN 'group' THEN EXISTS (SELECT 1 FROM substanceTraits t WHERE t.substanceId = s.id AND t.kind = 'group' AND t.value = m.refId)
      OR NOT EXISTS (SELECT 1 FROM substanceTraits t WHERE t.substanceId = s.id AND t.kind = 'group')
    WHEN 'origin' THEN EXISTS (SELECT 1 FROM substanceTraits t WHERE t.substanceId = s.id AND t.kind = 'origin' AND t.value IN (m.refId, 'unknown'))
      OR NOT EXISTS (SELECT 1 FROM substanceTraits t WHERE t.substanceId = s.id AND t.kind = 'origin')
    ELSE 0 END
  LEFT JOIN limitLifts f ON f.limitId = m.id;

CREATE TRIGGER limitsFit BEFORE INSERT ON limits
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:limits') WHERE EXISTS (SELECT 1 FROM limits m WHERE m.id = NEW.id OR m.rowid = NEW.rowid);
  SELECT RAISE(ABORT, 'LIMIT_CONSENT') WHERE NEW.consentId IS NOT NULL AND (
    EXISTS (SELECT 1 FROM consents c WHERE c.id = NEW.consentId) OR NOT EXISTS (
      SELECT 1 FROM consentLines l WHERE l.consentId = NEW.consentId AND l.kind = NEW.kind AND l.refId = NEW.refId AND l.decision = 'refused'));
END;
CREATE TRIGGER limitLiftsOnce BEFORE INSERT ON limitLifts
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:limitLifts') WHERE EXISTS (SELECT 1 FROM limitLifts f WHERE f.limitId = NEW.limitId); END;
CREATE TRIGGER limitsNoUpdate BEFORE UPDATE ON limits BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:limits'); END;
CREATE TRIGGER limitsNoDelete BEFORE DELETE ON limits BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:limits'); END;
CREATE TRIGGER limitLiftsNoUpdate BEFORE UPDATE ON limitLifts BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:limitLifts'); END;
CREATE TRIGGER limitLiftsNoDelete BEFORE DELETE ON limitLifts BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:limitLifts'); END;

-- What was refused line by line stands beyond the document: no consent is completed without it.
CREATE TRIGGER consentsKeepRefusals BEFORE INSERT ON consents
BEGIN
  SELECT RAISE(ABORT, 'CONSENT_REFUSALS') WHERE EXISTS (
    SELECT 1 FROM consentLines l WHERE l.consentId = NEW.id AND l.decision = 'refused' AND l.kind NOT IN ('lung-field', 'retained-needle', 'add-on')
      AND NOT EXISTS (SELECT 1 FROM limits m WHERE m.consentId = NEW.id AND m.patientId = NEW.patientId AND m.kind = l.kind AND m.refId = l.refId)
      AND NOT EXISTS (
        SELECT 1 FROM limits m WHERE m.patientId = NEW.patientId AND NOT EXISTS (SELECT 1 FROM limitLifts f WHERE f.limitId = m.id)
          AND ((m.kind = l.kind AND (m.refId = l.refId OR (l.kind = 'region' AND l.refId LIKE m.refId || ':%')))
            OR (m.kind = 'class' AND m.refId = l.disclosureClass)))
      AND NOT EXISTS (
        SELECT 1 FROM limitedSubstances x WHERE l.kind = 'substance' AND x.patientId = NEW.patientId AND x.substanceId = l.refId AND x.liftedAt IS NULL));
END;

-- The second half of the injection gate, after the consent has been found: what the patient refuses is not given. A refusal that
-- was lifted closes the gate for every consent given before the lifting. What cannot be told (a block without technique, a
-- site without region) counts as refused.
CREATE TRIGGER refusalGate AFTER INSERT ON administrations WHEN EXISTS (SELECT 1 FROM limits m WHERE m.patientId = NEW.patientId)
BEGIN
  SELECT RAISE(ABORT, 'GATE:limited') WHERE EXISTS (
    SELECT 1 FROM limitedSubstances x JOIN consents c ON c.id = NEW.consentId
    WHERE x.patientId = NEW.patientId AND x.substanceId = NEW.substanceId AND (x.liftedAt IS NULL OR x.liftedAt >= c.completedAt));
  SELECT RAISE(ABORT, 'GATE:limited') WHERE EXISTS (
    SELECT 1 FROM limits m JOIN consents c ON c.id = NEW.consentId LEFT JOIN limitLifts f ON f.limitId = m.id
    WHERE m.patientId = NEW.patientId AND m.kind = 'class' AND m.refId = NEW.disclosureClass AND (f.at IS NULL OR f.at >= c.completedAt));
  SELECT RAISE(ABORT, 'GATE:limited') WHERE EXISTS (
    SELECT 1 FROM limits m LEFT JOIN limitLifts f ON f.limitId = m.id
    WHERE m.patientId = NEW.patientId AND m.kind = 'technique'
      AND coalesce((
        SELECT max(b.value ->> 'technique' = m.refId) FROM treatmentSessions s, json_each(s.content, '$.blocks') b
        WHERE s.id = NEW.sessionId AND b.value ->> 'id' = NEW.blockId), 1)
      AND (f.at IS NULL OR NOT EXISTS (
        SELECT 1 FROM consents c JOIN consentLines l ON l.consentId = c.id
        WHERE c.patientId = NEW.patientId AND c.completedAt > f.at AND l.kind = 'technique' AND l.refId = m.refId AND l.decision = 'accepted')));
  SELECT RAISE(ABORT, 'GATE:limited') WHERE EXISTS (
    SELECT 1 FROM limits m LEFT JOIN limitLifts f ON f.limitId = m.id
    WHERE m.patientId = NEW.patientId AND m.kind = 'region'
      AND (coalesce(json_array_length(NEW.details, '$.sites'), 0) = 0 OR EXISTS (
        SELECT 1 FROM json_each(NEW.details, '$.sites') g LEFT JOIN siteRegions r ON r.siteId = g.value ->> 'siteId'
        WHERE r.region IS NULL OR m.refId IN (r.region, r.region || ':' || (g.value ->> 'side'))))
      AND (f.at IS NULL OR NOT EXISTS (
        SELECT 1 FROM consents c JOIN consentLines l ON l.consentId = c.id
        WHERE c.patientId = NEW.patientId AND c.completedAt > f.at AND l.kind = 'region' AND l.decision = 'accepted'
          AND (l.refId = m.refId OR l.refId LIKE m.refId || ':%'))));
END;
-- What the register shows and sorts by, without reading a document: kept by the store itself beside every consent.
CREATE TABLE consentRegister (
  consentId TEXT PRIMARY KEY, patientId TEXT NOT NULL, practitionerId TEXT NOT NULL, completedAt TEXT NOT NULL, expiresAt TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('agreed', 'agreed-with-limits', 'refused', 'partly-withdrawn', 'withdrawn'))
) STRICT, WITHOUT ROWID;
CREATE INDEX registerByDay ON consentRegister (completedAt DESC, consentId DESC, state, expiresAt, practitionerId, patientId);
CREATE INDEX registerByTerm ON consentRegister (expiresAt);
CREATE INDEX registerOfPatient ON consentRegister (patientId, completedAt);
CREATE TRIGGER registerConsent AFTER INSERT ON consents
BEGIN
  INSERT INTO consentRegister SELECT NEW.id, NEW.patientId, NEW.practitionerId, NEW.completedAt, NEW.expiresAt, CASE
    WHEN NOT EXISTS (SELECT 1 FROM consentLines l WHERE l.consentId = NEW.id AND l.kind = 'technique' AND l.decision = 'accepted') THEN 'refused'
    WHEN EXISTS (SELECT 1 FROM consentLines l WHERE l.consentId = NEW.id AND l.decision = 'refused' AND l.kind <> 'add-on') THEN 'agreed-with-limits' ELSE 'agreed' END;
END;
CREATE TRIGGER registerWithdrawal AFTER INSERT ON consentWithdrawals WHEN NEW.scope = 'all'
BEGIN UPDATE consentRegister SET state = 'withdrawn' WHERE consentId = NEW.consentId; END;
CREATE TRIGGER registerWithdrawnLine AFTER INSERT ON consentWithdrawnLines
BEGIN
  UPDATE consentRegister SET state = CASE
    WHEN state IN ('withdrawn', 'refused') THEN state
    WHEN EXISTS (
      SELECT 1 FROM consentLines l WHERE l.consentId = NEW.consentId AND l.kind = 'technique' AND l.decision = 'accepted'
        AND NOT EXISTS (SELECT 1 FROM consentWithdrawnLines x WHERE x.consentId = NEW.consentId AND x.lineId = l.lineId)) THEN 'partly-withdrawn'
    ELSE 'withdrawn' END
  WHERE consentId = NEW.consentId;
END;
CREATE INDEX consentsByHash ON consents (contentHash);
CREATE INDEX documentsByHash ON documents (sha256);
CREATE INDEX auditSealed ON audit (entityId) WHERE afterHash IS NOT NULL;

-- What became known after a patient agreed and must be talked about first: from then on no earlier consent opens the gate.
CREATE TABLE consentReopenings (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id), why TEXT NOT NULL CHECK (why IN (
    'flag', 'pregnancy', 'allergy', 'medicine', 'serious-event', 'template', 'birth-date', 'guardian', 'capacity')),
  what TEXT NOT NULL CHECK (what <> ''), at TEXT NOT NULL, CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX reopeningsOfPatient ON consentReopenings (patientId, at);
CREATE TRIGGER consentReopeningsOnce BEFORE INSERT ON consentReopenings
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentReopenings') WHERE EXISTS (SELECT 1 FROM consentReopenings r WHERE r.id = NEW.id OR r.rowid = NEW.rowid); END;
CREATE TRIGGER consentReopeningsNoUpdate BEFORE UPDATE ON consentReopenings BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentReopenings'); END;
CREATE TRIGGER consentReopeningsNoDelete BEFORE DELETE ON consentReopenings BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentReopenings'); END;
-- What a patient is told of a substance beyond its class, and since when it is told so; null where it never was otherwise.
CREATE TABLE substanceFacts (
  substanceId TEXT PRIMARY KEY REFERENCES substances (id), facts TEXT NOT NULL CHECK (json_valid(facts)), changedAt TEXT
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reopeningGate AFTER INSERT ON administrations
BEGIN
  SELECT RAISE(ABORT, 'GATE:reopened') WHERE EXISTS (
    SELECT 1 FROM consentReopenings r JOIN consents c ON c.id = NEW.consentId WHERE r.patientId = NEW.patientId AND r.at > c.completedAt);
  SELECT RAISE(ABORT, 'GATE:changed') WHERE EXISTS (
    SELECT 1 FROM substanceFacts f JOIN consents c ON c.id = NEW.consentId WHERE f.substanceId = NEW.substanceId AND f.changedAt > c.completedAt);
END;
`,
};
