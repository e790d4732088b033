import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStoreFile, openStore, type Raw } from '../../main/db/open.ts';

/** The least that any program on encrypted SQLite must do for the same answer: bare statements, the settings of our own store. */
export interface FloorStore {
  raw: Raw;
  /** Up to `limit` people of whom one name begins so. */
  search: (text: string, limit: number) => unknown[];
  /** One appointment, if the practitioner is free: a transaction that is on the disk when it returns. */
  book: (index: number) => void;
  /** A patient with all notes. */
  record: () => { patient: unknown; notes: unknown[] };
  close: () => Promise<void>;
}

export interface FloorPatient {
  name: string;
  words: readonly string[];
  birthDate: string;
  phone: string;
}

export function newFloorStore(patients: readonly FloorPatient[], notes: readonly string[]): FloorStore {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-floor-'));
  const at = {
    file: join(folder, 'floor.db'),
    key: randomBytes(32),
    salt: randomBytes(16),
    keyIsRight: true,
  };
  createStoreFile(at);
  const store = openStore(at);
  const { raw } = store;
  raw.exec(`
    CREATE TABLE patients (number INTEGER PRIMARY KEY, name TEXT NOT NULL, birthDate TEXT NOT NULL, phone TEXT NOT NULL) STRICT;
    CREATE TABLE words (word TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (word, number)) STRICT, WITHOUT ROWID;
    CREATE TABLE appointments (id TEXT PRIMARY KEY, patient INTEGER NOT NULL, practitioner TEXT NOT NULL, startsAt TEXT NOT NULL, endsAt TEXT NOT NULL) STRICT;
    CREATE INDEX appointmentsOf ON appointments (practitioner, startsAt);
    CREATE TABLE notes (id INTEGER PRIMARY KEY, patient INTEGER NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL) STRICT;
    CREATE INDEX notesOf ON notes (patient, at);`);
  fill(raw, patients, notes);
  const found = raw.prepare(`
    SELECT number, name, birthDate, phone FROM patients
    WHERE number IN (SELECT number FROM words WHERE word >= ? AND word < ? LIMIT ?)`);
  const busy = raw.prepare(
    'SELECT 1 FROM appointments WHERE practitioner = ? AND startsAt < ? AND endsAt > ? LIMIT 1',
  );
  const insert = raw.prepare('INSERT INTO appointments VALUES (?, ?, ?, ?, ?)');
  const one = raw.prepare('SELECT * FROM patients WHERE number = 1');
  const all = raw.prepare('SELECT * FROM notes WHERE patient = 1 ORDER BY at DESC');
  const book = raw.transaction((index: number) => {
    const start = new Date(Date.UTC(2027, 0, 1) + index * 1_800_000).toISOString();
    const end = new Date(Date.UTC(2027, 0, 1) + (index + 1) * 1_800_000).toISOString();
    if (busy.get('one', end, start) === undefined)
      insert.run(randomUUID(), (index % 1000) + 1, 'one', start, end);
  });
  return {
    raw,
    search: (text, limit) => found.all(text, `${text}\u{10ffff}`, limit),
    book: (index) => {
      book.immediate(index);
    },
    record: () => ({ patient: one.get(), notes: all.all() }),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function fill(raw: Raw, patients: readonly FloorPatient[], notes: readonly string[]): void {
  const [person, word, note] = [
    raw.prepare('INSERT INTO patients VALUES (?, ?, ?, ?)'),
    raw.prepare('INSERT OR IGNORE INTO words VALUES (?, ?)'),
    raw.prepare('INSERT INTO notes VALUES (NULL, 1, ?, ?)'),
  ];
  raw.transaction(() => {
    for (const [index, { name, words, birthDate, phone }] of patients.entries()) {
      person.run(index + 1, name, birthDate, phone);
      for (const one of words) word.run(one, index + 1);
    }
    for (const [index, text] of notes.entries())
      note.run(new Date(Date.UTC(2026, 0, 1) + index * 86_400_000).toISOString(), text);
  })();
}
