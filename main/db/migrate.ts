import { createHash } from 'node:crypto';
import { fingerprintOf, schemaDifferences } from './fingerprint.ts';
import { openInMemory, type Raw, type Store, type StoreKey } from './open.ts';
import { classify, StoreProblem } from './store-problem.ts';
import { makeVerifiedCopy } from './verified-copy.ts';

/** One step of the schema. Frozen once released: its text is hashed into the store. */
export interface Migration {
  number: number;
  name: string;
  reason: string;
  sql: string;
}

export interface Migrated {
  applied: number[];
  /** The verified copy made before the first step; null for a new store or when nothing was to do. */
  copy: string | null;
}

const bookkeeping = `
CREATE TABLE IF NOT EXISTS migrations (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  appliedAt TEXT NOT NULL
) STRICT`;

/**
 * Brings a store to the newest schema: all pending steps in one transaction, after a verified copy of the file.
 * @throws StoreProblem NEWER_SCHEMA (nothing touched), MIGRATION_FAILED (old version kept), DB_DAMAGED `schema`.
 */
export function migrate(
  store: Store,
  migrations: readonly Migration[],
  options: { key: StoreKey; copies: string; now: () => string; mayBeEmpty: boolean },
): Migrated {
  assertOrdered(migrations);
  const { raw } = store;
  const applied = appliedIn(raw);
  if (applied.length === 0 && !options.mayBeEmpty) throw new StoreProblem('DB_DAMAGED', 'empty-store');
  assertKnown(applied, migrations);
  const pending = migrations.slice(applied.length);
  const [first] = pending;
  const copy =
    first === undefined || applied.length === 0
      ? null
      : makeVerifiedCopy(raw, options.key, options.copies, `before-${numbered(first.number)}.db`);
  if (first !== undefined) applyAll(raw, pending, options.now());
  assertSchema(raw, migrations);
  return { applied: pending.map((step) => step.number), copy };
}

/** Compares every table, index and trigger with what the migrations make in memory: a dropped gate is noticed here. */
export function assertSchema(raw: Raw, migrations: readonly Migration[]): void {
  const memory = openInMemory();
  try {
    memory.exec(bookkeeping);
    for (const step of migrations) memory.exec(step.sql);
    const differences = schemaDifferences(fingerprintOf(memory), fingerprintOf(raw));
    if (differences.length > 0) throw new StoreProblem('DB_DAMAGED', 'schema', { differences });
  } finally {
    memory.close();
  }
}

export function hashOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}

function applyAll(raw: Raw, pending: readonly Migration[], now: string): void {
  let current = 'bookkeeping';
  try {
    raw.exec('BEGIN IMMEDIATE');
    raw.exec(bookkeeping);
    const record = raw.prepare(
      'INSERT INTO migrations (number, name, sha256, appliedAt) VALUES (?, ?, ?, ?)',
    );
    for (const step of pending) {
      current = labelOf(step);
      raw.exec(step.sql);
      if (!raw.inTransaction) throw new Error('a migration must not end the transaction it runs in');
      record.run(step.number, step.name, hashOf(step), now);
    }
    const orphans = raw.pragma('foreign_key_check') as { table: string }[];
    if (orphans.length > 0)
      throw new Error(`${orphans.length} rows would refer to nothing, first in ${orphans[0]?.table}`);
    raw.exec('COMMIT');
  } catch (error) {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    const known = classify(error, { keyIsRight: true });
    if (known !== undefined) throw known;
    throw new StoreProblem('MIGRATION_FAILED', current, { migration: current }, error);
  }
}

function appliedIn(raw: Raw): { number: number; name: string; sha256: string }[] {
  const there = raw.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'").get();
  if (there !== undefined) {
    return raw.prepare('SELECT number, name, sha256 FROM migrations ORDER BY number').all() as ReturnType<
      typeof appliedIn
    >;
  }
  const anything = raw.prepare('SELECT name FROM sqlite_schema LIMIT 1').pluck().get();
  if (anything !== undefined)
    throw new StoreProblem('DB_DAMAGED', 'schema', { differences: ['missing table migrations'] });
  return [];
}

function assertKnown(applied: ReturnType<typeof appliedIn>, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.number ?? 0;
  const newer = applied.find((row) => row.number > newest);
  if (newer !== undefined) {
    throw new StoreProblem('NEWER_SCHEMA', `${numbered(newer.number)}-${newer.name}`, {
      found: newer.number,
      known: newest,
    });
  }
  for (const [index, row] of applied.entries()) {
    const step = migrations[index];
    if (step === undefined || step.number !== row.number || hashOf(step) !== row.sha256) {
      const label = `${numbered(row.number)}-${row.name}`;
      throw new StoreProblem('MIGRATION_FAILED', `changed ${label}`, { migration: label });
    }
  }
}

function assertOrdered(migrations: readonly Migration[]): void {
  for (const [index, step] of migrations.entries()) {
    if (step.number <= (migrations[index - 1]?.number ?? 0))
      throw new Error(`Migration ${labelOf(step)} stands at place ${index + 1}`);
  }
}

function labelOf(step: Migration): string {
  return `${numbered(step.number)}-${step.name}`;
}

function numbered(number: number): string {
  return String(number).padStart(4, '0');
}
