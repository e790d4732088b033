import type { Migration } from '../migrate.ts';

export const migration: Migration = {
  number: 4,
  name: 'patients',
  reason: 'people, what must be known before treating them, and finding them as typed',
  sql: `
CREATE TABLE patients (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
  givenName TEXT NOT NULL, familyName TEXT NOT NULL, preferredName TEXT NOT NULL, birthDate TEXT NOT NULL,
  phone TEXT NOT NULL, details TEXT NOT NULL CHECK (json_valid(details)),
  sortKey TEXT NOT NULL, flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)), registeredAt TEXT NOT NULL, version INTEGER NOT NULL,
  CHECK (givenName <> '' OR familyName <> ''), CHECK (birthDate GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
-- Consents, visits and papers know the patient by these two alone: exchanged, they would be another person's.
CREATE TRIGGER patientsKeepIdentity BEFORE UPDATE OF id, number ON patients WHEN NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number
BEGIN SELECT RAISE(ABORT, 'PATIENT_IDENTITY'); END;
CREATE INDEX patientsBySort ON patients (sortKey);
CREATE INDEX patientsByBirth ON patients (birthDate);
-- One folded word of a name per row: what a typed prefix meets. By number, which is a tenth of an id's size.
CREATE TABLE patientWords (
  word TEXT NOT NULL CHECK (word <> ''), number INTEGER NOT NULL REFERENCES patients (number), sortKey TEXT NOT NULL,
  PRIMARY KEY (word, sortKey, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX wordsOfPatient ON patientWords (number, word);
-- The same words and the digits of the phone numbers by every three letters in a row; the rowid is the patient's number.
CREATE VIRTUAL TABLE patientTrigrams USING fts5(folded, tokenize = 'trigram', content = '', contentless_delete = 1);
CREATE TABLE safetyRecords (
  patientId TEXT PRIMARY KEY REFERENCES patients (id),
  allergyState TEXT NOT NULL, allergies TEXT NOT NULL CHECK (json_valid(allergies)),
  medicineState TEXT NOT NULL, medicines TEXT NOT NULL CHECK (json_valid(medicines)),
  weightKg TEXT, weighedOn TEXT, heightCm TEXT, version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE safetyAnswers (
  patientId TEXT NOT NULL REFERENCES patients (id), flagId TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unknown')),
  regions TEXT NOT NULL CHECK (json_valid(regions)), side TEXT, note TEXT NOT NULL, confirmedAt TEXT NOT NULL, confirmedBy TEXT NOT NULL,
  PRIMARY KEY (patientId, flagId)
) STRICT, WITHOUT ROWID;
-- Who opened whose record last, straight from the audit.
CREATE INDEX auditOfActor ON audit (actorId, seq) WHERE patientId IS NOT NULL;
`,
};
