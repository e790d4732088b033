export const migration = {
  number: 1,
  name: 'ledger',
  reason: 'Every act is recorded, announced and repeatable before the first patient is stored.',
  sql: `
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at TEXT NOT NULL CHECK (length(at) = 24),
  zoneOffset INTEGER NOT NULL CHECK (zoneOffset BETWEEN -1080 AND 1080),
  actorId TEXT,
  roles TEXT NOT NULL,
  workstation TEXT,
  sessionId TEXT,
  action TEXT NOT NULL CHECK (action IN ('C', 'R', 'U', 'D', 'E')),
  procedure TEXT NOT NULL CHECK (length(procedure) BETWEEN 1 AND 100),
  patientId TEXT,
  entityId TEXT,
  version INTEGER,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
  reason TEXT CHECK (length(reason) <= 80),
  beforeHash TEXT CHECK (length(beforeHash) = 64),
  afterHash TEXT CHECK (length(afterHash) = 64),
  prev TEXT NOT NULL CHECK (length(prev) = 64),
  mac TEXT NOT NULL CHECK (length(mac) = 64)
) STRICT;
CREATE INDEX auditOfPatient ON audit (patientId, seq) WHERE patientId IS NOT NULL;

CREATE TRIGGER auditFollowsOn BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN
  SELECT RAISE(ABORT, 'audit: a row must follow the last one');
END;
CREATE TRIGGER auditNeverChanges BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit: rows are never changed');
END;
CREATE TRIGGER auditNeverShrinks BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit: rows are never removed');
END;

CREATE TABLE auditSeals (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  mac TEXT NOT NULL CHECK (length(mac) = 64),
  at TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;
CREATE TRIGGER auditSealsRise BEFORE INSERT ON auditSeals
WHEN NEW.seq <= (SELECT coalesce(max(seq), 0) FROM auditSeals)
BEGIN
  SELECT RAISE(ABORT, 'auditSeals: a seal must follow the last one');
END;
CREATE TRIGGER auditSealsNeverChange BEFORE UPDATE ON auditSeals
BEGIN
  SELECT RAISE(ABORT, 'auditSeals: rows are never changed');
END;
CREATE TRIGGER auditSealsNeverShrink BEFORE DELETE ON auditSeals
BEGIN
  SELECT RAISE(ABORT, 'auditSeals: rows are never removed');
END;

CREATE TABLE changes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 40),
  entityId TEXT,
  patientId TEXT
) STRICT;

CREATE TABLE requests (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  actorId TEXT,
  procedure TEXT NOT NULL,
  inputHash TEXT NOT NULL CHECK (length(inputHash) = 64),
  answer TEXT NOT NULL
) STRICT;
CREATE INDEX requestsByTime ON requests (at);
`,
};
