import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 19,
  name: 'stock',
  reason: 'products, lots, opened vials and every millilitre that came in or went out',
  sql: `
CREATE TABLE products (
  id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), nameKey TEXT NOT NULL, maker TEXT NOT NULL,
  substanceId TEXT NOT NULL REFERENCES substances (id), strengthValue TEXT NOT NULL, strengthUnit TEXT NOT NULL,
  containerType TEXT NOT NULL, containerMicrolitres INTEGER NOT NULL CHECK (containerMicrolitres > 0),
  gtin TEXT CHECK (gtin IS NULL OR length(gtin) = 14), openDays INTEGER NOT NULL CHECK (openDays BETWEEN 1 AND 28),
  lowAt INTEGER NOT NULL CHECK (lowAt >= 0), retiredAt TEXT, version INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX productsByGtin ON products (gtin) WHERE gtin IS NOT NULL AND retiredAt IS NULL;
CREATE TRIGGER productsKeepSubstance BEFORE UPDATE OF id, substanceId, containerType, containerMicrolitres, strengthValue, strengthUnit ON products
WHEN EXISTS (SELECT 1 FROM lots l WHERE l.productId = OLD.id) AND (NEW.id, NEW.substanceId, NEW.containerType, NEW.containerMicrolitres, NEW.strengthValue, NEW.strengthUnit)
  <> (OLD.id, OLD.substanceId, OLD.containerType, OLD.containerMicrolitres, OLD.strengthValue, OLD.strengthUnit)
BEGIN SELECT RAISE(ABORT, 'PRODUCT_IDENTITY'); END;
-- A lot that a patient brought is given to nobody else.
CREATE TABLE lots (
  id TEXT PRIMARY KEY, productId TEXT NOT NULL REFERENCES products (id), lotNumber TEXT NOT NULL CHECK (lotNumber <> ''),
  lotKey TEXT NOT NULL, expiryDate TEXT NOT NULL CHECK (expiryDate IS date(expiryDate)), receivedOn TEXT NOT NULL,
  patientId TEXT REFERENCES patients (id), frozenWhy TEXT, frozenBy TEXT, frozenAt TEXT, version INTEGER NOT NULL,
  CHECK ((frozenWhy IS NULL) = (frozenAt IS NULL) AND (frozenWhy IS NULL) = (frozenBy IS NULL))
) STRICT;
CREATE INDEX lotsByKey ON lots (lotKey);
CREATE INDEX lotsOfProduct ON lots (productId);
CREATE TRIGGER lotsKeep BEFORE UPDATE OF id, productId, lotNumber, lotKey, expiryDate, patientId ON lots
WHEN (NEW.id, NEW.productId, NEW.lotNumber, NEW.lotKey, NEW.expiryDate) <> (OLD.id, OLD.productId, OLD.lotNumber, OLD.lotKey, OLD.expiryDate) OR NEW.patientId IS NOT OLD.patientId
BEGIN SELECT RAISE(ABORT, 'LOT_IDENTITY'); END;
CREATE TRIGGER lotsNoDelete BEFORE DELETE ON lots BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:lots'); END;
CREATE TABLE vials (
  id TEXT PRIMARY KEY, lotId TEXT NOT NULL REFERENCES lots (id), openedAt TEXT NOT NULL, openedBy TEXT NOT NULL REFERENCES users (id),
  discardAt TEXT NOT NULL, closedAt TEXT, closedWhy TEXT, version INTEGER NOT NULL,
  CHECK (openedAt IS strftime('%Y-%m-%dT%H:%M:%fZ', openedAt)), CHECK (discardAt IS strftime('%Y-%m-%dT%H:%M:%fZ', discardAt)),
  CHECK (discardAt > openedAt), CHECK ((closedAt IS NULL) = (closedWhy IS NULL))
) STRICT;
CREATE INDEX vialsOfLot ON vials (lotId);
CREATE TRIGGER vialsKeep BEFORE UPDATE ON vials
WHEN (NEW.id, NEW.lotId, NEW.openedAt, NEW.openedBy, NEW.discardAt) <> (OLD.id, OLD.lotId, OLD.openedAt, OLD.openedBy, OLD.discardAt) OR OLD.closedAt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'VIAL_IDENTITY'); END;
CREATE TRIGGER vialsNoDelete BEFORE DELETE ON vials BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:vials'); END;
-- In microlitres, so that no sum is ever rounded. Out of a sealed lot, or out of one opened vial.
CREATE TABLE stockMovements (
  id TEXT PRIMARY KEY, lotId TEXT NOT NULL REFERENCES lots (id), vialId TEXT REFERENCES vials (id),
  kind TEXT NOT NULL CHECK (kind IN ('receive', 'open', 'give', 'reverse', 'waste', 'adjust')),
  microlitres INTEGER NOT NULL CHECK (microlitres <> 0), administrationId TEXT REFERENCES administrations (id), reverses TEXT REFERENCES stockMovements (id),
  reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL, CHECK (at IS strftime('%Y-%m-%dT%H:%M:%fZ', at)),
  CHECK (kind <> 'receive' OR microlitres > 0), CHECK (kind NOT IN ('give', 'waste') OR microlitres < 0),
  CHECK ((kind = 'reverse') = (reverses IS NOT NULL)), CHECK (kind NOT IN ('waste', 'adjust', 'reverse') OR trim(reason) <> ''),
  CHECK (kind <> 'give' OR administrationId IS NOT NULL)
) STRICT;
CREATE INDEX movementsOfLot ON stockMovements (lotId, vialId, microlitres);
CREATE INDEX movementsOfAdministration ON stockMovements (administrationId) WHERE administrationId IS NOT NULL;
CREATE UNIQUE INDEX movementsReversedOnce ON stockMovements (reverses) WHERE reverses IS NOT NULL;
CREATE TRIGGER stockMovementsFit BEFORE INSERT ON stockMovements
BEGIN
  SELECT RAISE(ABORT, 'APPEND_ONLY:stockMovements') WHERE EXISTS (
    SELECT 1 FROM stockMovements m WHERE m.id = NEW.id OR m.rowid = NEW.rowid OR (NEW.reverses IS NOT NULL AND m.reverses = NEW.reverses));
  SELECT RAISE(ABORT, 'STOCK:vial') WHERE NEW.vialId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM vials v WHERE v.id = NEW.vialId AND v.lotId = NEW.lotId);
  SELECT RAISE(ABORT, 'STOCK:empty') WHERE NEW.microlitres < 0 AND NEW.microlitres + (
    SELECT coalesce(sum(m.microlitres), 0) FROM stockMovements m WHERE m.lotId = NEW.lotId AND m.vialId IS NEW.vialId) < 0;
  SELECT RAISE(ABORT, 'STOCK:' || CASE
      WHEN l.frozenAt IS NOT NULL THEN 'frozen'
      WHEN l.expiryDate < date(NEW.at, '-1 day') THEN 'expired'
      WHEN v.id IS NOT NULL AND v.closedAt IS NOT NULL THEN 'closed'
      WHEN v.id IS NOT NULL AND v.discardAt <= NEW.at THEN 'over-age'
      WHEN a.id IS NULL THEN 'administration'
      WHEN l.patientId IS NOT NULL AND l.patientId <> a.patientId THEN 'patient'
      WHEN p.substanceId <> a.substanceId OR l.lotKey <> a.lotKey OR l.expiryDate <> a.expiryDate THEN 'identity' END)
  FROM lots l JOIN products p ON p.id = l.productId LEFT JOIN vials v ON v.id = NEW.vialId LEFT JOIN administrations a ON a.id = NEW.administrationId
  WHERE l.id = NEW.lotId AND NEW.kind = 'give' AND (l.frozenAt IS NOT NULL OR l.expiryDate < date(NEW.at, '-1 day')
    OR (v.id IS NOT NULL AND (v.closedAt IS NOT NULL OR v.discardAt <= NEW.at)) OR a.id IS NULL OR (l.patientId IS NOT NULL AND l.patientId <> a.patientId)
    OR p.substanceId <> a.substanceId OR l.lotKey <> a.lotKey OR l.expiryDate <> a.expiryDate);
  SELECT RAISE(ABORT, 'STOCK:reverse') WHERE NEW.kind = 'reverse' AND NOT EXISTS (
    SELECT 1 FROM stockMovements m WHERE m.id = NEW.reverses AND m.lotId = NEW.lotId AND m.vialId IS NEW.vialId AND m.microlitres = -NEW.microlitres);
END;
-- Entered wrongly, so never drawn: what the syringe took goes back in the same act, whichever program does the writing.
CREATE TRIGGER reversalRestoresStock AFTER INSERT ON administrationReversals
BEGIN
  INSERT INTO stockMovements (id, lotId, vialId, kind, microlitres, administrationId, reverses, reason, by, at)
  SELECT m.id || ':back', m.lotId, m.vialId, 'reverse', -m.microlitres, m.administrationId, m.id, NEW.reason, NEW.by, NEW.at
  FROM stockMovements m JOIN administrations a ON a.id = m.administrationId
  WHERE a.syringeId = NEW.syringeId AND m.kind IN ('give', 'waste');
END;
CREATE TRIGGER stockMovementsNoUpdate BEFORE UPDATE ON stockMovements BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:stockMovements'); END;
CREATE TRIGGER stockMovementsNoDelete BEFORE DELETE ON stockMovements BEGIN SELECT RAISE(ABORT, 'APPEND_ONLY:stockMovements'); END;
CREATE TABLE recipes (
  id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), parts TEXT NOT NULL CHECK (json_valid(parts)),
  ownerId TEXT REFERENCES users (id), retiredAt TEXT, version INTEGER NOT NULL
) STRICT;
`,
};
