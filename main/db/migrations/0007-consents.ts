import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 7,
  name: 'consents',
  reason: 'consents as signed, unchangeable, and the withdrawal of any of their lines',
  sql: `
CREATE TABLE consentDrafts (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id), appointmentId TEXT REFERENCES appointments (id),
  practitionerId TEXT NOT NULL REFERENCES users (id), document TEXT NOT NULL CHECK (json_valid(document)),
  contentHash TEXT, signatures TEXT NOT NULL CHECK (json_valid(signatures)), createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX draftsOfPatient ON consentDrafts (patientId);
-- What the patient has signed stays as it was read until it is countersigned, taken back to the talk, or discarded.
CREATE TRIGGER draftsFrozen BEFORE UPDATE OF document, patientId, id ON consentDrafts
WHEN OLD.contentHash IS NOT NULL AND NEW.contentHash IS NOT NULL
  AND (NEW.document <> OLD.document OR NEW.contentHash <> OLD.contentHash OR NEW.patientId <> OLD.patientId OR NEW.id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'DRAFT_FROZEN'); END;
CREATE TABLE consents (
  id TEXT PRIMARY KEY, patientId TEXT NOT NULL REFERENCES patients (id), appointmentId TEXT REFERENCES appointments (id),
  practitionerId TEXT NOT NULL REFERENCES users (id), document TEXT NOT NULL CHECK (json_valid(document)),
  contentHash TEXT NOT NULL CHECK (length(contentHash) = 64), completedAt TEXT NOT NULL, expiresAt TEXT NOT NULL,
  -- Where it holds for one course, or for so many sessions, and no longer.
  courseId TEXT REFERENCES courses (id), visits INTEGER CHECK (visits > 0),
  CHECK (completedAt < expiresAt), CHECK (completedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', completedAt)), CHECK (expiresAt IS strftime('%Y-%m-%dT%H:%M:%fZ', expiresAt))
) STRICT;
CREATE INDEX consentsOfPatient ON consents (patientId, completedAt);
-- What was decided, line by line; a mixture has one row per part, all in the mixture's class.
CREATE TABLE consentLines (
  consentId TEXT NOT NULL REFERENCES consents (id) DEFERRABLE INITIALLY DEFERRED,
  lineId TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('technique', 'region', 'lung-field', 'substance', 'retained-needle', 'add-on')), refId TEXT NOT NULL,
  disclosureClass TEXT REFERENCES disclosureClasses (class), decision TEXT NOT NULL CHECK (decision IN ('accepted', 'refused')),
  PRIMARY KEY (consentId, lineId, refId), CHECK ((kind = 'substance') = (disclosureClass IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX consentLinesByRef ON consentLines (refId, disclosureClass);
CREATE TABLE consentSignatures (
  consentId TEXT NOT NULL REFERENCES consents (id) DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL CHECK (role IN ('patient', 'guardian', 'proxy', 'interpreter', 'reader', 'witness', 'practitioner')),
  name TEXT NOT NULL, relation TEXT NOT NULL,
  typedName TEXT NOT NULL CHECK (typedName <> ''), strokes TEXT NOT NULL CHECK (json_valid(strokes)), signedAt TEXT NOT NULL,
  -- On paper the ink is on the scan, which names the very text that was printed.
  medium TEXT NOT NULL CHECK (medium IN ('screen', 'paper')), scanId TEXT REFERENCES attachments (id),
  contentHash TEXT NOT NULL, PRIMARY KEY (consentId, role, name), CHECK ((medium = 'paper') = (scanId IS NOT NULL)),
  CHECK (role <> 'practitioner' OR medium = 'screen'), CHECK (signedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', signedAt))
) STRICT, WITHOUT ROWID;
CREATE TABLE consentWithdrawals (
  id TEXT PRIMARY KEY, consentId TEXT NOT NULL REFERENCES consents (id), scope TEXT NOT NULL CHECK (scope IN ('all', 'lines')),
  how TEXT NOT NULL CHECK (how IN ('spoken', 'phone', 'written')), words TEXT NOT NULL, receivedBy TEXT NOT NULL, at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX withdrawalsOfConsent ON consentWithdrawals (consentId);
CREATE TABLE consentWithdrawnLines (
  withdrawalId TEXT NOT NULL REFERENCES consentWithdrawals (id), consentId TEXT NOT NULL REFERENCES consents (id), lineId TEXT NOT NULL,
  PRIMARY KEY (consentId, lineId, withdrawalId)
) STRICT, WITHOUT ROWID;
-- A consent is written last: its lines and both signatures over the same text must already stand in this transaction,
-- and the lines must say, part by part, what the text says that the patient read.
CREATE TRIGGER consentsComplete BEFORE INSERT ON consents
BEGIN
  SELECT RAISE(ABORT, 'CONSENT_EXISTS') WHERE EXISTS (SELECT 1 FROM consents c WHERE c.id = NEW.id OR c.rowid = NEW.rowid);
  SELECT RAISE(ABORT, 'CONSENT_UNSIGNED') WHERE NOT EXISTS (
    SELECT 1 FROM consentSignatures s WHERE s.consentId = NEW.id AND s.role IN ('patient', 'guardian', 'proxy') AND s.contentHash = NEW.contentHash);
  SELECT RAISE(ABORT, 'CONSENT_NOT_COUNTERSIGNED') WHERE NOT EXISTS (
    SELECT 1 FROM consentSignatures s WHERE s.consentId = NEW.id AND s.role = 'practitioner' AND s.contentHash = NEW.contentHash);
  SELECT RAISE(ABORT, 'CONSENT_HASH') WHERE EXISTS (
    SELECT 1 FROM consentSignatures s WHERE s.consentId = NEW.id AND (s.contentHash <> NEW.contentHash OR CASE s.medium
      WHEN 'paper' THEN NOT EXISTS (SELECT 1 FROM attachments a
        WHERE a.id = s.scanId AND a.patientId = NEW.patientId AND a.subjectId = NEW.id AND a.contentHash = NEW.contentHash)
      ELSE NOT EXISTS (
        SELECT 1 FROM json_each(s.strokes) t, json_each(CASE t.type WHEN 'array' THEN t.value ELSE '[]' END) p WHERE p.type = 'object') END));
  -- A key that stands twice would be read one way here and another way on the screen.
  SELECT RAISE(ABORT, 'CONSENT_TEXT') WHERE EXISTS (
    SELECT 1 FROM json_tree(NEW.document) t WHERE t.key IS NOT NULL GROUP BY t.fullkey HAVING count(*) > 1);
  SELECT RAISE(ABORT, 'CONSENT_PATIENT') WHERE NEW.document ->> '$.patient.id' IS NOT NEW.patientId;
  -- Everybody whom the text names as signing has signed, and nobody else has.
  SELECT RAISE(ABORT, 'CONSENT_SIGNERS') WHERE coalesce(json_array_length(NEW.document, '$.signers'), 0) = 0
    OR EXISTS (SELECT 1 FROM json_each(NEW.document, '$.signers') r WHERE NOT EXISTS (
      SELECT 1 FROM consentSignatures s WHERE s.consentId = NEW.id AND s.role = r.value ->> 'role' AND s.name = r.value ->> 'name'))
    OR EXISTS (SELECT 1 FROM consentSignatures s WHERE s.consentId = NEW.id AND s.role <> 'practitioner' AND NOT EXISTS (
      SELECT 1 FROM json_each(NEW.document, '$.signers') r WHERE s.role = r.value ->> 'role' AND s.name = r.value ->> 'name'));
  SELECT RAISE(ABORT, 'CONSENT_IDENTITY') WHERE (
    SELECT count(DISTINCT i.value) FROM json_each(NEW.document, '$.talk.identity') i) < 2;
  SELECT RAISE(ABORT, 'CONSENT_QUESTION') WHERE EXISTS (
      SELECT 1 FROM json_each(NEW.document, '$.talk.questions') q WHERE trim(coalesce(q.value ->> 'answer', '')) = '')
    OR EXISTS (SELECT 1 FROM json_each(NEW.document, '$.blocks') b
      WHERE b.value ->> '$.question.required' = 1 AND coalesce(json_array_length(b.value, '$.question.answer'), 0) = 0);
  SELECT RAISE(ABORT, 'CONSENT_TERM') WHERE NEW.expiresAt > strftime('%Y-%m-%dT%H:%M:%fZ', NEW.completedAt, '+12 months', '+2 days');
  SELECT RAISE(ABORT, 'CONSENT_EMPTY') WHERE NOT EXISTS (SELECT 1 FROM consentLines l WHERE l.consentId = NEW.id);
  SELECT RAISE(ABORT, 'CONSENT_LINES') WHERE EXISTS (
    WITH said (lineId, kind, refId, disclosureClass, decision) AS (
      SELECT t.value ->> 'lineId', 'technique', t.value ->> 'techniqueId', NULL, t.value ->> 'decision' FROM json_each(NEW.document, '$.techniques') t
      UNION ALL
      SELECT r.value ->> 'lineId', 'region', (r.value ->> 'region') || ':' || (r.value ->> 'side'), NULL, r.value ->> 'decision'
      FROM json_each(NEW.document, '$.regions') r
      UNION ALL
      SELECT s.value ->> 'lineId', 'substance', p.value, s.value ->> 'disclosureClass', s.value ->> 'decision'
      FROM json_each(NEW.document, '$.substances') s, json_each(s.value, '$.parts') p
      UNION ALL
      SELECT n.value ->> 'lineId', 'retained-needle', (n.value ->> 'region') || ':' || (n.value ->> 'side'), NULL, n.value ->> 'decision'
      FROM json_each(NEW.document, '$.retained') n
      UNION ALL
      SELECT a.value ->> 'lineId', 'add-on', a.value ->> 'addOnId', NULL, a.value ->> 'decision' FROM json_each(NEW.document, '$.addOns') a
      UNION ALL
      SELECT 'lung-field', 'lung-field', 'lung-field', NULL, 'accepted' WHERE EXISTS (
        SELECT 1 FROM json_each(NEW.document, '$.regions') r WHERE r.value ->> 'lungField' = 1 AND r.value ->> 'decision' = 'accepted')),
    kept AS (SELECT lineId, kind, refId, disclosureClass, decision FROM consentLines WHERE consentId = NEW.id)
    SELECT 1 FROM (SELECT * FROM said EXCEPT SELECT * FROM kept) UNION ALL SELECT 1 FROM (SELECT * FROM kept EXCEPT SELECT * FROM said));
END;
CREATE TRIGGER consentWithdrawalsOnce BEFORE INSERT ON consentWithdrawals
BEGIN SELECT RAISE(ABORT, 'WITHDRAWAL_EXISTS') WHERE EXISTS (SELECT 1 FROM consentWithdrawals w WHERE w.id = NEW.id OR w.rowid = NEW.rowid); END;
CREATE TRIGGER consentWithdrawnLinesOfConsent BEFORE INSERT ON consentWithdrawnLines
BEGIN
  SELECT RAISE(ABORT, 'WITHDRAWAL_LINE') WHERE NOT EXISTS (
    SELECT 1 FROM consentWithdrawals w JOIN consentLines l ON l.consentId = w.consentId
    WHERE w.id = NEW.withdrawalId AND w.consentId = NEW.consentId AND l.lineId = NEW.lineId);
END;
CREATE TRIGGER consentLinesOnlyBefore BEFORE INSERT ON consentLines
BEGIN SELECT RAISE(ABORT, 'CONSENT_COMPLETE') WHERE EXISTS (SELECT 1 FROM consents WHERE id = NEW.consentId); END;
CREATE TRIGGER consentSignaturesOnlyBefore BEFORE INSERT ON consentSignatures
BEGIN SELECT RAISE(ABORT, 'CONSENT_COMPLETE') WHERE EXISTS (SELECT 1 FROM consents WHERE id = NEW.consentId); END;
CREATE TRIGGER consentsNoUpdate BEFORE UPDATE ON consents BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consents'); END;
CREATE TRIGGER consentsNoDelete BEFORE DELETE ON consents BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consents'); END;
CREATE TRIGGER consentLinesNoUpdate BEFORE UPDATE ON consentLines BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentLines'); END;
CREATE TRIGGER consentLinesNoDelete BEFORE DELETE ON consentLines BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentLines'); END;
CREATE TRIGGER consentSignaturesNoUpdate BEFORE UPDATE ON consentSignatures BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentSignatures'); END;
CREATE TRIGGER consentSignaturesNoDelete BEFORE DELETE ON consentSignatures BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentSignatures'); END;
CREATE TRIGGER consentWithdrawalsNoUpdate BEFORE UPDATE ON consentWithdrawals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentWithdrawals'); END;
CREATE TRIGGER consentWithdrawalsNoDelete BEFORE DELETE ON consentWithdrawals BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentWithdrawals'); END;
CREATE TRIGGER consentWithdrawnLinesNoUpdate BEFORE UPDATE ON consentWithdrawnLines BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentWithdrawnLines'); END;
CREATE TRIGGER consentWithdrawnLinesNoDelete BEFORE DELETE ON consentWithdrawnLines BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:consentWithdrawnLines'); END;
`,
};
