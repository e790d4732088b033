import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { Kysely } from 'kysely';
import { StoreDialect } from './dialect.ts';
import { assertLocal, assertWritable, type PlaceProbe } from './place.ts';
import type { Db, Schema } from './schema.ts';
import { classify, StoreProblem } from './store-problem.ts';

/** The driver's own handle. Only `db/` uses it; everything else goes through Kysely. */
export type Raw = Database.Database;

export interface StoreKey {
  /** 32 random bytes. */
  key: Buffer;
  /** The 16 bytes at the head of the file, as the keyring remembers them. */
  salt?: Buffer;
  /** The keyring's check value has confirmed the key: what cannot be read is then damage. */
  keyIsRight?: boolean;
}

export interface Store {
  file: string;
  raw: Raw;
  db: Db;
  /** Moves the log into the file and empties it; false while a transaction is open. */
  truncateLog(): boolean;
  /** From now on, empties the log whenever nothing was written for a second. */
  keepLogShort(): void;
  close(): Promise<void>;
}

const plaintextMagic = Buffer.from('SQLite format 3\0', 'latin1');
const oldestSqlite = [3, 51, 3] as const;

/** Pragma, value to set, value that must be read back. */
const settings: readonly (readonly [name: string, set: string, expect: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['temp_store', 'MEMORY', 2],
  ['recursive_triggers', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', '0', 0],
  // KiB, as a negative number. Pages outside it are decrypted again at every look; a search at 50,000 patients fits in.
  ['cache_size', '-65536', -65536],
  ['busy_timeout', '5000', 5000],
  ['secure_delete', 'ON', 1],
];
const macSettings = [
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
] as const;

/** The one way to an encrypted store. Sets, reads back, and refuses to go on with anything else than what it asked for. */
export function openStore(at: StoreKey & { file: string; readOnly?: boolean; probe?: PlaceProbe }): Store {
  const dir = path.dirname(at.file);
  if (!fs.existsSync(at.file))
    throw new StoreProblem('STORE_MISSING', 'no-file', { file: path.basename(at.file) });
  assertLocal(dir, at.probe);
  if (at.readOnly !== true) assertWritable(dir);
  assertEncrypted(at.file);
  const raw = openTwice(at);
  try {
    applySettings(raw);
    return asStore(at.file, raw);
  } catch (error) {
    raw.close();
    throw classify(error, { keyIsRight: at.keyIsRight === true }) ?? error;
  }
}

/** Makes an empty encrypted file where there is none; it appears whole or not at all. */
export function createStoreFile(at: StoreKey & { file: string; probe?: PlaceProbe }): void {
  if (fs.existsSync(at.file)) throw new Error(`A store is already at ${path.basename(at.file)}`);
  const dir = path.dirname(at.file);
  assertLocal(dir, at.probe);
  assertWritable(dir);
  const draft = `${at.file}.new`;
  for (const end of ['', '-wal', '-shm', '-journal']) fs.rmSync(draft + end, { force: true });
  try {
    const raw = keyed(draft, at, {});
    applySettings(raw);
    raw.close();
    assertEncrypted(draft);
    fs.chmodSync(draft, 0o600);
    fs.renameSync(draft, at.file);
  } catch (error) {
    throw classify(error, { keyIsRight: true }) ?? error;
  }
}

/** A second connection for one purpose, read-only and without settings that write. */
export function openForReading(file: string, at: StoreKey): Raw {
  assertEncrypted(file);
  const raw = keyed(file, at, { readonly: true, fileMustExist: true });
  applySettings(raw);
  return raw;
}

/** A database in memory without patients, in which the expected schema is built. */
export function openInMemory(): Raw {
  return new Database(':memory:');
}

/** Handles that are only there to be held: without a reference the collector would close them and end the lock. */
const held = new Set<Raw>();

/** Takes the system's own lock on a file; it ends with the process, however that ends. Null when another holds it. */
export function holdFile(file: string): (() => void) | null {
  const raw = new Database(file, { timeout: 0 });
  try {
    raw.pragma('journal_mode = MEMORY');
    raw.exec('BEGIN EXCLUSIVE');
    held.add(raw);
    return () => {
      held.delete(raw);
      raw.close();
    };
  } catch (error) {
    raw.close();
    if (classify(error, { keyIsRight: true })?.state === 'IN_USE') return null;
    throw error;
  }
}

function openTwice(at: StoreKey & { file: string; readOnly?: boolean }): Raw {
  const options = { readonly: at.readOnly === true, fileMustExist: true };
  try {
    return keyed(at.file, at, options);
  } catch {
    // A single failing read of the disk looks like damage; only what fails twice is called so.
    try {
      return keyed(at.file, at, options);
    } catch (error) {
      if (at.keyIsRight === true && at.salt !== undefined && !headOf(at.file).equals(at.salt)) {
        throw new StoreProblem('DB_DAMAGED', 'header-salt', {}, error);
      }
      throw classify(error, { keyIsRight: at.keyIsRight === true }) ?? error;
    }
  }
}

function keyed(file: string, at: StoreKey, options: Database.Options): Raw {
  if (at.key.length !== 32) throw new Error('A store key is 32 bytes');
  const raw = new Database(file, options);
  try {
    // A misspelt pragma is ignored by SQLite and would leave the file in plain text: hence the reading back.
    raw.pragma("cipher = 'sqlcipher'");
    raw.pragma('legacy = 4');
    expectValue(raw, 'cipher', 'sqlcipher');
    expectValue(raw, 'legacy', 4);
    raw.key(Buffer.from(`x'${at.key.toString('hex')}${at.salt?.toString('hex') ?? ''}'`));
    raw.prepare('SELECT count(*) FROM sqlite_schema').get();
    return raw;
  } catch (error) {
    raw.close();
    throw error;
  }
}

function applySettings(raw: Raw): void {
  const version = String(raw.prepare('SELECT sqlite_version()').pluck().get());
  if (!isAtLeast(version, oldestSqlite))
    throw new Error(`SQLite ${version} loses commits; 3.51.3 or later is needed`);
  const wanted = process.platform === 'darwin' ? [...settings, ...macSettings] : settings;
  for (const [name, set, expect] of wanted) {
    // The journal is written into the file's head; a reader takes it as it is.
    if (raw.readonly && name === 'journal_mode') continue;
    raw.pragma(`${name} = ${set}`);
    expectValue(raw, name, expect);
  }
}

function expectValue(raw: Raw, name: string, expect: string | number): void {
  const found = raw.pragma(name, { simple: true });
  if (String(found).toLowerCase() !== String(expect)) {
    throw new Error(`The store refused the setting ${name}: ${String(found)} instead of ${expect}`);
  }
}

function isAtLeast(version: string, least: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (const [place, wanted] of least.entries()) {
    const part = parts[place] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

function headOf(file: string): Buffer {
  const handle = fs.openSync(file, 'r');
  try {
    const head = Buffer.alloc(16);
    const length = fs.readSync(handle, head, 0, 16, 0);
    return head.subarray(0, length);
  } finally {
    fs.closeSync(handle);
  }
}

/** Before SQLite opens the file: closing it here afterwards would drop SQLite's own locks on it. */
function assertEncrypted(file: string): void {
  const head = headOf(file);
  if (head.length < 16) throw new StoreProblem('DB_DAMAGED', 'empty-file');
  if (head.equals(plaintextMagic)) throw new StoreProblem('DB_DAMAGED', 'plaintext');
}

function asStore(file: string, raw: Raw): Store {
  const db = new Kysely<Schema>({ dialect: new StoreDialect(raw) });
  const total = raw.prepare('SELECT total_changes()').pluck();
  let timer: NodeJS.Timeout | undefined;
  let [seen, emptied] = [0, 0];
  const truncateLog = (): boolean => {
    if (raw.inTransaction || raw.readonly) return false;
    try {
      raw.pragma('wal_checkpoint(TRUNCATE)');
      return true;
    } catch {
      // Full or failing disk: the log keeps everything, and the next write says what is wrong.
      return false;
    }
  };
  const onTick = (): void => {
    if (!raw.open) return clearInterval(timer);
    if (raw.inTransaction) return;
    const now = Number(total.get());
    if (now === seen && now !== emptied && truncateLog()) emptied = now;
    seen = now;
  };
  return {
    file,
    raw,
    db,
    truncateLog,
    keepLogShort: () => {
      timer ??= setInterval(onTick, 1000).unref();
    },
    close: async () => {
      clearInterval(timer);
      if (raw.open) truncateLog();
      await db.destroy();
      if (raw.open) raw.close();
    },
  };
}
