import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 27,
  name: 'afterwards',
  reason: 'what is asked by telephone after a visit, and who received what a maker calls back',
  sql: `
CREATE TABLE tasks (
  id TEXT PRIMARY KEY, ruleId TEXT, title TEXT NOT NULL CHECK (title <> ''), notes TEXT NOT NULL,
  patientId TEXT REFERENCES patients (id), sessionId TEXT REFERENCES treatmentSessions (id),
  dueFrom TEXT NOT NULL CHECK (dueFrom IS date(dueFrom)), dueOn TEXT NOT NULL CHECK (dueOn IS date(dueOn)), assignedTo TEXT REFERENCES users (id),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'raised', 'done')), madeBy TEXT NOT NULL CHECK (madeBy <> ''),
  at TEXT NOT NULL, CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)), CHECK (dueFrom <= dueOn), CHECK (ruleId IS NULL OR patientId IS NOT NULL)
) STRICT;
CREATE INDEX tasksToDo ON tasks (dueFrom) WHERE state <> 'done';
CREATE INDEX tasksOfPatient ON tasks (patientId, at) WHERE patientId IS NOT NULL;
CREATE INDEX tasksOfSession ON tasks (sessionId) WHERE sessionId IS NOT NULL;
CREATE INDEX tasksAssigned ON tasks (assignedTo) WHERE assignedTo IS NOT NULL;
CREATE TABLE taskEntries (
  taskId TEXT NOT NULL REFERENCES tasks (id), number INTEGER NOT NULL CHECK (number > 0),
  kind TEXT NOT NULL CHECK (kind IN ('attempt', 'answered', 'raised', 'handled', 'done', 'undone', 'closed', 'moved', 'taken-over')),
  answerId TEXT, words TEXT NOT NULL, dueOn TEXT CHECK (dueOn IS NULL OR dueOn IS date(dueOn)), state TEXT NOT NULL CHECK (state IN ('open', 'raised', 'done')),
  by TEXT NOT NULL CHECK (by <> ''), byId TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (taskId, number),
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)), CHECK ((kind = 'moved') = (dueOn IS NOT NULL))
) STRICT;
CREATE INDEX taskEntriesEnded ON taskEntries (at) WHERE state = 'done';
CREATE TRIGGER taskEntriesFit BEFORE INSERT ON taskEntries
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:taskEntries') WHERE EXISTS (SELECT 1 FROM taskEntries e WHERE (e.taskId = NEW.taskId AND e.number = NEW.number) OR e.rowid = NEW.rowid);
  SELECT RAISE(ABORT, 'TASK_ENTRY') WHERE NEW.number <> 1 + (SELECT coalesce(max(e.number), 0) FROM taskEntries e WHERE e.taskId = NEW.taskId);
END;
-- How a task stands is what its last entry says, and nothing else.
CREATE TRIGGER taskFollowsEntry AFTER INSERT ON taskEntries
BEGIN
  UPDATE tasks SET state = NEW.state, dueFrom = CASE WHEN NEW.dueOn IS NULL THEN dueFrom ELSE NEW.dueOn END, dueOn = coalesce(NEW.dueOn, dueOn) WHERE id = NEW.taskId;
END;
CREATE TRIGGER tasksFit BEFORE INSERT ON tasks
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:tasks') WHERE EXISTS (SELECT 1 FROM tasks t WHERE t.id = NEW.id OR t.rowid = NEW.rowid);
  SELECT RAISE(ABORT, 'TASK_ENTRY') WHERE NEW.state <> 'open';
  SELECT RAISE(ABORT, 'TASK_PATIENT') WHERE NEW.sessionId IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.sessionId AND s.patientId = NEW.patientId);
END;
CREATE TRIGGER tasksKeep BEFORE UPDATE ON tasks
WHEN NEW.id <> OLD.id OR NEW.ruleId IS NOT OLD.ruleId OR NEW.title <> OLD.title OR NEW.notes <> OLD.notes OR NEW.patientId IS NOT OLD.patientId
  OR NEW.sessionId IS NOT OLD.sessionId OR NEW.assignedTo IS NOT OLD.assignedTo OR NEW.madeBy <> OLD.madeBy OR NEW.at <> OLD.at
  OR NEW.state IS NOT (SELECT e.state FROM taskEntries e WHERE e.taskId = OLD.id ORDER BY e.number DESC LIMIT 1)
  OR (NEW.dueOn <> OLD.dueOn AND NEW.dueOn IS NOT (SELECT e.dueOn FROM taskEntries e WHERE e.taskId = OLD.id ORDER BY e.number DESC LIMIT 1))
  OR (NEW.dueFrom <> OLD.dueFrom AND NEW.dueFrom <> NEW.dueOn)
BEGIN SELECT RAISE(ABORT, 'TASK_ENTRY'); END;
CREATE TRIGGER tasksNoDelete BEFORE DELETE ON tasks BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:tasks'); END;
CREATE TRIGGER taskEntriesNoUpdate BEFORE UPDATE ON taskEntries BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:taskEntries'); END;
CREATE TRIGGER taskEntriesNoDelete BEFORE DELETE ON taskEntries BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:taskEntries'); END;

-- Needle lots and devices that a note names, as they are compared, so that ten years of notes are not read for a recall.
CREATE TABLE usedItems (
  sessionId TEXT NOT NULL REFERENCES treatmentSessions (id), patientId TEXT NOT NULL REFERENCES patients (id),
  kind TEXT NOT NULL CHECK (kind IN ('needle-lot', 'device')), key TEXT NOT NULL CHECK (key <> ''), text TEXT NOT NULL, refId TEXT, at TEXT NOT NULL,
  PRIMARY KEY (sessionId, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX usedItemsByKey ON usedItems (kind, key, at);
CREATE INDEX usedItemsByRef ON usedItems (refId) WHERE refId IS NOT NULL;
CREATE INDEX usedItemsOfPatient ON usedItems (patientId);
CREATE TRIGGER usedItemsFit BEFORE INSERT ON usedItems
BEGIN
  SELECT RAISE(ABORT, 'NOTE_SIGNED') WHERE EXISTS (SELECT 1 FROM usedItems u WHERE u.sessionId = NEW.sessionId AND u.kind = NEW.kind AND u.key = NEW.key);
  SELECT RAISE(ABORT, 'USED_PATIENT') WHERE NOT EXISTS (SELECT 1 FROM treatmentSessions s WHERE s.id = NEW.sessionId AND s.patientId = NEW.patientId);
END;
CREATE TRIGGER usedItemsNoUpdate BEFORE UPDATE ON usedItems BEGIN SELECT RAISE(ABORT, 'NOTE_SIGNED'); END;
-- What a signed note names stays found.
CREATE TRIGGER usedItemsSigned BEFORE DELETE ON usedItems WHEN EXISTS (SELECT 1 FROM signedNotes n WHERE n.sessionId = OLD.sessionId)
BEGIN SELECT RAISE(ABORT, 'NOTE_SIGNED'); END;
-- What was written before; the program writes it from here on, in the exact key of lot-key.ts.
INSERT OR IGNORE INTO usedItems (sessionId, patientId, kind, key, text, refId, at)
SELECT sessionId, patientId, kind, upper(replace(replace(replace(replace(replace(text, ' ', ''), '-', ''), '.', ''), '/', ''), '_', '')), text, refId, startedAt FROM (
  SELECT s.id AS sessionId, s.patientId, s.startedAt, 'needle-lot' AS kind, b.value ->> '$.values.needleLot' AS text, NULL AS refId
    FROM treatmentSessions s, json_each(s.content, '$.blocks') b
  UNION ALL
  SELECT s.id, s.patientId, s.startedAt, 'needle-lot', p.value ->> '$.values.needleLot', NULL
    FROM treatmentSessions s, json_each(s.content, '$.blocks') b, json_each(b.value, '$.sites') p
  UNION ALL
  SELECT s.id, s.patientId, s.startedAt, 'device', d.serial, d.id
    FROM treatmentSessions s, json_each(s.content, '$.blocks') b JOIN devices d ON d.id = b.value ->> '$.values.deviceId')
WHERE trim(coalesce(text, ''), ' -./_') <> '';

CREATE INDEX administrationsBySubstance ON administrations (substanceId, givenAt);
CREATE INDEX administrationsByExpiry ON administrations (expiryDate);
CREATE INDEX administrationsByProduct ON administrations (productName);
CREATE INDEX movementsOfVial ON stockMovements (vialId) WHERE vialId IS NOT NULL;

-- What was called back, by whom, and whom it had reached when it began.
CREATE TABLE recalls (
  id TEXT PRIMARY KEY, criteria TEXT NOT NULL CHECK (json_valid(criteria)), title TEXT NOT NULL CHECK (title <> ''),
  reason TEXT NOT NULL CHECK (trim(reason) <> ''), found TEXT NOT NULL CHECK (json_valid(found)), startedBy TEXT NOT NULL CHECK (startedBy <> ''),
  at TEXT NOT NULL, CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
-- An empty substance means every substance under that lot.
CREATE TABLE recallKeys (
  recallId TEXT NOT NULL REFERENCES recalls (id), kind TEXT NOT NULL CHECK (kind IN ('lot', 'needle-lot', 'device')),
  key TEXT NOT NULL CHECK (key <> ''), substanceId TEXT NOT NULL, PRIMARY KEY (recallId, kind, key, substanceId)
) STRICT, WITHOUT ROWID;
CREATE INDEX recallKeysByKey ON recallKeys (kind, key);
CREATE TABLE recallContacts (
  id TEXT PRIMARY KEY, recallId TEXT NOT NULL REFERENCES recalls (id), patientId TEXT NOT NULL REFERENCES patients (id),
  state TEXT NOT NULL CHECK (state IN ('not-called', 'reached', 'letter', 'unreachable')), words TEXT NOT NULL, by TEXT NOT NULL CHECK (by <> ''), at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX recallContactsOf ON recallContacts (recallId, patientId, at);
CREATE TABLE recallLetters (
  id TEXT PRIMARY KEY, recallId TEXT NOT NULL REFERENCES recalls (id), subject TEXT NOT NULL, text TEXT NOT NULL CHECK (trim(text) <> ''),
  patientIds TEXT NOT NULL CHECK (json_valid(patientIds)), by TEXT NOT NULL CHECK (by <> ''), byTitle TEXT NOT NULL, at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT;
CREATE INDEX recallLettersOf ON recallLetters (recallId, at);
CREATE TABLE recallEnds (
  recallId TEXT PRIMARY KEY REFERENCES recalls (id), words TEXT NOT NULL CHECK (trim(words) <> ''), by TEXT NOT NULL CHECK (by <> ''), at TEXT NOT NULL,
  CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at))
) STRICT, WITHOUT ROWID;
CREATE VIEW recalledLots AS
  SELECT k.recallId AS recallId, k.key AS key, k.substanceId AS substanceId, r.startedBy AS startedBy, r.title AS title, r.at AS at
  FROM recallKeys k JOIN recalls r ON r.id = k.recallId
  WHERE k.kind = 'lot' AND NOT EXISTS (SELECT 1 FROM recallEnds e WHERE e.recallId = k.recallId);
-- Nothing of a lot that is being called back is given, not even one that never lay in the cupboard.
CREATE TRIGGER recallGate BEFORE INSERT ON administrations
BEGIN
  SELECT RAISE(ABORT, 'GATE:recalled') WHERE EXISTS (
    SELECT 1 FROM recalledLots r WHERE r.key = NEW.lotKey AND r.substanceId IN ('', NEW.substanceId) AND r.at <= NEW.givenAt);
END;
-- What arrives while its lot is called back is frozen as it is put away, and stays so until the recall has ended.
CREATE TRIGGER recalledLotArrives AFTER INSERT ON lots WHEN NEW.frozenAt IS NULL AND EXISTS (
  SELECT 1 FROM recalledLots r JOIN products p ON p.id = NEW.productId WHERE r.key = NEW.lotKey AND r.substanceId IN ('', p.substanceId))
BEGIN
  UPDATE lots SET (frozenWhy, frozenBy, frozenAt) = (
    SELECT r.title, r.startedBy, r.at FROM recalledLots r JOIN products p ON p.id = NEW.productId
    WHERE r.key = NEW.lotKey AND r.substanceId IN ('', p.substanceId) ORDER BY r.at LIMIT 1) WHERE id = NEW.id;
END;
CREATE TRIGGER recalledLotStays BEFORE UPDATE OF frozenAt ON lots WHEN NEW.frozenAt IS NULL AND OLD.frozenAt IS NOT NULL AND EXISTS (
  SELECT 1 FROM recalledLots r JOIN products p ON p.id = OLD.productId WHERE r.key = OLD.lotKey AND r.substanceId IN ('', p.substanceId))
BEGIN SELECT RAISE(ABORT, 'STOCK:recalled'); END;
-- No program can begin a recall and leave the shelf open.
CREATE TRIGGER recallFreezes AFTER INSERT ON recallKeys WHEN NEW.kind = 'lot'
BEGIN
  UPDATE lots SET frozenWhy = (SELECT title FROM recalls WHERE id = NEW.recallId), frozenBy = (SELECT startedBy FROM recalls WHERE id = NEW.recallId),
    frozenAt = (SELECT at FROM recalls WHERE id = NEW.recallId), version = version + 1
  WHERE lotKey = NEW.key AND frozenAt IS NULL AND (NEW.substanceId = '' OR productId IN (SELECT p.id FROM products p WHERE p.substanceId = NEW.substanceId));
END;
CREATE TRIGGER recallsFit BEFORE INSERT ON recalls
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recalls') WHERE EXISTS (SELECT 1 FROM recalls r WHERE r.id = NEW.id OR r.rowid = NEW.rowid); END;
CREATE TRIGGER recallKeysFit BEFORE INSERT ON recallKeys
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:recallKeys') WHERE EXISTS (
    SELECT 1 FROM recallKeys k WHERE k.recallId = NEW.recallId AND k.kind = NEW.kind AND k.key = NEW.key AND k.substanceId = NEW.substanceId);
END;
CREATE TRIGGER recallContactsFit BEFORE INSERT ON recallContacts
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallContacts') WHERE EXISTS (SELECT 1 FROM recallContacts c WHERE c.id = NEW.id OR c.rowid = NEW.rowid); END;
CREATE TRIGGER recallLettersFit BEFORE INSERT ON recallLetters
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallLetters') WHERE EXISTS (SELECT 1 FROM recallLetters l WHERE l.id = NEW.id OR l.rowid = NEW.rowid); END;
CREATE TRIGGER recallEndsFit BEFORE INSERT ON recallEnds
BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallEnds') WHERE EXISTS (SELECT 1 FROM recallEnds e WHERE e.recallId = NEW.recallId); END;
CREATE TRIGGER recallsNoUpdate BEFORE UPDATE ON recalls BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recalls'); END;
CREATE TRIGGER recallsNoDelete BEFORE DELETE ON recalls BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recalls'); END;
CREATE TRIGGER recallKeysNoUpdate BEFORE UPDATE ON recallKeys BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallKeys'); END;
CREATE TRIGGER recallKeysNoDelete BEFORE DELETE ON recallKeys BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallKeys'); END;
CREATE TRIGGER recallContactsNoUpdate BEFORE UPDATE ON recallContacts BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallContacts'); END;
CREATE TRIGGER recallContactsNoDelete BEFORE DELETE ON recallContacts BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallContacts'); END;
CREATE TRIGGER recallLettersNoUpdate BEFORE UPDATE ON recallLetters BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallLetters'); END;
CREATE TRIGGER recallLettersNoDelete BEFORE DELETE ON recallLetters BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallLetters'); END;
CREATE TRIGGER recallEndsNoUpdate BEFORE UPDATE ON recallEnds BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallEnds'); END;
CREATE TRIGGER recallEndsNoDelete BEFORE DELETE ON recallEnds BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:recallEnds'); END;
`,
};
